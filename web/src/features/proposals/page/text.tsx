import { routeUrl } from '#contract/client.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { Attachments } from '../../../shared/matter/attachments.tsx'
import { type PersonLine, PersonList } from '../../../shared/matter/person-list.tsx'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { Section } from '../../../shared/page.tsx'
import { withoutNumber } from '../draft/suggestions.ts'
import { signedWords, signerNote } from '../signer-note.ts'
import { coSignerTones, leftWords } from '../words.ts'
import { tableParts } from './table-parts.ts'

type Text = Pick<Proposal, 'analysis' | 'suggestions'>

/** 情况分析 · 具体建议. */
export function ProposalText({ proposal }: { proposal: Text }) {
  return (
    <>
      <Section title="情况分析">
        <Paragraphs text={proposal.analysis} />
      </Section>
      <Section title="具体建议">
        <SuggestionList suggestions={proposal.suggestions} />
      </Section>
    </>
  )
}

export function SuggestionList({ suggestions }: { suggestions: readonly string[] }) {
  if (suggestions.length === 0) return <p className="faint">还没有写</p>
  return (
    <ol className="suggestions">
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: read only, the number is the identity
        <li key={index} className="preserve">
          {withoutNumber(suggestion)}
        </li>
      ))}
    </ol>
  )
}

/** Text as it was typed, one paragraph a line; lines with tabs, as a table pasted from Word leaves them, as a table again. */
export function Paragraphs({ text, empty = '还没有写' }: { text: string; empty?: string }) {
  const parts = tableParts(text)
  if (parts.length === 0) return <p className="faint">{empty}</p>
  return (
    <div className="paragraphs">
      {parts.map((part, index) =>
        typeof part === 'string' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: read only
          <p key={index}>{part}</p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: read only
          <PastedTable key={index} rows={part} />
        ),
      )}
    </div>
  )
}

function PastedTable({ rows }: { rows: readonly (readonly string[])[] }) {
  return (
    <div className="table-wrap">
      <table className="pasted-table">
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: read only
            <tr key={row}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: read only
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** 第一提案人、联名人 with their answers, suggested units, consent. */
export function Proposers({ proposal }: { proposal: Proposal }) {
  const { leadProposer } = proposal
  const lead: PersonLine[] = leadProposer
    ? [
        {
          key: leadProposer.memberId,
          name: leadProposer.name,
          about: [leadProposer.sector, leadProposer.phone].filter(Boolean).join(' · '),
          state: <span className="tag">第一提案人</span>,
          note: leadProposer.leftAt ? `已离任：${leftWords[leadProposer.leftReason] || '离任'}` : undefined,
        },
      ]
    : [
        {
          key: 'collective',
          name: proposal.collectiveName ?? proposal.proposers,
          state: <span className="tag">提案者</span>,
        },
        ...(proposal.contactPerson
          ? [
              {
                key: proposal.contactPerson.memberId,
                name: proposal.contactPerson.name,
                state: <span className="tag">联系人</span>,
              },
            ]
          : []),
        ...proposal.drafters.map(({ memberId, name }, place) => ({
          key: `drafter ${memberId}`,
          name,
          state: <span className="tag">{place === 0 ? '主要成员（主笔）' : '主要成员'}</span>,
        })),
      ]
  const others = proposal.coSigners.map((person) => ({
    key: person.memberId,
    name: person.name,
    about: person.sector,
    state: <StateTag tone={coSignerTones[person.state]}>{signedWords(person, proposal.submittedAt)}</StateTag>,
    note: signerNote(person),
  }))
  return (
    <Section title="提案者">
      <PersonList people={[...lead, ...others]} />
      <dl className="facts proposal-facts">
        {proposal.suggestedUnits.length > 0 && (
          <div>
            <dt>建议承办</dt>
            <dd>{proposal.suggestedUnits.map((unit) => unit.name).join('、')}</dd>
          </div>
        )}
        <div>
          <dt>公开意愿</dt>
          <dd>
            {proposal.publishConsent ? '提案者同意公开' : '提案者不同意公开'}
            {!proposal.publishConsent && proposal.publishNote && `：${proposal.publishNote}`}
          </dd>
        </div>
      </dl>
    </Section>
  )
}

export function AttachmentSection({ proposal }: { proposal: Proposal }) {
  if (proposal.attachments.length === 0) return null
  return (
    <Section title="附件">
      <Attachments
        files={proposal.attachments}
        href={({ fileId }) =>
          routeUrl(proposalRoutes.getAttachment, {
            params: { id: proposal.id, fileId },
          })
        }
      />
    </Section>
  )
}

import '../draft/draft.css'
import '../page/proposal.css'
import './reply.css'
import '../error-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Assignment } from '#contract/handling.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { Page, Section } from '../../../shared/page.tsx'
import { EmptyState, QueryState } from '../../../shared/query-state.tsx'
import { unitDeskWords } from '../../../shared/words.ts'
import { Paragraphs } from '../page/text.tsx'
import { ReplyEditor } from './reply-editor.tsx'

/** Where a unit writes its reply, with the proposal in sight. */
export function ReplyPage() {
  const { id, assignmentId } = useParams({ strict: false }) as {
    id: string
    assignmentId: string
  }
  const query = useQuery(apiQuery(proposalRoutes.getProposal, { params: { id } }))
  return (
    <QueryState query={query} lines={12}>
      {(proposal) => {
        const assignment = proposal.assignments.find((one) => one.id === assignmentId)
        return assignment?.actions.includes('writeReply') ? (
          <Writing key={assignment.id} proposal={proposal} assignment={assignment} />
        ) : (
          <NotNow proposal={proposal} />
        )
      }}
    </QueryState>
  )
}

function Writing({ proposal, assignment }: { proposal: Proposal; assignment: Assignment }) {
  const sentBack = assignment.replies.findLast((reply) => reply.sentBackAt !== null && reply.round === assignment.round)
  const opinions = proposal.assignments.filter((one) => one.opinion !== '')
  const waiting = proposal.assignments.filter(
    (one) => one.role === 'joint' && ['assigned', 'accepted', 'returnRequested'].includes(one.state),
  )
  return (
    <Page
      title={titleOf(proposal, assignment)}
      lead={
        <>
          {proposal.title} <DueDate on={assignment.replyBy} label="答复期限" />
        </>
      }
      back={{
        to: '/proposals/$id',
        params: { id: proposal.id },
        label: '提案',
      }}
    >
      <div className="reply-desk makes-room">
        <div className="reply-source">
          <UnitNote assignment={assignment} />
          {sentBack && (
            <blockquote className="said-note">
              <strong>上次退回的意见</strong>
              <p className="preserve">{sentBack.sendBackReason}</p>
            </blockquote>
          )}
          <details className="fold" open>
            <summary>情况分析</summary>
            <Paragraphs text={proposal.analysis} />
          </details>
          {assignment.role === 'lead' && (
            <Section title="会办意见">
              {opinions.map((one) => (
                <details key={one.id} className="fold" open>
                  <summary>{one.unitName}</summary>
                  <Paragraphs text={one.opinion} />
                </details>
              ))}
              {waiting.map((one) => (
                <p key={one.id}>
                  {one.unitName}
                  {'还没有提出意见，'}
                  <DueDate on={one.replyBy} label="期限" />
                </p>
              ))}
            </Section>
          )}
        </div>
        <ReplyEditor proposal={proposal} assignment={assignment} />
      </div>
    </Page>
  )
}

function titleOf(proposal: Proposal, { inUnit }: Assignment): string {
  const step = inUnit?.waitsFor?.mine ? inUnit.step : 'drafting'
  const name = { drafting: '写答复', checking: '核稿', signing: '审签答复' }[step]
  return proposal.round > 1 ? `${name}（重新办理）` : name
}

/** What the office or the leader of the unit said, and whose turn it is where it is another's. */
function UnitNote({ assignment: { inUnit } }: { assignment: Assignment }) {
  if (!inUnit) return null
  const { note, waitsFor } = inUnit
  return (
    <>
      {waitsFor && !waitsFor.mine && waitsFor.names.length > 0 && (
        <p className="said-note" role="status">
          {`这份答复现在在${unitDeskWords[waitsFor.desk]}${waitsFor.names.join('、')}手上，您也可以改。`}
        </p>
      )}
      {note && (
        <blockquote className="said-note">
          <strong>单位内退回的意见</strong>
          <p className="preserve">{note}</p>
        </blockquote>
      )}
    </>
  )
}

function NotNow({ proposal }: { proposal: Proposal }) {
  return (
    <Page title={proposal.title} width="reading">
      <EmptyState title="现在不能写这件提案的答复">
        <p>可能还没有签收，或者答复已经报送。</p>
        <Link to="/proposals/$id" params={{ id: proposal.id }} className="button button-primary">
          看这件提案
        </Link>
      </EmptyState>
    </Page>
  )
}

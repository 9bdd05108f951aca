import '../page/proposal.css'
import '../error-words.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { coSigningRoutes } from '#contract/co-signing.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { Page, Section } from '../../../shared/page.tsx'
import { EmptyState, QueryState } from '../../../shared/query-state.tsx'
import { useHat } from '../../../shared/session.tsx'
import { Comments } from '../comments/comments.tsx'
import { AttachmentSection, ProposalText, Proposers } from '../page/text.tsx'
import { useAct } from '../use-act.ts'

/** For the invited: read it, then say yes or no, with a word if one likes. */
export function CosignPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(apiQuery(proposalRoutes.getProposal, { params: { id } }))
  return (
    <QueryState query={query} lines={10}>
      {(proposal) => (
        <Page
          title={proposal.title || '还没有写案由的提案'}
          lead={`${proposal.leadProposer?.name ?? proposal.proposers}邀请您联名`}
          back={{ to: '/', label: '待办' }}
          width="reading"
          actions={
            proposal.actions.includes('cosign') && (
              <a href="#answer" className="button button-primary">
                去答复
              </a>
            )
          }
        >
          <ProposalText proposal={proposal} />
          <AttachmentSection proposal={proposal} />
          <Proposers proposal={proposal} />
          <Comments proposal={proposal} />
          <div id="answer" />
          <Section title="您的答复">
            {proposal.actions.includes('cosign') ? (
              <Answer proposal={proposal} />
            ) : (
              <EmptyState title="现在不能答复这个邀请">
                <p>您可能已经答复过，或者邀请已过期、提案已提交。</p>
              </EmptyState>
            )}
          </Section>
        </Page>
      )}
    </QueryState>
  )
}

const choices = [
  {
    code: 'yes' as const,
    name: '同意联名',
    hint: '提交后您是联名提案人，办理进展和答复都会告知您',
  },
  { code: 'no' as const, name: '不联名', hint: '提案人会收到您的答复' },
]

function Answer({ proposal }: { proposal: Proposal }) {
  const act = useAct()
  const navigate = useNavigate()
  const hat = useHat()
  const [choice, setChoice] = useState<'yes' | 'no' | null>(null)
  const [note, setNote] = useState('')
  const noteId = useId()
  const mine = proposal.coSigners.find((person) => person.memberId === hat?.memberId)
  return (
    <StepForm
      submit="答复"
      missing={() => (choice ? null : '请选择是否同意联名')}
      onSubmit={async () => {
        const body = { accept: choice === 'yes', note: note.trim() }
        const done = choice === 'yes' ? '已同意联名' : '已答复不联名'
        await act(coSigningRoutes.answerInvitation, { params: { id: proposal.id }, body }, done)
        await navigate({ to: '/' })
      }}
    >
      {mine && (
        <p>
          <DueDate on={mine.expiresOn} label="答复期限" />
        </p>
      )}
      <OptionList label="是否联名" options={choices} value={choice} onChange={setChoice} />
      <Field id={noteId} label="想说的话（可不填）" hint="比如对文字的修改意见。">
        <Input.TextArea
          id={noteId}
          value={note}
          maxLength={200}
          showCount
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}

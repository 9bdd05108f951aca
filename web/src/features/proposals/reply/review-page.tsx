import '../page/proposal.css'
import './reply.css'
import '../error-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Assignment, handlingRoutes } from '#contract/handling.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { ConfirmDialog, ReasonDialog } from '../../../shared/dialogs.tsx'
import { Icon } from '../../../shared/icons.tsx'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { Page, Section } from '../../../shared/page.tsx'
import { EmptyState, QueryState } from '../../../shared/query-state.tsx'
import { ContactList } from '../page/contact-list.tsx'
import { ReplyBody } from '../page/reply-view.tsx'
import { Paragraphs, SuggestionList } from '../page/text.tsx'
import { useAct } from '../use-act.ts'
import { answeredTogether, mergedName } from './reply-text.ts'
import { ReusedReplies } from './reused.tsx'
import { handlingChecks, jointDuties, reviewChecks } from './review-checks.ts'

/** 审核答复: the suggestions beside the reply, so that a missing answer is seen. */
export function ReviewPage() {
  const { id, assignmentId } = useParams({ strict: false }) as {
    id: string
    assignmentId: string
  }
  const query = useQuery(apiQuery(proposalRoutes.getProposal, { params: { id } }))
  return (
    <QueryState query={query} lines={12}>
      {(proposal) => {
        const assignment = proposal.assignments.find((one) => one.id === assignmentId)
        const reply = assignment?.replies.findLast((one) => one.submittedAt !== null && one.sentBackAt === null)
        if (assignment && reply && assignment.actions.some((a) => a === 'deliverReply' || a === 'sendBackReply'))
          return <Review proposal={proposal} assignment={assignment} reply={reply} />
        return (
          <Page title={proposal.title} width="reading">
            <EmptyState title="这份答复现在不必审核">
              <p>可能已经送达或退回。</p>
              <Link to="/proposals/$id" params={{ id }} className="button button-primary">
                看这件提案
              </Link>
            </EmptyState>
          </Page>
        )
      }}
    </QueryState>
  )
}

interface ReviewProps {
  proposal: Proposal
  assignment: Assignment
  reply: Assignment['replies'][number]
}

function Review({ proposal, assignment, reply }: ReviewProps) {
  const act = useAct()
  const navigate = useNavigate()
  const options = useQuery(apiQuery(proposalRoutes.getProposalOptions, {}))
  const [asking, setAsking] = useState<'deliver' | 'sendBack' | null>(null)
  const params = { id: assignment.id }
  const back = () =>
    navigate({
      to: '/proposals/$id',
      params: { id: proposal.id },
      replace: true,
    })
  const close = () => setAsking(null)
  const joint = jointDuties(proposal.assignments, assignment)
  const checks = [...reviewChecks(reply, proposal.suggestions, proposal.merged), ...handlingChecks(assignment, joint)]
  return (
    <Page
      title="审核答复"
      lead={
        <>
          {`${assignment.unitName}：${proposal.title} `}
          <DueDate on={assignment.replyBy} label="答复期限" />
        </>
      }
      back={{
        to: '/proposals/$id',
        params: { id: proposal.id },
        label: '提案',
      }}
    >
      <div className="reply-desk">
        <div className="reply-source">
          <Section title="具体建议">
            <SuggestionList suggestions={proposal.suggestions} />
          </Section>
          {answeredTogether(proposal.merged).map((one) => (
            <Section key={one.id} title={`并案的${mergedName(one)}的建议`}>
              <p className="faint">{`${one.proposers}：${one.title}`}</p>
              <SuggestionList suggestions={one.suggestions} />
            </Section>
          ))}
          <details className="fold">
            <summary>情况分析</summary>
            <Paragraphs text={proposal.analysis} />
          </details>
          <ContactList contacts={assignment.contacts} onAnswer={() => undefined} />
          {joint.map((one) => (
            <details key={one.id} className="fold" open>
              <summary>{`${one.unitName}的会办意见`}</summary>
              {one.opinion ? (
                <Paragraphs text={one.opinion} />
              ) : (
                <p>
                  还没有提出。
                  <DueDate on={one.replyBy} label="意见期限" />
                </p>
              )}
            </details>
          ))}
        </div>
        <div>
          <Section title="答复">
            <ReplyBody reply={reply} classes={options.data?.replyClasses ?? []} />
          </Section>
          <Section title="套用检查">
            <ReusedReplies assignmentId={assignment.id} version={reply.id} />
          </Section>
          <Section title="对照检查">
            <ul className="checklist">
              {checks.map((check) => (
                <li key={check.words} className={check.fine ? 'checklist-done' : undefined}>
                  <Icon name={check.fine ? 'check' : 'warn'} />
                  <span>{check.words}</span>
                </li>
              ))}
            </ul>
          </Section>
          <div className="standing-steps">
            {assignment.actions.includes('deliverReply') && (
              <button
                type="button"
                className="button button-primary standing-primary"
                onClick={() => setAsking('deliver')}
              >
                送达提案者
              </button>
            )}
            {assignment.actions.includes('sendBackReply') && (
              <Button onClick={() => setAsking('sendBack')}>退回重拟</Button>
            )}
          </div>
        </div>
      </div>
      <ConfirmDialog
        open={asking === 'deliver'}
        title="送达提案者"
        okText="送达"
        onOk={async () => {
          await act(handlingRoutes.deliverReply, { params }, '答复已送达提案者')
          await back()
        }}
        onClose={close}
      >
        <p>提案者会看到这份答复，并请其评价办理工作和办理结果。</p>
      </ConfirmDialog>
      <ReasonDialog
        open={asking === 'sendBack'}
        title="退回重拟"
        label="退回意见"
        maxLength={1000}
        okText="退回"
        decisive
        onOk={async (note) => {
          await act(handlingRoutes.sendBackReply, { params, body: { note } }, '答复已退回承办单位')
          await back()
        }}
        onClose={close}
      >
        <p>写明哪一条建议没有回应、哪里空泛。承办单位在原文上修改后再报送。</p>
      </ReasonDialog>
    </Page>
  )
}

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Clock as RunningClock } from '#contract/clocks.ts'
import type { Assignment } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { Section } from '../../../shared/page.tsx'
import { ClockLine, useClocks } from '../../clocks/clock-line.tsx'
import type { Step } from '../next-steps.ts'
import { stepWords } from '../step-words.ts'
import { assignmentTones, assignmentWords, roleWords } from '../words.ts'
import { ContactList } from './contact-list.tsx'
import { datesOfRound } from './duty-dates.ts'
import { FollowUpList } from './follow-up-list.tsx'
import { InUnitLine } from './in-unit-line.tsx'
import { type ReplyClass, ReplyView } from './reply-view.tsx'
import { Paragraphs } from './text.tsx'

interface AssignmentListProps {
  proposal: Proposal
  replyClasses: readonly ReplyClass[]
  side: readonly Step[]
  onTake: (step: Step) => void
}

/** Where the page opens for who comes to read the answer. */
export const replyPlace = 'reply'

/** Each unit's handling with its own clock: contacts, opinion, replies by round. */
export function AssignmentList({ proposal, replyClasses, side, onTake }: AssignmentListProps) {
  const clocks = useClocks(proposal.id)
  const first = proposal.assignments
    .flatMap((one) => one.replies)
    .find((reply) => reply.deliveredAt !== null && reply.round === proposal.round)
  if (proposal.assignments.length === 0) return null
  return (
    <Section title="承办">
      {proposal.assignments.map((assignment) => (
        <article key={assignment.id} className="sheet assignment">
          <h3>
            {assignment.unitName}
            <span className="tag">{roleWords[assignment.role]}</span>
            <StateTag tone={assignmentTones[assignment.state]}>{assignmentWords[assignment.state]}</StateTag>
          </h3>
          <Clock
            assignment={assignment}
            proposalId={proposal.id}
            clocks={clocks.filter((clock) => clock.subjectId === assignment.id)}
          />
          <InUnitLine assignment={assignment} />
          {assignment.returnReason && (
            <Said label="退办理由" words={assignment.returnReason}>
              {assignment.returnDecisionNote && `处理意见：${assignment.returnDecisionNote}`}
            </Said>
          )}
          <ContactList contacts={assignment.contacts} onAnswer={(on) => onTake({ key: 'answerContact', on })} />
          {assignment.opinion && (
            <details className="fold" open>
              <summary>会办意见</summary>
              <Paragraphs text={assignment.opinion} />
            </details>
          )}
          {assignment.replies
            .filter((reply) => reply.submittedAt !== null || reply.deliveredAt !== null)
            .map((reply) => (
              <ReplyView
                key={reply.id}
                id={reply === first ? replyPlace : undefined}
                reply={reply}
                classes={replyClasses}
              />
            ))}
          <FollowUpList
            proposal={proposal}
            followUps={assignment.followUps}
            onReport={(on) => onTake({ key: 'followUp', on })}
          />
          <div className="assignment-steps no-print">
            {side
              .filter((step) => step.on === assignment.id)
              .map((step) =>
                step.key === 'reply' ? (
                  <Link
                    key={step.key}
                    to="/proposals/$id/reply/$assignmentId"
                    params={{ id: proposal.id, assignmentId: assignment.id }}
                    className="button"
                  >
                    {stepWords(step)}
                  </Link>
                ) : (
                  <Button key={step.key} onClick={() => onTake(step)}>
                    {stepWords(step, false, assignment.inUnit)}
                  </Button>
                ),
              )}
          </div>
        </article>
      ))}
    </Section>
  )
}

interface ClockProps {
  assignment: Assignment
  proposalId: string
  clocks: readonly RunningClock[]
}

/** The dates that still run, each with how it came about, and those that are behind. */
function Clock({ assignment, proposalId, clocks }: ClockProps) {
  const line = (kind: RunningClock['kind']) => (
    <ClockLine proposalId={proposalId} clock={clocks.find((clock) => clock.kind === kind)} />
  )
  const { state, acceptBy, returnBy, replyBy, contactBy, assignedAt, acceptedAt, role } = assignment
  const gone = state === 'returned' || state === 'reassigned' || state === 'ended'
  const { answeredAt: answered, earlier, contact } = datesOfRound(assignment)
  return (
    <dl className="facts assignment-clock">
      <Fact label="交办">{dateWords(civilDateOf(assignedAt), today())}</Fact>
      {acceptedAt ? (
        <Fact label="签收">{dateWords(civilDateOf(acceptedAt), today())}</Fact>
      ) : (
        state === 'assigned' && (
          <Fact label="签收期限">
            <DueDate on={acceptBy} />
            {line('accept')}
          </Fact>
        )
      )}
      {assignment.actions.includes('requestReturn') && (
        <Fact label="退办期限">
          <DueDate on={returnBy} />
          {line('return')}
        </Fact>
      )}
      {earlier.map(({ round, at }) => (
        <Fact key={round} label={`第 ${round} 轮答复`}>
          {dateWords(civilDateOf(at), today())}
        </Fact>
      ))}
      {contactBy && !gone && (contact === 'none' || contact === 'disputed') && !answered && (
        <Fact label={contact === 'disputed' ? '重新面商期限' : '首次面商期限'}>
          <DueDate on={contactBy} />
          {contact === 'disputed' && <p>面商记录有异议，请重新面商</p>}
          {line('contact')}
        </Fact>
      )}
      {answered ? (
        <Fact label={role === 'joint' ? '提出意见' : '答复'}>{dateWords(civilDateOf(answered), today())}</Fact>
      ) : (
        !gone && (
          <Fact label={role === 'joint' ? '意见期限' : '答复期限'}>
            <Due
              on={replyBy}
              clock={clocks.find((one) => one.kind === (role === 'joint' ? 'jointOpinion' : 'reply'))}
            />
            {line(role === 'joint' ? 'jointOpinion' : 'reply')}
          </Fact>
        )
      )}
    </dl>
  )
}

/** A date that stands still is no date to hurry for. */
function Due({ on, clock }: { on: string; clock: RunningClock | undefined }) {
  if (clock?.stoppedAt === null && clock.pausedOn) return <span className="tag tag-due">已暂停计算</span>
  return <DueDate on={on} />
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Said({ label, words, children }: { label: string; words: string; children?: ReactNode }) {
  return (
    <blockquote className="said-note">
      <strong>{label}</strong>
      <p className="preserve">{words}</p>
      {children && <p className="preserve">{children}</p>}
    </blockquote>
  )
}

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Proposal } from '#contract/proposals.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords, waitedWords } from '../../../shared/matter/due.ts'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { useHat } from '../../../shared/session.tsx'
import { useClocks } from '../../clocks/clock-line.tsx'
import type { Step, stepsOf } from '../next-steps.ts'
import { stepWords } from '../step-words.ts'
import { conversionWords, stateTones, stateWords } from '../words.ts'
import { type OwnDutyWords, ownDuty } from './duty-dates.ts'
import { OtherWays } from './other-ways.tsx'

interface StandingProps {
  proposal: Proposal
  steps: ReturnType<typeof stepsOf>
  onTake: (step: Step) => void
}

/** Where it stands, whose turn it is, until when, and the one next step for this viewer. */
export function Standing({ proposal, steps, onTake }: StandingProps) {
  const { turn } = proposal
  const { primary, also } = steps
  const side = steps.side.filter((step) => !step.on)
  const hat = useHat()
  const own = ownDuty(proposal.assignments, hat?.unitId ?? null)
  // What my own unit owes is said apart.
  const others =
    turn && own
      ? turn.who
          .split('、')
          .filter((who) => who !== own.unitName)
          .join('、')
      : turn?.who
  const clocks = useClocks(proposal.id)
  /** The date that is shown stands still. */
  const isPaused = (on: string | null, until: string) =>
    clocks.some(
      (one) =>
        one.stoppedAt === null && one.pausedOn !== null && one.dueOn === until && (on === null || one.subjectId === on),
    )
  const several = also.some((step) => step.key === primary?.key)
  return (
    <section className="standing" aria-label="办到哪一步">
      <p className="standing-state">
        <StateTag tone={stateTones[proposal.state]}>{stateWords[proposal.state]}</StateTag>
        {proposal.round > 1 && <span className="tag">{`第 ${proposal.round} 轮办理`}</span>}
      </p>
      {own && <OwnDuty words={own} paused={isPaused(own.on, own.until)} />}
      {turn && others !== '' && (
        <p className="standing-turn">
          {primary?.key === 'rate' ? '现在请您评价答复' : own ? '同时由' : '现在由'}
          {primary?.key !== 'rate' && (
            <>
              <strong>{others}</strong>
              {turn.what}
            </>
          )}
          <span className="faint">{`（${sinceWords(turn.since)}）`}</span>
        </p>
      )}
      {turn?.until &&
        !own &&
        (isPaused(null, turn.until) ? (
          <p>
            <span className="tag tag-due">期限已暂停计算</span> 恢复后顺延
          </p>
        ) : (
          <p>
            <DueDate on={turn.until} label="期限" />
          </p>
        ))}
      <Notes proposal={proposal} />
      {(primary || side.length > 0) && (
        <div className="standing-steps no-print">
          {primary && <StepButton step={primary} proposal={proposal} primary several={several} onTake={onTake} />}
          {also.map((step) => (
            <StepButton key={step.key + step.on} step={step} proposal={proposal} several={several} onTake={onTake} />
          ))}
          {/* Without a step before it, bare words would hang in the box. */}
          {side.map((step) => (
            <Button key={step.key} type={primary ? 'text' : 'default'} onClick={() => onTake(step)}>
              {stepWords(step)}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

/** What my own unit owes, before what the others do. */
function OwnDuty({ words, paused }: { words: OwnDutyWords; paused: boolean }) {
  return (
    <>
      <p className="standing-turn">
        <strong>本单位</strong>
        {words.what}
      </p>
      {words.sentBack && (
        <blockquote className="said-note">
          <strong>答复已退回重拟</strong>
          <p className="preserve">{words.sentBack}</p>
        </blockquote>
      )}
      <p>
        {paused ? (
          <span className="tag tag-due">期限已暂停计算</span>
        ) : (
          <DueDate on={words.until} label={words.label} />
        )}
      </p>
    </>
  )
}

function sinceWords(since: string): string {
  const waited = waitedWords(since, today())
  return civilDateOf(since) === today() ? waited : `${dateWords(civilDateOf(since), today())}起，${waited}`
}

function Notes({ proposal }: { proposal: Proposal }) {
  if (proposal.state === 'returned' && proposal.returnNote) return <Note label="退回意见" words={proposal.returnNote} />
  if (proposal.state === 'declined')
    return (
      <>
        <Note label={`不予立案：${proposal.declineReason ?? ''}`} words={proposal.declineNote} />
        <OtherWays proposal={proposal} />
      </>
    )
  if (proposal.convertedTo && (proposal.state === 'converted' || proposal.state === 'archived'))
    return (
      <>
        <Note label={`转为${conversionWords[proposal.convertedTo]}`} words={proposal.declineNote} />
        <OtherWays proposal={proposal} />
      </>
    )
  if (proposal.withdrawalRequest)
    return (
      <Note
        label={`提案者${dateWords(civilDateOf(proposal.withdrawalRequest.at), today())}申请撤案，等提案委办公室答复`}
        words={proposal.withdrawalRequest.note}
      />
    )
  return null
}

function Note({ label, words }: { label: string; words: string }) {
  return (
    <blockquote className="said-note">
      <strong>{label}</strong>
      {words && <p className="preserve">{words}</p>}
    </blockquote>
  )
}

interface StepButtonProps {
  step: Step
  proposal: Proposal
  primary?: boolean
  several: boolean
  onTake: (step: Step) => void
}

function StepButton({ step, proposal, primary, several, onTake }: StepButtonProps) {
  const inUnit = proposal.assignments.find((one) => one.id === step.on)?.inUnit
  const words = step.key === 'edit' && proposal.state === 'returned' ? '按意见修改' : stepWords(step, several, inUnit)
  const look = primary ? 'button button-primary standing-primary' : 'button'
  const params = { id: proposal.id, assignmentId: step.on ?? '' }
  if (step.key === 'edit' || step.key === 'cosign')
    return (
      <Link to={step.key === 'edit' ? '/proposals/$id/edit' : '/proposals/$id/cosign'} params={params} className={look}>
        {words}
      </Link>
    )
  if (step.key === 'reply' || step.key === 'review')
    return (
      <Link
        to={step.key === 'reply' ? '/proposals/$id/reply/$assignmentId' : '/proposals/$id/review/$assignmentId'}
        params={params}
        className={look}
      >
        {words}
      </Link>
    )
  return (
    <button type="button" className={look} onClick={() => onTake(step)}>
      {words}
    </button>
  )
}

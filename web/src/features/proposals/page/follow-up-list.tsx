import { Button } from 'antd'
import type { FollowUp } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { mergedName } from '../reply/reply-text.ts'

const stateWords = { open: '落实中', late: '逾期未报告', done: '已完成', dropped: '不再跟踪' } as const
const tones = { open: 'moving', late: 'due', done: 'done', dropped: 'stopped' } as const

/** Whose suggestion it is, where it is another's than the one that is read. */
function whose({ id, mergedInto }: Pick<Proposal, 'id' | 'mergedInto'>, { of }: FollowUp): string {
  if (of) return of.proposalId === id ? '' : mergedName(of)
  return mergedInto ? mergedName(mergedInto) : ''
}

/** 措施落实: what the reply promised, until when, and what the unit reported since. */
export function FollowUpList({
  proposal,
  followUps,
  onReport,
}: {
  proposal: Pick<Proposal, 'id' | 'mergedInto'>
  followUps: readonly FollowUp[]
  onReport: (id: string) => void
}) {
  if (followUps.length === 0) return null
  return (
    <details className="fold" open>
      <summary>{`措施落实（${followUps.length}）`}</summary>
      <ul>
        {followUps.map((one) => (
          <li key={one.id} className="contact">
            <p className="contact-head">
              <strong>{`${whose(proposal, one)}第 ${one.number} 条建议`}</strong>
              <StateTag tone={tones[one.state]}>{stateWords[one.state]}</StateTag>
              {one.state === 'done' ? (
                <span className="faint">{`时限 ${dateWords(one.dueOn, today())}`}</span>
              ) : (
                <DueDate on={one.dueOn} label="完成时限" />
              )}
            </p>
            <p className="preserve">{one.measure}</p>
            {one.responsible && <p className="faint">{`责任人 ${one.responsible}`}</p>}
            {one.promisedOn !== one.dueOn && (
              <p className="faint">{`最初承诺 ${dateWords(one.promisedOn, today())}完成`}</p>
            )}
            {one.reports.map((report) => (
              <p key={report.reportedAt} className="preserve">
                <strong>{`${dateWords(civilDateOf(report.reportedAt), today())}报告：`}</strong>
                {report.report}
                {report.nextOn && `（延至 ${dateWords(report.nextOn, today())}）`}
              </p>
            ))}
            {one.actions.includes('report') && (
              <Button className="no-print" onClick={() => onReport(one.id)}>
                报告落实情况
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

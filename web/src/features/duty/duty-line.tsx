import './duty.css'
import { Link } from '@tanstack/react-router'
import type { DutyLine, DutyReversal } from '#contract/duty.ts'
import { partName } from '#contract/duty-kinds.ts'
import { Instant } from '../../shared/date-text.tsx'
import { formatCivil } from '../../shared/dates.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import {
  attendanceTones,
  attendanceWords,
  kindWord,
  levelWords,
  objectionTones,
  objectionWords,
  reversalWord,
} from './words.ts'

/** Where a source opens. */
const pages: Record<string, string> = {
  proposal: '/proposals/$id',
  activity: '/activities/$id',
  dutyRecord: '/duty/records/$id',
  dutyReport: '/duty-reports/$id',
  appraisal: '/appraisals/$id',
}

/** What the act was, and where it comes from if that may be opened. */
export function DutyTitle({ line }: { line: Pick<DutyLine, 'title' | 'subjectKind' | 'subjectId' | 'opens'> }) {
  const to = line.opens ? pages[line.subjectKind] : undefined
  return to ? (
    <Link to={to as never} params={{ id: line.subjectId } as never}>
      {line.title}
    </Link>
  ) : (
    line.title
  )
}

/** Part, level, half days and sharers, in a few words. */
export function aboutLine(
  line: Pick<DutyLine, 'kind' | 'part' | 'level' | 'quantity' | 'sharers' | 'attendance'>,
): string {
  return [
    line.attendance === null || line.part === 'organiser' ? partName(line.kind, line.part) : '',
    line.level && levelWords[line.level],
    line.kind.startsWith('meeting.') && line.quantity > 1 && `${line.quantity} 个半天`,
    line.sharers > 1 && `${line.sharers} 人共同`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Whether it stands, and whether somebody objects. */
export function LineState({ line }: { line: DutyLine }) {
  return (
    <>
      {line.attendance && (
        <StateTag tone={attendanceTones[line.attendance]}>{attendanceWords[line.attendance]}</StateTag>
      )}
      {line.reversal && <StateTag tone="stopped">已冲销</StateTag>}
      {line.objection && line.objection.state !== 'withdrawn' && (
        <StateTag tone={objectionTones[line.objection.state]}>{`异议${objectionWords[line.objection.state]}`}</StateTag>
      )}
    </>
  )
}

/** What took a line back: when, by what, who and why; and what stands in its place. */
export function Reversal({ reversal }: { reversal: DutyReversal }) {
  const { at, event, byName, why, became } = reversal
  return (
    <div className="duty-reversal">
      <Instant value={at} far={false} /> {[reversalWord(event), byName].filter(Boolean).join('，')}
      {why && `：${why}`}
      {became && (
        <div>
          换成：{[formatCivil(became.occurredOn), lineKind(became), became.title].join(' ')}
          {[aboutLine({ ...became, sharers: 1 }), became.attendance && attendanceWords[became.attendance]]
            .filter(Boolean)
            .map((word) => `，${word}`)}
        </div>
      )}
    </div>
  )
}

export const lineKind = (line: Pick<DutyLine, 'kind'>) => kindWord(line.kind)

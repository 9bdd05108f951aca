import './duty.css'
import { Link } from '@tanstack/react-router'
import type { DutyLine } from '#contract/duty.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import {
  attendanceTones,
  attendanceWords,
  kindWord,
  levelWords,
  objectionTones,
  objectionWords,
  partWords,
} from './words.ts'

/** Where a source opens. */
const pages: Record<string, string> = {
  proposal: '/proposals/$id',
  activity: '/activities/$id',
  dutyRecord: '/duty/records/$id',
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
    line.attendance === null || line.part === 'organiser' ? partWords[line.part] : '',
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
      {line.reversesId && <StateTag tone="stopped">冲销记录</StateTag>}
      {line.reversedAt && <StateTag tone="stopped">已冲销</StateTag>}
      {line.objection && line.objection.state !== 'withdrawn' && (
        <StateTag tone={objectionTones[line.objection.state]}>{`异议${objectionWords[line.objection.state]}`}</StateTag>
      )}
    </>
  )
}

export const lineKind = (line: Pick<DutyLine, 'kind'>) => kindWord(line.kind)

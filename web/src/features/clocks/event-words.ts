import { type ClockKind, clockKindWords } from '#contract/clocks.ts'
import type { HistoryEntry } from '#contract/common.ts'
import { formatCivil } from '../../shared/dates.ts'

const happened: Record<string, string> = {
  'clock.extensionAsked': '申请延期',
  'clock.extended': '同意延期',
  'clock.extensionRefused': '不同意延期',
  'clock.paused': '办理期限暂停计算',
  'clock.resumed': '办理期限恢复计算',
  'clock.moved': '期限随放假安排改动',
  'clock.kept': '放假安排改动，期限不变',
  'clock.reminded': '提醒期限',
  'clock.escalated': '超期，报交办机关督办',
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const day = (value: unknown) => (/^\d{4}-\d\d-\d\d$/.test(text(value)) ? formatCivil(text(value)) : '')

/** One entry of a history about a clock: a heading, and how its date stands. */
export function clockEventWords({ type, details }: HistoryEntry): { title: string; lines: string[] } {
  const term = clockKindWords[details.clock as ClockKind]
  const title = happened[type] ?? '期限变动'
  if (!term) return { title, lines: [] }
  const name = `${text(details.unit)}${text(details.unit) && '的'}${term}`
  return { title, lines: [line(type, name, details), text(details.note)].filter((words) => words !== '') }
}

function line(type: string, name: string, d: Record<string, unknown>): string {
  const decree = Array.isArray(d.years) && d.years.length > 0 ? `${d.years.join('、')} 年放假安排` : '放假安排更新'
  switch (type) {
    case 'clock.extensionAsked':
      return `${name}由${day(d.dueOn)}延至${day(d.until)}`
    case 'clock.extensionRefused':
      return `${name}仍为${day(d.dueOn)}`
    case 'clock.moved':
      return `因 ${decree}，${name}由${day(d.from)}改为${day(d.to)}`
    case 'clock.kept':
      return `因 ${decree}，${name}应改为${day(d.to)}；${d.kept === 'past' ? '当时期限已过' : '这一天已过'}，仍按${day(d.from)}`
    case 'clock.reminded':
    case 'clock.escalated':
      return `${name}为${day(d.dueOn)}，${text(d.distance)}`
    case 'clock.paused':
      return name
    default:
      return `${name}由${day(d.from)}改为${day(d.to)}`
  }
}

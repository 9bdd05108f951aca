import { addDays, addMonths, type CivilDate } from '#platform/calendar/civil-date.ts'
import type { Calendar } from '#platform/calendar/holidays.ts'
import { explainWorkingDays, isWorkingDay } from '#platform/calendar/working-days.ts'
import { endOf, isPaused, type PeriodUnit, type Term } from './rules.ts'

/** One day on the way to a due date. `number` counts what the period is made of: working days, or days. */
export interface ExplainedDay {
  date: CivilDate
  kind: 'counted' | 'makeUpDay' | 'weekend' | 'holiday' | 'paused'
  name: string | null
  number: number | null
}

/** Every day from the one after the start up to the due date, and why it counts or does not: the last counted day is the
 *  due date. Pure. */
export function explainDays(calendar: Calendar, term: Term, due: CivilDate): ExplainedDay[] {
  let counted = 0
  const byWorkingDays = term.unit === 'workingDays' && !term.extended
  const { runsOutOn } = endOf(calendar, term)
  return explainWorkingDays(calendar, term.startedOn, due).map(({ date, kind, name }) => {
    if (date !== due && isPaused(term.pauses, date)) return { date, kind: 'paused', name: null, number: null }
    const works = kind === 'counted' || kind === 'makeUpDay'
    // A term of days or months passes over days off, too; only its end moves off them.
    const counts = date === due || (byWorkingDays ? works : date < runsOutOn)
    if (counts) counted += 1
    return { date, kind, name, number: counts ? counted : null }
  })
}

/** The day a term of days or months ends on by itself, before days off and pauses. Null for working days. Pure. */
export function nominalEnd({ startedOn, period, unit, extended }: Term): CivilDate | null {
  if (extended) return extended.until
  if (unit === 'workingDays') return null
  return unit === 'months' ? addMonths(startedOn, period) : addDays(startedOn, period)
}

const unitWords: Record<PeriodUnit, string> = { workingDays: '个工作日', days: '天', months: '个月' }

/** How a due date came about, in one sentence of the office: 自 3 月 2 日起 15 个工作日，其间清明放假 1 天，到 3 月 23 日.
 *  @param kept why it stands though a later calendar says otherwise */
export function explainTerm(
  calendar: Calendar,
  term: Term,
  due: CivilDate,
  kept: 'past' | 'wouldBePast' | null,
): string {
  const { startedOn, period, unit, extended } = term
  const days = explainWorkingDays(calendar, startedOn, due)
  const parts = [`自 ${dayWords(startedOn, null)}起 ${period} ${unitWords[unit]}`]
  if (extended) parts.push(`经批准延至 ${dayWords(extended.until, startedOn)}`)
  const paused = days.filter(({ date }) => isPaused(term.pauses, date)).length
  const between =
    unit === 'workingDays' && !extended ? daysOff(days.filter(({ date }) => !isPaused(term.pauses, date))) : []
  if (paused > 0) between.push(`暂停 ${paused} 天`)
  if (between.length > 0) parts.push(`其间${between.join('、')}`)
  const nominal = nominalEnd(term)
  if (nominal !== null && nominal < due) {
    const onDayOff = days.find(({ date }) => date === nominal)
    if (paused === 0 && onDayOff && !isWorkingDay(calendar, nominal))
      parts.push(
        `${extended ? '这一天' : `应到 ${dayWords(nominal, startedOn)}，`}逢${onDayOff.name ? `${onDayOff.name}放假` : '周末'}`,
      )
    parts.push(`顺延到 ${dayWords(due, startedOn)}`)
  } else parts.push(`到 ${dayWords(due, startedOn)}`)
  const missing = [...new Set(days.map(({ date }) => Number(date.slice(0, 4))))].filter((y) => !calendar.years.has(y))
  const notes = [
    ...(missing.length > 0 ? [`${missing.join('、')} 年放假安排还没有录入，暂按周一至周五计算`] : []),
    ...(kept === 'past' ? ['放假安排后来有变，当时期限已过，期限不动'] : []),
    ...(kept === 'wouldBePast' ? ['放假安排后来有变，照新安排期限已过，因此期限不动'] : []),
  ]
  return notes.length > 0 ? `${parts.join('，')}（${notes.join('；')}）` : parts.join('，')
}

/** 春节放假 8 天、调休上班 2 天. */
function daysOff(days: readonly { kind: string; name: string | null }[]): string[] {
  const holidays = new Map<string, number>()
  for (const { kind, name } of days)
    if (kind === 'holiday') holidays.set(name ?? '', (holidays.get(name ?? '') ?? 0) + 1)
  const madeUp = days.filter(({ kind }) => kind === 'makeUpDay').length
  return [
    ...[...holidays].map(([name, count]) => `${name}放假 ${count} 天`),
    ...(madeUp > 0 ? [`调休上班 ${madeUp} 天`] : []),
  ]
}

/** 3 月 25 日, with its year where that is not the one of `beside`. */
export function dayWords(date: CivilDate, beside: CivilDate | null): string {
  const [year, month, day] = date.split('-').map(Number)
  const sameYear = beside === null || beside.slice(0, 4) === date.slice(0, 4)
  return sameYear ? `${month} 月 ${day} 日` : `${year} 年 ${month} 月 ${day} 日`
}

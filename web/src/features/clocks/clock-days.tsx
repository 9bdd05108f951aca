import type { Clock, ClockDay } from '#contract/clocks.ts'
import { type DayLook, MonthGrid } from './month-grid.tsx'
import { monthsBetween } from './months.ts'

/** A clock day by day on the months it runs through: which days count, and which number each is. */
export function ClockDays({ clock, days }: { clock: Clock; days: readonly ClockDay[] }) {
  const byDate = new Map(days.map((day) => [day.date, day]))
  const lookOf = (date: string): DayLook => {
    if (date === clock.startedOn) return { kind: 'plain', sign: '起', words: '从这一天起，当天不计' }
    const day = byDate.get(date)
    return day ? lookOfDay(day, date === clock.dueOn) : { kind: 'plain' }
  }
  return (
    <>
      <p>{clock.sentence}</p>
      <p className="faint">日期下面的数字是第几天；休：放假，班：调休上班，停：暂停，止：到期的一天。</p>
      <div className="calendar-months">
        {monthsBetween(clock.startedOn, clock.dueOn).map((month) => (
          <MonthGrid key={month} month={month} lookOf={lookOf} />
        ))}
      </div>
    </>
  )
}

function lookOfDay({ kind, name, number }: ClockDay, due: boolean): DayLook {
  const nth = number === null ? '不计' : `第 ${number} 天`
  if (due) return { kind: 'due', sign: `止${number ?? ''}`, words: `到期，${nth}` }
  if (kind === 'paused') return { kind: 'paused', sign: '停', words: '暂停，不计' }
  if (kind === 'holiday')
    return { kind: 'holiday', sign: number === null ? '休' : `休${number}`, words: `${name ?? ''}放假，${nth}` }
  if (kind === 'makeUpDay')
    return { kind: 'makeUpDay', sign: `班${number ?? ''}`, words: `${name ?? ''}调休上班，${nth}` }
  if (kind === 'weekend' && number === null) return { kind: 'plain', words: '周末，不计' }
  return { kind: 'counted', sign: number === null ? '' : String(number), words: nth }
}

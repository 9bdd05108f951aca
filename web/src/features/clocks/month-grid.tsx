import './clocks.css'
import { isWeekend, weeksOf } from './months.ts'
import { calendarWords } from './words.ts'

/** How a day looks: a sign besides the colour, and words for who hears the page. */
export interface DayLook {
  kind: 'holiday' | 'makeUpDay' | 'counted' | 'paused' | 'due' | 'plain'
  /** Below the number: 休, 班, or the number of the counted day. */
  sign?: string
  /** Said in full: 春节放假. */
  words?: string
  wrong?: boolean
}

interface MonthGridProps {
  month: string
  lookOf: (date: string) => DayLook
  /** Absent: only to be read. */
  onPick?: (date: string) => void
}

/** One month as on a wall, Monday first. */
export function MonthGrid({ month, lookOf, onPick }: MonthGridProps) {
  const [year, number] = month.split('-').map(Number)
  return (
    <table className="month">
      <caption>
        {year}年{number}月
      </caption>
      <thead>
        <tr>
          {calendarWords.weekdays.map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find((date) => date !== null)}>
            {week.map((date, index) =>
              date === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place in the week is all an empty cell is
                <td key={index} />
              ) : (
                <td key={date}>
                  <Day date={date} look={lookOf(date)} onPick={onPick} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ date, look, onPick }: { date: string; look: DayLook; onPick?: (date: string) => void }) {
  const { kind, sign, words, wrong } = look
  const day = Number(date.slice(8))
  const className = `day day-${kind}${isWeekend(date) ? ' day-weekend' : ''}${wrong ? ' day-wrong' : ''}`
  const inside = (
    <>
      <span aria-hidden="true">{day}</span>
      <span aria-hidden="true" className="day-sign">
        {sign}
      </span>
      <span className="visually-hidden">
        {day}日{words && `，${words}`}
        {wrong && '，要改'}
      </span>
    </>
  )
  return onPick ? (
    <button type="button" className={className} onClick={() => onPick(date)} title={words}>
      {inside}
    </button>
  ) : (
    <span className={className} title={words}>
      {inside}
    </span>
  )
}

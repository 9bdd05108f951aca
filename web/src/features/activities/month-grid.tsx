import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { ActivityItem } from '#contract/activities.ts'
import { civilDateOf, formatCivil, today } from '../../shared/dates.ts'
import { clockWords } from '../../shared/matter/due.ts'
import { addDay, dayInMonth, type Month, onDay, weekdayNumber, weekdays, weekdayWords, weeksOf } from './month.ts'
import { stateWords } from './words.ts'

interface GridProps {
  data: Month
  month: string
  day: string | undefined
  phone: boolean
  choose: (day: string, byKey?: boolean) => void
  /** Whether the chosen day takes the focus. */
  follow: RefObject<boolean>
}

/** Titles a day shows on a desk; the rest stand below, under the day. */
const titlesShown = 4

/** The days of a month in whole weeks. One day is in the order of the Tab key; arrows, Home, End and the page keys go on
 *  from it, as in every calendar. */
export function MonthGrid({ data, month, day, phone, choose, follow }: GridProps) {
  const table = useRef<HTMLTableElement>(null)
  const now = today()
  const reachable = day ?? (now.startsWith(month) ? now : `${month}-01`)
  useEffect(() => {
    if (!follow.current || !day) return
    follow.current = false
    table.current?.querySelector<HTMLButtonElement>(`[data-day="${day}"]`)?.focus()
  })
  const onKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    const at = event.currentTarget.dataset.day ?? reachable
    const to = afterKey(event.key, at)
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    choose(to, true)
  }
  const cell = (date: string) => {
    const items = onDay(data.items, date)
    const off = data.holidays.find((one) => one.date === date)?.name
    const worked = data.makeUpDays.some((one) => one.date === date)
    const kind = [
      date.startsWith(month) ? '' : 'month-other',
      date === now ? 'month-today' : '',
      (off || weekdayNumber(date) > 5) && !worked ? 'month-off' : '',
    ]
    return (
      <td key={date} className={kind.filter(Boolean).join(' ')}>
        <button
          type="button"
          className="month-date"
          data-day={date}
          tabIndex={date === reachable ? 0 : -1}
          aria-pressed={date === day}
          aria-current={date === now ? 'date' : undefined}
          onClick={() => choose(date)}
          onKeyDown={onKey}
        >
          <span className="visually-hidden">{dayLabel(date, items, off, worked)}</span>
          <span className="month-number" aria-hidden>
            {Number(date.slice(8))}
          </span>
          {(date === now || off || worked) && (
            <span className="month-note" aria-hidden>
              {worked ? '班' : off ? (phone ? '休' : off) : '今天'}
            </span>
          )}
          {phone && items.length > 0 && (
            <span className="month-dots">
              {items.slice(0, 3).map((one) => (
                <span key={one.id} className={one.mine ? 'month-dot month-dot-mine' : 'month-dot'} />
              ))}
            </span>
          )}
        </button>
        {!phone && items.length > 0 && (
          <ul className="month-titles">
            {items.slice(0, titlesShown).map((one) => (
              <Title key={one.id} one={one} date={date} />
            ))}
            {items.length > titlesShown && (
              <li>
                <button type="button" className="link-button" onClick={() => choose(date)}>
                  {`另有 ${items.length - titlesShown} 项`}
                </button>
              </li>
            )}
          </ul>
        )}
      </td>
    )
  }
  return (
    <table ref={table} className={phone ? 'month month-phone' : 'month'}>
      <caption className="visually-hidden">{`${month.replace('-', '年')}月的会议活动`}</caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {phone ? name : `周${name}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(data).map((week) => (
          <tr key={week[0]}>{week.map(cell)}</tr>
        ))}
      </tbody>
    </table>
  )
}

function Title({ one, date }: { one: ActivityItem; date: string }) {
  const begins = civilDateOf(one.startsAt) === date
  const stopped = one.state === 'cancelled' || one.state === 'postponed'
  const words = ['draft', 'proposed', 'postponed', 'cancelled'].includes(one.state) ? stateWords[one.state] : ''
  return (
    <li className={stopped ? 'month-title month-stopped' : 'month-title'}>
      <Link to="/activities/$id" params={{ id: one.id }} title={[one.title, one.place].filter(Boolean).join('，')}>
        <span className="faint">{begins ? clockWords(one.startsAt) : '续'}</span> {one.title}
        {words && <span className="faint">{`（${words}）`}</span>}
      </Link>
    </li>
  )
}

function dayLabel(date: string, items: readonly ActivityItem[], off: string | undefined, worked: boolean): string {
  return [
    `${formatCivil(date)} ${weekdayWords(date)}`,
    date === today() && '今天',
    off && `${off}放假`,
    worked && '调休上班',
    items.length > 0 ? `${items.length} 项会议活动` : '没有会议活动',
  ]
    .filter(Boolean)
    .join('，')
}

/** The day a key leads to; null for a key that is not the calendar's. */
function afterKey(key: string, at: string): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDay(at, -1)
    case 'ArrowRight':
      return addDay(at, 1)
    case 'ArrowUp':
      return addDay(at, -7)
    case 'ArrowDown':
      return addDay(at, 7)
    case 'Home':
      return addDay(at, 1 - weekdayNumber(at))
    case 'End':
      return addDay(at, 7 - weekdayNumber(at))
    case 'PageUp':
      return dayInMonth(at, -1)
    case 'PageDown':
      return dayInMonth(at, 1)
    default:
      return null
  }
}

import './clocks.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type CalendarYear, clockRoutes } from '#contract/clocks.ts'
import { apiQuery } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { MonthGrid } from './month-grid.tsx'
import { monthsOf } from './months.ts'
import { calendarWords } from './words.ts'
import { YearEditor } from './year-editor.tsx'
import { lookIn } from './year-look.ts'

/** A year at a glance, with its days off and its make-up days; who looks after the installation marks them here. */
export function CalendarPage() {
  const { year = today().slice(0, 4) } = useParams({ strict: false }) as { year?: string }
  const calendar = useQuery({
    ...apiQuery(clockRoutes.getCalendarYear, { params: { year } }),
    // What is being marked is not pulled away from under the hand.
    refetchOnWindowFocus: false,
  })
  return (
    <Page title={`${calendarWords.title} · ${year} 年`} lead={calendarWords.lead}>
      <QueryState query={calendar} lines={12}>
        {(data) => <Year key={`${data.year}.${data.version}`} calendar={data} />}
      </QueryState>
    </Page>
  )
}

function Year({ calendar }: { calendar: CalendarYear }) {
  const { year, origin, version, decrees, mayEnter } = calendar
  const mayEdit = mayEnter !== null && year >= mayEnter.from && year <= mayEnter.to
  return (
    <>
      <div className="calendar-bar">
        <YearLinks calendar={calendar} />
        <span className={origin === 'none' ? 'due' : 'faint'}>
          {calendarWords.origin[origin]}
          {version > 0 && `，第 ${version} 版`}
        </span>
      </div>
      {mayEdit ? (
        <YearEditor calendar={calendar} />
      ) : (
        <>
          {mayEnter && origin === 'none' && (
            <p className="faint">
              {year < mayEnter.from
                ? '这一年早已过去，不用录入。'
                : '这一年的放假通知一般在上一年 11 月前后公布，到时再录入。'}
            </p>
          )}
          <div className="calendar-months">
            {monthsOf(year).map((month) => (
              <MonthGrid key={month} month={month} lookOf={(date) => lookIn(calendar, date)} />
            ))}
          </div>
        </>
      )}
      {decrees.length > 0 && (
        <Section title="录入记录">
          <ol className="sheet">
            {decrees.map((decree) => (
              <li key={decree.version}>
                第 {decree.version} 版，{decree.source}，{decree.enteredBy}录入，
                <Instant value={decree.enteredAt} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}

/** The years round about: those that are known, and those that can be entered. */
function YearLinks({ calendar: { year, knownYears, mayEnter } }: { calendar: CalendarYear }) {
  const last = Math.max(...knownYears, mayEnter?.to ?? 0)
  const first = Math.min(...knownYears)
  return (
    <nav className="calendar-years" aria-label="年份">
      {year > first && (
        <Link to="/calendar/$year" params={{ year: String(year - 1) }}>
          {year - 1} 年
        </Link>
      )}
      <strong aria-current="page">{year} 年</strong>
      {year < last && (
        <Link to="/calendar/$year" params={{ year: String(year + 1) }}>
          {year + 1} 年
        </Link>
      )}
    </nav>
  )
}

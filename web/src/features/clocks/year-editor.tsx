import { useQueryClient } from '@tanstack/react-query'
import { AutoComplete, Button, Input, Radio } from 'antd'
import { useId, useRef, useState } from 'react'
import { type CalendarYear, clockRoutes, type DayProblem } from '#contract/clocks.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { call, errorWords, problemOf } from '../../shared/api.ts'
import { FormProblem } from '../../shared/form-parts.tsx'
import { dateWords } from '../../shared/matter/due.ts'
import { Field } from '../../shared/matter/step-form.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { type Mark, type MarkedYear, marked, sameYear } from './marked-year.ts'
import { MonthGrid } from './month-grid.tsx'
import { monthsOf } from './months.ts'
import { calendarWords } from './words.ts'
import { lookIn } from './year-look.ts'

const markWords: [Mark, string][] = [
  ['holiday', calendarWords.marks.holiday],
  ['makeUpDay', calendarWords.marks.makeUpDay],
  ['none', calendarWords.marks.none],
]

/** Marks the days of a year by hand or from a file, and saves them as a further version. */
export function YearEditor({ calendar }: { calendar: CalendarYear }) {
  const client = useQueryClient()
  const [days, setDays] = useState<MarkedYear>(calendar)
  const [mark, setMark] = useState<Mark>('holiday')
  const [name, setName] = useState<string>(calendarWords.festivals[0]!)
  const nameId = useId()
  const [source, setSource] = useState('')
  const [problems, setProblems] = useState<readonly DayProblem[]>([])
  const [refusal, setRefusal] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const changed = !sameYear(days, calendar)
  const stay = useLeaveGuard(changed)
  const { year, version } = calendar

  const refused = (error: unknown) => {
    setRefusal(errorWords(error))
    const found = problemOf(error)?.details?.days
    if (Array.isArray(found)) setProblems(found as DayProblem[])
  }
  const read = async (file: File) => {
    setRefusal(null)
    try {
      const { years } = await call(clockRoutes.readCalendarFile, {}, { files: [file] })
      const found = years.find((one) => one.year === year)
      if (!found) {
        setRefusal(`文件里没有 ${year} 年的日期，只有 ${years.map((one) => `${one.year} 年`).join('、')}。`)
        return
      }
      setDays({ holidays: found.holidays, makeUpDays: found.makeUpDays })
      setProblems(found.problems)
      if (found.problems.length === 0) toast('文件已读入，请核对后保存。')
    } catch (error) {
      refused(error)
    }
  }
  const save = async () => {
    if (sending) return
    setRefusal(null)
    setProblems([])
    if (source.trim() === '') return setRefusal('请写明依据，例如通知的名称和文号。')
    setSending(true)
    try {
      const { holidays, makeUpDays } = days
      await call(clockRoutes.enterCalendarYear, {
        params: { year },
        body: { version, source, holidays: [...holidays], makeUpDays: [...makeUpDays] },
      })
      stay.release()
      toast('已保存，正在走的期限随后自动重算。')
      await Promise.all(
        [clockRoutes.getCalendarYear.path, clockRoutes.getWorkingDays.path, workbenchRoutes.getWorkbench.path].map(
          (path) => client.invalidateQueries({ queryKey: [path] }),
        ),
      )
    } catch (error) {
      refused(error)
    } finally {
      setSending(false)
    }
  }
  const wrong = new Set(problems.map((problem) => problem.date))
  return (
    <>
      <section className="sheet calendar-marking" aria-label="标注">
        <div className="calendar-bar">
          <Radio.Group
            value={mark}
            onChange={(event) => setMark(event.target.value)}
            options={markWords.map(([value, label]) => ({ value, label }))}
            optionType="button"
          />
          {mark !== 'none' && (
            <label className="calendar-name" htmlFor={nameId}>
              节日名称
              <AutoComplete
                id={nameId}
                value={name}
                onChange={setName}
                maxLength={20}
                options={calendarWords.festivals.map((value) => ({ value }))}
                showSearch={false}
                style={{ width: '8rem' }}
              />
            </label>
          )}
          <Button onClick={() => input.current?.click()}>从文件读入</Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".json,.ics,application/json,text/calendar"
            aria-label="选择日历文件"
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void read(file)
            }}
          />
        </div>
        <p className="faint">先选标注，再点日期；同样的标注再点一次就取消。</p>
        <FormProblem words={refusal} />
        {problems.length > 0 && (
          <ul className="calendar-problems" aria-label="要改的日期">
            {problems.map(({ date, message }) => (
              <li key={`${date}${message}`}>
                <strong>{/^\d{4}-\d\d-\d\d$/.test(date) ? dateWords(date, `${year}-01-01`) : date || '空'}</strong>：
                {message}
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className="calendar-months">
        {monthsOf(year).map((month) => (
          <MonthGrid
            key={month}
            month={month}
            lookOf={(date) => ({ ...lookIn(days, date), wrong: wrong.has(date) })}
            onPick={(date) => {
              setProblems(problems.filter((problem) => problem.date !== date))
              setDays(marked(days, date, mark, name.trim()))
            }}
          />
        ))}
      </div>
      {changed && (
        <section className="sheet calendar-save" aria-label="保存">
          <p>
            {year} 年共放假 {days.holidays.length} 天，调休上班 {days.makeUpDays.length} 天。
          </p>
          <Field id="calendar-source" label="依据" hint="通知的名称和文号，写进录入记录。">
            <Input
              id="calendar-source"
              value={source}
              maxLength={200}
              onChange={(event) => setSource(event.target.value)}
            />
          </Field>
          <div className="calendar-bar">
            <Button type="primary" loading={sending} onClick={() => void save()}>
              保存放假安排
            </Button>
            <Button onClick={() => setDays(calendar)}>放弃改动</Button>
          </div>
          <FormProblem words={refusal} />
        </section>
      )}
    </>
  )
}

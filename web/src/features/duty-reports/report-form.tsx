import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type DutyReport, dutyReportRoutes, type ReportPart } from '#contract/duty-reports.ts'
import { apiQuery, call, errorWords } from '../../shared/api.ts'
import { formatInstant } from '../../shared/dates.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { Skeleton } from '../../shared/query-state.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'

const pauseMs = 1_500

/** Writing: what the ledger knows stands there already, what is typed is kept after each pause. */
export function ReportForm({ report, onSubmitted }: { report: DutyReport; onSubmitted: () => Promise<unknown> }) {
  const drawn = useQuery(apiQuery(dutyReportRoutes.drawDutyReport, { params: { id: report.id } }))
  if (drawn.isPending) return <Skeleton lines={8} />
  return <Form report={report} drawn={drawn.data?.parts ?? []} onSubmitted={onSubmitted} />
}

function Form(props: { report: DutyReport; drawn: readonly ReportPart[]; onSubmitted: () => Promise<unknown> }) {
  const { report, drawn, onSubmitted } = props
  const drawnOf = (heading: string) => drawn.find((part) => part.heading === heading)?.text ?? ''
  const begun = report.parts.length > 0
  const [parts, setParts] = useState<ReportPart[]>(() =>
    report.headings.map(({ heading }) => ({
      heading,
      text: begun ? (report.parts.find((part) => part.heading === heading)?.text ?? '') : drawnOf(heading),
    })),
  )
  const { saved, problem, submit, sending, dirty } = useKept(report, parts, onSubmitted)
  const guard = useLeaveGuard(dirty)
  const change = (heading: string, text: string) =>
    setParts((before) => before.map((part) => (part.heading === heading ? { heading, text } : part)))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        guard.release()
        void submit()
      }}
    >
      {report.headings.map(({ heading, hint }, i) => {
        const text = parts.find((part) => part.heading === heading)?.text ?? ''
        const fresh = drawnOf(heading)
        return (
          <div key={heading} className="report-part">
            <label htmlFor={`part-${i}`}>
              <strong>{heading}</strong>
            </label>
            {hint && <p className="faint">{hint}</p>}
            <Input.TextArea
              id={`part-${i}`}
              value={text}
              autoSize={{ minRows: 3, maxRows: 30 }}
              maxLength={8000}
              onChange={(event) => change(heading, event.target.value)}
            />
            {fresh !== '' && fresh !== text && !text.includes(fresh) && (
              <LinkButton onClick={() => change(heading, [text.trim(), fresh].filter(Boolean).join('\n'))}>
                加上台账里的记录
              </LinkButton>
            )}
          </div>
        )
      })}
      <div role="alert">{problem && <p className="form-problem">{problem}</p>}</div>
      <div className="report-send">
        <Button type="primary" size="large" htmlType="submit" loading={sending}>
          提交
        </Button>
        <span className="faint" role="status">
          {dirty ? '正在保存…' : saved ? `${formatInstant(saved)} 已保存` : '写了就自动保存，可以分几次写。'}
        </span>
      </div>
    </form>
  )
}

/** Sends what was typed after a pause, one at a time, and hands in what stands there. */
function useKept(report: DutyReport, parts: readonly ReportPart[], onSubmitted: () => Promise<unknown>) {
  const version = useRef(report.version)
  const kept = useRef(JSON.stringify(parts))
  const running = useRef<Promise<void> | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const text = JSON.stringify(parts)
  const save = useCallback(async () => {
    await running.current
    if (kept.current === text) return
    const attempt = (async () => {
      try {
        const body = { version: version.current, parts: JSON.parse(text) as ReportPart[] }
        const answer = await call(dutyReportRoutes.writeDutyReport, { params: { id: report.id }, body })
        version.current = answer.version
        kept.current = text
        setSaved(new Date().toISOString())
        setProblem(null)
      } catch (error) {
        setProblem(errorWords(error))
      }
    })()
    running.current = attempt
    await attempt
    running.current = null
  }, [report.id, text])
  useEffect(() => {
    if (kept.current === text) return
    const timer = setTimeout(() => void save(), pauseMs)
    return () => clearTimeout(timer)
  }, [save, text])
  const submit = async () => {
    setSending(true)
    await running.current
    try {
      const body = { version: version.current, parts: [...parts] }
      await call(dutyReportRoutes.submitDutyReport, { params: { id: report.id }, body })
      kept.current = text
      await onSubmitted()
    } catch (error) {
      setProblem(errorWords(error))
    } finally {
      setSending(false)
    }
  }
  return { saved, problem, submit, sending, dirty: kept.current !== text }
}

import '../proposals/draft/draft.css'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { type DutyReport, dutyReportRoutes, type ReportPart } from '#contract/duty-reports.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Skeleton } from '../../shared/query-state.tsx'
import { SaveWords } from '../proposals/draft/save-words.tsx'
import { useSaveStatus } from '../proposals/draft/use-draft-saver.ts'
import { useWritingMode } from '../proposals/draft/use-writing-mode.ts'
import { emptyHeadings, textUnder } from './text.ts'
import { TwoReports } from './two-reports.tsx'
import { useReportSaver } from './use-report-saver.ts'

interface FormProps {
  report: DutyReport
  drawn: readonly ReportPart[]
  onSubmitted: () => Promise<unknown>
}

/** Writing: what the ledger knows stands there already, what is typed is kept at once and saved after each pause. */
export function ReportForm({ report, onSubmitted }: { report: DutyReport; onSubmitted: () => Promise<unknown> }) {
  const drawn = useQuery(apiQuery(dutyReportRoutes.drawDutyReport, { params: { id: report.id } }))
  if (drawn.isPending) return <Skeleton lines={8} />
  return <Form report={report} drawn={drawn.data?.parts ?? []} onSubmitted={onSubmitted} />
}

function Form({ report, drawn, onSubmitted }: FormProps) {
  useWritingMode()
  const { start, saver, holdWhereStale } = useReportSaver(report, drawn, (joined) => setParts(joined))
  const status = useSaveStatus(saver)
  const [parts, setParts] = useState<ReportPart[]>(start.copy.mine)
  const [asking, setAsking] = useState(false)
  const change = (heading: string, text: string) => {
    const next = parts.map((part) => (part.heading === heading ? { heading, text } : part))
    setParts(next)
    saver.change(next)
  }
  const submit = async () => {
    await saver.flush()
    // Another window has saved: both texts are in sight now instead of this question.
    if (saver.status().kind === 'stale') return
    const { version, mine } = saver.current()
    try {
      await call(dutyReportRoutes.submitDutyReport, { params: { id: report.id }, body: { version, parts: mine } })
    } catch (error) {
      if (holdWhereStale(error)) return
      throw error
    }
    // Nothing is left to be saved.
    saver.resolve(mine, mine, version + 1)
    await onSubmitted()
  }
  if (status.kind === 'stale')
    return (
      <TwoReports
        base={saver.current().base}
        mine={parts}
        theirs={status.theirs}
        onChoose={(chosen) => {
          setParts(chosen)
          saver.resolve(chosen, status.theirs, status.theirVersion)
        }}
      />
    )
  return (
    <>
      {start.restored && !start.apart && <p className="draft-restored">已接上上次存在本机、还没有上传的内容。</p>}
      <form
        className="makes-room"
        onSubmit={(event) => {
          event.preventDefault()
          setAsking(true)
        }}
      >
        {report.headings.map(({ heading, hint }, i) => {
          const text = textUnder(parts, heading)
          const fresh = textUnder(drawn, heading)
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
                onBlur={() => void saver.flush()}
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
        <div className="draft-bar no-print">
          <SaveWords status={status} retry={() => void saver.retry()} />
          <button type="submit" className="button button-primary">
            提交
          </button>
        </div>
      </form>
      {asking && (
        <SubmitDialog
          empty={report.files.length > 0 ? [] : emptyHeadings(parts)}
          onClose={() => setAsking(false)}
          onOk={submit}
        />
      )}
    </>
  )
}

/** Asks before the report is handed in, and names what is still empty. */
function SubmitDialog(props: { empty: readonly string[]; onClose: () => void; onOk: () => Promise<unknown> }) {
  const { empty, onClose, onOk } = props
  return (
    <ConfirmDialog
      open
      title={empty.length > 0 ? '还有没写的，要提交吗？' : '提交履职报告？'}
      okText="提交"
      cancelText="回去再写"
      onClose={onClose}
      onOk={onOk}
    >
      {empty.length > 0 && (
        <p>
          还没有写：<strong>{empty.map((heading) => `“${heading}”`).join('、')}</strong>。
        </p>
      )}
      <p>提交以后由委员工作机构审阅，归档以前可以撤回修改。</p>
    </ConfirmDialog>
  )
}

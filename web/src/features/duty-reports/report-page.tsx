import './duty-reports.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type DutyReport, dutyReportRoutes } from '#contract/duty-reports.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { civilDateOf, formatCivil } from '../../shared/dates.ts'
import { ConfirmDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { download } from '../../shared/download-button.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Timeline } from '../../shared/matter/timeline.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, hatOf, useMe } from '../../shared/session.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { RecordForm } from './record-form.tsx'
import { ReportFiles } from './report-files.tsx'
import { ReportForm } from './report-form.tsx'
import { reportEvents, stateTones, stateWords } from './words.ts'

/** One yearly report: its writer writes, the office reviews, both read. */
export function DutyReportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  // What is written here is newer than any answer kept in memory.
  const query = useQuery({ ...apiQuery(dutyReportRoutes.getDutyReport, { params: { id } }), staleTime: 0, gcTime: 0 })
  return (
    <QueryState query={query} lines={10}>
      {(report) => <Report report={report} />}
    </QueryState>
  )
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** The report as it goes on paper: what is written, numbered as in the Word file, with name and day below. */
function Words({ report }: { report: DutyReport }) {
  const written = report.parts.filter((part) => part.text.trim() !== '')
  const missing = report.parts.filter((part) => part.text.trim() === '')
  return (
    <>
      {written.map((part, i) => (
        <Section key={part.heading} title={`${numerals[i] ?? i + 1}、${part.heading}`}>
          <p className="preserve">{part.text}</p>
        </Section>
      ))}
      {missing.length > 0 && (
        <p className="faint no-print">没有写：{missing.map(({ heading }) => `“${heading}”`).join('、')}。</p>
      )}
      <p className="report-printed report-signed">
        {report.name}
        <br />
        {report.submittedAt && formatCivil(civilDateOf(report.submittedAt))}
      </p>
    </>
  )
}

type Asking = 'record' | 'return' | 'reopen' | 'excuse' | 'archive' | 'takeBack'

function Report({ report }: { report: DutyReport }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking | null>(null)
  const { actions, state, round } = report
  const writes = actions.includes('write') || actions.includes('record')
  const params = { id: report.id }
  const me = useMe()
  const own = hasRole(me, 'member')
  const committee = hatOf(me)?.committeeName ?? ''
  const missed = round.closedAt !== null && (state === 'asked' || state === 'returned') && !writes
  const done = async (words: string) => {
    await client.invalidateQueries()
    toast(words)
  }
  const takeWord = () =>
    download(dutyReportRoutes.getDutyReportPaper, { params }, `${round.title} ${report.name}.docx`).catch(toastError)
  const close = () => setAsking(null)
  const files = <ReportFiles report={report} done={() => client.invalidateQueries()} />
  return (
    <Page
      title={round.title}
      width="reading"
      lead={
        <>
          <span className="report-printed">{`${committee}委员　`}</span>
          {report.name}
          <span className="no-print">
            {report.sector && `（${report.sector}）`} <StateTag tone={stateTones[state]}>{stateWords[state]}</StateTag>{' '}
            {(state === 'asked' || state === 'returned') && !round.closedAt && (
              <DueDate on={round.dueOn} label="交到" />
            )}
          </span>
        </>
      }
      back={
        own
          ? { to: '/duty-report-rounds', label: '履职报告' }
          : { to: '/duty-report-rounds/$id', label: round.title, params: { id: round.id } }
      }
      actions={
        <>
          {actions.includes('archive') && (
            <Button type="primary" onClick={() => setAsking('archive')}>
              归档
            </Button>
          )}
          {actions.includes('return') && <Button onClick={() => setAsking('return')}>退回修改</Button>}
          {actions.includes('record') && <Button onClick={() => setAsking('record')}>代录</Button>}
          {actions.includes('excuse') && <Button onClick={() => setAsking('excuse')}>免交</Button>}
          {actions.includes('takeBack') && <Button onClick={() => setAsking('takeBack')}>撤回修改</Button>}
          {actions.includes('reopen') && <Button onClick={() => setAsking('reopen')}>取消归档</Button>}
          {report.parts.length > 0 && (
            <>
              <Button onClick={() => void takeWord()}>Word</Button>
              <Button onClick={() => window.print()}>打印</Button>
            </>
          )}
        </>
      }
    >
      {missed && (
        <p className="report-note">
          <strong>已截止：</strong>
          这一年的报告已于 <Instant value={round.closedAt!} far={false} /> 截止，不再收。
          {own
            ? '您这一份还没有交。要补交，请与本会的委员工作机构（委员联络办）联系，重新打开以后就可以接着写。'
            : '要补交，请先把这一年的报告重新打开。'}
        </p>
      )}
      {report.writtenForBy && <p className="report-note">由{report.writtenForBy}代录。</p>}
      {state === 'returned' && (
        <p className="report-note no-print">
          <strong>退回修改：</strong>
          {report.note}
        </p>
      )}
      {state === 'excused' && <p className="report-note">免交：{report.note}</p>}
      {round.words && <p className="preserve faint no-print">{round.words}</p>}
      {actions.includes('attach') && files}
      {actions.includes('write') ? (
        <ReportForm key={report.id} report={report} onSubmitted={() => done('已提交，归档以前可以撤回修改')} />
      ) : report.parts.length === 0 ? (
        <p className="faint">{state === 'excused' || own ? '' : '委员提交以后，这里显示内容。'}</p>
      ) : (
        <Words report={report} />
      )}
      {!actions.includes('attach') && files}
      {report.history.length > 0 && (
        <div className="no-print">
          <Section title="经过">
            <Timeline
              entries={report.history}
              words={({ type, details }) => ({
                title: reportEvents[type] ?? type,
                lines: typeof details.note === 'string' ? [details.note] : [],
              })}
            />
          </Section>
        </div>
      )}
      {asking === 'record' && <RecordForm report={report} onClose={close} done={() => done('已代录提交')} />}
      {asking === 'archive' && (
        <ConfirmDialog
          open
          title="归入委员履职档案？"
          okText="归档"
          onClose={close}
          onOk={async () => {
            await call(dutyReportRoutes.archiveDutyReport, { params, body: { version: report.version } }).catch(
              async (error) => {
                // Handed in anew while it was read: what is shown is what is archived.
                await client.invalidateQueries()
                throw error
              },
            )
            await done('已归档')
          }}
        />
      )}
      {asking === 'takeBack' && (
        <ConfirmDialog
          open
          title="撤回修改？"
          okText="撤回"
          onClose={close}
          onOk={() =>
            call(dutyReportRoutes.takeBackDutyReport, { params, body: {} }).then(() => done('已撤回，改好再提交'))
          }
        />
      )}
      {(asking === 'return' || asking === 'reopen' || asking === 'excuse') && (
        <ReasonDialog
          open
          title={{ return: '退回修改', reopen: '取消归档，请委员修改', excuse: '免交' }[asking]}
          okText={{ return: '退回', reopen: '取消归档', excuse: '免交' }[asking]}
          label={asking === 'excuse' ? '原因' : '哪里要改'}
          maxLength={500}
          onClose={close}
          onOk={async (note) => {
            const routes = {
              return: dutyReportRoutes.returnDutyReport,
              reopen: dutyReportRoutes.reopenDutyReport,
              excuse: dutyReportRoutes.excuseDutyReport,
            }
            await call(routes[asking], { params, body: { note } })
            await done(asking === 'excuse' ? '已免交' : '已退回，委员会收到通知')
          }}
        />
      )}
    </Page>
  )
}

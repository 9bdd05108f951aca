import type { AttendanceCounts, AttendanceView } from '#contract/attendance.ts'
import { formatInstant } from '../../shared/dates.ts'
import { Section } from '../../shared/page.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'

/** The figures of a meeting that gathers: large enough to be read from the chair, and each sector below. */
export function LiveFigures({ view }: { view: AttendanceView }) {
  const { counts, quorum, sectors } = view
  const onLeave = counts.leave + counts.officialLeave
  return (
    <>
      {quorum && (
        <p className={`quorum ${quorum.reached ? 'reached' : 'short'}`} role="status">
          {quorum.reached
            ? `已达到法定人数（应到的 ${quorum.denominator} 分之 ${quorum.numerator}，${quorum.needed} 人）`
            : `还差 ${quorum.missing} 人达到法定人数（${quorum.needed} 人）`}
        </p>
      )}
      <dl className="live-figures">
        <Figure label="应到" n={counts.due} />
        <Figure label="实到" n={counts.present} note={counts.late > 0 ? `其中迟到 ${counts.late}` : ''} main />
        <Figure label="请假" n={onLeave} note={counts.officialLeave > 0 ? `其中公务 ${counts.officialLeave}` : ''} />
        <Figure label={view.settledAt ? '缺席' : '未到'} n={counts.absent} />
        {counts.guests > 0 && <Figure label="自愿参加" n={counts.guests} />}
      </dl>
      <p className="faint">
        {view.settledAt ? `${formatInstant(view.settledAt)}结算` : `${formatInstant(view.asOf)}，自动更新`}
      </p>
      {sectors.length > 1 && (
        <Section title="各界别">
          <DataTable caption="各界别到会情况" columns={columns} rows={sectors} rowKey={(one) => one.name} />
        </Section>
      )}
    </>
  )
}

function Figure({ label, n, note, main }: { label: string; n: number; note?: string; main?: boolean }) {
  return (
    <div className={main ? 'figure-key' : undefined}>
      <dt>{label}</dt>
      <dd>
        <span className="tabular">{n}</span>
        {note && <small>{note}</small>}
      </dd>
    </div>
  )
}

type Row = { name: string; counts: AttendanceCounts }
const number = (key: string, title: string, of: (counts: AttendanceCounts) => number): Column<Row> => ({
  key,
  title,
  align: 'right',
  render: (row) => of(row.counts),
})
const columns: Column<Row>[] = [
  { key: 'name', title: '界别', render: (row) => row.name },
  number('due', '应到', (c) => c.due),
  number('present', '实到', (c) => c.present),
  number('leave', '请假', (c) => c.leave + c.officialLeave),
  number('absent', '未到', (c) => c.absent),
]

import { Segmented } from 'antd'
import { useState } from 'react'
import type { AttendanceCounts, AttendanceView } from '#contract/attendance.ts'
import { formatInstant } from '../../shared/dates.ts'
import { Section } from '../../shared/page.tsx'

const clockOf = (instant: string) => formatInstant(instant).slice(-5)

/** The figures of a meeting that gathers: large enough to be read from the chair.
 *  @param lost since the last answer the network is gone */
export function LiveFigures({ view, lost }: { view: AttendanceView; lost: boolean }) {
  const { counts, quorum, gathering, settledAt, activity } = view
  const onLeave = counts.leave + counts.officialLeave
  if (!gathering && !settledAt)
    return (
      <>
        <dl className="live-figures">
          <Figure label="应到" n={counts.due} main />
          <Figure
            label="已准假"
            n={onLeave}
            note={counts.officialLeave > 0 ? `其中公务 ${counts.officialLeave}` : ''}
          />
        </dl>
        <p className="faint">
          {formatInstant(activity.opensAt)}开始签到。
          {quorum && `法定人数 ${quorum.needed} 人（应到的 ${quorum.denominator} 分之 ${quorum.numerator}）。`}
        </p>
      </>
    )
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
        <Figure label={settledAt ? '缺席' : '未到'} n={counts.absent} />
        {counts.guests > 0 && <Figure label="自愿参加" n={counts.guests} />}
      </dl>
      <p className={lost ? 'due' : 'faint'} role={lost ? 'status' : undefined}>
        {settledAt && `${formatInstant(settledAt)}结算`}
        {!settledAt && (lost ? `没有网络，这是 ${clockOf(view.asOf)} 的数` : `${clockOf(view.asOf)} 的数，自动更新`)}
      </p>
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

interface GroupsProps {
  view: AttendanceView
  chosen: string | undefined
  onChoose: (groupId: string | undefined) => void
}

/** Sectors, special committees and groups, a line each, those who lack most first; a tap shows the names. */
export function LiveGroups({ view, chosen, onChoose }: GroupsProps) {
  const kinds = [...new Map(view.groups.map((one) => [one.kindCode, one.kind]))]
  const [kind, setKind] = useState('sector')
  const shown = kinds.some(([code]) => code === kind) ? kind : (kinds[0]?.[0] ?? '')
  const missing = view.settledAt ? '缺席' : '未到'
  const lines = view.groups
    .filter((one) => one.kindCode === shown)
    .toSorted((a, b) => b.counts.absent - a.counts.absent)
  if (view.groups.length < 2) return null
  return (
    <Section title="各界别、各组">
      {kinds.length > 1 && (
        <Segmented
          value={shown}
          onChange={setKind}
          options={kinds.map(([value, label]) => ({ value, label }))}
          aria-label="怎样分"
        />
      )}
      <ul className="live-groups">
        {lines.map(({ id, name, counts }) => (
          <li key={id ?? 'none'}>
            <button
              type="button"
              disabled={id === null}
              aria-pressed={id !== null && id === chosen}
              onClick={() => onChoose(id === chosen ? undefined : (id ?? undefined))}
            >
              <span className="live-group-name">{name}</span>
              <span className="live-group-bar" aria-hidden="true">
                <span className="live-group-share" style={{ width: `${shareOf(counts)}%` }} />
              </span>
              <span className="tabular">
                到 {counts.present}／{counts.due}
                {counts.leave + counts.officialLeave > 0 && `，假 ${counts.leave + counts.officialLeave}`}
                {counts.absent > 0 && (
                  <strong>
                    ，{missing} {counts.absent}
                  </strong>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const shareOf = ({ present, due }: AttendanceCounts): number => (due === 0 ? 0 : Math.round((present / due) * 100))

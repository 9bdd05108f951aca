import './duty.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DutyDimension, DutyFigures, DutyStatistics } from '#contract/duty.ts'
import { countedChapterNames, type DutyChapter, dutyChapter } from '#contract/duty-kinds.ts'
import { type Column, DataTable } from '../../shared/table.tsx'
import { dimensionWords } from './words.ts'

/** The days counted, as the ledger page asks for them. */
export type LedgerSpan = { year: string } | { from: string; to: string }

/** Acts a member, to one decimal; null where there are no members to divide by. */
export const perHead = ({ total, members }: DutyFigures): string | null =>
  members ? (total / members).toFixed(1) : null

const whole = 'total'

/** What narrows the ledger to one row; null where it has no such filter. */
function narrowedTo({ key }: DutyFigures, by: DutyDimension): Record<string, string> | null {
  if (key === whole) return {}
  if (by === 'sector') return { sector: key || 'none' }
  if (by === 'level') return key === '' ? null : { level: key }
  if (by === 'year') return { year: key }
  return by === 'kind' ? { kind: key } : { groupId: key }
}

/** The figures of the drawing, each opening the entries of the ledger behind it. On a phone a group is one short card. */
export function FiguresTable(props: { statistics: DutyStatistics; by: DutyDimension; span: LedgerSpan }) {
  const { statistics, by, span } = props
  const rows = statistics.by[by]
  const open = (row: DutyFigures, words: ReactNode, chapter?: DutyChapter) => {
    const narrowed = narrowedTo(row, by)
    if (narrowed === null) return words
    return (
      <Link
        to="/duty/ledger"
        search={{ ...span, ...narrowed, attendance: 'came', ...(chapter && { chapter }) } as never}
      >
        {words}
      </Link>
    )
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is moved by keys as well */}
      <section className="duty-figures" aria-label={`履职统计表${dimensionWords[by]}`} tabIndex={0}>
        <DataTable
          caption={`履职统计${dimensionWords[by]}`}
          rows={by === 'kind' ? rows : [...rows, { ...statistics.total, key: whole, name: '合计' }]}
          rowKey={(row) => row.key}
          columns={columnsOf(rows, by, open)}
        />
      </section>
      <p className="faint">
        提案按件，其余按人次；点数字看台账里的记录，请假、缺席的不算；一件提案有几步就有几条。
        {by !== 'kind' && by !== 'level' && '联名的提案在各位提案者那里各计一件，合计只计一件，各行相加可以多于合计。'}
        {by === 'sector' && rows.some(({ key }) => key === '') && '未编入界别的，做那件事的当天没有编在哪个界别里。'}
        {by === 'level' &&
          rows.some(({ key }) => key === '') &&
          '未分级别的不画在图里：提案、大会发言等本来不分级别，也有记的时候没有填的。'}
      </p>
    </>
  )
}

type Open = (row: DutyFigures, words: ReactNode, chapter?: DutyChapter) => ReactNode

function columnsOf(rows: readonly DutyFigures[], by: DutyDimension, open: Open): Column<DutyFigures>[] {
  const number = (key: string, title: string, render: Column<DutyFigures>['render']): Column<DutyFigures> => ({
    key,
    title,
    align: 'right',
    desk: true,
    render,
  })
  const ofMembers = by === 'sector' || by === 'specialCommittee' || by === 'group'
  const chapters =
    by === 'kind' || by === 'level'
      ? []
      : dutyChapter.options.filter((chapter) => rows.some((row) => row.chapters[chapter]))
  const count = (row: DutyFigures) => (by === 'kind' ? (Object.values(row.chapters)[0] ?? row.total) : row.total)
  const unit = (row: DutyFigures) => (by === 'kind' && row.chapters.proposals ? '件' : '人次')
  return [
    {
      key: 'name',
      title: dimensionWords[by].slice(1),
      render: (row) => (
        <>
          {row.name}
          <span className="duty-card phone-only">
            {ofMembers && `${row.members ?? 0} 位委员，`}
            {row.active} 位有记录，{open(row, `${count(row)} ${unit(row)}`)}
            {ofMembers && `，人均 ${perHead(row) ?? 0}`}
          </span>
          <span className="duty-card duty-card-figures phone-only">
            {chapters
              .filter((chapter) => row.chapters[chapter])
              .map((chapter) => (
                <span key={chapter}>
                  {open(row, `${countedChapterNames[chapter]} ${row.chapters[chapter]}`, chapter)}
                </span>
              ))}
          </span>
        </>
      ),
    },
    ...(ofMembers ? [number('members', '委员', (row) => row.members)] : []),
    number('active', '有记录的', (row) => row.active),
    number('total', by === 'kind' ? '人次（提案：件）' : '人次', (row) => open(row, count(row))),
    ...(ofMembers ? [number('perHead', '人均', perHead)] : []),
    ...chapters.map((chapter) =>
      number(
        chapter,
        chapter === 'proposals' ? `${countedChapterNames[chapter]}（件）` : countedChapterNames[chapter],
        (row) => (row.chapters[chapter] ? open(row, row.chapters[chapter], chapter) : 0),
      ),
    ),
  ]
}

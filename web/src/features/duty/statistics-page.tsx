import '../statistics/statistics.css'
import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, type RefObject, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { type DutyDimension, type DutyFigures, type DutyStatistics, dutyRoutes } from '#contract/duty.ts'
import { dutyChapter, dutyKindOf } from '#contract/duty-kinds.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ordinal } from '../../shared/words.ts'
import type { Fit } from '../statistics/options.ts'
import { dutyChartHeight, dutyOption } from './statistics-options.ts'
import { chapterWords, dimensionWords } from './words.ts'

const Chart = lazy(() => import('../statistics/chart.tsx').then((m) => ({ default: m.Chart })))

type Search = { year?: string; termId?: string; by?: DutyDimension }

/** 履职统计: how much is done by sector, special committee, group, level and year. Of groups only, never of persons. */
export function DutyStatisticsPage() {
  const list = useListState<Search>()
  const { year, termId, by = 'sector' } = list.search
  const terms = useQuery(apiQuery(committeeRoutes.listTerms, {}))
  const thisYear = today().slice(0, 4)
  const filters = { year: year === 'all' ? undefined : Number(year ?? thisYear), termId }
  const query = useQuery({
    ...apiQuery(dutyRoutes.getDutyStatistics, { query: filters }),
    placeholderData: (before) => before,
  })
  const years = (query.data?.years ?? []).filter((one) => String(one) !== thisYear)
  return (
    <Page
      title="履职统计"
      lead="只统计到过的会、做成的事；请假、缺席和已冲销的不计。按组统计，不排个人名次。"
      actions={
        <DownloadButton
          route={dutyRoutes.exportDutyStatistics}
          query={{ ...filters, by }}
          name={`履职统计${dimensionWords[by]}`}
        />
      }
    >
      <DutyTabs />
      <Filters
        first={
          <SelectFilter
            label="年度"
            value={year}
            onChange={(value) => list.filter({ year: value })}
            all={`${thisYear} 年（今年）`}
            options={[...years.map((one) => [String(one), `${one} 年`] as const), ['all', '各年'] as const]}
          />
        }
        count={termId ? 1 : 0}
        clear={list.clear}
      >
        <SelectFilter
          label="届次"
          value={termId}
          // A term is several years.
          onChange={(value) => list.filter({ termId: value, year: value ? 'all' : undefined })}
          all="各届"
          options={(terms.data?.items ?? []).map((term) => [term.id, `第${ordinal(term.number)}届`])}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ total }) => total.total === 0}
        empty={
          <EmptyState title="这个范围里还没有履职记录">
            <p>换一个年度或届次看看。</p>
          </EmptyState>
        }
      >
        {(statistics) => (
          <>
            <p className="duty-headline">
              <strong>{statistics.total.total}</strong> 人次，人均 <strong>{perHead(statistics.total) ?? '0'}</strong>{' '}
              次，
              <strong>{statistics.total.active}</strong> 位委员有记录
              {statistics.total.members !== null && `（现有 ${statistics.total.members} 位）`}
              <br />
              <span className="faint">{headlines(statistics).join(' · ')}</span>
            </p>
            <Dimension
              statistics={statistics}
              by={by}
              onChange={(next) => list.filter({ by: next, ...(next === 'year' ? { year: 'all' } : {}) })}
            />
          </>
        )}
      </QueryState>
    </Page>
  )
}

function Dimension(props: { statistics: DutyStatistics; by: DutyDimension; onChange: (by: DutyDimension) => void }) {
  const { statistics, by, onChange } = props
  const box = useRef<HTMLDivElement>(null)
  const fit = useFit(box)
  const rows = statistics.by[by]
  const option = useMemo(() => dutyOption(rows, fit), [rows, fit])
  const height = dutyChartHeight(rows, fit)
  return (
    <Section title={dimensionWords[by]}>
      <fieldset className="scope-tabs no-print">
        <legend className="visually-hidden">怎样分</legend>
        {(Object.keys(dimensionWords) as DutyDimension[]).map((key) => (
          <button key={key} type="button" aria-pressed={by === key} onClick={() => onChange(key)}>
            {dimensionWords[key]}
          </button>
        ))}
      </fieldset>
      <div ref={box}>
        {rows.length > 0 && (
          <Suspense fallback={<div style={{ height }} />}>
            <Chart option={option} height={height} words={`履职统计图，${dimensionWords[by]}，数字见下表`} />
          </Suspense>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="faint">没有这样的分组，或组里的委员还没有记录。</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is moved by keys as well */}
          <section className="duty-figures" aria-label={`履职统计表${dimensionWords[by]}`} tabIndex={0}>
            <DataTable
              caption={`履职统计${dimensionWords[by]}`}
              rows={by === 'kind' ? rows : [...rows, { ...statistics.total, key: 'total', name: '合计' }]}
              rowKey={(group) => group.key}
              columns={columnsOf(rows, by)}
            />
          </section>
          <p className="faint">
            提案按件，其余按人次。联名的提案在各位提案者的界别、小组各计一件，合计只计一件，所以各行相加可以多于合计。
            {rows.some((group) => group.key === '' && by === 'sector') && (
              <>
                {' '}
                未编入界别的，做那件事的当天没有编在哪个界别里，请到
                <Link to="/members">委员</Link>里查看并补上。
              </>
            )}
          </p>
        </>
      )}
    </Section>
  )
}

/** Acts a member, to one decimal; null where there are no members to divide by. */
const perHead = ({ total, members }: DutyFigures): string | null => (members ? (total / members).toFixed(1) : null)

/** What was done in words with units: plenaries apart from the group meetings within them. */
function headlines({ total, by }: DutyStatistics): string[] {
  return dutyChapter.options.flatMap((chapter) => {
    const acts = total.chapters[chapter]
    if (!acts) return []
    if (chapter === 'proposals') return [`${chapterWords[chapter]} ${acts} 件`]
    if (chapter !== 'plenary') return [`${chapterWords[chapter]} ${acts} 人次`]
    return by.kind
      .filter((kind) => dutyKindOf(kind.key)?.chapter === 'plenary')
      .map((kind) => `${kind.name} ${kind.total} 人次`)
  })
}

/** The type size of the page and the width there is, measured again when either changes. */
function useFit(box: RefObject<HTMLElement | null>): Fit {
  const [fit, setFit] = useState<Fit>({ fontSize: 14, width: 320 })
  useLayoutEffect(() => {
    const measure = () => {
      const fontSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.875
      const width = box.current?.clientWidth ?? 320
      setFit((before) => (before.fontSize === fontSize && before.width === width ? before : { fontSize, width }))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    if (box.current) watcher.observe(box.current)
    return () => watcher.disconnect()
  }, [box])
  return fit
}

function columnsOf(rows: readonly DutyFigures[], by: DutyDimension): Column<DutyFigures>[] {
  const number = (key: string, title: string, value: (group: DutyFigures) => number | null): Column<DutyFigures> => ({
    key,
    title,
    align: 'right',
    render: value,
  })
  const ofMembers = by === 'sector' || by === 'specialCommittee' || by === 'group'
  const chapters = dutyChapter.options.filter((chapter) => rows.some((row) => row.chapters[chapter]))
  return [
    { key: 'name', title: dimensionWords[by].slice(1), render: (group) => group.name },
    ...(ofMembers ? [number('members', '委员', (group) => group.members)] : []),
    number('active', '有记录的', (group) => group.active),
    number('total', by === 'kind' ? '人次（提案：件）' : '人次', (group) =>
      by === 'kind' ? (group.chapters.proposals ?? group.total) : group.total,
    ),
    ...(ofMembers ? [{ ...number('perHead', '人均', () => null), render: perHead }] : []),
    ...(by === 'kind' || by === 'level' ? [] : chapters).map((chapter) => ({
      ...number(
        chapter,
        chapter === 'proposals' ? `${chapterWords[chapter]}（件）` : chapterWords[chapter],
        (group) => group.chapters[chapter] ?? 0,
      ),
      desk: true,
    })),
  ]
}

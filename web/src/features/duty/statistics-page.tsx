import '../statistics/statistics.css'
import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, type RefObject, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { type DutyDimension, type DutyStatistics, dutyRoutes } from '#contract/duty.ts'
import { countedChapterNames, dutyChapter } from '#contract/duty-kinds.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ordinal } from '../../shared/words.ts'
import type { Fit } from '../statistics/options.ts'
import { dutyChartHeight, dutyGroupsDrawn, dutyOption } from './statistics-options.ts'
import { FiguresTable, type LedgerSpan, perHead } from './statistics-table.tsx'
import { dimensionWords } from './words.ts'

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
  const term = terms.data?.items.find((one) => one.id === termId)
  const span: LedgerSpan =
    filters.year === undefined && term
      ? { from: term.startsOn, to: term.endsOn ?? today() }
      : { year: filters.year === undefined ? 'all' : String(filters.year) }
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
              span={span}
              onChange={(next) => list.filter({ by: next, ...(next === 'year' ? { year: 'all' } : {}) })}
            />
          </>
        )}
      </QueryState>
    </Page>
  )
}

function Dimension(props: {
  statistics: DutyStatistics
  by: DutyDimension
  span: LedgerSpan
  onChange: (by: DutyDimension) => void
}) {
  const { statistics, by, span, onChange } = props
  const box = useRef<HTMLDivElement>(null)
  const fit = useFit(box)
  const rows = statistics.by[by]
  // What has no level is none of the levels.
  const drawn = useMemo(() => (by === 'level' ? rows.filter(({ key }) => key !== '') : rows), [rows, by])
  const option = useMemo(() => dutyOption(drawn, fit), [drawn, fit])
  const height = dutyChartHeight(drawn, fit)
  return (
    <Section title={dimensionWords[by]}>
      <fieldset className="scope-tabs duty-dimensions no-print">
        <legend className="visually-hidden">怎样分</legend>
        {(Object.keys(dimensionWords) as DutyDimension[]).map((key) => (
          <button key={key} type="button" aria-pressed={by === key} onClick={() => onChange(key)}>
            {dimensionWords[key]}
          </button>
        ))}
      </fieldset>
      <div ref={box}>
        {drawn.length > 0 && (
          <Suspense fallback={<div style={{ height }} />}>
            <Chart option={option} height={height} words={`履职统计图，${dimensionWords[by]}，数字见下表`} />
          </Suspense>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="faint">没有这样的分组，或组里的委员还没有记录。</p>
      ) : (
        <>
          {drawn.length > dutyGroupsDrawn && (
            <p className="faint">
              图里是前 {dutyGroupsDrawn} 个，全部 {drawn.length} 个在表里。
            </p>
          )}
          <FiguresTable statistics={statistics} by={by} span={span} />
        </>
      )}
    </Section>
  )
}

/** What was done in words with units. */
const headlines = ({ total: { chapters } }: DutyStatistics): string[] =>
  dutyChapter.options.flatMap((chapter) =>
    chapters[chapter]
      ? [`${countedChapterNames[chapter]} ${chapters[chapter]} ${chapter === 'proposals' ? '件' : '人次'}`]
      : [],
  )

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

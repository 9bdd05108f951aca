import './statistics.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, type RefObject, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import {
  type Statistics,
  type StatisticsDimension,
  type StatisticsGroup,
  statisticsRoutes,
} from '#contract/statistics.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ordinal } from '../../shared/words.ts'
import { chartHeight, type Fit, optionOf } from './options.ts'
import { against, dimensionWords, percent, satisfaction } from './words.ts'

const Chart = lazy(() => import('./chart.tsx').then((m) => ({ default: m.Chart })))

type Search = { year?: string; termId?: string; by?: StatisticsDimension }

/** What came of the proposals: headline figures against the year before, and each table with its drawing. */
export function StatisticsPage() {
  const list = useListState<Search>()
  const { year, termId, by = 'category' } = list.search
  const terms = useQuery(apiQuery(committeeRoutes.listTerms, {}))
  const filters = { year: year ? Number(year) : undefined, termId }
  const query = useQuery({
    ...apiQuery(statisticsRoutes.getProposalStatistics, { query: filters }),
    placeholderData: (before) => before,
  })
  const thisYear = Number(today().slice(0, 4))
  return (
    <Page
      title="统计"
      lead="按提交的年份统计；草稿不计。"
      actions={
        <DownloadButton
          route={statisticsRoutes.exportProposalStatistics}
          query={{ ...filters, by }}
          name={`提案统计${dimensionWords[by]}`}
        />
      }
    >
      <Filters
        first={
          <SelectFilter
            label="年度"
            value={year}
            onChange={(value) => list.filter({ year: value })}
            all="各年"
            options={Array.from({ length: 10 }, (_, i) => [String(thisYear - i), `${thisYear - i} 年`])}
          />
        }
        count={termId ? 1 : 0}
        clear={list.clear}
      >
        <SelectFilter
          label="届次"
          value={termId}
          onChange={(value) => list.filter({ termId: value })}
          all="各届"
          options={(terms.data?.items ?? []).map((term) => [term.id, `第${ordinal(term.number)}届`])}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ total }) => total.received === 0}
        empty={
          <EmptyState title="这个范围里还没有提案">
            <p>换一个年度或届次看看。</p>
          </EmptyState>
        }
      >
        {(statistics) => (
          <>
            <Headlines statistics={statistics} />
            <Dimension
              statistics={statistics}
              by={by}
              filters={filters}
              onChange={(next) => list.filter({ by: next })}
            />
          </>
        )}
      </QueryState>
    </Page>
  )
}

function Headlines({ statistics: { total, before } }: { statistics: Statistics }) {
  const counts = [
    { name: '收到', now: total.received, lastYear: before?.received },
    { name: '立案', now: total.registered, lastYear: before?.registered },
    { name: '办复', now: total.answered, lastYear: before?.answered },
  ]
  const shares = [
    { name: '办复率', value: percent(total.answered, total.registered), of: '占立案' },
    { name: '采纳率', value: percent(total.adopted, total.answered), of: '占办复' },
    { name: '落实率', value: percent(total.implemented, total.answered), of: '占办复' },
    { name: '办理工作满意', value: satisfaction(total.handling), of: '含基本满意' },
    { name: '办理结果满意', value: satisfaction(total.result), of: '含基本满意' },
  ]
  return (
    <dl className="headline-figures">
      {counts.map(({ name, now, lastYear }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{now} 件</dd>
          <dd className="faint">{against(now, lastYear)}</dd>
        </div>
      ))}
      {shares.map(({ name, value, of }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          <dd className="faint">{of}</dd>
        </div>
      ))}
    </dl>
  )
}

interface DimensionProps {
  statistics: Statistics
  by: StatisticsDimension
  filters: { year?: number; termId?: string }
  onChange: (by: StatisticsDimension) => void
}

function Dimension({ statistics, by, filters, onChange }: DimensionProps) {
  const box = useRef<HTMLDivElement>(null)
  const fit = useFit(box)
  const option = useMemo(() => optionOf(statistics, by, fit), [statistics, by, fit])
  const height = chartHeight(statistics, by, fit)
  return (
    <Section title={dimensionWords[by]}>
      <fieldset className="scope-tabs no-print">
        <legend className="visually-hidden">怎样分</legend>
        {(Object.keys(dimensionWords) as StatisticsDimension[]).map((key) => (
          <button key={key} type="button" aria-pressed={by === key} onClick={() => onChange(key)}>
            {dimensionWords[key]}
          </button>
        ))}
      </fieldset>
      <div ref={box}>
        <Suspense fallback={<div style={{ height }} />}>
          <Chart option={option} height={height} words={`提案统计图，${dimensionWords[by]}，数字见下表`} />
        </Suspense>
      </div>
      <DataTable
        caption={`提案统计${dimensionWords[by]}`}
        rows={statistics.by[by]}
        rowKey={(group) => group.key}
        columns={columnsOf(statistics, by, filters)}
      />
    </Section>
  )
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

/** Where the proposals of a group are listed; null where the list has no such filter. */
function listOf(by: StatisticsDimension, key: string, termId: string | undefined): Record<string, string> | null {
  const field = { category: 'category', unit: 'unitId', sector: 'sectorId', kind: 'kind', year: null }[by]
  return field && key ? { [field]: key, ...(termId ? { termId } : {}) } : null
}

function columnsOf(
  statistics: Statistics,
  by: StatisticsDimension,
  filters: DimensionProps['filters'],
): Column<StatisticsGroup>[] {
  const number = (key: string, title: string, value: (group: StatisticsGroup) => number): Column<StatisticsGroup> => ({
    key,
    title,
    align: 'right',
    render: value,
  })
  return [
    {
      key: 'name',
      title: dimensionWords[by].slice(1),
      render: (group) => {
        const search = filters.year === undefined ? listOf(by, group.key, filters.termId) : null
        const name = group.name || (by === 'unit' ? '未交办' : '未填')
        return search ? (
          <Link to="/proposals" search={search as never}>
            {name}
          </Link>
        ) : (
          name
        )
      },
    },
    number('received', '收到', (group) => group.received),
    number('registered', '立案', (group) => group.registered),
    number('answered', '办复', (group) => group.answered),
    ...statistics.replyClasses.map(({ code }, i) => ({
      ...number(`class-${code}`, `${code} 类`, (g) => g.classes[i] ?? 0),
      desk: true,
    })),
    { key: 'adopted', title: '采纳率', align: 'right', render: (g) => percent(g.adopted, g.answered) },
    { key: 'implemented', title: '落实率', align: 'right', render: (g) => percent(g.implemented, g.answered) },
    { key: 'handling', title: '工作满意', align: 'right', render: (g) => satisfaction(g.handling) },
    { key: 'result', title: '结果满意', align: 'right', render: (g) => satisfaction(g.result) },
  ]
}

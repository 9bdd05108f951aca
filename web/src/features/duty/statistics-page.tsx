import '../statistics/statistics.css'
import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, type RefObject, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { type DutyDimension, type DutyFigures, type DutyStatistics, dutyRoutes } from '#contract/duty.ts'
import { dutyChapter } from '#contract/duty-kinds.ts'
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
  const thisYear = Number(today().slice(0, 4))
  const filters = { year: year === 'all' ? undefined : Number(year ?? thisYear), termId }
  const query = useQuery({
    ...apiQuery(dutyRoutes.getDutyStatistics, { query: filters }),
    placeholderData: (before) => before,
  })
  const years = (query.data?.years ?? []).filter((one) => one !== thisYear)
  return (
    <Page
      title="履职统计"
      lead="只统计到过的会、做成的事；请假、缺席和已冲销的不计。一人一事记一条，一件提案的提交、立案各是一条。按组统计，不排个人名次。"
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
            options={[['all', '各年'], ...years.map((one): [string, string] => [String(one), `${one} 年`])]}
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
            <dl className="headline-figures">
              <div>
                <dt>履职记录</dt>
                <dd>{statistics.total.total} 条</dd>
              </div>
              <div>
                <dt>有记录的委员</dt>
                <dd>{statistics.total.active} 人</dd>
              </div>
              {dutyChapter.options
                .filter((chapter) => statistics.total.chapters[chapter])
                .map((chapter) => (
                  <div key={chapter}>
                    <dt>{chapterWords[chapter]}</dt>
                    <dd>{statistics.total.chapters[chapter]} 条</dd>
                  </div>
                ))}
            </dl>
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
        <DataTable
          caption={`履职统计${dimensionWords[by]}`}
          rows={rows}
          rowKey={(group) => group.key}
          columns={columnsOf(rows, by)}
        />
      )}
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
    number('total', '合计', (group) => group.total),
    ...(by === 'kind' || by === 'level' ? [] : chapters).map((chapter) => ({
      ...number(chapter, chapterWords[chapter], (group) => group.chapters[chapter] ?? 0),
      desk: true,
    })),
  ]
}

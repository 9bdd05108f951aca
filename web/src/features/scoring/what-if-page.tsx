import './scoring.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { type MovedMember, scoringRoutes, type WhatIf } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { fontFamily } from '../../shared/theme.ts'
import { useListState } from '../../shared/url-state.ts'
import { Chart } from '../statistics/chart.tsx'
import { points, sectorWords, signed } from './words.ts'

/** So many are shown at first; at most 200 come, all are in the export. */
const shown = 25
const gradeName = (grade: string | null) => grade ?? '没有等次'

/** One scheme against another on a year's ledger: who would stand elsewhere, and why. Nothing is changed by it. */
export function WhatIfPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const list = useListState<{ against?: string; year?: string }>()
  const schemes = useQuery(apiQuery(scoringRoutes.listSchemes, { query: { limit: 100 } }))
  const others = (schemes.data?.items ?? []).filter((one) => one.id !== id)
  const thisYear = Number(today().slice(0, 4))
  // Early in a year its ledger says little yet.
  const year = list.search.year ?? String(Number(today().slice(5, 7)) >= 7 ? thisYear : thisYear - 1)
  const against = list.search.against ?? others.find(({ inForce }) => inForce)?.id ?? others[0]?.id
  const own = schemes.data?.items.find((one) => one.id === id)
  const query = useQuery({
    ...apiQuery(scoringRoutes.compareSchemes, { params: { id }, query: { against: against ?? '', year } }),
    enabled: against !== undefined,
    placeholderData: (before) => before,
  })
  return (
    <Page
      title={`试算：${own?.name ?? '考核办法'}`}
      lead="拿一年的履职台账，用两个办法各算一遍，看谁的等次会变、为什么。只是算一算，什么都不改。"
      back={{ to: '/scoring-schemes/$id', label: '回到办法', params: { id } }}
      actions={
        against && (
          <DownloadButton
            route={{ ...scoringRoutes.exportComparison, path: `/scoring-schemes/${id}/what-if/export` as '/' }}
            query={{ against, year }}
            name={`${year}年两种办法试算`}
          />
        )
      }
    >
      <Filters
        first={
          <SelectFilter
            label="哪一年的台账"
            value={year}
            onChange={(value) => list.filter({ year: value })}
            options={[0, 1, 2, 3, 4].map(
              (back) => [String(thisYear - back), `${thisYear - back} 年${back === 0 ? '（今年）' : ''}`] as const,
            )}
            all={null}
          />
        }
        count={0}
        clear={list.clear}
      >
        <SelectFilter
          label="和哪个办法比"
          value={against}
          onChange={(value) => list.filter({ against: value })}
          options={others.map((one) => [one.id, one.name] as const)}
          all={null}
        />
      </Filters>
      {schemes.data && others.length === 0 ? (
        <EmptyState title="还没有别的办法可以比">
          <p>
            到<Link to="/scoring-schemes">考核办法</Link>里再起草一个，就可以两个一起试算。
          </p>
        </EmptyState>
      ) : (
        <QueryState query={query} lines={10}>
          {(result) => <Result result={result} />}
        </QueryState>
      )}
    </Page>
  )
}

function Result({ result }: { result: WhatIf }) {
  const [everybody, setEverybody] = useState<string>()
  const [all, setAll] = useState(false)
  const words = `${result.members} 位委员里，${result.changed} 位的等次会变；触到线的原来 ${result.crossed.before} 位，新办法 ${result.crossed.after} 位`
  const moved = everybody ? result.moved : result.moved.filter(({ before, after }) => before.grade !== after.grade)
  const listed = all ? moved : moved.slice(0, shown)
  const option = useMemo(() => spread(result), [result])
  if (result.members === 0)
    return (
      <EmptyState title="这一年没有在任的委员">
        <p>换一年试试。</p>
      </EmptyState>
    )
  return (
    <>
      <p className="lead-words">{words}。</p>
      {result.running && (
        <p className="due">
          {result.year} 年还没有过完：两个办法都只算到今天，少的分、没有做到的，有的只是还没到时候。
        </p>
      )}
      {result.unjudged.length > 0 && (
        <p className="faint">由机关评定的项目两边都没有算：{result.unjudged.join('、')}。</p>
      )}
      <Section title="各等次几人">
        <p className="faint">
          原办法：{result.before.name}；新办法：{result.after.name}。
        </p>
        <DataTable
          caption="各等次几人"
          rows={result.grades}
          rowKey={(one) => gradeName(one.grade)}
          columns={[{ key: 'grade', title: '等次', render: (one) => gradeName(one.grade) }, ...twoCounts]}
        />
      </Section>
      {result.moves.length > 0 && (
        <Section title="等次怎样变">
          <DataTable
            caption="等次怎样变"
            rows={result.moves}
            rowKey={(one) => `${one.before}→${one.after}`}
            columns={[
              { key: 'move', title: '从 → 到', render: (one) => `${gradeName(one.before)} → ${gradeName(one.after)}` },
              { key: 'count', title: '人数', align: 'right', render: (one) => one.count },
            ]}
          />
        </Section>
      )}
      {result.crossing.length > 0 && (
        <Section title="按新办法触到线的">
          <DataTable
            caption="按新办法触到线的"
            rows={result.crossing}
            rowKey={(one) => one.memberId}
            columns={[
              memberColumn,
              { key: 'sector', title: '界别', render: sectorWords },
              { key: 'lines', title: '触到的线', render: (one) => one.lines.join('、') },
              { key: 'earlier', title: '原办法', render: (one) => (one.crossedBefore ? '也触到线' : '没有') },
            ]}
          />
        </Section>
      )}
      <Section title="分数的分布">
        <Chart option={option} height={300} words={`两种办法的分数分布：${words}`} />
        <details>
          <summary>看表</summary>
          <DataTable
            caption="分数的分布"
            rows={result.spans}
            rowKey={(one) => String(one.from)}
            columns={[{ key: 'from', title: '分数', render: (one) => spanWords(one.from) }, ...twoCounts]}
          />
        </details>
      </Section>
      <Section title="分数有变化的">
        {result.moved.length === 0 ? (
          <p className="faint">没有人的分数会变。</p>
        ) : (
          <>
            <div className="filters no-print">
              <SelectFilter
                label="看谁"
                value={everybody}
                onChange={setEverybody}
                options={[['points', '分数有变化的都看']]}
                all="等次会变的"
              />
            </div>
            <DataTable caption="分数有变化的" rows={listed} rowKey={(one) => one.memberId} columns={columns} />
            <p className="faint">
              {listed.length < moved.length && (
                <>
                  变化最大的 {listed.length} 位。
                  <LinkButton onClick={() => setAll(true)}>列出 {moved.length} 位</LinkButton>{' '}
                </>
              )}
              每一位差在哪里，导出的表里都有。
            </p>
          </>
        )}
      </Section>
    </>
  )
}

/** From so many points, to fewer than so many. */
const spanWords = (from: number) => `${points(from)}–${points(from + 1000)}`
const twoCounts: Column<{ before: number | null; after: number | null }>[] = [
  { key: 'before', title: '原办法', align: 'right', render: (one) => one.before ?? '—' },
  { key: 'after', title: '新办法', align: 'right', render: (one) => one.after ?? '—' },
]
const memberColumn: Column<{ memberId: string; name: string }> = {
  key: 'name',
  title: '委员',
  bare: true,
  render: (one) => (
    <Link to="/members/$id" params={{ id: one.memberId }}>
      {one.name}
    </Link>
  ),
}
const side = ({ centipoints, grade }: MovedMember['before']) => `${points(centipoints)} 分，${gradeName(grade)}`
/** So many reasons in the table; all are in the export. */
const whyShown = 3
const columns: Column<MovedMember>[] = [
  memberColumn,
  { key: 'sector', title: '界别', render: sectorWords },
  { key: 'before', title: '原办法', render: (one) => side(one.before) },
  {
    key: 'after',
    title: '新办法',
    render: (one) => (
      <>
        {side(one.after)} {one.before.grade !== one.after.grade && <span className="tag tag-due">等次变了</span>}
      </>
    ),
  },
  {
    key: 'why',
    title: '差在哪里',
    render: (one) => (
      <>
        {one.why
          .slice(0, whyShown)
          .map(({ name, centipoints }) => `${name}${centipoints === 0 ? '' : ` ${signed(centipoints)}`}`)
          .join('，')}
        {one.why.length > whyShown && <span className="faint">，还有 {one.why.length - whyShown} 项</span>}
      </>
    ),
  },
]

/** Two columns a span of ten points. */
function spread(result: WhatIf) {
  const fontSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8
  const text = { fontFamily, fontSize }
  return {
    animation: false,
    textStyle: text,
    color: ['#b9b1a2', '#2e4e6e'],
    legend: { top: 0, left: 0, textStyle: text },
    grid: { left: 8, right: 8, top: fontSize * 4, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', textStyle: text },
    xAxis: {
      type: 'category',
      data: result.spans.map(({ from }) => spanWords(from)),
      axisLabel: text,
      axisTick: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: text, name: '人', nameTextStyle: text },
    series: [
      { name: '原办法', type: 'bar', data: result.spans.map(({ before }) => before) },
      { name: '新办法（试算）', type: 'bar', data: result.spans.map(({ after }) => after) },
    ],
  }
}

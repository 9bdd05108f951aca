import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { type Appraisal, type AppraisalResults, appraisalRoutes, type UnitResult } from '#contract/appraisals.ts'
import { apiQuery } from '../../shared/api.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { resultBars, resultHeight, resultOption } from './result-options.ts'
import { pointsText } from './words.ts'

const Chart = lazy(() => import('../statistics/chart.tsx').then((m) => ({ default: m.Chart })))

/** The figures as they may be read: drawn, in a table, to be taken along. */
export function Results({ one }: { one: Appraisal }) {
  const query = useQuery(apiQuery(appraisalRoutes.getAppraisalResults, { params: { id: one.id } }))
  // The route has the appraisal's id in its path; the button adds the format only.
  const exported = { ...appraisalRoutes.exportAppraisalResults, path: `/appraisals/${one.id}/results/export` as const }
  return (
    <Section title="评议结果" actions={<DownloadButton route={exported} query={{}} name={`${one.title}结果`} />}>
      <QueryState query={query}>{(results) => <Figures one={one} results={results} />}</QueryState>
    </Section>
  )
}

function Figures({ one, results }: { one: Appraisal; results: AppraisalResults }) {
  const fontSize = useFontSize()
  const bars = useMemo(() => resultBars(one, results.units), [one, results])
  const option = useMemo(() => resultOption(bars, fontSize), [bars, fontSize])
  const height = resultHeight(bars.length, fontSize)
  const hidden = results.units.filter((unit) => unit.total === null).length
  return (
    <>
      <p>
        {`受邀 ${results.invited} 人，交票 ${results.handedIn} 人。`}
        {hidden > 0 && `有 ${hidden} 家不足 ${one.minimumBallots} 票，分数不公布。`}
        {results.ranked && <span className="faint">名次只有办公室看得到。</span>}
      </p>
      {bars.length > 0 && (
        <Suspense fallback={<div style={{ height }} />}>
          <Chart option={option} height={height} words="评议得分图，数字见下表" />
        </Suspense>
      )}
      <DataTable
        caption="评议结果"
        rows={results.units}
        rowKey={(unit) => unit.unitId}
        columns={columnsOf(one, results.ranked)}
      />
      <details className="spread no-print">
        <summary>各项得分和各档票数</summary>
        <DataTable
          caption="各项各档票数"
          rows={results.units.filter((unit) => unit.dimensions !== null)}
          rowKey={(unit) => unit.unitId}
          columns={[
            { key: 'name', title: '承办单位', render: (unit) => unit.name },
            ...one.dimensions.map(({ code, name }, i) => ({
              key: code,
              title: name,
              render: (unit: UnitResult) => (
                <>
                  {pointsText(unit.dimensions?.[i]?.mean ?? null)}
                  <span className="faint">{`（${one.levels
                    .map((level, at) => [level.name, unit.dimensions?.[i]?.levels[at] ?? 0] as const)
                    .filter(([, times]) => times > 0)
                    .map(([word, times]) => `${word} ${times}`)
                    .join('，')}）`}</span>
                </>
              ),
            })),
          ]}
        />
      </details>
    </>
  )
}

function columnsOf(one: Appraisal, ranked: boolean): Column<UnitResult>[] {
  return [
    { key: 'name', title: '承办单位', render: (unit) => unit.name },
    ...(ranked
      ? [{ key: 'rank', title: '名次', align: 'right' as const, render: (unit: UnitResult) => unit.rank ?? '—' }]
      : []),
    { key: 'proposals', title: '办理件数', align: 'right', render: (unit) => unit.proposals },
    { key: 'ballots', title: '有效票', align: 'right', render: (unit) => unit.ballots },
    {
      key: 'total',
      title: '总分',
      align: 'right',
      render: (unit) =>
        unit.total === null ? <span className="faint">票数不足，不公布</span> : pointsText(unit.total),
    },
    { key: 'band', title: '等次', render: (unit) => unit.band ?? '' },
    ...one.dimensions.map(
      ({ code, name }, i): Column<UnitResult> => ({
        key: code,
        title: name,
        align: 'right',
        desk: true,
        render: (unit) => (unit.dimensions ? pointsText(unit.dimensions[i]?.mean ?? null) : ''),
      }),
    ),
    {
      key: 'bands',
      title: '票的等次',
      render: (unit) =>
        one.bands
          .map(({ name }, i) => [name, unit.bands?.[i] ?? 0] as const)
          .filter(([, times]) => times > 0)
          .map(([name, times]) => `${name} ${times}`)
          .join('，'),
    },
  ]
}

/** The type size of the page in pixels, as the text size chosen makes it. */
function useFontSize(): number {
  const [fontSize, setFontSize] = useState(typeSize)
  useEffect(() => {
    const watcher = new ResizeObserver(() => setFontSize(typeSize()))
    watcher.observe(document.documentElement)
    return () => watcher.disconnect()
  }, [])
  return fontSize
}

const typeSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.875

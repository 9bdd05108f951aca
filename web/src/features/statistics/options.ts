import type { EChartsCoreOption } from 'echarts/core'
import type { Statistics, StatisticsDimension } from '#contract/statistics.ts'
import { fontFamily } from '../../shared/theme.ts'

const ink = '#1f1d1a'
const line = '#ddd6c9'
const registered = '#2e4e6e'
const quiet = '#b9b1a2'
const shades = ['#1d3a57', '#5b7ea3', '#a9bfd6', '#d9d2c3', '#8a8172']

const shown = 15
/** Longest name on an axis; the table has it whole. */
const nameLimit = 10
const short = (name: string) => (name.length > nameLimit ? `${name.slice(0, nameLimit)}…` : name)

const lineNames = ['收到', '立案', '办复'] as const
const unanswered = '立案未办复'
const unregistered = '未立案'
const classNames = (statistics: Statistics) => statistics.replyClasses.map(({ code }) => `${code} 类`)
/** Gap between two names of the legend, and between two of its lines. */
const legendGap = 10
const markWidth = 14

/** How a drawing is fitted to the page: its type size and its width, in pixels. */
export interface Fit {
  fontSize: number
  width: number
}

/** Height in pixels that the legend's names take, one after another, in lines of this width. */
export function legendHeight(names: readonly string[], { fontSize, width }: Fit): number {
  let lines = 1
  let used = 0
  for (const name of names) {
    const needed = markWidth + 5 + [...name].length * fontSize
    if (used > 0 && used + needed > width) {
      lines++
      used = 0
    }
    used += needed + legendGap
  }
  return lines * (fontSize * 1.3 + legendGap)
}

const namesOf = (statistics: Statistics, by: StatisticsDimension) =>
  by === 'year' ? lineNames : [...classNames(statistics), unanswered, unregistered]

/** Height in pixels that so many bars need below their legend. */
export function chartHeight(statistics: Statistics, by: StatisticsDimension, fit: Fit): number {
  const bars = by === 'year' ? 220 : 34 + Math.min(statistics.by[by].length, shown) * 30
  return Math.ceil(legendHeight(namesOf(statistics, by), fit) + bars)
}

/** Years as lines; everything else as bars, the answered ones by the class of their reply. The largest fifteen. */
export function optionOf(statistics: Statistics, by: StatisticsDimension, fit: Fit): EChartsCoreOption {
  const { fontSize } = fit
  const top = legendHeight(namesOf(statistics, by), fit) + 4
  // The real family: with another one the room for the names is measured wrongly.
  const text = { color: ink, fontSize, fontFamily }
  const shared = {
    animation: false,
    textStyle: text,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: text },
    legend: { top: 0, left: 0, textStyle: text, itemGap: legendGap, itemWidth: markWidth, itemHeight: 10 },
  }
  const split = { splitLine: { lineStyle: { color: line } }, axisLabel: text, minInterval: 1 }
  if (by === 'year') {
    const years = statistics.by.year
    const series = (name: string, value: (group: (typeof years)[number]) => number, color: string) => ({
      name,
      type: 'line',
      data: years.map(value),
      color,
      symbolSize: 7,
    })
    return {
      ...shared,
      grid: { left: 8, right: 16, top, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: years.map((year) => year.name), axisLabel: text },
      yAxis: { type: 'value', ...split },
      series: [
        series(lineNames[0], (year) => year.received, quiet),
        series(lineNames[1], (year) => year.registered, registered),
        series(lineNames[2], (year) => year.answered, '#b5352a'),
      ],
    }
  }
  const groups = statistics.by[by].slice(0, shown).toReversed()
  const bar = (name: string, value: (group: (typeof groups)[number]) => number, color: string, stack: string) => ({
    name,
    type: 'bar',
    stack,
    data: groups.map(value),
    color,
    barMaxWidth: 18,
  })
  return {
    ...shared,
    grid: { left: 8, right: 24, top, bottom: 8, containLabel: true },
    xAxis: { type: 'value', ...split },
    yAxis: {
      type: 'category',
      data: groups.map((group) => short(group.name || (by === 'unit' ? '未交办' : '未填'))),
      axisLabel: text,
    },
    series: [
      ...classNames(statistics).map((name, i) =>
        bar(name, (group) => group.classes[i] ?? 0, shades[i % shades.length]!, 'all'),
      ),
      bar(
        unanswered,
        (group) => Math.max(0, group.registered - group.classes.reduce((sum, n) => sum + n, 0)),
        quiet,
        'all',
      ),
      bar(unregistered, (group) => group.received - group.registered, line, 'all'),
    ],
  }
}

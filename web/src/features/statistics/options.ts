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

/** Height in pixels that so many bars need. */
export function chartHeight(statistics: Statistics, by: StatisticsDimension): number {
  return by === 'year' ? 260 : 70 + Math.min(statistics.by[by].length, shown) * 30
}

/** Years as lines; everything else as bars, the answered ones by the class of their reply. The largest fifteen. */
export function optionOf(statistics: Statistics, by: StatisticsDimension, fontSize: number): EChartsCoreOption {
  // The real family: with another one the room for the names is measured wrongly.
  const text = { color: ink, fontSize, fontFamily }
  const shared = {
    animation: false,
    textStyle: text,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: text },
    legend: { top: 0, left: 0, textStyle: text, itemWidth: 14, itemHeight: 10 },
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
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: years.map((year) => year.name), axisLabel: text },
      yAxis: { type: 'value', ...split },
      series: [
        series('收到', (year) => year.received, quiet),
        series('立案', (year) => year.registered, registered),
        series('办复', (year) => year.answered, '#b5352a'),
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
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: 'value', ...split },
    yAxis: {
      type: 'category',
      data: groups.map((group) => short(group.name || (by === 'unit' ? '未交办' : '未填'))),
      axisLabel: text,
    },
    series: [
      ...statistics.replyClasses.map(({ code }, i) =>
        bar(`${code} 类`, (group) => group.classes[i] ?? 0, shades[i % shades.length]!, 'all'),
      ),
      bar(
        '立案未办复',
        (group) => Math.max(0, group.registered - group.classes.reduce((sum, n) => sum + n, 0)),
        quiet,
        'all',
      ),
      bar('未立案', (group) => group.received - group.registered, line, 'all'),
    ],
  }
}

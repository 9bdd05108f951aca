import type { EChartsCoreOption } from 'echarts/core'
import type { DutyFigures } from '#contract/duty.ts'
import { countedChapterNames, dutyChapter } from '#contract/duty-kinds.ts'
import { fontFamily } from '../../shared/theme.ts'
import { type Fit, legendHeight } from '../statistics/options.ts'

const ink = '#1f1d1a'
const line = '#ddd6c9'
/** Told apart by lightness too, not by colour alone. */
const shades = [
  '#1d3a57',
  '#b5352a',
  '#5b7ea3',
  '#8a8172',
  '#7fa6cc',
  '#d98f6a',
  '#3f6b5c',
  '#a08f6c',
  '#6f9c86',
  '#c2983a',
  '#4d4a63',
  '#b0708a',
  '#7a5a3c',
]
/** So many groups are drawn; the table has all. */
export const dutyGroupsDrawn = 20
const nameLimit = 10
const short = (name: string) => (name.length > nameLimit ? `${name.slice(0, nameLimit)}…` : name)

const chaptersIn = (rows: readonly DutyFigures[]) =>
  dutyChapter.options.filter((chapter) => rows.some((row) => (row.chapters[chapter] ?? 0) > 0))

/** Height in pixels of the drawing of these groups. */
export function dutyChartHeight(rows: readonly DutyFigures[], fit: Fit): number {
  const names = chaptersIn(rows).map((chapter) => countedChapterNames[chapter])
  return Math.ceil(legendHeight(names, fit) + 34 + Math.min(rows.length, dutyGroupsDrawn) * 30)
}

/** Each group as a bar made of the chapters of the archive; years run downwards, the rest by size. */
export function dutyOption(rows: readonly DutyFigures[], { fontSize, width }: Fit): EChartsCoreOption {
  const chapters = chaptersIn(rows)
  const groups = rows.slice(0, dutyGroupsDrawn).toReversed()
  const text = { color: ink, fontSize, fontFamily }
  const top = legendHeight(
    chapters.map((chapter) => countedChapterNames[chapter]),
    { fontSize, width },
  )
  return {
    animation: false,
    textStyle: text,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: text },
    legend: { top: 0, left: 0, textStyle: text, itemGap: 10, itemWidth: 14, itemHeight: 10 },
    grid: { left: 8, right: 24, top: top + 4, bottom: 8, containLabel: true },
    xAxis: { type: 'value', splitLine: { lineStyle: { color: line } }, axisLabel: text, minInterval: 1 },
    yAxis: { type: 'category', data: groups.map((group) => short(group.name)), axisLabel: text },
    series: chapters.map((chapter) => ({
      name: countedChapterNames[chapter],
      type: 'bar',
      stack: 'all',
      data: groups.map((group) => group.chapters[chapter] ?? 0),
      color: shades[dutyChapter.options.indexOf(chapter) % shades.length],
      // Light and dark neighbours are parted by a line of the paper.
      itemStyle: { borderColor: '#fffdf8', borderWidth: 1 },
      barMaxWidth: 18,
    })),
  }
}

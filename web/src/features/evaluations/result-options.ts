import type { EChartsCoreOption } from 'echarts/core'
import type { Appraisal, UnitResult } from '#contract/appraisals.ts'
import { fontFamily } from '../../shared/theme.ts'

const ink = '#1f1d1a'
const line = '#ddd6c9'
const bar = '#2e4e6e'
/** Longest name on an axis; the table has it whole. */
const nameLimit = 10

/** Of several units their totals, the first on top; of one alone its dimensions. Pixels per bar with the type's size. */
export function resultBars(
  appraisal: Pick<Appraisal, 'dimensions'>,
  units: readonly UnitResult[],
): { name: string; value: number }[] {
  const shown = units.filter((unit) => unit.total !== null)
  if (shown.length === 1)
    return appraisal.dimensions.map(({ name }, i) => ({ name, value: (shown[0]!.dimensions?.[i]?.mean ?? 0) / 100 }))
  return shown.map(({ name, total }) => ({ name, value: total! / 100 }))
}

export const resultHeight = (bars: number, fontSize: number): number => 40 + bars * Math.max(30, fontSize * 2)

export function resultOption(bars: readonly { name: string; value: number }[], fontSize: number): EChartsCoreOption {
  const text = { color: ink, fontSize, fontFamily }
  const upward = bars.toReversed()
  return {
    animation: false,
    textStyle: text,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: text },
    grid: { left: 8, right: fontSize * 4, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 100, splitLine: { lineStyle: { color: line } }, axisLabel: text },
    yAxis: {
      type: 'category',
      data: upward.map(({ name }) => (name.length > nameLimit ? `${name.slice(0, nameLimit)}…` : name)),
      axisLabel: text,
    },
    series: [
      {
        name: '得分',
        type: 'bar',
        data: upward.map(({ value }) => value),
        color: bar,
        barMaxWidth: 18,
        label: {
          show: true,
          position: 'right',
          ...text,
          formatter: ({ value }: { value: number }) => value.toFixed(2),
        },
      },
    ],
  }
}

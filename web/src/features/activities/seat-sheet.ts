import type { CSSProperties } from 'react'
import type { SeatPlan } from '#contract/activity-records.ts'

/** A seat plan on A4 paper laid across: how large its names can be so that all columns stand on one sheet. Pure. */
const sheet = { width: 281, height: 158, head: 16 }
const millimetresPerPoint = 0.3528
/** Names of four characters fit; longer ones go on in a second line. */
const nameCharacters = 4.3
const largest = 13
const least = 6
/** Rows are no further apart than looks well. */
const highest = 13

type Measured = Pick<SeatPlan, 'perRow' | 'rows' | 'platformRows' | 'aisles' | 'observers'>

export const numbersOf = (plan: Pick<SeatPlan, 'perRow'>): number[] =>
  Array.from({ length: plan.perRow }, (_, i) => i + 1)
/** The platform from its last row to the one nearest the hall, then the hall. */
export function rowsOf(plan: Pick<SeatPlan, 'rows' | 'platformRows'>): [string, number[]][] {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
  const hall: [string, number[]] = ['hall', upTo(plan.rows)]
  return plan.platformRows === 0
    ? [hall]
    : [
        [
          'platform',
          upTo(plan.platformRows)
            .map((row) => -row)
            .toReversed(),
        ],
        hall,
      ]
}
/** Whether an aisle runs after a seat; not behind the last. */
export const aisleAfter = (plan: Pick<SeatPlan, 'aisles' | 'perRow'>, number: number): boolean =>
  number < plan.perRow && plan.aisles.includes(number)

/** 列席人员 in rows as long as those of the hall. */
export const observerRows = (plan: Pick<SeatPlan, 'perRow' | 'observers'>): SeatPlan['observers'][] =>
  Array.from({ length: Math.ceil(plan.observers.length / plan.perRow) }, (_, r) =>
    plan.observers.slice(r * plan.perRow, (r + 1) * plan.perRow),
  )

function sizes(plan: Measured): { across: number; upright: number; row: number } {
  const column = (sheet.width - sheet.head - plan.aisles.length * 5) / plan.perRow - 0.8
  const rows = plan.rows + plan.platformRows + observerRows(plan).length
  const row = sheet.height / (rows + 1) - 0.8
  const points = (millimetres: number) => millimetres / millimetresPerPoint
  return {
    row,
    across: points(Math.min(column / nameCharacters, row / 1.3)),
    upright: points(Math.min(column / 1.3, row / nameCharacters)),
  }
}

/** Names stand upright where the seats are narrower than a name. */
export function isUpright(plan: Measured): boolean {
  const { across, upright } = sizes(plan)
  const column = (sheet.width - sheet.head) / plan.perRow
  return across < 8 && (upright > across || column < nameCharacters * least * millimetresPerPoint)
}

/** What the print's style needs: the size of the names; too many rows go on on a second sheet. */
export function printSizeOf(plan: Measured): CSSProperties {
  const { across, upright, row } = sizes(plan)
  const size = Math.min(largest, Math.max(least, isUpright(plan) ? upright : across))
  return {
    '--seat-print': `${Math.round(size * 10) / 10}pt`,
    '--seat-row': `${Math.round(Math.max(0, Math.min(highest, row)) * 10) / 10}mm`,
  } as CSSProperties
}

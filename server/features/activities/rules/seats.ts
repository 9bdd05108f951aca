/** Somebody to be seated. `strokeKey` orders by 姓氏笔画. */
export interface ToSeat {
  memberId: string
  strokeKey: string
  /** Place of the sector in the committee's own order; a large number without one. */
  sectorPlace: number
  /** 主席 0 · 副主席 1 · 秘书长 2 · 常务委员 3 · others 4. */
  postPlace: number
}
export type SeatOrder = 'stroke' | 'sector' | 'post'

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Fills rows of seats from the first row on. In each row the place of honour is the middle, then by turns left and right.
 *  Who finds no seat is left over. Source: 座区和座次按姓氏笔画、界别或职务排（会务通行；左右以中间为尊）. */
export function fillSeats(
  people: readonly ToSeat[],
  plan: { rows: number; perRow: number },
  order: SeatOrder,
): { memberId: string; row: number; number: number }[] {
  const rank = (one: ToSeat) => (order === 'sector' ? one.sectorPlace : order === 'post' ? one.postPlace : 0)
  const sorted = people.toSorted(
    (a, b) => rank(a) - rank(b) || byText(a.strokeKey, b.strokeKey) || byText(a.memberId, b.memberId),
  )
  const numbers = order === 'post' ? fromTheMiddle(plan.perRow) : Array.from({ length: plan.perRow }, (_, i) => i + 1)
  return sorted.slice(0, plan.rows * plan.perRow).map(({ memberId }, i) => ({
    memberId,
    row: Math.floor(i / plan.perRow) + 1,
    number: numbers[i % plan.perRow]!,
  }))
}

/** 3, 2, 4, 1, 5 for five seats. */
export function fromTheMiddle(perRow: number): number[] {
  const middle = Math.ceil(perRow / 2)
  const numbers = [middle]
  for (let step = 1; numbers.length < perRow; step++) {
    if (middle - step >= 1) numbers.push(middle - step)
    if (middle + step <= perRow) numbers.push(middle + step)
  }
  return numbers
}

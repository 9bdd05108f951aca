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

export interface SeatOf {
  memberId: string
  row: number
  number: number
}
interface Hall {
  rows: number
  perRow: number
  platformRows?: number
}
/** Posts up to which somebody sits on the platform (see `postPlace`). */
const platformPosts = { none: -1, leaders: 2, standing: 3 }

/** Fills the platform and the rows of seats from the first row on. On the platform, and by post, the place of honour is the
 *  middle, then by turns left and right. Who is `kept` stays; who finds no seat is left over. Source: 座区和座次按姓氏笔画、
 *  界别或职务排，执行主席在主席台（会务通行；左右以中间为尊）. */
export function fillSeats(
  people: readonly ToSeat[],
  plan: Hall,
  order: SeatOrder,
  given: { platform?: keyof typeof platformPosts; kept?: readonly SeatOf[] } = {},
): SeatOf[] {
  const { platform = 'none', kept = [] } = given
  const rank = (one: ToSeat) => (order === 'sector' ? one.sectorPlace : order === 'post' ? one.postPlace : 0)
  const byStrokes = (a: ToSeat, b: ToSeat) => byText(a.strokeKey, b.strokeKey) || byText(a.memberId, b.memberId)
  const seated = new Set(kept.map((one) => one.memberId))
  const taken = new Set(kept.map((one) => `${one.row} ${one.number}`))
  const free = (rows: readonly number[], numbers: readonly number[]) =>
    rows
      .flatMap((row) => numbers.map((number) => ({ row, number })))
      .filter((at) => !taken.has(`${at.row} ${at.number}`))
  const due = people.filter((one) => !seated.has(one.memberId))
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

  const onPlatform = due
    .filter((one) => one.postPlace <= platformPosts[platform])
    .toSorted((a, b) => a.postPlace - b.postPlace || byStrokes(a, b))
  const platformSeats = free(
    upTo(plan.platformRows ?? 0).map((row) => -row),
    fromTheMiddle(plan.perRow),
  )
  const up = onPlatform.slice(0, platformSeats.length)
  const inHall = due.filter((one) => !up.includes(one)).toSorted((a, b) => rank(a) - rank(b) || byStrokes(a, b))
  const hallSeats = free(upTo(plan.rows), order === 'post' ? fromTheMiddle(plan.perRow) : upTo(plan.perRow))
  const place = (list: readonly ToSeat[], seats: readonly { row: number; number: number }[]) =>
    list.slice(0, seats.length).map(({ memberId }, i) => ({ memberId, ...seats[i]! }))
  return [...kept, ...place(up, platformSeats), ...place(inHall, hallSeats)]
}

/** Whether a plan has this seat. */
export const hasSeat = (plan: Hall, { row, number }: { row: number; number: number }): boolean =>
  number >= 1 &&
  number <= plan.perRow &&
  ((row >= 1 && row <= plan.rows) || (row <= -1 && row >= -(plan.platformRows ?? 0)))

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

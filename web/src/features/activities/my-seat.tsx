import { useQuery } from '@tanstack/react-query'
import { type Activity, seatWords } from '#contract/activities.ts'
import { activityRecordRoutes, type SeatPlan } from '#contract/activity-records.ts'
import { apiQuery } from '../../shared/api.ts'
import { Section } from '../../shared/page.tsx'
import { aisleAfter, numbersOf, rowsOf } from './seat-sheet.ts'

type Seat = { row: number; number: number }

/** Where I sit: in words from the platform and from the nearer side, and on a small plan. */
export function MySeat({ one }: { one: Activity }) {
  const seat = one.mine?.seat ?? null
  const over = one.state !== 'announced' || Date.now() >= Date.parse(one.endsAt)
  const plan = useQuery({
    ...apiQuery(activityRecordRoutes.getSeatPlan, { params: { id: one.id } }),
    enabled: seat !== null && !over,
    // Of an activity without a plan the answer is empty.
    select: (found) => (found && 'seats' in found ? found : null),
  })
  if (seat === null || over) return null
  return (
    <Section title="您的座位">
      <p>
        <strong>{seatWords(seat)}</strong>
        {plan.data && `：${placeWords(plan.data, seat)}`}
      </p>
      {plan.data && <SmallPlan plan={plan.data} seat={seat} />}
    </Section>
  )
}

function placeWords({ perRow }: SeatPlan, { row, number }: Seat): string {
  const where = row < 0 ? '在主席台上' : row === 1 ? '第一排，最靠近主席台' : `从主席台往后数第 ${row} 排`
  const left = number <= perRow / 2
  return `${where}，面向主席台，从${left ? '左' : '右'}边数第 ${left ? number : perRow + 1 - number} 个座位`
}

const step = 12
const size = 9
const headHeight = 20

function SmallPlan({ plan, seat }: { plan: SeatPlan; seat: Seat }) {
  let across = 0
  const at = new Map<number, number>()
  for (const number of numbersOf(plan)) {
    at.set(number, across)
    across += aisleAfter(plan, number) ? step * 1.6 : step
  }
  const rows = rowsOf(plan).flatMap(([, each]) => each)
  const stage = rows.filter((row) => row < 0).length
  // The platform stands apart from the hall.
  const down = (i: number) => headHeight + i * step + (i >= stage && stage > 0 ? step / 2 : 0)
  const height = down(rows.length) + 4
  return (
    <svg
      className="small-plan"
      viewBox={`-4 0 ${across + 8} ${height}`}
      style={{ maxWidth: `${Math.max(14, (across * 1.8) / 16)}rem` }}
      role="img"
      aria-label={`座位示意图，上方是主席台，您在${seatWords(seat)}`}
    >
      <text x={across / 2} y={12} textAnchor="middle" className="small-plan-stage">
        主席台
      </text>
      {rows.map((row, i) =>
        numbersOf(plan).map((number) => {
          const mine = row === seat.row && number === seat.number
          const grow = mine ? 2 : 0
          return (
            <rect
              key={`${row} ${number}`}
              x={at.get(number)! - grow}
              y={down(i) - grow}
              width={size + 2 * grow}
              height={size + 2 * grow}
              rx={2}
              className={mine ? 'small-plan-mine' : 'small-plan-seat'}
            />
          )
        }),
      )}
    </svg>
  )
}

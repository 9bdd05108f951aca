/** What happens at the doors of a hall, in the hundreds. */
import { createHmac } from 'node:crypto'
import { type Attendee, attendanceRoutes, type CheckInDesk } from '#contract/attendance.ts'
import { codeText, signedText, stepAt } from '#contract/check-in-codes.ts'
import { type Caller, forEachAtOnce } from '../calls.ts'

type DeskMember = CheckInDesk['members'][number]

/** The code that a member's phone shows now. */
export function codeOf({ committeeId, committeeMark }: CheckInDesk, { id, key }: DeskMember): string {
  const step = stepAt(Date.now())
  const signed = createHmac('sha256', Buffer.from(key, 'base64url')).update(signedText('M', committeeId, id, step))
  return codeText({ kind: 'M', committeeMark, subjectId: id, step, mac: signed.digest('base64url').slice(0, 14) })
}

/** Desks with a network read the codes of these members, a few in each sending, all desks at once.
 *  @returns how often each outcome came */
export async function checkInAtDesks(
  call: Caller,
  desk: CheckInDesk,
  members: readonly DeskMember[],
  desks: number,
): Promise<Record<string, number>> {
  const inEach = 5
  const sendings = Array.from({ length: Math.ceil(members.length / inEach) }, (_, i) =>
    members.slice(i * inEach, (i + 1) * inEach),
  )
  const outcomes: Record<string, number> = {}
  await forEachAtOnce(sendings, desks, async (some, index) => {
    const at = new Date().toISOString()
    const items = some.map((one) => ({ code: codeOf(desk, one), at, offsetMs: 0 }))
    const body = { desk: `大厅 ${(index % desks) + 1} 号`, sentAt: at, items }
    const answer = await call(attendanceRoutes.checkIn, { params: { id: desk.activity.id }, body })
    for (const { outcome } of answer.items) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  })
  return outcomes
}

/** The whole list with how each attended, page by page. */
export async function attendeesOf(call: Caller, id: string): Promise<Attendee[]> {
  const all: Attendee[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await call(attendanceRoutes.listAttendees, { params: { id }, query: { limit: 100, cursor } })
    all.push(...page.items)
    if (!page.nextCursor) return all
    cursor = page.nextCursor
  }
}

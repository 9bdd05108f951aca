import { sql } from 'kysely'
import type { z } from 'zod'
import type { Attendance, CheckInOutcome, CheckInWay, attendanceRoutes as r } from '#contract/attendance.ts'
import {
  type CheckInCode,
  committeeMarkOf,
  deskCodeSteps,
  judgeStep,
  memberCodeSteps,
  readCode,
} from '#contract/check-in-codes.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emitEach } from '#platform/events/emit.ts'
import type { Secrets } from '#platform/secrets.ts'
import { authorize } from '../access.ts'
import { isGenuine } from '../codes.ts'
import {
  findOccasion,
  type Invited,
  invitedAmong,
  type Occasion,
  occasionDetails,
  occasionFor,
} from '../queries/occasion.ts'
import { judgeTime, keptOutcome, rightedTime } from '../rules.ts'

type Given = z.output<typeof r.checkIn.body>
type Answer = z.output<typeof r.checkIn.response>['items'][number]

/** A check-in that was found good. */
interface Good {
  memberId: string
  way: CheckInWay
  atMs: number
  attendance: 'present' | 'late'
  step: number | null
  by: Context
  desk: string
}

/** What one desk sent. */
export interface Sent {
  ctx: Context
  secrets: Secrets
  id: string
  given: Given
}

/** Takes the check-ins of desks of one activity, each one or many, in one transaction: 250 desks without pause are done in rounds
 *  (541 a second one by one, see docs/decisions/0036). Whoever sends stands to the activity alike. Each check-in is judged by
 *  itself and answered; the same sent twice, or of the same member from two desks, counts once, the earliest time holds.
 *  @throws DomainError not-found, access.denied, attendance.not-open, attendance.settled, attendance.way-off,
 *  attendance.code-used where two desks sent one code for two activities at once: sent again it is answered */
export async function checkIn(sent: readonly Sent[]) {
  const [{ ctx, id, secrets }] = sent as [Sent]
  const { occasion, facts } = await occasionFor(ctx, id, true)
  authorize(facts, 'checkIn')
  const all = sent.flatMap(({ ctx, given }) =>
    given.items.map((one) => ({
      ctx,
      given,
      one,
      code: one.code === undefined ? null : readCode(one.code),
    })),
  )
  if (!occasion.setting.memberCode && all.some(({ one }) => one.code !== undefined))
    throw new DomainError('attendance.way-off')
  const invited = await invitedAmong(
    ctx,
    id,
    [...new Set(all.flatMap(({ one, code }) => one.memberId ?? code?.subjectId ?? []))],
    all.flatMap(({ code }) => code?.step ?? []),
  )
  const judged = all.map(({ ctx, given, one, code }): Good | CheckInOutcome => {
    const sentAt = Date.parse(given.sentAt)
    const at = rightedTime({ at: Date.parse(one.at), offsetMs: one.offsetMs, sentAt, now: ctx.now.getTime() })
    if (at === null) return 'clock'
    if (one.code !== undefined) {
      const fault = codeFault(secrets, ctx.actor.committeeId, code, at)
      if (fault) return fault
    }
    const person = invited.get(one.memberId ?? code!.subjectId)
    if (!person) return 'notInvited'
    if (code && person.usedSteps.includes(code.step)) return 'used'
    return (
      judgeTime(at, occasion.window) ?? {
        memberId: person.memberId,
        way: code ? 'memberCode' : 'list',
        atMs: at,
        attendance: at > occasion.window.lateAfter ? 'late' : 'present',
        step: code?.step ?? null,
        by: ctx,
        desk: given.desk,
      }
    )
  })
  const written = await record(
    ctx,
    occasion,
    invited,
    judged.filter((one) => typeof one !== 'string'),
  )
  const answered = new Set<string>()
  const answers = all.map(({ one, code }, i): Answer => {
    const verdict = judged[i]!
    const memberId = one.memberId ?? code?.subjectId ?? null
    const person = memberId === null ? undefined : invited.get(memberId)
    const known = { memberId: person?.memberId ?? null, name: person?.name ?? '' }
    if (typeof verdict === 'string') return { outcome: verdict, ...known, at: null, attendance: null }
    const row = written.get(verdict.memberId)
    const first = !answered.has(verdict.memberId)
    answered.add(verdict.memberId)
    return {
      outcome: row && first ? row.outcome : keptOutcome(row?.attendance ?? person?.attendance ?? null),
      ...known,
      at: row?.at ?? person?.at ?? null,
      attendance: row?.attendance ?? person?.attendance ?? null,
    }
  })
  let next = 0
  return sent.map(({ ctx, given }) => {
    const items = answers.slice(next, next + given.items.length)
    next += given.items.length
    return { serverTime: ctx.now.toISOString(), items }
  })
}

/** What is wrong with a member's code at a moment; null: nothing. */
function codeFault(
  secrets: Secrets,
  committeeId: string,
  code: CheckInCode | null,
  atMs: number,
): Extract<CheckInOutcome, 'unreadable' | 'otherCommittee' | 'expired' | 'ahead' | 'forged'> | null {
  if (code?.kind !== 'M') return 'unreadable'
  if (code.committeeMark !== committeeMarkOf(committeeId)) return 'otherCommittee'
  return judgeStep(code.step, atMs, memberCodeSteps) ?? (isGenuine(secrets, code, committeeId) ? null : 'forged')
}

/** All good ones in one statement. A row there already keeps the earlier time, and nothing changes what was corrected by
 *  hand. Rows in the order of members: two desks that bring the same people wait for one another, never in a ring. */
const writeRows = statement('kept', (db, v: WriteValues) =>
  db
    .insertInto('check_ins')
    .columns([
      'committee_id',
      'activity_id',
      'member_id',
      'attendance',
      'way',
      'at',
      'recorded_at',
      'recorded_by',
      'desk',
      'code_step',
    ])
    .expression(
      db
        .selectFrom(
          sql<{
            member_id: string
            attendance: string
            way: string
            at: string
            step: number | null
            account_id: string
            desk: string
          }>`unnest(${v.memberIds}::uuid[], ${v.attendances}::text[], ${v.ways}::text[], ${v.ats}::timestamptz[], ${v.steps}::bigint[], ${v.accountIds}::uuid[], ${v.desks}::text[])`.as<'n'>(
            sql`n(member_id, attendance, way, at, step, account_id, desk)`,
          ),
        )
        .select([
          sql<string>`${v.committeeId}::uuid`.as('committee_id'),
          sql<string>`${v.activityId}::uuid`.as('activity_id'),
          'n.member_id',
          'n.attendance',
          'n.way',
          'n.at',
          sql<string>`${v.now}::timestamptz`.as('recorded_at'),
          'n.account_id as recorded_by',
          'n.desk',
          'n.step',
        ])
        // Of one concluded while this waited for the lock, nothing.
        .where(
          sql<boolean>`exists (select from activities a where a.committee_id = ${v.committeeId}::uuid
            and a.id = ${v.activityId}::uuid and a.state = 'announced')`,
        )
        .orderBy('n.member_id'),
    )
    .onConflict((c) =>
      c
        .columns(['committee_id', 'activity_id', 'member_id'])
        .doUpdateSet((eb) => ({
          at: eb.ref('excluded.at'),
          attendance: eb.ref('excluded.attendance'),
          way: eb.ref('excluded.way'),
          desk: eb.ref('excluded.desk'),
          code_step: eb.ref('excluded.code_step'),
          recorded_by: eb.ref('excluded.recorded_by'),
        }))
        .whereRef('excluded.at', '<', 'check_ins.at')
        .where('check_ins.corrected_at', 'is', null),
    )
    .returning([
      'check_ins.member_id as memberId',
      'check_ins.at',
      sql<Attendance>`check_ins.attendance`.as('attendance'),
      sql<boolean>`check_ins.xmax = 0`.as('isNew'),
    ]),
)
interface WriteValues {
  committeeId: string
  activityId: string
  memberIds: string[]
  attendances: string[]
  ways: string[]
  ats: string[]
  steps: (number | null)[]
  now: Date
  accountIds: string[]
  desks: string[]
}

async function record(ctx: Context, occasion: Occasion, invited: ReadonlyMap<string, Invited>, good: readonly Good[]) {
  const earliest = new Map<string, Good>()
  for (const one of good) {
    const before = earliest.get(one.memberId)
    if (!before || one.atMs < before.atMs) earliest.set(one.memberId, one)
  }
  const rows = [...earliest.values()]
  if (rows.length === 0) return new Map<string, never>()
  const written = await writeRows(ctx.db, {
    committeeId: ctx.actor.committeeId,
    activityId: occasion.id,
    memberIds: rows.map((one) => one.memberId),
    attendances: rows.map((one) => one.attendance),
    ways: rows.map((one) => one.way),
    ats: rows.map((one) => new Date(one.atMs).toISOString()),
    steps: rows.map((one) => one.step),
    now: ctx.now,
    accountIds: rows.map((one) => one.by.actor.accountId),
    desks: rows.map((one) => one.desk),
  })
  if (written.length === 0 && rows.some((one) => !invited.get(one.memberId)?.attendance))
    await requireStillOpen(ctx, occasion.id)
  const details = occasionDetails(occasion)
  const subject = { subjectKind: 'activity', subjectId: occasion.id }
  const told = written.flatMap(({ memberId, attendance, isNew }) => {
    const { by } = earliest.get(memberId)!
    if (isNew)
      return [{ by, event: { type: 'activity.checkedIn', ...subject, details: { memberId, ...details, attendance } } }]
    // An earlier time from a desk that was without a network: only a change of what it counts for is told.
    return invited.get(memberId)?.attendance === attendance
      ? []
      : [
          {
            by,
            event: {
              type: 'activity.attendanceCorrected',
              ...subject,
              details: { memberId, ...details, attendance, reason: '离线签到的时间更早' },
            },
          },
        ]
  })
  if (told.length > 0) await emitEach(ctx.db, told)
  return new Map(
    written.map((row) => [
      row.memberId,
      { ...row, outcome: row.isNew ? ('checkedIn' as const) : ('earlier' as const) },
    ]),
  )
}

/** @throws DomainError attendance.settled where it was concluded meanwhile */
async function requireStillOpen(ctx: Context, id: string): Promise<void> {
  const now = await findOccasion(ctx, id)
  if (now?.state !== 'announced') throw new DomainError('attendance.settled')
}

/** A member reads the code that a desk shows.
 *  @throws DomainError not-found, access.denied, attendance.not-open, attendance.settled, attendance.way-off */
export async function checkInSelf(ctx: Context, secrets: Secrets, given: string) {
  const { memberId, committeeId, delegatedBy } = ctx.actor
  // Who types for a member is not there in person.
  if (memberId === null || delegatedBy !== null) throw accessDenied('checkInSelf')
  const refused = (outcome: CheckInOutcome, title = '') => ({ outcome, title, at: null, attendance: null })
  const code = readCode(given)
  if (code?.kind !== 'D') return refused('unreadable')
  if (code.committeeMark !== committeeMarkOf(committeeId)) return refused('otherCommittee')
  const atMs = ctx.now.getTime()
  const step = judgeStep(code.step, atMs, deskCodeSteps)
  if (step) return refused(step)
  if (!isGenuine(secrets, code, committeeId)) return refused('forged')
  const occasion = await findOccasion(ctx, code.subjectId, true)
  if (!occasion) throw notFound('activity')
  const invited = await invitedAmong(ctx, occasion.id, [memberId], [])
  const me = invited.get(memberId)
  if (!me) return refused('notInvited', occasion.title)
  if (occasion.state !== 'announced')
    throw new DomainError(occasion.concludedAt ? 'attendance.settled' : 'attendance.not-open')
  if (!occasion.setting.deskCode) throw new DomainError('attendance.way-off')
  const outside = judgeTime(atMs, occasion.window)
  if (outside) return refused(outside, occasion.title)
  const attendance = atMs > occasion.window.lateAfter ? 'late' : 'present'
  const good: Good = { memberId, way: 'deskCode', atMs, attendance, step: null, by: ctx, desk: '' }
  const row = (await record(ctx, occasion, invited, [good])).get(memberId)
  return {
    outcome: row?.outcome ?? keptOutcome(me.attendance),
    title: occasion.title,
    at: row?.at ?? me.at,
    attendance: row?.attendance ?? me.attendance,
  }
}

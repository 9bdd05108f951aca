import { type Kysely, sql } from 'kysely'
import type { ActivityLevel, ActivityState } from '#contract/activities.ts'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { Attendance } from '#contract/attendance.ts'
import { attendanceLock, entitledTo, readsInvitees, runsActivity, seesActivity } from '#features/activities/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#platform/errors.ts'
import type { AttendanceFacts } from '../access.ts'
import { windowOf } from '../rules.ts'
import { attendanceSetting } from '../settings.ts'

interface Asked {
  committeeId: string
  id: string
  memberId: string | null
  today: string
}

/** The activity, how the asker stands to it, and the setting in force, in one look: of the hundreds of check-ins a second
 *  each begins with it. */
const activityQuery = (db: Kysely<DB>, v: Asked) =>
  db
    .selectFrom('activities as a')
    .select([
      'a.id',
      'a.title',
      'a.place',
      'a.parent_id as parentId',
      'a.term_id as termId',
      'a.organiser_group_id as organiserGroupId',
      'a.half_days as halfDays',
      'a.starts_at as startsAt',
      'a.ends_at as endsAt',
      'a.concluded_at as concludedAt',
      sql<ActivityKind>`a.kind`.as('kind'),
      sql<ActivityLevel>`a.level`.as('level'),
      sql<ActivityState>`a.state`.as('state'),
      sql<'invitees' | 'members'>`a.audience`.as('audience'),
      sql<boolean>`a.started_by is not null`.as('startedByMember'),
      sql<boolean>`coalesce(a.started_by = ${v.memberId}::uuid, false)`.as('startedByMe'),
      sql<boolean>`exists (select 1 from activity_invitees i where i.committee_id = a.committee_id
        and i.activity_id = a.id and i.member_id = ${v.memberId}::uuid and i.removed_at is null)`.as('invited'),
      sql<boolean>`exists (select 1 from group_members g where g.committee_id = a.committee_id
        and g.group_id = a.organiser_group_id and g.member_id = ${v.memberId}::uuid
        and g.starts_on <= ${v.today}::date and (g.ends_on is null or g.ends_on > ${v.today}::date)
        and g.role in ('convener', 'deputyConvener', 'director', 'deputyDirector'))`.as('convenes'),
      sql<unknown>`(select s.value from settings s where s.committee_id = a.committee_id
        and s.key = ${sql.lit(attendanceSetting.key)} order by s.version desc limit 1)`.as('settingValue'),
    ])
    .where('a.committee_id', '=', v.committeeId)
    .where('a.id', '=', v.id)
    .limit(sql.lit(1))
const readActivity = statement('kept', activityQuery)
const readActivityHeld = statement('kept', (db, v: Asked & { lock: string }) =>
  activityQuery(db, v).select(sql`pg_advisory_xact_lock_shared(hashtextextended(${v.lock}, 0))`.as('held')),
)

/** The activity as attendance knows it, with the window of its check-in; undefined where there is none. Says nothing of who
 *  may see it.
 *  @param held takes the lock that check-ins share along with it. What is read is as it was before the lock was had: who
 *  writes says once more in the writing what must still be so */
export async function findOccasion(ctx: Context, id: string, held = false) {
  const { committeeId, memberId } = ctx.actor
  const asked = { committeeId, id, memberId, today: civilDateOf(ctx.now) }
  const [found] = held
    ? await readActivityHeld(ctx.db, { ...asked, lock: attendanceLock(id) })
    : await readActivity(ctx.db, asked)
  if (!found) return undefined
  const { settingValue, ...activity } = found
  const setting = settingValue === null ? attendanceSetting.defaults : attendanceSetting.schema.parse(settingValue)
  const times = { startsAt: Date.parse(found.startsAt), endsAt: Date.parse(found.endsAt) }
  return { ...activity, setting, window: windowOf(setting, times), heldOn: civilDateOf(new Date(times.startsAt)) }
}

export type Occasion = NonNullable<Awaited<ReturnType<typeof findOccasion>>>

/** An activity the actor may see, and how they stand to its attendance. @throws DomainError not-found */
export async function occasionFor(
  ctx: Context,
  id: string,
  held = false,
): Promise<{ occasion: Occasion; facts: AttendanceFacts }> {
  const occasion = await findOccasion(ctx, id, held)
  if (!occasion) throw notFound('activity')
  const standing = { ...occasion, isPart: occasion.parentId !== null }
  if (!seesActivity(ctx.actor, standing)) throw notFound('activity')
  return {
    occasion,
    facts: {
      runs: runsActivity(ctx.actor, standing),
      concludes: entitledTo(ctx.actor, standing, 'conclude'),
      reads: readsInvitees(ctx.actor, standing),
      state: occasion.state,
      gathering: ctx.now.getTime() >= occasion.window.opensAt,
      begun: ctx.now.getTime() >= Date.parse(occasion.startsAt),
    },
  }
}

/** What each event on attendance carries: all that the ledger of duty needs, so that it can be replayed from the log. */
export const occasionDetails = (one: Occasion) => ({
  kind: one.kind,
  title: one.title,
  heldOn: one.heldOn,
  termId: one.termId,
  organiserGroupId: one.organiserGroupId,
  halfDays: one.halfDays,
  level: one.level,
})

const readInvited = statement(
  'kept',
  (db, v: { committeeId: string; id: string; memberIds: string[]; steps: number[] }) =>
    db
      .selectFrom('activity_invitees as i')
      .innerJoin('members as m', (join) =>
        join.onRef('m.committee_id', '=', 'i.committee_id').onRef('m.id', '=', 'i.member_id'),
      )
      .leftJoin('check_ins as c', (join) =>
        join
          .onRef('c.committee_id', '=', 'i.committee_id')
          .onRef('c.activity_id', '=', 'i.activity_id')
          .onRef('c.member_id', '=', 'i.member_id'),
      )
      .select([
        'i.member_id as memberId',
        'm.name',
        'i.must',
        'c.at',
        'c.corrected_at as correctedAt',
        sql<Attendance | null>`c.attendance`.as('attendance'),
        // The same code shown at another door.
        sql<number[]>`array(select o.code_step from check_ins o where o.committee_id = i.committee_id
        and o.member_id = i.member_id and o.activity_id <> i.activity_id
        and o.code_step = any(${v.steps}::bigint[]))`.as('usedSteps'),
      ])
      .where('i.committee_id', '=', v.committeeId)
      .where('i.activity_id', '=', v.id)
      .where('i.removed_at', 'is', null)
      .where(sql<boolean>`i.member_id = any(${v.memberIds}::uuid[])`),
)

/** Those of `memberIds` who are invited, with what is recorded of them. */
export async function invitedAmong(ctx: Context, activityId: string, memberIds: string[], steps: number[]) {
  const { committeeId } = ctx.actor
  const rows = await readInvited(ctx.db, { committeeId, id: activityId, memberIds, steps })
  return new Map(rows.map((row) => [row.memberId, row]))
}
export type Invited = Awaited<ReturnType<typeof invitedAmong>> extends Map<string, infer V> ? V : never

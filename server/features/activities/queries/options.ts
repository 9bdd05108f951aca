import type { z } from 'zod'
import type { activityRoutes } from '#contract/activities.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import { organisesForCommittee } from '../access.ts'
import { activitySetting } from '../settings.ts'

type Options = z.output<typeof activityRoutes.getActivityOptions.response>

/** The bodies the actor may organise for: all that are in use for the offices, those they convene for a member. */
export async function bodiesOf(ctx: Context): Promise<Options['groups']> {
  const { actor } = ctx
  if (!organisesForCommittee(actor) && actor.role !== 'member') return []
  const today = civilDateOf(ctx.now)
  let query = ctx.db
    .selectFrom('groups as g')
    .innerJoin('group_kinds as k', (join) =>
      join.onRef('k.committee_id', '=', 'g.committee_id').onRef('k.code', '=', 'g.kind'),
    )
    .select(['g.id', 'g.name', 'k.name as kind'])
    .where('g.committee_id', '=', actor.committeeId)
    .where('g.closed_on', 'is', null)
  if (actor.role === 'member')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('group_members as s')
          .select('s.id')
          .whereRef('s.committee_id', '=', 'g.committee_id')
          .whereRef('s.group_id', '=', 'g.id')
          .where('s.member_id', '=', actor.memberId)
          .where('s.role', 'in', ['convener', 'deputyConvener', 'director', 'deputyDirector'])
          .where('s.starts_on', '<=', today)
          .where((e) => e.or([e('s.ends_on', 'is', null), e('s.ends_on', '>', today)])),
      ),
    )
  return query.orderBy('k.position').orderBy('g.position').orderBy('g.name').execute()
}

/** What the actor may make. */
export async function getActivityOptions(ctx: Context): Promise<Options> {
  const { membersMayStart, officeApproves } = await settingInForce(ctx, activitySetting)
  const groups = await bodiesOf(ctx)
  const office = organisesForCommittee(ctx.actor)
  const organises = office || groups.length > 0
  const starts = ctx.actor.role === 'member' && membersMayStart
  return {
    may: organises ? 'organise' : starts ? 'start' : 'none',
    needsApproval: !organises && officeApproves,
    forCommittee: office,
    groups,
  }
}

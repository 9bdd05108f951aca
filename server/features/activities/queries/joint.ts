import { sql } from 'kysely'
import type { z } from 'zod'
import type { JointOffer, JointState, jointActivityRoutes as r } from '#contract/joint-activities.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { organisesForCommittee, runsActivity } from '../access.ts'
import { activityWorkflow } from '../workflow.ts'
import { findActivityRow } from './activity.ts'
import { standingOf } from './standing.ts'

/** Who takes part with whom; the numbers of the others for who runs it. @throws DomainError not-found */
export async function getJointSides(ctx: Context, id: string): Promise<z.output<typeof r.getJointSides.response>> {
  const row = await findActivityRow(ctx, id)
  const { committeeId } = ctx.actor
  const host = await ctx.db
    .selectFrom('joint_activities as j')
    .innerJoin('committees as c', 'c.id', 'j.host_committee_id')
    .select(['c.id as committeeId', 'c.name'])
    .where('j.guest_committee_id', '=', committeeId)
    .where('j.guest_activity_id', '=', id)
    .executeTakeFirst()
  const runs = runsActivity(ctx.actor, standingOf(ctx, row))
  const count = (condition: string) =>
    sql<number | null>`case when a.announced_at is not null then (
      select count(*)::int from activity_invitees i
      where i.committee_id = j.guest_committee_id and i.activity_id = j.guest_activity_id and i.removed_at is null ${sql.raw(condition)}
    ) end`
  const guests = !runs
    ? []
    : await ctx.db
        .selectFrom('joint_activities as j')
        .innerJoin('committees as c', 'c.id', 'j.guest_committee_id')
        .leftJoin('activities as a', (join) =>
          join.onRef('a.committee_id', '=', 'j.guest_committee_id').onRef('a.id', '=', 'j.guest_activity_id'),
        )
        .select([
          'c.id as committeeId',
          'c.name',
          sql<JointState>`j.state`.as('state'),
          'j.words',
          'j.answer_words as answerWords',
          count('').as('invited'),
          count(`and i.answer = 'coming'`).as('coming'),
        ])
        .where('j.host_committee_id', '=', committeeId)
        .where('j.host_activity_id', '=', id)
        .orderBy('j.asked_at')
        .orderBy('c.id')
        .execute()
  const mayAsk =
    runs &&
    organisesForCommittee(ctx.actor) &&
    !host &&
    row.parent_id === null &&
    activityWorkflow.actions.edit.from.some((state) => state === row.state)
  const committees = mayAsk
    ? await ctx.db
        .selectFrom('committees')
        .select(['id', 'name'])
        .where('id', '!=', committeeId)
        .orderBy(sql`cardinality(path)`)
        .orderBy('division_code')
        .limit(500)
        .execute()
    : []
  return {
    host: host ?? null,
    guests,
    mayAsk,
    committees: committees.filter((one) => !guests.some((g) => g.committeeId === one.id && g.state !== 'declined')),
  }
}

/** What other committees ask this one to take part in, open ones first; for the offices that organise.
 *  @throws DomainError access.denied */
export async function listJointOffers(ctx: Context): Promise<{ items: JointOffer[] }> {
  if (!organisesForCommittee(ctx.actor)) throw accessDenied('listJointOffers')
  const items = await ctx.db
    .selectFrom('joint_activities as j')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'j.host_committee_id').onRef('a.id', '=', 'j.host_activity_id'),
    )
    .innerJoin('committees as c', 'c.id', 'j.host_committee_id')
    .select([
      'c.id as hostCommitteeId',
      'c.name as hostName',
      'a.id as hostActivityId',
      'a.title',
      'a.starts_at as startsAt',
      'a.ends_at as endsAt',
      'a.place',
      'a.explanation',
      'j.words',
      sql<JointState>`j.state`.as('state'),
      'j.guest_activity_id as activityId',
    ])
    .where('j.guest_committee_id', '=', ctx.actor.committeeId)
    .where('a.state', '!=', 'cancelled')
    .orderBy(sql`j.state <> 'asked'`)
    .orderBy('a.starts_at', 'desc')
    .limit(50)
    .execute()
  return { items }
}

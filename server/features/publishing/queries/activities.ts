import { sql } from 'kysely'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { notFound } from '#platform/errors.ts'
import type { PublicActivity, PublicActivityItem } from '#site/activities.ts'
import type { PublicContext } from './public.ts'

/** Activities that the office put on the public site. Of the activity itself only its kind, times, state and the body that
 *  organises it are read here; everything else the public reads was written for it. */
export function publicActivities({ db }: Pick<PublicContext, 'db'>) {
  return db
    .selectFrom('published_activities as o')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'o.committee_id').onRef('a.id', '=', 'o.activity_id'),
    )
    .innerJoin('committees as c', 'c.id', 'o.committee_id')
    .leftJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 'a.committee_id').onRef('g.id', '=', 'a.organiser_group_id'),
    )
    .select([
      'a.id',
      'o.title',
      'o.place',
      'c.name as committee',
      'g.name as organiser',
      'a.starts_at as startsAt',
      'a.ends_at as endsAt',
    ])
    .select([sql<ActivityKind>`a.kind`.as('kind'), sql<PublicActivityItem['state']>`a.state`.as('state')])
    .where('a.state', 'in', ['announced', 'postponed', 'concluded', 'archived', 'cancelled'])
}

const atMost = 200

const startOfDay = ({ now }: Pick<PublicContext, 'now'>) => `${civilDateOf(now)}T00:00:00+08:00`

/** What is to come or going on, soonest first. */
export const listComing = (ctx: PublicContext, limit: number): Promise<PublicActivityItem[]> =>
  publicActivities(ctx)
    .where('a.ends_at', '>=', startOfDay(ctx))
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .limit(limit)
    .execute()

/** What is to come, soonest first, and what was, newest first. */
export async function listPublicActivities(
  ctx: PublicContext,
): Promise<{ coming: PublicActivityItem[]; past: PublicActivityItem[] }> {
  const [coming, past] = await Promise.all([
    listComing(ctx, atMost),
    publicActivities(ctx)
      .where('a.ends_at', '<', startOfDay(ctx))
      .orderBy('a.starts_at', 'desc')
      .orderBy('a.id', 'desc')
      .limit(atMost)
      .execute(),
  ])
  return { coming, past }
}

/** One activity with what the office signed and the papers for everybody. @throws DomainError not-found unless public */
export async function getPublicActivity(ctx: PublicContext, id: string): Promise<PublicActivity> {
  const one = await publicActivities(ctx)
    .select(['o.words', 'o.record_ids as recordIds', 'o.committee_id as committeeId'])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!one) throw notFound('activity')
  const { recordIds, committeeId, ...shown } = one
  const [records, papers] = await Promise.all([
    recordIds.length === 0
      ? []
      : ctx.db
          .selectFrom('activity_records')
          .select(['title', 'text'])
          .where('committee_id', '=', committeeId)
          .where('activity_id', '=', id)
          .where('id', 'in', recordIds)
          .where('published_at', 'is not', null)
          .orderBy('written_at')
          .execute(),
    publicPapers(ctx, id).select(['f.id', 'f.name', 'f.size']).orderBy('p.added_at').orderBy('f.id').execute(),
  ])
  return { ...shown, records, papers: papers.map((paper) => ({ ...paper, size: Number(paper.size) })) }
}

/** Papers for everybody, of activities that are public. */
const publicPapers = ({ db }: PublicContext, activityId: string) =>
  db
    .selectFrom('published_activities as o')
    .innerJoin('activity_papers as p', (join) =>
      join.onRef('p.committee_id', '=', 'o.committee_id').onRef('p.activity_id', '=', 'o.activity_id'),
    )
    .innerJoin('files as f', (join) =>
      join.onRef('f.committee_id', '=', 'p.committee_id').onRef('f.id', '=', 'p.file_id'),
    )
    .where('o.activity_id', '=', activityId)
    .where('p.rights', '=', 'public')

/** One paper. @throws DomainError not-found unless it is for everybody and its activity is public */
export async function getPublicPaper(
  ctx: PublicContext,
  activityId: string,
  fileId: string,
): Promise<{ name: string; mediaType: string; sha256: string }> {
  const file = await publicPapers(ctx, activityId)
    .select(['f.name', 'f.media_type as mediaType', 'f.sha256'])
    .where('f.id', '=', fileId)
    .executeTakeFirst()
  if (!file) throw notFound('paper')
  return file
}

import { sql } from 'kysely'
import type { InvitationRule } from '#contract/activities.ts'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { PaperHead } from '#contract/activity-records.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import type { Context } from '#platform/context.ts'
import { findActivityRow } from './activity.ts'

/** Around the dates of a session its meetings are prepared and wound up. */
const aroundDays = 15

/** What the head of the next brief and of the next minutes says as far as it is known: 届次 of a plenary by its dates, the
 *  group invited, the next 期号 (of a plenary over all its groups, else over the year's meetings of that kind), who signed last.
 *  @throws DomainError not-found */
export async function paperHeadOf(ctx: Context, activityId: string): Promise<PaperHead> {
  const a = await findActivityRow(ctx, activityId)
  const kind = a.kind as ActivityKind
  const ofPlenary = kind === 'plenary' || kind === 'plenarySubMeeting'
  const heldOn = civilDateOf(new Date(a.starts_at))
  const session = ofPlenary
    ? await ctx.db
        .selectFrom('sessions as s')
        .innerJoin('terms as t', (join) =>
          join.onRef('t.committee_id', '=', 's.committee_id').onRef('t.id', '=', 's.term_id'),
        )
        .select(['t.number as term', 's.number as session'])
        .where('s.committee_id', '=', a.committee_id)
        .where('s.term_id', '=', a.term_id)
        .where('s.opens_on', '<=', addDays(heldOn, aroundDays))
        .where(sql<boolean>`coalesce(s.closes_on, s.opens_on + 10) >= ${addDays(heldOn, -aroundDays)}::date`)
        .orderBy(sql`abs(s.opens_on - ${heldOn}::date)`)
        .executeTakeFirst()
    : undefined
  const groupIds = (a.invitation as InvitationRule[]).flatMap((rule) => (rule.way === 'groups' ? rule.groupIds : []))
  const group =
    groupIds.length === 1
      ? await ctx.db
          .selectFrom('groups')
          .select('name')
          .where('committee_id', '=', a.committee_id)
          .where('id', '=', groupIds[0]!)
          .executeTakeFirst()
      : undefined
  const root = a.parent_id ?? activityId
  const last = await ctx.db
    .selectFrom('activity_records as r')
    .innerJoin('activities as b', (join) =>
      join.onRef('b.committee_id', '=', 'r.committee_id').onRef('b.id', '=', 'r.activity_id'),
    )
    .select([
      sql<number>`coalesce(max(r.issue) filter (where r.kind = 'brief'), 0)`.as('brief'),
      sql<number>`coalesce(max(r.issue) filter (where r.kind = 'minutes'), 0)`.as('minutes'),
      sql<
        string | null
      >`(array_agg(r.signed_by order by r.published_at desc) filter (where r.published_at is not null))[1]`.as(
        'signedBy',
      ),
    ])
    .where('r.committee_id', '=', a.committee_id)
    .where((eb) =>
      ofPlenary
        ? eb.or([eb('b.id', '=', root), eb('b.parent_id', '=', root)])
        : eb.and([
            eb('b.kind', '=', kind),
            eb(
              sql<number>`extract(year from b.starts_at at time zone 'Asia/Shanghai')`,
              '=',
              Number(heldOn.slice(0, 4)),
            ),
          ]),
    )
    .executeTakeFirstOrThrow()
  return {
    session: session ? `第${chineseNumber(session.term)}届第${chineseNumber(session.session)}次会议` : '',
    body: group?.name ?? a.organiser_name ?? '',
    briefIssue: last.brief + 1,
    minutesIssue: last.minutes + 1,
    signedBy: last.signedBy ?? '',
  }
}

import { sql } from 'kysely'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { notFound } from '#platform/errors.ts'
import type { PublicAward, PublicAwardRound } from '#site/awards.ts'
import { type PublicContext, publicProposals } from './public.ts'

const newest = 100

/** Rounds of commendation that the office put on the public site, on notice or given. */
function publicRounds({ db }: PublicContext) {
  return db
    .selectFrom('award_rounds as o')
    .innerJoin('committees as c', 'c.id', 'o.committee_id')
    .select(['o.id', 'o.title', 'c.name as committee', 'o.notice_from as noticeFrom', 'o.notice_until as noticeUntil'])
    .select([
      sql<PublicAwardRound['kind']>`o.kind`.as('kind'),
      sql<boolean>`o.state = 'awarded'`.as('given'),
      sql<string | null>`(o.awarded_at at time zone 'Asia/Shanghai')::date`.as('givenOn'),
    ])
    .where('o.published_at', 'is not', null)
    .where('o.state', 'in', ['notice', 'awarded'])
}

/** The newest first. */
export function listPublicAwards(ctx: PublicContext): Promise<PublicAwardRound[]> {
  return publicRounds(ctx).orderBy('o.published_at', 'desc').orderBy('o.id', 'desc').limit(newest).execute()
}

/** One round with who is commended. Of a proposal that is not public itself only the number is told.
 *  @throws DomainError not-found unless it is public */
export async function getPublicAward(ctx: PublicContext, id: string): Promise<PublicAward> {
  const round = await publicRounds(ctx)
    .select(['o.committee_id as committeeId', 'o.public_contact as contact'])
    .where('o.id', '=', id)
    .executeTakeFirst()
  if (!round) throw notFound('awardRound')
  const { committeeId, ...shown } = round
  const winners = await ctx.db
    .selectFrom('award_nominations as n')
    .leftJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'n.committee_id').onRef('p.id', '=', 'n.proposal_id'),
    )
    .leftJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'n.committee_id').onRef('u.id', '=', 'n.unit_id'),
    )
    .leftJoin(
      publicProposals(ctx).select(['o.committee_id', 'o.proposal_id', 'o.title', 'o.proposers']).as('w'),
      (join) => join.onRef('w.committee_id', '=', 'n.committee_id').onRef('w.proposal_id', '=', 'n.proposal_id'),
    )
    .select(['n.proposal_id', 'n.person_name', 'n.person_post', 'p.number', 'u.name as unit', 'w.title', 'w.proposers'])
    .where('n.committee_id', '=', committeeId)
    .where('n.round_id', '=', id)
    .where('n.outcome', '=', 'won')
    .orderBy(sql`p.number nulls last`)
    .orderBy('u.name')
    .orderBy('n.person_name')
    .execute()
  const today = civilDateOf(ctx.now)
  return {
    ...shown,
    // Once the notice is over nobody is asked for objections any more.
    contact: !shown.given && shown.noticeUntil !== null && shown.noticeUntil >= today ? shown.contact : '',
    winners: winners.map((one) =>
      one.proposal_id === null
        ? {
            proposalId: null,
            name: one.person_name || (one.unit ?? ''),
            about: one.person_name ? [one.unit, one.person_post].filter(Boolean).join(' ') : '',
          }
        : {
            proposalId: one.title === null ? null : one.proposal_id,
            name: `第${one.number}号${one.title === null ? '提案' : ` ${one.title}`}`,
            about: one.proposers ?? '',
          },
    ),
  }
}

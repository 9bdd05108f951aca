import { sql } from 'kysely'
import type { Satisfaction } from '#contract/proposals.ts'
import type { Context } from '#platform/context.ts'

/** A name and how many. */
export interface Counted {
  name: string
  registered: number
  answered: number
}
/** What a year's work comes to: of those handed in in a session, or in a whole term. */
export interface YearFigures {
  received: number
  registered: number
  declined: number
  assigned: number
  answered: number
  concluded: number
  kinds: Counted[]
  categories: Counted[]
  units: Counted[]
  /** Delivered replies of the last round by class. */
  replyClasses: { code: string; count: number }[]
  /** Last ratings, of handling and of result apart (委员反馈分办理工作、办理结果两个维度). */
  ratings: { satisfaction: Satisfaction; handling: number; result: number }[]
}

const kindNames: Record<string, string> = { individual: '个人提案', joint: '联名提案', collective: '集体提案' }
const satisfactions = ['satisfied', 'basicallySatisfied', 'dissatisfied'] as const

/** Counts what was handed in, of one session or else of a whole term. The caller has asked for the right to it. */
export async function yearFigures(
  ctx: Context,
  of: { termId: string; sessionId: string | null },
): Promise<YearFigures> {
  const { committeeId } = ctx.actor
  const chosen = () => {
    const all = ctx.db
      .selectFrom('proposals as p')
      .where('p.committee_id', '=', committeeId)
      .where('p.submitted_at', 'is not', null)
    return of.sessionId ? all.where('p.session_id', '=', of.sessionId) : all.where('p.term_id', '=', of.termId)
  }
  const having = (condition: string) => sql<number>`(count(*) filter (where ${sql.raw(condition)}))::int`
  const both = [
    having('p.registered_at is not null').as('registered'),
    having('p.replied_at is not null').as('answered'),
  ] as const
  const totals = await chosen()
    .select([
      sql<number>`count(*)::int`.as('received'),
      having(`p.state = 'declined'`).as('declined'),
      having('p.assigned_at is not null').as('assigned'),
      having('p.concluded_at is not null').as('concluded'),
      ...both,
    ])
    .executeTakeFirstOrThrow()
  const kinds = await chosen()
    .select(['p.kind as name', ...both])
    .groupBy('p.kind')
    .orderBy('registered', 'desc')
    .execute()
  const categories = await chosen()
    .where('p.registered_at', 'is not', null)
    .select([sql<string>`coalesce(p.category, '未分类')`.as('name'), ...both])
    .groupBy('p.category')
    .orderBy('registered', 'desc')
    .orderBy('name')
    .execute()
  const units = await chosen()
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'p.committee_id').onRef('u.id', '=', 'p.lead_unit_id'),
    )
    .select(['u.name', ...both])
    .groupBy('u.name')
    .orderBy('registered', 'desc')
    .orderBy('u.name')
    .execute()
  const replyClasses = await chosen()
    .innerJoin('replies as r', (join) =>
      join.onRef('r.committee_id', '=', 'p.committee_id').onRef('r.proposal_id', '=', 'p.id'),
    )
    .where('r.delivered_at', 'is not', null)
    .whereRef('r.round', '=', 'p.round')
    .select([sql<string>`coalesce(r.reply_class, '')`.as('code'), sql<number>`count(*)::int`.as('count')])
    .groupBy('r.reply_class')
    .orderBy('code')
    .execute()
  const rated = await chosen()
    .innerJoin('ratings as r', (join) =>
      join.onRef('r.committee_id', '=', 'p.committee_id').onRef('r.proposal_id', '=', 'p.id'),
    )
    .whereRef('r.round', '=', 'p.round')
    .select(['r.handling', 'r.result', sql<number>`count(*)::int`.as('count')])
    .groupBy(['r.handling', 'r.result'])
    .execute()
  const sum = (side: 'handling' | 'result', satisfaction: Satisfaction) =>
    rated.filter((row) => row[side] === satisfaction).reduce((n, row) => n + row.count, 0)
  return {
    ...totals,
    kinds: kinds.map((row) => ({ ...row, name: kindNames[row.name] ?? row.name })),
    categories,
    units,
    replyClasses,
    ratings: satisfactions.map((satisfaction) => ({
      satisfaction,
      handling: sum('handling', satisfaction),
      result: sum('result', satisfaction),
    })),
  }
}

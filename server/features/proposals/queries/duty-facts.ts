import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#platform/errors.ts'

/** What an event of a proposal says of whose duty it is, so that the ledger can be replayed from the log alone. */
export interface ProposalDuty {
  termId: string
  /** Shanghai date. */
  on: string
  /** The lead one first; for a proposal of a body its main drafters, once they are named. */
  proposers: { memberId: string; part: 'lead' | 'coSigner' }[]
}

const signersOf = statement('kept', (db, values: { committeeId: string; id: string }) =>
  db
    .selectFrom('co_signers')
    .select('member_id as memberId')
    .where('committee_id', '=', values.committeeId)
    .where('proposal_id', '=', values.id)
    .where('state', '=', 'accepted')
    .orderBy('replied_at')
    .orderBy('member_id'),
)

const draftersOf = statement('kept', (db, values: { committeeId: string; id: string }) =>
  db
    .selectFrom('collective_drafters')
    .select('member_id as memberId')
    .where('committee_id', '=', values.committeeId)
    .where('proposal_id', '=', values.id)
    .orderBy('place'),
)

/** Whose duty a proposal is, from its locked row. Source of the drafters: 集体提案计主要成员不超过 3 人（桐城 2019）, 主笔与参与
 *  （闵行区）: the first counts as the lead proposer, the others as co-signers. */
export async function dutyOf(
  ctx: Pick<Context, 'db' | 'now'>,
  p: { committee_id: string; id: string; term_id: string; kind: string; lead_member_id: string | null },
): Promise<ProposalDuty> {
  const of = { committeeId: p.committee_id, id: p.id }
  if (p.kind === 'collective') {
    const drafters = await draftersOf(ctx.db, of)
    return {
      termId: p.term_id,
      on: civilDateOf(ctx.now),
      proposers: drafters.map(({ memberId }, place) => ({ memberId, part: place === 0 ? 'lead' : 'coSigner' })),
    }
  }
  const signed = p.kind === 'individual' ? [] : await signersOf(ctx.db, of)
  return {
    termId: p.term_id,
    on: civilDateOf(ctx.now),
    proposers: [
      ...(p.lead_member_id === null ? [] : [{ memberId: p.lead_member_id, part: 'lead' as const }]),
      ...signed.map(({ memberId }) => ({ memberId, part: 'coSigner' as const })),
    ],
  }
}

/** As `dutyOf`, for features that stand beside proposals. */
export async function dutyOfProposal(ctx: Context, id: string): Promise<ProposalDuty> {
  const row = await ctx.db
    .selectFrom('proposals')
    .select(['committee_id', 'id', 'term_id', 'kind', 'lead_member_id'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('proposal')
  return dutyOf(ctx, row)
}

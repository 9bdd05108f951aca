import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import type { MutualSide, mutualAppraisalRoutes as r } from '#contract/mutual-appraisals.ts'
import { dutyOfProposal, rehandleLowScored } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import { addWorkingDays } from '#platform/calendar/working-days.ts'
import { type Context, systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { accessDenied, DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { decidesCases, requireSeen, sideOf } from '../access.ts'
import { bandOf, isRevealed, type MutualScheme, pointsProblem, scored } from '../rules.ts'
import { mutualAppraisalSetting } from '../settings.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>

const event = (type: string, id: string, details: Record<string, unknown>) => ({
  type,
  subjectKind: 'mutualAppraisal',
  subjectId: id,
  details,
})

/** Opens the two-way appraisal of a proposal that was answered and rated: one for each unit that answered. Nothing happens
 *  where the committee has it switched off, nobody rated, or no member leads; for a body its contact person scores. Repeating it changes nothing.
 *  Source: 延边 2022, 双向评议. */
export async function openMutualAppraisals(ctx: Context, proposalId: string): Promise<void> {
  const settings = await settingInForce(ctx, mutualAppraisalSetting)
  if (!settings.mutualAppraisalEnabled) return
  const { committeeId } = ctx.actor
  const p = await ctx.db
    .selectFrom('proposals as p')
    .innerJoin('ratings as r', (join) =>
      join
        .onRef('r.committee_id', '=', 'p.committee_id')
        .onRef('r.proposal_id', '=', 'p.id')
        .onRef('r.round', '=', 'p.round')
        .on('r.member_id', '=', sql<string>`coalesce(p.lead_member_id, p.contact_member_id)`),
    )
    .select(['p.id', 'p.title', 'p.round', 'p.merged_into as mergedInto'])
    .select(sql<string | null>`coalesce(p.lead_member_id, p.contact_member_id)`.as('memberId'))
    .where('p.committee_id', '=', committeeId)
    .where('p.id', '=', proposalId)
    .where('p.lead_left_at', 'is', null)
    .where('p.state', 'in', ['rated', 'concluded', 'archived'])
    .executeTakeFirst()
  if (!p || p.memberId === null) return
  const answered = await ctx.db
    .selectFrom('assignments')
    .select(['id', 'unit_id as unitId'])
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', p.mergedInto ?? p.id)
    .where('role', '!=', 'joint')
    .where('state', '=', 'replied')
    .execute()
  if (answered.length === 0) return
  const { calendar } = await calendarInForce(ctx.db)
  const { handlingItems, proposalItems, bands, lowBelow } = settings
  const scheme: MutualScheme = { handlingItems, proposalItems, bands, lowBelow }
  const { dueOn } = addWorkingDays(calendar, civilDateOf(ctx.now), settings.scoreWithinWorkingDays)
  for (const { id: assignmentId, unitId } of answered) {
    const made = await ctx.db
      .insertInto('mutual_appraisals')
      .values({
        committee_id: committeeId,
        id: newId(),
        proposal_id: p.id,
        round: p.round,
        assignment_id: assignmentId,
        unit_id: unitId,
        member_id: p.memberId,
        scheme: JSON.stringify(scheme),
        opened_at: ctx.now,
        closes_on: dueOn,
        revealed_at: null,
        decision: null,
        decided_at: null,
      })
      .onConflict((c) => c.constraint('mutual_appraisals_once').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made)
      await emit(
        ctx,
        event('mutualAppraisal.opened', made.id, {
          proposalId: p.id,
          unitId,
          memberIds: [p.memberId],
          closesOn: dueOn,
          title: p.title,
        }),
      )
  }
}

/** Takes a two-way appraisal for writing. @throws DomainError not-found for whoever has no part in it */
async function lockMutual(ctx: Context, id: string) {
  const row = await ctx.db
    .selectFrom('mutual_appraisals')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('mutualAppraisal')
  const parties = { memberId: row.member_id, unitId: row.unit_id }
  requireSeen(ctx.actor, parties)
  return { ...row, scheme: row.scheme as unknown as MutualScheme, side: sideOf(ctx.actor, parties) }
}
type LockedMutual = Awaited<ReturnType<typeof lockMutual>>

const scoresOf = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('mutual_scores')
    .select(['side', 'points', 'words', 'version', 'total', 'low'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('appraisal_id', '=', id)
    .execute()

/** Gives one's own side's score, or changes it while it is sealed. The second score opens both; then neither changes any more.
 *  @throws DomainError access.denied, mutual-appraisal.closed, mutual-appraisal.both-sides, mutual-appraisal.needs-words, version.stale with one's own texts */
export async function giveMutualScore(
  ctx: Context,
  id: string,
  given: Body<typeof r.giveMutualScore>,
): Promise<{ version: number; revealed: boolean }> {
  const one = await lockMutual(ctx, id)
  const { side } = one
  if (side === null) throw accessDenied('score')
  if (isRevealed({ revealedAt: one.revealed_at, closesOn: one.closes_on }, civilDateOf(ctx.now)))
    throw new DomainError('mutual-appraisal.closed')
  if (await sitsOnBothSides(ctx, one)) throw new DomainError('mutual-appraisal.both-sides', {}, 403)
  const items = side === 'proposer' ? one.scheme.handlingItems : one.scheme.proposalItems
  const problem = pointsProblem(given.points, items)
  if (problem) throw invalidInput(problem.path, problem.message)
  const sum = scored(given.points, items, one.scheme)
  if (sum.low && given.words.trim() === '') throw new DomainError('mutual-appraisal.needs-words', {}, 400)
  const scores = await scoresOf(ctx, id)
  const before = scores.find((score) => score.side === side)
  if ((before?.version ?? 0) !== given.version) {
    const current = { points: before?.points ?? {}, words: before?.words ?? '' }
    const yours = { points: given.points, words: given.words }
    throw new DomainError('version.stale', { current, currentVersion: before?.version ?? 0, yours })
  }
  const version = given.version + 1
  const columns = {
    points: JSON.stringify(given.points),
    ...sum,
    words: given.words,
    given_at: ctx.now,
    given_by: ctx.actor.accountId,
    version,
  }
  await ctx.db
    .insertInto('mutual_scores')
    .values({ committee_id: one.committee_id, appraisal_id: id, side, ...columns })
    .onConflict((c) => c.constraint('mutual_scores_pkey').doUpdateSet(columns))
    .execute()
  const title = await titleOf(ctx, one.proposal_id)
  // Not a word of what was given: the other side may still be waiting to give its own.
  await emit(ctx, event('mutualAppraisal.scored', id, { side, again: version > 1, title }))
  const revealed = scores.some((score) => score.side !== side)
  if (revealed) await reveal(ctx, one, title)
  return { version, revealed }
}

/** Whether the account, under whatever hat, also speaks for the other side: it would know both scores before they are open.
 *  Source: 明令委员不要把账号交给部门代填; 背靠背 (延边 2022). */
async function sitsOnBothSides(ctx: Context, one: Pick<LockedMutual, 'unit_id' | 'member_id'>): Promise<boolean> {
  const hats = await ctx.db
    .selectFrom('hats')
    .select(['unit_id', 'member_id'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('account_id', '=', ctx.actor.accountId)
    .where('revoked_at', 'is', null)
    .execute()
  return hats.some((hat) => hat.unit_id === one.unit_id) && hats.some((hat) => hat.member_id === one.member_id)
}

async function titleOf(ctx: Context, proposalId: string): Promise<string> {
  const { title } = await ctx.db
    .selectFrom('proposals')
    .select('title')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', proposalId)
    .executeTakeFirstOrThrow()
  return title
}

/** Opens both scores of a locked appraisal to both sides, and tells: now the figures may be read by other features. */
async function reveal(
  ctx: Context,
  one: Omit<LockedMutual, 'side' | 'scheme'> & { scheme: unknown },
  title: string,
): Promise<void> {
  await ctx.db
    .updateTable('mutual_appraisals')
    .set({ revealed_at: ctx.now })
    .where('committee_id', '=', one.committee_id)
    .where('id', '=', one.id)
    .execute()
  const scores = await scoresOf(ctx, one.id)
  const of = (side: MutualSide) => scores.find((score) => score.side === side)
  const [handling, proposal] = [of('proposer'), of('unit')]
  const shared = {
    proposalId: one.proposal_id,
    unitId: one.unit_id,
    memberIds: [one.member_id],
    handlingTotal: handling?.total ?? null,
    handlingLow: handling?.low ?? false,
    proposalTotal: proposal?.total ?? null,
    proposalLow: proposal?.low ?? false,
    title,
  }
  const duty = await dutyOfScore(ctx, one, proposal?.total ?? null)
  await emit(ctx, event('mutualAppraisal.revealed', one.id, { ...shared, ...duty }))
  if (handling?.low) await emit(ctx, event('mutualAppraisal.lowHandling', one.id, { unitId: one.unit_id, title }))
}

/** How good the proposal was found enters the year's judgement of who proposed it (延边 2022). Null where it was not scored. */
const dutyOfScore = async (ctx: Context, one: { proposal_id: string; scheme: unknown }, total: number | null) =>
  total === null
    ? null
    : {
        ...(await dutyOfProposal(ctx, one.proposal_id)),
        judged: `${total} 分，${bandOf(total, (one.scheme as MutualScheme).bands).name}`,
      }

/** Tells of each score that is open whose duty it is now that the drafters of a body's proposal are named. Told of the appraisal, not
 *  of the proposal: the story of a proposal is read by others than the two sides. */
export async function recastMutual(ctx: Context, proposalId: string): Promise<void> {
  // Locked first, then looked at: one that is being opened this moment is waited for.
  const all = await ctx.db
    .selectFrom('mutual_appraisals')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('proposal_id', '=', proposalId)
    .orderBy('id')
    .forUpdate()
    .execute()
  const open = all.filter((one) => one.revealed_at !== null)
  if (open.length === 0) return
  const title = await titleOf(ctx, proposalId)
  for (const one of open) {
    const score = (await scoresOf(ctx, one.id)).find(({ side }) => side === 'unit')
    const duty = await dutyOfScore(ctx, one, score?.total ?? null)
    if (duty) await emit(ctx, event('mutualAppraisal.recast', one.id, { proposalId, title, ...duty }))
  }
}

const atOnce = 200

/** Opens what was given once the last day is over, the missing side marked by its absence. @returns how many */
export async function revealDue(db: Kysely<DB>, now: Date): Promise<number> {
  let opened = 0
  for (;;) {
    const found = await transact(db, async (tx) => {
      const rows = await tx
        .selectFrom('mutual_appraisals')
        .selectAll()
        .where('revealed_at', 'is', null)
        .where('closes_on', '<', civilDateOf(now))
        .orderBy('closes_on')
        .limit(atOnce)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const row of rows) {
        const ctx = { db: tx, actor: systemActor(row.committee_id), now, requestId: 'mutual-appraisals' }
        await reveal(ctx, row, await titleOf(ctx, row.proposal_id))
      }
      return rows.length
    })
    opened += found
    if (found < atOnce) return opened
  }
}

/** Decides on a badly scored handling. Source: 延边 2022, 办理低分的建议再次办理答复.
 *  @throws DomainError mutual-appraisal.no-case, mutual-appraisal.decided, mutual-appraisal.needs-note, proposal.wrong-state */
export async function decideMutualCase(
  ctx: Context,
  id: string,
  { decision, note }: Body<typeof r.decideMutualCase>,
): Promise<Record<string, never>> {
  const one = await lockMutual(ctx, id)
  if (!decidesCases(ctx.actor)) throw accessDenied('decide')
  const scores = await scoresOf(ctx, id)
  const low = scores.some((score) => score.side === 'proposer' && score.low)
  if (!low || !isRevealed({ revealedAt: one.revealed_at, closesOn: one.closes_on }, civilDateOf(ctx.now)))
    throw new DomainError('mutual-appraisal.no-case')
  if (one.decided_at !== null) throw new DomainError('mutual-appraisal.decided', { decision: one.decision })
  if (note.trim() === '') throw new DomainError('mutual-appraisal.needs-note', {}, 400)
  await ctx.db
    .updateTable('mutual_appraisals')
    .set({ decision, decision_note: note, decided_at: ctx.now })
    .where('committee_id', '=', one.committee_id)
    .where('id', '=', id)
    .execute()
  if (decision === 'rehandle') await rehandleLowScored(ctx, one.proposal_id, note)
  const title = await titleOf(ctx, one.proposal_id)
  await emit(
    ctx,
    event('mutualAppraisal.decided', id, { decision, unitId: one.unit_id, memberIds: [one.member_id], title }),
  )
  return {}
}

import { sql } from 'kysely'
import type { z } from 'zod'
import type { voteRoutes as r, VoteState } from '#contract/votes.ts'
import { occasionFor } from '#features/attendance/index.ts'
import { compareByStroke } from '#platform/chinese/stroke-order.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { authorizeVote } from '../access.ts'
import { type LoadedVote, voteFor } from '../queries/load.ts'
import { draftFault } from '../rules.ts'
import { voteWorkflow } from '../workflow.ts'

export type Moved = { state: VoteState; version: number }

/** Tells what happened to a vote. */
export function told(
  ctx: Context,
  type: string,
  vote: { id: string; title: string },
  details: Record<string, unknown> = {},
): Promise<void> {
  return emit(ctx, {
    type: `vote.${type}`,
    subjectKind: 'vote',
    subjectId: vote.id,
    details: { title: vote.title, ...details },
  })
}

/** Writes columns of a locked vote; each write counts its version up. */
export async function updateVote(
  ctx: Context,
  vote: LoadedVote,
  set: Record<string, unknown> & { state?: VoteState },
): Promise<Moved> {
  const { version } = await ctx.db
    .updateTable('votes')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('committee_id', '=', vote.committeeId)
    .where('id', '=', vote.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return { state: set.state ?? vote.state, version }
}

/** Drafts a vote or an election of a meeting. @throws DomainError not-found, access.denied, vote.candidates, vote.meeting-over */
export async function addVote(
  ctx: Context,
  activityId: string,
  given: z.output<typeof r.addVote.body>,
): Promise<{ id: string }> {
  const { occasion, facts } = await occasionFor(ctx, activityId)
  if (!facts.runs) throw accessDenied('addVote')
  if (occasion.state !== 'announced') throw new DomainError('vote.meeting-over', { state: occasion.state })
  if (draftFault(given)) throw new DomainError('vote.candidates', {}, 400)
  const id = newId()
  // Two who add at once: the second waits and takes the next place.
  await sql`select 1 from activities where committee_id = ${ctx.actor.committeeId} and id = ${activityId} for no key update`.execute(
    ctx.db,
  )
  const last = await ctx.db
    .selectFrom('votes')
    .select(sql<number>`coalesce(max(position), 0)`.as('position'))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', activityId)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('votes')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      activity_id: activityId,
      position: last.position + 1,
      state: 'drafted',
      created_at: ctx.now,
      ...columnsOf(given),
    })
    .execute()
  await writeCandidates(ctx, id, given)
  await told(ctx, 'added', { id, title: given.title }, { activityId })
  return { id }
}

const columnsOf = (given: z.output<typeof r.addVote.body>) => ({
  kind: given.kind,
  form: given.form,
  title: given.title,
  words: given.words,
  rules: JSON.stringify(given.rules),
  chief_scrutineer: given.chiefScrutineer,
  scrutineers: given.scrutineers,
})

/** Candidates in the order of surname strokes, or as they were given where the rules say so.
 *  Source: 选举办法通例, 候选人以姓氏笔画为序. */
async function writeCandidates(
  ctx: Context,
  voteId: string,
  { candidates, rules }: Pick<z.output<typeof r.addVote.body>, 'candidates' | 'rules'>,
) {
  if (candidates.length === 0) return
  const given = rules.byStrokes ? candidates.toSorted((a, b) => compareByStroke(a.name, b.name, 'cppcc')) : candidates
  await ctx.db
    .insertInto('vote_candidates')
    .values(
      given.map((one, position) => ({
        committee_id: ctx.actor.committeeId,
        id: newId(),
        vote_id: voteId,
        position,
        name: one.name,
        about: one.about,
      })),
    )
    .execute()
}

/** Changes a draft. @throws DomainError not-found, access.denied, vote.wrong-state, vote.candidates, version.stale */
export async function editVote(
  ctx: Context,
  id: string,
  { version, ...given }: z.output<typeof r.editVote.body>,
): Promise<Moved> {
  const vote = await voteFor(ctx, id, true)
  authorizeVote(vote.facts, 'edit')
  voteWorkflow.next(vote.state, 'edit')
  if (vote.version !== version)
    throw new DomainError('version.stale', {
      current: { title: vote.title, words: vote.words, rules: vote.rules, candidates: vote.candidates },
      currentVersion: vote.version,
      yours: given,
    })
  if (draftFault(given)) throw new DomainError('vote.candidates', {}, 400)
  await ctx.db
    .deleteFrom('vote_candidates')
    .where('committee_id', '=', vote.committeeId)
    .where('vote_id', '=', id)
    .execute()
  await writeCandidates(ctx, id, given)
  const moved = await updateVote(ctx, vote, columnsOf(given))
  await told(ctx, 'edited', { id, title: given.title })
  return moved
}

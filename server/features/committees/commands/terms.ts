import type { z } from 'zod'
import type { committeeRoutes } from '#contract/committees.ts'
import { addDays, type CivilDate } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { can } from '../access.ts'
import { findTerm } from '../queries/terms.ts'
import { sessionFits } from '../rules.ts'

/** What other features do when a term ends with `lastDay`, in the same transaction. */
export type TermEnding = (ctx: Context, lastDay: CivilDate) => Promise<void>

/** Opens a term; the one before ends the day before, and with it the seats in groups, which each term fills anew. A term
 *  before all others is a past one, for the archive: it ends the day before the first of them and changes nothing else.
 *  Source: 政协章程, 每届任期五年, 界别和人选由上届协商决定.
 *  @throws DomainError access.denied, term.taken, term.not-after */
export async function createTerm(
  ctx: Context,
  given: z.output<typeof committeeRoutes.createTerm.body>,
  atTermEnd: readonly TermEnding[],
): Promise<{ id: string }> {
  if (!can(ctx.actor, 'manageTerms')) throw accessDenied('createTerm')
  const { committeeId } = ctx.actor
  await lockUntilCommit(ctx.db, `terms.${committeeId}`)
  const terms = await ctx.db
    .selectFrom('terms')
    .select(['id', 'number', 'starts_on'])
    .where('committee_id', '=', committeeId)
    .execute()
  if (terms.some((term) => term.number === given.number)) throw new DomainError('term.taken', { number: given.number })
  const isPast = terms.length > 0 && terms.every((t) => t.starts_on > given.startsOn && t.number > given.number)
  if (!isPast && terms.some((term) => term.starts_on >= given.startsOn || term.number > given.number))
    throw new DomainError('term.not-after', { number: given.number, startsOn: given.startsOn })
  const lastDay = addDays(given.startsOn, -1)
  if (terms.length > 0 && !isPast) {
    await ctx.db
      .updateTable('terms')
      .set({ ends_on: lastDay })
      .where('committee_id', '=', committeeId)
      .where('ends_on', 'is', null)
      .execute()
    await ctx.db
      .updateTable('group_members')
      .set({ ends_on: given.startsOn })
      .where('committee_id', '=', committeeId)
      .where('ends_on', 'is', null)
      .where('starts_on', '<=', given.startsOn)
      .execute()
    for (const end of atTermEnd) await end(ctx, lastDay)
  }
  const id = newId()
  await ctx.db
    .insertInto('terms')
    .values({
      committee_id: committeeId,
      id,
      number: given.number,
      starts_on: given.startsOn,
      ends_on: isPast ? addDays(terms.map((term) => term.starts_on).sort()[0]!, -1) : null,
    })
    .execute()
  await emit(ctx, { type: 'term.opened', subjectKind: 'term', subjectId: id, details: given })
  return { id }
}

/** Adds a plenary session to a term. @throws DomainError access.denied, not-found, session.taken, session.wrong-dates */
export async function createSession(
  ctx: Context,
  termId: string,
  given: z.output<typeof committeeRoutes.createSession.body>,
): Promise<{ id: string }> {
  if (!can(ctx.actor, 'manageTerms')) throw accessDenied('createSession')
  const term = await findTerm(ctx, termId)
  if (!term) throw notFound('term')
  if (!sessionFits(given, term)) throw new DomainError('session.wrong-dates')
  const id = newId()
  await ctx.db
    .insertInto('sessions')
    .values({ committee_id: ctx.actor.committeeId, id, term_id: termId, ...columnsOf(given) })
    .execute()
  await emit(ctx, { type: 'session.created', subjectKind: 'session', subjectId: id, details: given })
  return { id }
}

/** Changes a session. @throws DomainError access.denied, not-found, session.taken, session.wrong-dates */
export async function editSession(
  ctx: Context,
  id: string,
  given: z.output<typeof committeeRoutes.editSession.body>,
): Promise<void> {
  if (!can(ctx.actor, 'manageTerms')) throw accessDenied('editSession')
  const session = await ctx.db
    .selectFrom('sessions')
    .select('term_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const term = session && (await findTerm(ctx, session.term_id))
  if (!term) throw notFound('session')
  if (!sessionFits(given, term)) throw new DomainError('session.wrong-dates')
  await ctx.db
    .updateTable('sessions')
    .set(columnsOf(given))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await emit(ctx, { type: 'session.edited', subjectKind: 'session', subjectId: id, details: given })
}

function columnsOf(given: z.output<typeof committeeRoutes.createSession.body>) {
  return {
    number: given.number,
    opens_on: given.opensOn,
    closes_on: given.closesOn,
    proposals_from: given.proposalsFrom,
    proposals_until: given.proposalsUntil,
  }
}

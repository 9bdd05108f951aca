import type { Session, Term } from '#contract/committees.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { termOn } from '../rules.ts'

const sessionColumns = [
  'id',
  'term_id as termId',
  'number',
  'opens_on as opensOn',
  'closes_on as closesOn',
  'proposals_from as proposalsFrom',
  'proposals_until as proposalsUntil',
] as const

/** The terms of the actor's committee without their sessions, newest first. */
async function findTerms(ctx: Pick<Context, 'db' | 'actor'>): Promise<Omit<Term, 'current' | 'sessions'>[]> {
  return ctx.db
    .selectFrom('terms')
    .select(['id', 'number', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .orderBy('starts_on', 'desc')
    .execute()
}

/** The term of the actor's committee that runs today; null before the first is opened. */
export async function currentTerm(
  ctx: Pick<Context, 'db' | 'actor' | 'now'>,
): Promise<Omit<Term, 'current' | 'sessions'> | null> {
  return termOn(await findTerms(ctx), civilDateOf(ctx.now))
}

/** One term of the actor's committee, null when it has no such term. */
export async function findTerm(
  ctx: Pick<Context, 'db' | 'actor'>,
  id: string,
): Promise<Omit<Term, 'current' | 'sessions'> | null> {
  return (await findTerms(ctx)).find((term) => term.id === id) ?? null
}

/** The terms of the actor's committee with their sessions, newest first. */
export async function listTerms(ctx: Context): Promise<Term[]> {
  const terms = await findTerms(ctx)
  const sessions = await ctx.db
    .selectFrom('sessions')
    .select(sessionColumns)
    .where('committee_id', '=', ctx.actor.committeeId)
    .orderBy('number')
    .execute()
  const current = termOn(terms, civilDateOf(ctx.now))
  return terms.map((term) => ({
    ...term,
    current: term.id === current?.id,
    sessions: sessions.filter((session) => session.termId === term.id),
  }))
}

const sessionsOf = statement('kept', (db, values: { committeeId: string; termId: string }) =>
  db
    .selectFrom('sessions')
    .select(sessionColumns)
    .where('committee_id', '=', values.committeeId)
    .where('term_id', '=', values.termId)
    .orderBy('number'),
)

/** The sessions of one term of the actor's committee, in their order. */
export async function sessionsOfTerm(ctx: Pick<Context, 'db' | 'actor'>, termId: string): Promise<Session[]> {
  return sessionsOf(ctx.db, { committeeId: ctx.actor.committeeId, termId })
}

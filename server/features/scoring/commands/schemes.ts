import { sql } from 'kysely'
import type { z } from 'zod'
import type { scoringRoutes as r, SchemeState } from '#contract/scoring.ts'
import { type ScoringScheme, scoringScheme } from '#contract/scoring-scheme.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { isOffice, schemeActions } from '../access.ts'
import { getScheme, lockScheme } from '../queries/schemes.ts'
import { shippedScheme } from '../rules/shipped/schemes.ts'

const told = (ctx: Context, what: string, id: string, details: Record<string, unknown>) =>
  emit(ctx, { type: `scoringScheme.${what}`, subjectKind: 'scoringScheme', subjectId: id, details })

function authorize(ctx: Context, state: SchemeState, action: 'edit' | 'adopt' | 'remove'): void {
  if (!isOffice(ctx.actor)) throw accessDenied(action)
  if (!schemeActions(ctx.actor, state).includes(action)) throw new DomainError('scoring-scheme.wrong-state', { state })
}

/** What an empty draft begins with: one item, so that it holds together. */
const blank: ScoringScheme = scoringScheme.parse({
  name: '考核办法',
  items: [{ key: 'item1', name: '提案立案', way: 'each', tariffs: [{ kinds: ['proposal.registered'], points: 1000 }] }],
})

/** Begins a draft from a shipped scheme, from one of our own, or from nothing. @throws DomainError access.denied, not-found,
 *  scoring-scheme.unknown-shipped */
export async function draftScheme(
  ctx: Context,
  given: z.output<typeof r.draftScheme.body>,
): Promise<{ id: string; version: number }> {
  if (!isOffice(ctx.actor)) throw accessDenied('draftScheme')
  const { scheme, basedOn } = await beginning(ctx, given)
  const id = newId()
  await ctx.db
    .insertInto('scoring_schemes')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      name: given.name,
      state: 'draft',
      effective_year: given.effectiveYear,
      scheme: JSON.stringify({ ...scheme, name: given.name }),
      based_on: basedOn,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await told(ctx, 'drafted', id, { title: given.name, basedOn })
  return { id, version: 1 }
}

async function beginning(
  ctx: Context,
  { shipped, schemeId }: { shipped: string; schemeId: string | null },
): Promise<{ scheme: ScoringScheme; basedOn: string }> {
  if (shipped !== '') {
    const found = shippedScheme(shipped)
    if (!found) throw new DomainError('scoring-scheme.unknown-shipped', { shipped }, 400)
    return { scheme: found.scheme, basedOn: found.scheme.name }
  }
  if (schemeId === null) return { scheme: blank, basedOn: '' }
  const own = await getScheme(ctx, schemeId)
  return { scheme: own.scheme, basedOn: own.number === null ? own.name : `${own.name}（第 ${own.number} 版）` }
}

/** Changes a draft. @throws DomainError scoring-scheme.wrong-state, version.stale with both texts */
export async function editScheme(
  ctx: Context,
  id: string,
  given: z.output<typeof r.editScheme.body>,
): Promise<{ version: number }> {
  const row = await lockScheme(ctx, id)
  authorize(ctx, row.state, 'edit')
  if (row.version !== given.version)
    throw new DomainError('version.stale', {
      current: { effectiveYear: row.effectiveYear, scheme: row.scheme },
      currentVersion: row.version,
      yours: given,
    })
  const version = row.version + 1
  await ctx.db
    .updateTable('scoring_schemes')
    .set({
      name: given.scheme.name,
      effective_year: given.effectiveYear,
      scheme: JSON.stringify(given.scheme),
      updated_at: ctx.now,
      version,
    })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await told(ctx, 'edited', id, { title: given.scheme.name })
  return { version }
}

/** Adopts a draft: it gets the next number and the name it is to have, and never changes again. Source: 考核办法由主席会议或常委会通过（安庆 2018、桐城 2019）.
 *  @throws DomainError scoring-scheme.wrong-state, scoring-scheme.not-yet, scoring-scheme.problems, version.stale */
export async function adoptScheme(
  ctx: Context,
  id: string,
  given: z.output<typeof r.adoptScheme.body>,
): Promise<{ number: number; version: number }> {
  const row = await lockScheme(ctx, id)
  authorize(ctx, row.state, 'adopt')
  if (row.version !== given.version)
    throw new DomainError('version.stale', { current: row.scheme, currentVersion: row.version, yours: given })
  // A draft copied from what was let in before has not been looked at since.
  if (!scoringScheme.safeParse(row.scheme).success) throw new DomainError('scoring-scheme.problems')
  if (given.on > civilDateOf(ctx.now)) throw new DomainError('scoring-scheme.not-yet', { on: given.on }, 400)
  await lockUntilCommit(ctx.db, `scoring.number.${ctx.actor.committeeId}`)
  const { last } = await ctx.db
    .selectFrom('scoring_schemes')
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
    .where('committee_id', '=', ctx.actor.committeeId)
    .executeTakeFirstOrThrow()
  const [number, version] = [Number(last) + 1, row.version + 1]
  const name = given.name ?? row.name
  await ctx.db
    .updateTable('scoring_schemes')
    .set({
      state: 'adopted',
      name,
      scheme: sql`jsonb_set(scheme, '{name}', to_jsonb(${name}::text))`,
      number,
      adopted_by: given.by,
      adopted_on: given.on,
      adopted_at: ctx.now,
      updated_at: ctx.now,
      version,
    })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await told(ctx, 'adopted', id, { title: name, number, by: given.by, year: row.effectiveYear })
  return { number, version }
}

/** Throws a draft away. @throws DomainError scoring-scheme.wrong-state */
export async function removeScheme(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await lockScheme(ctx, id)
  authorize(ctx, row.state, 'remove')
  await ctx.db
    .deleteFrom('scoring_schemes')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await told(ctx, 'removed', id, { title: row.name })
  return {}
}

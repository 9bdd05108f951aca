import { sql } from 'kysely'
import type { z } from 'zod'
import type { OneScheme, scoringRoutes as r, SchemeOfList, SchemeState } from '#contract/scoring.ts'
import { keptScheme, type ScoringScheme } from '#contract/scoring-scheme.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { isOffice, readsSchemes, schemeActions, seesScheme } from '../access.ts'
import { shippedLines } from '../rules/shipped/lines.ts'
import { shippedSchemes } from '../rules/shipped/schemes.ts'

const columns = [
  'id',
  'name',
  'state',
  'number',
  'effective_year as effectiveYear',
  'adopted_on as adoptedOn',
  'adopted_by as adoptedBy',
  'updated_at as updatedAt',
  'created_at as createdAt',
  'version',
] as const

/** The adopted scheme that holds for a year: the newest of those effective by then. */
export async function schemeOfYear(
  ctx: Pick<Context, 'db' | 'actor'>,
  year: number,
): Promise<{ id: string; name: string; number: number; scheme: ScoringScheme } | null> {
  const row = await ctx.db
    .selectFrom('scoring_schemes')
    .select(['id', 'name', 'number', 'scheme'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('state', '=', 'adopted')
    .where('effective_year', '<=', year)
    .orderBy('effective_year', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, name: row.name, number: row.number!, scheme: keptScheme.parse(row.scheme) } : null
}

/** Schemes the actor may see, the newest first. */
export async function listSchemes(ctx: Context, query: z.output<typeof r.listSchemes.query>) {
  if (!readsSchemes(ctx.actor)) throw accessDenied('listSchemes')
  const place = readCursor('schemes', query.cursor, cursorValue.instant)
  const rows = await ctx.db
    .selectFrom('scoring_schemes')
    .select(columns)
    .where('committee_id', '=', ctx.actor.committeeId)
    .$if(!isOffice(ctx.actor), (qb) => qb.where('state', '=', 'adopted'))
    .$if(place !== null, (qb) => qb.where((eb) => after(eb, 'created_at', 'id', place!, 'desc', 'timestamptz')))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const inForce = await schemeOfYear(ctx, Number(civilDateOf(ctx.now).slice(0, 4)))
  const { items, nextCursor } = cutPage('schemes', rows, query.limit, (row) => ({ value: row.createdAt, id: row.id }))
  return { items: items.map((row) => itemOf(row, inForce?.id)), nextCursor }
}

type Row = Omit<SchemeOfList, 'state' | 'inForce'> & { state: string }
const itemOf = (row: Row, inForce: string | undefined): SchemeOfList => ({
  id: row.id,
  name: row.name,
  state: row.state as SchemeState,
  number: row.number,
  effectiveYear: row.effectiveYear,
  adoptedOn: row.adoptedOn,
  adoptedBy: row.adoptedBy,
  updatedAt: row.updatedAt,
  inForce: row.id === inForce,
})

/** One scheme the actor may see. @throws DomainError not-found */
export async function getScheme(ctx: Context, id: string): Promise<OneScheme> {
  const row = await ctx.db
    .selectFrom('scoring_schemes')
    .select([...columns, 'scheme', 'based_on as basedOn'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || !seesScheme(ctx.actor, row.state as SchemeState)) throw notFound('scoringScheme')
  const inForce = await schemeOfYear(ctx, Number(civilDateOf(ctx.now).slice(0, 4)))
  return {
    ...itemOf(row, inForce?.id),
    version: row.version,
    scheme: keptScheme.parse(row.scheme),
    basedOn: row.basedOn,
    actions: schemeActions(ctx.actor, row.state as SchemeState),
  }
}

/** Locks a scheme the actor may see. @throws DomainError not-found */
export async function lockScheme(ctx: Context, id: string) {
  const row = await ctx.db
    .selectFrom('scoring_schemes')
    .select([...columns, 'scheme', sql<string>`based_on`.as('basedOn')])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !seesScheme(ctx.actor, row.state as SchemeState)) throw notFound('scoringScheme')
  return { ...row, state: row.state as SchemeState }
}

/** What an office may begin from. @throws DomainError access.denied */
export async function listShippedSchemes(ctx: Context) {
  if (!isOffice(ctx.actor)) throw accessDenied('listShippedSchemes')
  return {
    schemes: shippedSchemes.map(({ code, place, scheme }) => ({
      code,
      place,
      name: scheme.name,
      source: scheme.source,
      remark: scheme.remark,
      items: scheme.items.length,
    })),
    lines: shippedLines.map(({ place, line }) => ({
      place,
      line: keptScheme.shape.lines.unwrap().element.parse(line),
    })),
  }
}

import { sql } from 'kysely'
import type { z } from 'zod'
import type { Recognition, RecognitionKind, recognitionRoutes as r } from '#contract/recognition.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { isOffice, readsAssessments } from '../access.ts'

export type RecognitionFilters = Pick<z.output<typeof r.listRecognitions.query>, 'year' | 'kind' | 'q'>

/** Recognitions as list and files filter them, the newest first; those taken back for the office only. @throws DomainError access.denied */
export function recognitions(ctx: Context, { year, kind, q }: RecognitionFilters) {
  if (!readsAssessments(ctx.actor)) throw accessDenied('listRecognitions')
  return ctx.db
    .selectFrom('recognitions as g')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'g.committee_id').onRef('m.id', '=', 'g.member_id'),
    )
    .select([
      'g.id',
      sql<RecognitionKind>`g.kind`.as('kind'),
      'g.title',
      'g.member_id as memberId',
      'm.name as memberName',
      'g.year',
      'g.reason',
      'g.given_by as givenBy',
      'g.given_on as givenOn',
      'g.given_at as givenAt',
      'g.revoked_at as revokedAt',
    ])
    .where('g.committee_id', '=', ctx.actor.committeeId)
    .$if(!isOffice(ctx.actor), (qb) => qb.where('g.revoked_at', 'is', null))
    .$if(year !== undefined, (qb) => qb.where('g.year', '=', year!))
    .$if(kind !== undefined, (qb) => qb.where('g.kind', '=', kind!))
    .$if(q !== undefined && q !== '', (qb) => qb.where((eb) => eb(sql`strpos(m.name, ${q})`, '>', 0)))
    .orderBy('g.given_at', 'desc')
    .orderBy('g.id', 'desc')
}

/** A page of recognitions. @throws DomainError access.denied */
export async function listRecognitions(ctx: Context, f: z.output<typeof r.listRecognitions.query>) {
  const place = readCursor('recognitions', f.cursor, cursorValue.instant)
  const rows = await recognitions(ctx, f)
    .$if(place !== null, (qb) => qb.where((eb) => after(eb, 'g.given_at', 'g.id', place!, 'desc', 'timestamptz')))
    .limit(f.limit + 1)
    .execute()
  const page = cutPage('recognitions', rows, f.limit, (row) => ({ value: row.givenAt, id: row.id }))
  const items = page.items.map(({ givenAt: _, ...row }): Recognition => {
    const stands = row.revokedAt === null
    const own = isOffice(ctx.actor) || row.memberId === ctx.actor.memberId
    return {
      ...row,
      actions: [
        ...(stands && own ? (['print'] as const) : []),
        ...(stands && isOffice(ctx.actor) ? (['revoke'] as const) : []),
      ],
    }
  })
  return { items, nextCursor: page.nextCursor }
}

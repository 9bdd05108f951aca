import type { z } from 'zod'
import type { scoringRoutes as r, WhatIf } from '#contract/scoring.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { isOffice } from '../access.ts'
import { type Compared, differences, tally } from '../rules/compare.ts'
import { scoreMembers } from './reckon.ts'
import { getScheme } from './schemes.ts'
import { spanOfYear } from './span.ts'

type Query = z.output<typeof r.compareSchemes.query>

/** Two schemes on one year's ledger, member by member. @throws DomainError access.denied, not-found */
async function* compared(ctx: Context, id: string, { against, year }: Query) {
  if (!isOffice(ctx.actor)) throw accessDenied('compareSchemes')
  const [after, before] = [await getScheme(ctx, id), await getScheme(ctx, against)]
  const span = await spanOfYear(ctx, year)
  for await (const { member, scores } of scoreMembers(ctx, [before.scheme, after.scheme], { span })) {
    const [old, fresh] = scores as [(typeof scores)[number], (typeof scores)[number]]
    const one: Compared = {
      memberId: member.memberId,
      name: member.name,
      sector: member.sector,
      standing: member.standing,
      before: old,
      after: fresh,
    }
    yield one
  }
}

/** What one scheme would have made of a year, against another (试算): grades, spread, who moves and why. Items that the office
 *  judges count nothing on either side. @throws as `compared` */
export async function compareSchemes(ctx: Context, id: string, query: Query): Promise<WhatIf> {
  if (!isOffice(ctx.actor)) throw accessDenied('compareSchemes')
  const [after, before] = [await getScheme(ctx, id), await getScheme(ctx, query.against)]
  const counted = tally(before.scheme.grades, after.scheme.grades)
  for await (const one of compared(ctx, id, query)) counted.take(one)
  const judged = [...before.scheme.items, ...after.scheme.items].filter(({ way }) => way === 'judged')
  const { running } = await spanOfYear(ctx, query.year)
  return {
    year: query.year,
    running,
    unjudged: [...new Set(judged.map(({ name }) => name))],
    before: { id: before.id, name: before.name },
    after: { id: after.id, name: after.name },
    ...counted.result(),
  }
}

/** The same for every member, as a file. @throws as `compared` */
export async function exportComparison(
  ctx: Context,
  id: string,
  { format, ...query }: z.output<typeof r.exportComparison.query>,
): Promise<ExportFile> {
  if (!isOffice(ctx.actor)) throw accessDenied('compareSchemes')
  await getScheme(ctx, id)
  await getScheme(ctx, query.against)
  async function* rows() {
    yield* compared(ctx, id, query)
  }
  return exportRows<Compared>({
    name: `${query.year}年两种办法试算`,
    format,
    rows: rows(),
    columns: [
      { heading: '姓名', kind: 'text', value: (one) => one.name },
      { heading: '界别', kind: 'text', width: 24, value: (one) => one.sector },
      { heading: '常委', kind: 'text', value: (one) => (one.standing ? '是' : '') },
      { heading: '原办法分数', kind: 'number', value: (one) => one.before.centipoints / 100 },
      { heading: '原办法等次', kind: 'text', value: (one) => one.before.grade ?? '' },
      { heading: '新办法分数', kind: 'number', value: (one) => one.after.centipoints / 100 },
      { heading: '新办法等次', kind: 'text', value: (one) => one.after.grade ?? '' },
      {
        heading: '差别在哪里',
        kind: 'text',
        width: 60,
        value: (one) =>
          differences(one.before, one.after)
            .map(({ name, centipoints }) => `${name} ${centipoints > 0 ? '+' : ''}${centipoints / 100}`)
            .join('；'),
      },
    ],
  })
}

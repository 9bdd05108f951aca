import { sql } from 'kysely'
import type { z } from 'zod'
import type { MemberScore, scoringRoutes as r, ScoredEntryOfList, ScoreOfList } from '#contract/scoring.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { seesEverybody, seesPointsOf } from '../access.ts'
import type { Score } from '../rules/score-facts.ts'
import { scoringSetting } from '../settings.ts'
import { scoredMembers } from './ledger.ts'
import { scoreMembers } from './reckon.ts'
import { schemeOfYear } from './schemes.ts'
import { type SpanOfTerm, spanOfYear } from './span.ts'

type Filters = Omit<z.output<typeof r.listScores.query>, 'cursor' | 'limit'>
type Scored = ScoreOfList & { strokeKey: string }

async function authorizeEverybody(ctx: Context): Promise<void> {
  const { rankingForMembers } = await settingInForce(ctx, scoringSetting)
  if (!seesEverybody(ctx.actor, rankingForMembers)) throw accessDenied('listScores')
}
/** Where a committee shows points to its members, it shows points: grades, lines and what is missing are the office's. */
const pointsOnly = ({ actor }: Pick<Context, 'actor'>): boolean => actor.role === 'member'

/** Everybody's points by the scheme of the year in the order asked for: one rule for list and export. */
async function scoresOf(ctx: Context, { year, q, grade, crossed, order }: Filters) {
  await authorizeEverybody(ctx)
  const scheme = await schemeOfYear(ctx, year)
  const span = await spanOfYear(ctx, year)
  const all: Scored[] = []
  if (scheme) {
    for await (const { member, scores } of scoreMembers(ctx, [scheme.scheme], { span })) {
      if (q && !member.name.includes(q)) continue
      const one = summaryIn(span, member, scores[0]!)
      if (grade && one.grade !== grade) continue
      if (crossed && one.crossed.length === 0) continue
      all.push({ ...one, strokeKey: member.strokeKey })
    }
  }
  all.sort(order === 'name' ? byName : (a, b) => b.centipoints - a.centipoints || byName(a, b))
  return { scheme, running: span.running, all }
}

/** Where a page goes on; after somebody who has gone meanwhile the list has ended rather than begun again. */
function placeAfter(list: readonly { memberId: string }[], id: string): number {
  const place = list.findIndex(({ memberId }) => memberId === id)
  return place < 0 ? list.length : place + 1
}

type Named = { strokeKey: string; memberId: string }
const byName = (a: Named, b: Named) =>
  a.strokeKey === b.strokeKey ? (a.memberId < b.memberId ? -1 : 1) : a.strokeKey < b.strokeKey ? -1 : 1

/** In the order of names a page needs the points of its own members only: with 30,000 the rest is not reckoned. One after the other,
 *  since the members of a page lie apart in the ledger. */
async function pageByName(ctx: Context, query: z.output<typeof r.listScores.query>) {
  await authorizeEverybody(ctx)
  const { year, q, cursor, limit } = query
  const scheme = await schemeOfYear(ctx, year)
  const span = await spanOfYear(ctx, year)
  const members = scheme ? (await scoredMembers(ctx, span)).filter(({ name }) => !q || name.includes(q)) : []
  members.sort(byName)
  const place = readCursor('scores', cursor, cursorValue.text)
  const from = place ? placeAfter(members, place.id) : 0
  const page = cutPage('scores', members.slice(from, from + limit + 1), limit, ({ memberId }) => ({
    value: '',
    id: memberId,
  }))
  const items: ScoreOfList[] = []
  for (const member of page.items)
    for await (const { scores } of scoreMembers(ctx, [scheme!.scheme], { span, members: [member] }))
      items.push(summaryIn(span, member, scores[0]!))
  return { items, nextCursor: page.nextCursor, scheme, running: span.running }
}

/** A score in a line. */
export const summaryOf = (
  member: { memberId: string; name: string; sector: string; standing: boolean },
  score: Score,
): ScoreOfList => ({
  memberId: member.memberId,
  name: member.name,
  sector: member.sector,
  standing: member.standing,
  centipoints: score.centipoints,
  grade: score.grade,
  unmet: score.preconditions.filter(({ have, need }) => have < need).length,
  crossed: score.crossed.map(({ name, measure }) => ({ name, measure })),
  unjudged: score.unjudged.length,
})

/** While the year runs what is missing may still come, so no grade is told. */
const summaryIn = ({ running }: SpanOfTerm, member: Parameters<typeof summaryOf>[0], score: Score): ScoreOfList => ({
  ...summaryOf(member, score),
  ...(running && { grade: null }),
})

/** Points of every member, a page of them. @throws DomainError access.denied */
export async function listScores(ctx: Context, query: z.output<typeof r.listScores.query>) {
  const { cursor, limit, ...asked } = query
  const own = pointsOnly(ctx)
  const filters = own ? { ...asked, grade: undefined, crossed: undefined } : asked
  const shown = (page: Parameters<typeof answer>[0]) =>
    answer({
      ...page,
      items: own ? page.items.map((one) => ({ ...one, grade: null, crossed: [], unmet: 0, unjudged: 0 })) : page.items,
    })
  if (filters.order === 'name' && !filters.grade && !filters.crossed) return shown(await pageByName(ctx, query))
  const { scheme, running, all } = await scoresOf(ctx, filters)
  // Points are reckoned, not kept, so a page begins after the member the last one ended with.
  const place = readCursor('scores', cursor, cursorValue.text)
  const from = place ? placeAfter(all, place.id) : 0
  const page = cutPage('scores', all.slice(from, from + limit + 1), limit, ({ memberId }) => ({
    value: '',
    id: memberId,
  }))
  return shown({
    items: page.items.map(({ strokeKey: _, ...item }) => item),
    nextCursor: page.nextCursor,
    scheme,
    running,
  })
}

type SchemeOfYear = Awaited<ReturnType<typeof schemeOfYear>>
const answer = (page: { items: ScoreOfList[]; nextCursor: string | null; scheme: SchemeOfYear; running: boolean }) => ({
  items: page.items,
  nextCursor: page.nextCursor,
  scheme: page.scheme && { id: page.scheme.id, name: page.scheme.name },
  running: page.running,
  grades: page.running ? [] : (page.scheme?.scheme.grades.map(({ name }) => name) ?? []),
})

/** The same list as a file. @throws DomainError access.denied */
export async function exportScores(ctx: Context, query: z.output<typeof r.exportScores.query>): Promise<ExportFile> {
  if (pointsOnly(ctx)) throw accessDenied('exportScores')
  const { format, ...filters } = query
  const { all } = await scoresOf(ctx, filters)
  async function* rows() {
    yield* all
  }
  return exportRows<Scored>({
    name: `${query.year}年履职计分`,
    format,
    rows: rows(),
    columns: [
      { heading: '姓名', kind: 'text', value: (one) => one.name },
      { heading: '界别', kind: 'text', width: 24, value: (one) => one.sector },
      { heading: '常委', kind: 'text', value: (one) => (one.standing ? '是' : '') },
      { heading: '分数', kind: 'number', value: (one) => one.centipoints / 100 },
      { heading: '等次', kind: 'text', value: (one) => one.grade ?? '' },
      { heading: '待评定的项目', kind: 'number', value: (one) => one.unjudged },
      { heading: '未达到的前提', kind: 'number', value: (one) => one.unmet },
      { heading: '触到的线', kind: 'text', width: 40, value: (one) => one.crossed.map(({ name }) => name).join('、') },
    ],
  })
}

/** One member's points down to the entries. Who may not see them is told that there is nobody. @throws DomainError not-found */
export async function getMemberScore(ctx: Context, memberId: string, year: number): Promise<MemberScore> {
  if (!seesPointsOf(ctx.actor, memberId)) throw notFound('member')
  const span = await spanOfYear(ctx, year)
  const [member] = await scoredMembers(ctx, span, memberId)
  if (!member) return unserved(ctx, memberId, year, span.running)
  const head = {
    memberId,
    name: member.name,
    sector: member.sector,
    standing: member.standing,
    year,
    running: span.running,
    served: true,
  }
  const scheme = await schemeOfYear(ctx, year)
  if (!scheme) return { ...head, scheme: null, score: null, entries: [] }
  let score: Score | null = null
  for await (const one of scoreMembers(ctx, [scheme.scheme], { span, members: [member] }))
    score = {
      ...one.scores[0]!,
      ...(span.running && { grade: null }),
      // 触到的线只列给机关, who speaks with the member.
      ...(pointsOnly(ctx) && { crossed: [] }),
    }
  return {
    ...head,
    scheme: { id: scheme.id, name: scheme.name, number: scheme.number },
    score,
    entries: score ? await entriesOf(ctx, score) : [],
  }
}

/** A year before one became a member, or after one left: there is nothing to reckon. @throws DomainError not-found */
async function unserved(ctx: Context, memberId: string, year: number, running: boolean): Promise<MemberScore> {
  const row = await ctx.db
    .selectFrom('members')
    .select('name')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (!row) throw notFound('member')
  const none = { served: false, scheme: null, score: null, entries: [] }
  return { memberId, name: row.name, sector: '', standing: false, year, running, ...none }
}

/** The entries that a score points to, the newest first. */
export async function entriesOf(ctx: Pick<Context, 'db' | 'actor'>, score: Score): Promise<ScoredEntryOfList[]> {
  const ids = new Set([
    ...score.lines.flatMap(({ acts }) => acts.map(({ entryId }) => entryId)),
    ...score.preconditions.flatMap(({ entryIds }) => entryIds),
    ...score.crossed.flatMap(({ entryIds }) => entryIds),
    ...score.vetoes.flatMap(({ entryIds }) => entryIds),
  ])
  if (ids.size === 0) return []
  const { rows } = await sql<ScoredEntryOfList>`
    select id, kind, part, attendance, level, title, occurred_on as "occurredOn", subject_kind as "subjectKind",
      subject_id as "subjectId"
    from duty_entries
    where committee_id = ${ctx.actor.committeeId}
      and id = any(${[...ids]}::uuid[])
    order by occurred_on desc, id desc`.execute(ctx.db)
  return rows
}

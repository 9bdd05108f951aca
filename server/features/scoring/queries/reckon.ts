import type { ScoringScheme } from '#contract/scoring-scheme.ts'
import type { Context } from '#platform/context.ts'
import { compileScheme } from '../rules/compile.ts'
import { score } from '../rules/score.ts'
import type { MemberFacts, Score } from '../rules/score-facts.ts'
import { entriesByMember, type ScoredMember, scoredMembers } from './ledger.ts'
import { type SpanOfTerm, spanOfYear } from './span.ts'

type Reading = Pick<Context, 'db' | 'actor' | 'now'>
/** What the office judged and noted of a member. */
export type Judgement = Pick<MemberFacts, 'judged' | 'vetoes'>

/** Scores the members of a committee by each scheme in turn, in batches; what is held in memory has a bound.
 *  @param given.members who is scored; absent: all in office · `asOf` the ledger as it stood then · `judged` by member id */
export async function* scoreMembers(
  ctx: Reading,
  schemes: readonly ScoringScheme[],
  given: {
    span: SpanOfTerm
    members?: readonly ScoredMember[]
    asOf?: string | null
    judged?: ReadonlyMap<string, Judgement>
  },
): AsyncGenerator<{ member: ScoredMember; scores: Score[] }> {
  const { span } = given
  const members = given.members ?? (await scoredMembers(ctx, span))
  const compiled = schemes.map(compileScheme)
  const kinds = [...new Set(compiled.flatMap((one) => one.kinds))]
  const looksBack = compiled.some((one) => one.looksBack)
  // Years running may begin before the term for nobody: the term bounds them all.
  const from = looksBack && span.termFrom < span.from ? span.termFrom : span.from
  for await (const { member, entries } of entriesByMember(ctx, members, {
    kinds,
    from,
    to: span.to,
    asOf: given.asOf ?? null,
  })) {
    const { judged, vetoes } = given.judged?.get(member.memberId) ?? { judged: {}, vetoes: [] }
    const facts = { standing: member.standing, joinedOn: member.joinedOn, earlier: member.earlier, judged, vetoes }
    yield { member, scores: compiled.map((one) => score(entries, one, facts, span)) }
  }
}

/** As `scoreMembers` for one scheme and a year as the committee counts it. */
export async function* scoreYear(ctx: Reading, scheme: ScoringScheme, year: number) {
  const span = await spanOfYear(ctx, year)
  for await (const { member, scores } of scoreMembers(ctx, [scheme], { span })) yield { member, score: scores[0]! }
}

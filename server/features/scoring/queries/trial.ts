import type { z } from 'zod'
import type { scoringRoutes as r, Score, TrialEntry } from '#contract/scoring.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { isOffice } from '../access.ts'
import { compileScheme } from '../rules/compile.ts'
import { score } from '../rules/score.ts'
import type { ScoredEntry } from '../rules/score-facts.ts'

/** What a member with these entries would get by a scheme still being written; nothing is kept. @throws DomainError access.denied */
export function trySchemeOut(ctx: Context, given: z.output<typeof r.trySchemeOut.body>): Score {
  if (!isOffice(ctx.actor)) throw accessDenied('trySchemeOut')
  const today = civilDateOf(ctx.now)
  const year = Number(today.slice(0, 4))
  const span = { year, from: today, to: today, end: today, running: false, termFrom: today, termEnded: false }
  const facts = { standing: given.standing, joinedOn: today, judged: given.judged, vetoes: [], earlier: [] }
  return score(trialEntries(given.entries, today), compileScheme(given.scheme), facts, span)
}

/** Each line so many times. What happens to one proposal in turn (立案, 重点, 优秀) is told of the same one: the n-th of a kind
 *  belongs to the n-th source of its family. */
function trialEntries(given: readonly TrialEntry[], on: string): ScoredEntry[] {
  const made = new Map<string, number>()
  return given.flatMap(({ times, ...entry }, line) =>
    Array.from({ length: times }, (_, i) => {
      const nth = made.get(entry.kind) ?? 0
      made.set(entry.kind, nth + 1)
      return {
        ...entry,
        id: `${line + 1}-${i + 1}`,
        subjectId: `${entry.kind.split('.')[0]}-${nth}`,
        occurredOn: on,
        reversesId: null,
      }
    }),
  )
}

import { currentTerm, findTerm } from '#features/committees/index.ts'

import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { seesYearReport } from '../access.ts'
import { render } from '../layout/rendering.ts'
import { yearReport } from '../papers/year-report.ts'
import { safeFileName } from '../rules.ts'
import { committeeFacts } from './facts.ts'
import { yearFigures } from './year-figures.ts'

/** The yearly report of a session, or else of the term so far. @throws DomainError access.denied, not-found, papers.none */
export async function getYearReport(
  ctx: Context,
  of: { termId?: string; sessionId?: string },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  if (!seesYearReport(ctx.actor.role)) throw accessDenied('yearReport')
  const session = of.sessionId ? await sessionOf(ctx, of.sessionId) : null
  const termId = session?.termId ?? of.termId
  const term = termId ? await findTerm(ctx, termId) : await currentTerm(ctx)
  if (!term) throw termId ? notFound('term') : new DomainError('papers.none')
  const facts = await committeeFacts(ctx)
  const figures = await yearFigures(ctx, { termId: term.id, sessionId: session?.id ?? null })
  const which = { termNumber: term.number, sessionNumber: session?.number ?? null }
  const paper = yearReport(facts, which, figures, facts.today)
  return { fileName: `${safeFileName(`${paper.title} ${facts.today}`)}.docx`, bytes: await render(paper) }
}

async function sessionOf(ctx: Context, id: string) {
  const session = await ctx.db
    .selectFrom('sessions')
    .select(['id', 'number', 'term_id as termId'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!session) throw notFound('session')
  return session
}

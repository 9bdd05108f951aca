import { currentTerm, findTerm } from '#features/committees/index.ts'

import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { seesYearReport } from '../access.ts'
import { render } from '../layout/rendering.ts'
import { reportTitle, yearReport } from '../papers/year-report.ts'
import { safeFileName } from '../rules.ts'
import { committeeFacts } from './facts.ts'
import { issuedNumber } from './numbers.ts'
import { yearFigures } from './year-figures.ts'

/** What a yearly report is about: the session, or else the term so far.
 *  @throws DomainError not-found, papers.none */
export async function reportOf(ctx: Context, of: { termId?: string; sessionId?: string }) {
  const session = of.sessionId ? await sessionOf(ctx, of.sessionId) : null
  const termId = session?.termId ?? of.termId
  const term = termId ? await findTerm(ctx, termId) : await currentTerm(ctx)
  if (!term) throw termId ? notFound('term') : new DomainError('papers.none')
  const which = { termNumber: term.number, sessionNumber: session?.number ?? null }
  const { committee } = await committeeFacts(ctx)
  const title = reportTitle(committee.shortName, which)
  return { termId: term.id, sessionId: session?.id ?? null, subjectId: session?.id ?? term.id, which, title }
}

/** The yearly report of a session, or else of the term so far. @throws DomainError access.denied, not-found, papers.none */
export async function getYearReport(
  ctx: Context,
  of: { termId?: string; sessionId?: string },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  if (!seesYearReport(ctx.actor.role)) throw accessDenied('yearReport')
  const { termId, sessionId, subjectId, which } = await reportOf(ctx, of)
  const documentNumber = (await issuedNumber(ctx, { kind: 'yearReport', subjectId, occasion: '' })) ?? ''
  const facts = { ...(await committeeFacts(ctx)), documentNumber }
  const figures = await yearFigures(ctx, { termId, sessionId })
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

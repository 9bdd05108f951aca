import type { AssessmentKind, AssessmentState } from '#contract/assessments.ts'
import { keptScheme } from '#contract/scoring-scheme.ts'
import { isOneself as isMember } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorize, leftToOthers, subjectIdOf } from '../access.ts'
import { assessmentWorkflow } from '../workflow.ts'

type Action = keyof typeof assessmentWorkflow.actions

/** Takes a round for writing. @param subjectId whose result is acted on; null: the round itself
 *  @throws DomainError not-found where it is not visible, access.denied */
export async function lockRound(ctx: Context, id: string, action: Action, subjectId: string | null = null) {
  const row = await ctx.db
    .selectFrom('assessments')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('assessment')
  const kind = row.kind as AssessmentKind
  const state = row.state as AssessmentState
  const me = subjectIdOf(ctx.actor, kind)
  const subject = me !== null && (await findSubject(ctx, id, me)) !== undefined
  authorize(ctx.actor, { kind, state, subject }, action, subject && (subjectId === null || subjectId === me))
  if (subjectId !== null && leftToOthers(action, true) && (await isOneself(ctx, kind, subjectId)))
    throw accessDenied(action)
  return { ...row, kind, state, scheme: row.scheme === null ? null : keptScheme.parse(row.scheme) }
}
export type LockedRound = Awaited<ReturnType<typeof lockRound>>

/** Whether the result is of the person who acts: by the account, for the office may be a member under another hat. */
export async function isOneself(
  ctx: Pick<Context, 'db' | 'actor'>,
  kind: AssessmentKind,
  subjectId: string,
): Promise<boolean> {
  return kind === 'staff' ? subjectId === ctx.actor.accountId : isMember(ctx, subjectId)
}

export const findSubject = (ctx: Pick<Context, 'db' | 'actor'>, assessmentId: string, subjectId: string) =>
  ctx.db
    .selectFrom('assessment_subjects')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', assessmentId)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()

/** @throws DomainError not-found */
export async function lockSubject(ctx: Context, assessmentId: string, subjectId: string) {
  const row = await ctx.db
    .selectFrom('assessment_subjects')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', assessmentId)
    .where('subject_id', '=', subjectId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('assessmentResult')
  return row
}
export type Subject = Awaited<ReturnType<typeof lockSubject>>

/** The state after a move. @throws DomainError assessment.wrong-state */
export const nextState = (round: { state: AssessmentState }, action: Action): AssessmentState =>
  assessmentWorkflow.next(round.state, action)

/** Writes columns of a locked round; each write counts its version up. */
export async function updateRound(
  ctx: Context,
  round: { id: string; committee_id: string; state: AssessmentState },
  set: Record<string, unknown> & { state?: AssessmentState },
): Promise<{ state: AssessmentState; version: number }> {
  const moved = set.state !== undefined && set.state !== round.state
  const { version } = await ctx.db
    .updateTable('assessments')
    .set((eb) => ({ ...set, ...(moved ? { state_since: ctx.now } : {}), version: eb('version', '+', 1) }))
    .where('committee_id', '=', round.committee_id)
    .where('id', '=', round.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return { state: set.state ?? round.state, version }
}

/** Tells what happened to a round. */
export const told = (
  ctx: Context,
  type: string,
  round: { id: string; title: string },
  details: Record<string, unknown> = {},
): Promise<void> =>
  emit(ctx, {
    type: `assessment.${type}`,
    subjectKind: 'assessment',
    subjectId: round.id,
    details: { title: round.title, ...details },
  })

/** What bears the member's signature is done by their own hand: who types for them (代录) does not sign for them.
 *  @throws DomainError assessment.own-hand */
export function refuseTypist({ actor }: Pick<Context, 'actor'>): void {
  if (actor.delegatedBy !== null) throw new DomainError('assessment.own-hand', {}, 403)
}

/** @throws DomainError assessment.not-yet for a day still to come */
export function refuseFuture(today: string, date: string): void {
  if (date > today) throw new DomainError('assessment.not-yet', { date }, 400)
}

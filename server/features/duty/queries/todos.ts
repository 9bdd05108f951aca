import type { Context } from '#platform/context.ts'
import { keepsLedger } from '../access.ts'
import { openObjections } from './objections.ts'
import { listDutyRecords } from './records.ts'

const shown = 5
const countLimit = 20

/** What of duty waits for the actor: records to review, objections to answer, one's own that was refused. */
export async function listDutyTodos(ctx: Context) {
  const office = keepsLedger(ctx.actor)
  if (!office && ctx.actor.role !== 'member') return []
  const review = await listDutyRecords(ctx, { state: 'submitted', scope: 'review', limit: countLimit })
  const refused = office ? [] : (await listDutyRecords(ctx, { state: 'refused', scope: 'mine', limit: shown })).items
  const objections = await openObjections(ctx)
  const group = (
    kind: string,
    items: { subjectKind: 'dutyRecord' | 'dutyObjection'; id: string; title: string; note: string; since: string }[],
  ) =>
    items.length === 0
      ? []
      : [
          {
            kind,
            count: items.length,
            countLimit,
            items: items.slice(0, shown).map(({ id, ...item }) => ({ kind, subjectId: id, dueOn: null, ...item })),
          },
        ]
  return [
    ...group(
      'dutyRecord.toReview',
      review.items.map((one) => ({
        subjectKind: 'dutyRecord',
        id: one.id,
        title: one.title,
        note: one.memberName,
        since: one.createdAt,
      })),
    ),
    ...group(
      'dutyObjection.toAnswer',
      objections.map((one) => ({
        subjectKind: 'dutyObjection',
        id: one.id,
        title: one.title,
        note: one.name,
        since: one.since,
      })),
    ),
    ...group(
      'dutyRecord.refused',
      refused.map((one) => ({
        subjectKind: 'dutyRecord',
        id: one.id,
        title: one.title,
        note: one.reviewNote,
        since: one.reviewedAt ?? one.createdAt,
      })),
    ),
  ]
}

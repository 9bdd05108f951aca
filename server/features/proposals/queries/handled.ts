import { type Expression, type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Assignment, AssignmentState, FollowUp, HandlingRole } from '#contract/handling.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { answersContacts, type ProposalFacts, seesHandlingDetails, seesOpinion, seesReply } from '../access.ts'
import { assignmentRelations, type DutyFacts, isTurnInUnit, reportsFollowUp } from '../access-unit.ts'
import { returnIsOpen } from '../rules.ts'
import { assignmentWorkflow, type UnitStep } from '../workflow.ts'
import { contactPersonOf, type HandledDuty, inUnitOf } from './in-unit.ts'
import { personOf } from './unit-people.ts'

/** The answers of a reply `r`, by the number of the suggestion. */
export const answersColumn = (eb: ExpressionBuilder<DB & { r: DB['replies'] }, 'r'>) =>
  jsonArrayFrom(
    eb
      .selectFrom('reply_answers as w')
      .select(['w.number', 'w.suggestion', 'w.answer', 'w.measure', 'w.due_on as dueOn', 'w.responsible'])
      .whereRef('w.committee_id', '=', 'r.committee_id')
      .whereRef('w.reply_id', '=', 'r.id')
      .orderBy('w.number'),
  ).as('answers')

/** The answers of a reply `r` to those handled with its proposal; what is answered 同第 n 条 reads as that answer. */
export const mergedAnswersColumn = (eb: ExpressionBuilder<DB & { r: DB['replies'] }, 'r'>) =>
  jsonArrayFrom(
    eb
      .selectFrom('reply_merged_answers as w')
      .innerJoin('proposals as o', (join) =>
        join.onRef('o.committee_id', '=', 'w.committee_id').onRef('o.id', '=', 'w.proposal_id'),
      )
      .leftJoin('reply_answers as s', (join) =>
        join
          .onRef('s.committee_id', '=', 'w.committee_id')
          .onRef('s.reply_id', '=', 'w.reply_id')
          .onRef('s.number', '=', 'w.same_as'),
      )
      .select(['w.proposal_id as proposalId', 'o.number as proposalNumber', 'o.proposers'])
      .select(['w.number', 'w.suggestion', 'w.same_as as sameAs'])
      .select(({ fn }) => [
        fn.coalesce('s.answer', 'w.answer').as('answer'),
        fn.coalesce('s.measure', 'w.measure').as('measure'),
        fn.coalesce('s.due_on', 'w.due_on').as('dueOn'),
        fn.coalesce('s.responsible', 'w.responsible').as('responsible'),
      ])
      .whereRef('w.committee_id', '=', 'r.committee_id')
      .whereRef('w.reply_id', '=', 'r.id')
      .orderBy('o.number')
      .orderBy('w.proposal_id')
      .orderBy('w.number'),
  ).as('mergedAnswers')

/** The replies on a proposal `p`, or on the one it is handled with, each with its answers. */
export function repliesQuery(db: Kysely<DB>, committee: Expression<string>) {
  return db
    .selectFrom('replies as r')
    .selectAll('r')
    .select((eb) => [answersColumn(eb), mergedAnswersColumn(eb)])
    .where('r.committee_id', '=', committee)
    .where('r.proposal_id', '=', sql<string>`coalesce(p.merged_into, p.id)`)
    .orderBy('r.id')
}

/** What was promised on a proposal `p`, or on the one it is handled with, with what the units reported. */
export function followUpsQuery(db: Kysely<DB>, committee: Expression<string>) {
  return db
    .selectFrom('reply_follow_ups as f')
    .select(['f.id', 'f.assignment_id', 'f.unit_id', 'f.measure', 'f.responsible', 'f.state'])
    .select(sql<number>`coalesce(f.number, f.of_number)`.as('number'))
    .select('f.of_proposal_id')
    .select(['f.due_on as dueOn', 'f.promised_on as promisedOn'])
    .select((eb) =>
      eb
        .selectFrom('proposals as op')
        .select('op.number')
        .whereRef('op.committee_id', '=', 'f.committee_id')
        .whereRef('op.id', '=', 'f.of_proposal_id')
        .as('of_number'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('follow_up_reports as o')
          .select(['o.report', 'o.next_on as nextOn', 'o.reported_at as reportedAt'])
          .whereRef('o.committee_id', '=', 'f.committee_id')
          .whereRef('o.follow_up_id', '=', 'f.id')
          .orderBy('o.id'),
      ).as('reports'),
    )
    .where('f.committee_id', '=', committee)
    .where('f.proposal_id', '=', sql<string>`coalesce(p.merged_into, p.id)`)
    .orderBy('f.due_on')
    .orderBy(sql`f.of_proposal_id nulls first`)
    .orderBy('number')
}

/** What of a proposal's row its handling is read from. */
interface HandledRow {
  id: string
  merged_into: string | null
  assignments: HandledDuty[]
  contacts: (Selectable<DB['contacts']> & { recorded_by_name: string | null })[]
  replies: Awaited<ReturnType<ReturnType<typeof repliesQuery>['execute']>>
  follow_ups: Awaited<ReturnType<ReturnType<typeof followUpsQuery>['execute']>>
}

/** What of a duty decides who may do what. */
const factsOfDuty = (a: HandledDuty): DutyFacts => ({
  committeeId: a.committee_id,
  unitId: a.unit_id,
  role: a.role as HandlingRole,
  clerkId: a.clerk_id,
  leaderId: a.leader_id,
  step: a.unit_step as UnitStep,
  people: a.people.map(personOf),
})

/** The answers as the page of this proposal has them: one handled with another reads its own, or those of the other where
 *  nobody answered it one by one. */
function answersFor(
  row: Pick<HandledRow, 'id' | 'merged_into'>,
  reply: Pick<HandledRow['replies'][number], 'answers' | 'mergedAnswers'>,
) {
  if (row.merged_into === null) return { answers: reply.answers, mergedAnswers: reply.mergedAnswers }
  const own = reply.mergedAnswers
    .filter((one) => one.proposalId === row.id)
    .map(({ number, suggestion, answer, measure, dueOn, responsible }) => ({
      ...{ number, suggestion, answer },
      ...{ measure, dueOn, responsible },
    }))
  return { answers: own.length > 0 ? own : reply.answers, mergedAnswers: [] }
}

/** Each unit's handling as this viewer reads it, with what they may do now. */
export function assignmentsOf(ctx: Context, row: HandledRow, facts: ProposalFacts): Assignment[] {
  const { actor } = ctx
  const details = seesHandlingDetails(actor, facts)
  const answers = answersContacts(actor, facts)
  return row.assignments.map((a): Assignment => {
    const duty = factsOfDuty(a)
    return {
      id: a.id,
      unitId: a.unit_id,
      unitName: a.unit_name,
      role: a.role as HandlingRole,
      state: a.state as AssignmentState,
      round: a.round,
      assignedAt: a.assigned_at,
      acceptBy: a.accept_by,
      returnBy: a.return_by,
      replyBy: a.reply_by,
      contactBy: a.contact_by,
      acceptedAt: a.accepted_at,
      returnReason: details ? a.return_reason : '',
      returnDecisionNote: details ? a.return_decision_note : '',
      opinion: seesOpinion(actor) ? a.opinion : '',
      opinionGivenAt: a.opinion_given_at,
      contacts: details
        ? row.contacts
            .filter((c) => c.assignment_id === a.id)
            .map((c) => ({
              id: c.id,
              round: c.round,
              phase: c.phase as 'before',
              way: c.way as 'visit',
              heldOn: c.held_on,
              persons: c.persons,
              notes: c.notes,
              recordedBy: c.recorded_by_name ?? '',
              confirmedAt: c.confirmed_at,
              disputedAt: c.disputed_at,
              disputeNote: c.dispute_note,
              actions:
                answers && c.confirmed_at === null && c.disputed_at === null
                  ? (['confirm', 'dispute'] as const).slice()
                  : [],
            }))
        : [],
      replies: row.replies
        .filter(
          (r) =>
            r.assignment_id === a.id &&
            seesReply(actor, { unitId: a.unit_id }, { submittedAt: r.submitted_at, deliveredAt: r.delivered_at }),
        )
        .map((r) => ({
          id: r.id,
          round: r.round,
          replyClass: r.reply_class,
          text: r.text,
          ...answersFor(row, r),
          closing: r.closing,
          documentNumber: r.document_number,
          signedBy: r.signed_by,
          contactName: r.contact_name,
          contactPhone: r.contact_phone,
          submittedAt: r.submitted_at,
          sentBackAt: r.sent_back_at,
          sendBackReason: r.send_back_reason,
          deliveredAt: r.delivered_at,
          version: r.version,
        })),
      followUps: row.follow_ups
        .filter((f) => f.assignment_id === a.id && f.state !== 'dropped')
        .map(({ assignment_id: _, unit_id: __, of_proposal_id, of_number, state, ...one }) => {
          const open = state === 'open' || state === 'late'
          return {
            ...one,
            of: of_proposal_id === null ? null : { proposalId: of_proposal_id, number: of_number },
            state: state as FollowUp['state'],
            due: open && one.dueOn <= civilDateOf(ctx.now),
            actions: open && reportsFollowUp(actor, duty) ? ['report'] : [],
          }
        }),
      inUnit: inUnitOf(actor, a, duty),
      contactPerson: details || seesOpinion(actor) ? contactPersonOf(a, duty) : null,
      // Units act on the one the duty is on, and give it back within the window only.
      actions:
        row.merged_into !== null
          ? []
          : (
              assignmentWorkflow.actionsFor(
                a.state as AssignmentState,
                assignmentRelations(actor, duty),
              ) as Assignment['actions']
            ).filter(
              (action) =>
                (action !== 'requestReturn' || returnIsOpen(a, civilDateOf(ctx.now))) &&
                isTurnInUnit(actor, duty, action),
            ),
    }
  })
}

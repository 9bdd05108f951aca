import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Proposal, ProposalState } from '#contract/proposals.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#platform/errors.ts'
import { historyQuery } from '#platform/events/emit.ts'
import {
  canSee,
  type ProposalFacts,
  proposalRelations,
  readsWordings,
  seesHandlingDetails,
  seesPhone,
  toldHistory,
} from '../access.ts'
import { maskPhone, moveIsOpen, numberText } from '../rules.ts'
import { proposalWorkflow } from '../workflow.ts'
import { readsComments as commentsFor } from './comments.ts'
import { assignmentsOf, followUpsQuery, repliesQuery } from './handled.ts'
import { ratersOf, ratingRequestsQuery } from './raters.ts'
import { togetherOf, togetherQuery } from './together.ts'
import { turnOf } from './turn.ts'
import { unitPeopleQuery } from './unit-people.ts'

/** One row holds the whole matter with its history: every statement costs the server as much as eight of these columns. */
const storyRow = statement('kept', (db, values: { committeeId: string; id: string; today: string }) =>
  db
    .selectFrom('proposals as p')
    .innerJoin('proposal_texts as w', (join) =>
      join
        .onRef('w.committee_id', '=', 'p.committee_id')
        .onRef('w.proposal_id', '=', 'p.id')
        .onRef('w.number', '=', 'p.text_number'),
    )
    .innerJoin('terms as t', (join) =>
      join.onRef('t.committee_id', '=', 'p.committee_id').onRef('t.id', '=', 'p.term_id'),
    )
    .leftJoin('sessions as s', (join) =>
      join.onRef('s.committee_id', '=', 'p.committee_id').onRef('s.id', '=', 'p.session_id'),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'p.committee_id').onRef('m.id', '=', 'p.lead_member_id'),
    )
    .leftJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 'p.committee_id').onRef('g.id', '=', 'p.sector_id'),
    )
    .select([
      'p.archived_at',
      'p.category',
      'p.collective_kind',
      'p.collective_name',
      'p.contact_member_id',
      'p.committee_id',
      'p.concluded_at',
      'p.created_at',
      'p.created_by',
      'p.decline_note',
      'p.decline_reason',
      'p.decline_ways',
      'p.due_on',
      'p.id',
      'p.kind',
      'p.converted_to',
      'p.lead_member_id',
      'p.lead_left_at',
      'p.lead_left_reason',
      'p.lead_kept_at',
      'p.merged_into',
      'p.number',
      'p.number_class',
      'p.number_text',
      'p.on_paper',
      'p.proposers',
      'p.publish_consent',
      'p.publish_note',
      'p.registered_at',
      'p.return_note',
      'p.round',
      'p.state',
      'p.state_since',
      'p.submitted_at',
      'p.suggested_unit_ids',
      'p.text_number',
      'p.title',
      'p.updated_at',
      'p.version',
      'p.withdrawal_note',
      'p.withdrawal_requested_at',
    ])
    .select([
      'w.analysis',
      'w.suggestions',
      't.number as term_number',
      's.number as session_number',
      'm.name as lead_name',
      'm.phone as lead_phone',
      'g.name as sector',
    ])
    .select((eb) =>
      eb
        .selectFrom('members as bm')
        .select('bm.name')
        .whereRef('bm.committee_id', '=', 'p.committee_id')
        .whereRef('bm.id', '=', 'p.contact_member_id')
        .as('contact_name'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('collective_drafters as cd')
          .innerJoin('members as dm', (join) =>
            join.onRef('dm.committee_id', '=', 'cd.committee_id').onRef('dm.id', '=', 'cd.member_id'),
          )
          .select(['dm.id as memberId', 'dm.name'])
          .whereRef('cd.committee_id', '=', 'p.committee_id')
          .whereRef('cd.proposal_id', '=', 'p.id')
          .orderBy('cd.place'),
      ).as('drafters'),
    )
    .select([
      sql<number>`(
        select count(*)::int from draft_comments d
        where d.committee_id = p.committee_id and d.proposal_id = p.id and d.thread_id = d.id)`.as('threads'),
      sql<number>`(
        select count(*)::int from draft_comments d
        where d.committee_id = p.committee_id and d.proposal_id = p.id and d.thread_id = d.id and d.resolved_at is null)`.as(
        'open_threads',
      ),
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('co_signers as c')
          .innerJoin('members as cm', (join) =>
            join.onRef('cm.committee_id', '=', 'c.committee_id').onRef('cm.id', '=', 'c.member_id'),
          )
          .select([
            'c.member_id as memberId',
            'cm.name',
            'c.state',
            'c.invited_at as invitedAt',
            'c.expires_on as expiresOn',
            'c.replied_at as repliedAt',
            'c.note',
            'c.left_at as leftAt',
            'c.left_reason as leftReason',
            'c.recorded_by as recordedBy',
            'c.scan_file_id as scanFileId',
          ])
          .select((e) =>
            e
              .selectFrom('group_members as gm')
              .innerJoin('groups as cg', (join) =>
                join.onRef('cg.committee_id', '=', 'gm.committee_id').onRef('cg.id', '=', 'gm.group_id'),
              )
              .select('cg.name')
              .whereRef('gm.committee_id', '=', 'c.committee_id')
              .whereRef('gm.member_id', '=', 'c.member_id')
              .where('gm.exclusive_kind', '=', 'sector')
              .where('gm.ends_on', 'is', null)
              .limit(1)
              .as('sector'),
          )
          .whereRef('c.committee_id', '=', 'p.committee_id')
          .whereRef('c.proposal_id', '=', 'p.id')
          .orderBy('c.invited_at')
          .orderBy('cm.stroke_key'),
      ).as('co_signers'),
      jsonArrayFrom(
        eb
          .selectFrom('assignments as a')
          .innerJoin('units as u', (join) =>
            join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
          )
          .selectAll('a')
          .select(['u.name as unit_name', 'u.contact_name as unit_contact', 'u.contact_phone as unit_phone'])
          .select((e) =>
            jsonArrayFrom(
              unitPeopleQuery(db, {
                committee: e.ref('a.committee_id'),
                unit: e.ref('a.unit_id'),
                today: values.today,
              }),
            ).as('people'),
          )
          .whereRef('a.committee_id', '=', 'p.committee_id')
          .where('a.proposal_id', '=', sql<string>`coalesce(p.merged_into, p.id)`)
          .orderBy(sql`case a.role when 'joint' then 1 else 0 end`)
          .orderBy('a.id'),
      ).as('assignments'),
      jsonArrayFrom(
        eb
          .selectFrom('contacts as k')
          .leftJoin('accounts as r', 'r.id', 'k.recorded_by')
          .selectAll('k')
          .select('r.name as recorded_by_name')
          .whereRef('k.committee_id', '=', 'p.committee_id')
          .where('k.proposal_id', '=', sql<string>`coalesce(p.merged_into, p.id)`)
          .orderBy('k.id'),
      ).as('contacts'),
      jsonArrayFrom(repliesQuery(db, eb.ref('p.committee_id'))).as('replies'),
      jsonArrayFrom(followUpsQuery(db, eb.ref('p.committee_id'))).as('follow_ups'),
      jsonArrayFrom(
        eb
          .selectFrom('ratings as r')
          .innerJoin('members as rm', (join) =>
            join.onRef('rm.committee_id', '=', 'r.committee_id').onRef('rm.id', '=', 'r.member_id'),
          )
          .select([
            'r.round',
            'r.member_id as memberId',
            'rm.name as memberName',
            'r.handling',
            'r.result',
            'r.words',
            'r.rated_at as ratedAt',
          ])
          .whereRef('r.committee_id', '=', 'p.committee_id')
          .whereRef('r.proposal_id', '=', 'p.id')
          .orderBy('r.round')
          .orderBy('r.rated_at'),
      ).as('ratings'),
      jsonArrayFrom(ratingRequestsQuery(db, eb.ref('p.committee_id'), eb.ref('p.id'), eb.ref('p.round'))).as('asked'),
      jsonArrayFrom(
        eb
          .selectFrom('proposal_attachments as pa')
          .innerJoin('files as f', (join) =>
            join.onRef('f.committee_id', '=', 'pa.committee_id').onRef('f.id', '=', 'pa.file_id'),
          )
          .leftJoin('accounts as fa', 'fa.id', 'f.created_by')
          .select([
            'f.id as fileId',
            'f.name',
            'f.media_type as mediaType',
            'f.size',
            'pa.added_at as addedAt',
            sql<string>`coalesce(fa.name, '')`.as('addedBy'),
          ])
          .whereRef('pa.committee_id', '=', 'p.committee_id')
          .whereRef('pa.proposal_id', '=', 'p.id')
          .orderBy('pa.added_at'),
      ).as('attachments'),
      jsonArrayFrom(
        eb
          .selectFrom('units as su')
          .select(['su.id', 'su.name'])
          .whereRef('su.committee_id', '=', 'p.committee_id')
          .where('su.id', '=', sql<string>`any(p.suggested_unit_ids)`),
      ).as('suggested_units'),
      jsonArrayFrom(togetherQuery(db, eb.ref('p.committee_id'), eb.ref('p.id'))).as('together'),
      jsonArrayFrom(historyQuery(db, eb.ref('p.committee_id'), eb.ref('p.id'))).as('history'),
    ])
    .where('p.committee_id', '=', values.committeeId)
    .where('p.id', '=', values.id),
)
type StoryRow = Awaited<ReturnType<typeof storyRow>>[number]

function factsOf(ctx: Context, row: StoryRow): ProposalFacts {
  const { memberId, unitId } = ctx.actor
  return {
    committeeId: row.committee_id,
    state: row.state as ProposalState,
    registered: row.registered_at !== null,
    leadMemberId: row.lead_member_id,
    createdBy: row.created_by,
    onPaper: row.on_paper,
    coSign: (row.co_signers.find((c) => c.memberId === memberId)?.state ?? null) as ProposalFacts['coSign'],
    unitInvolved: unitId !== null && row.assignments.some((a) => a.unit_id === unitId),
    leadLeft: row.lead_left_at !== null,
    asked: memberId !== null && row.asked.some((one) => one.memberId === memberId && one.excusedAt === null),
    leadsMerged: memberId !== null && row.together.some((one) => !one.main && one.leadMemberId === memberId),
  }
}

/** One proposal as its story: the text, who stands behind it, each unit's handling, what happened, and what this viewer may do now.
 *  @throws DomainError not-found where it is not there or not visible */
export async function getProposal(ctx: Context, id: string): Promise<Proposal> {
  const { actor } = ctx
  const { committeeId } = actor
  const [row] = await storyRow(ctx.db, { committeeId, id, today: civilDateOf(ctx.now) })
  if (!row) throw notFound('proposal')
  const facts = factsOf(ctx, row)
  if (!canSee(actor, facts)) throw notFound('proposal')
  const details = seesHandlingDetails(actor, facts)
  const assignments = assignmentsOf(ctx, row, facts)
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    numberText: row.number_text ?? numberText(row.term_number, row.session_number, row.number),
    numberClass: row.number_class,
    state: facts.state,
    kind: row.kind as Proposal['kind'],
    title: row.title,
    analysis: row.analysis,
    suggestions: row.suggestions as string[],
    category: row.category,
    suggestedUnitIds: row.suggested_unit_ids,
    publishConsent: row.publish_consent,
    publishNote: row.publish_note,
    proposers: row.proposers,
    leadProposer:
      row.lead_member_id === null
        ? null
        : {
            memberId: row.lead_member_id,
            name: row.lead_name ?? '',
            leftAt: row.lead_left_at,
            leftReason: row.lead_left_reason as Proposal['coSigners'][number]['leftReason'],
            keptAt: row.lead_kept_at,
            sector: row.sector,
            phone: seesPhone(actor) ? (row.lead_phone ?? '') : maskPhone(row.lead_phone ?? ''),
          },
    collectiveName: row.collective_name,
    collectiveKind: row.collective_kind as Proposal['collectiveKind'],
    contactPerson:
      row.contact_member_id === null ? null : { memberId: row.contact_member_id, name: row.contact_name ?? '' },
    drafters: row.drafters,
    onPaper: row.on_paper,
    termNumber: row.term_number,
    sessionNumber: row.session_number,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    submittedAt: row.submitted_at,
    registeredAt: row.registered_at,
    concludedAt: row.concluded_at,
    archivedAt: row.archived_at,
    turn: turnOf({
      state: facts.state,
      since: row.state_since,
      dueOn: row.due_on,
      proposers: row.proposers,
      assignments,
    }),
    returnNote: row.return_note,
    wordings: readsWordings(actor, facts) ? row.text_number : 0,
    declineReason: row.decline_reason,
    declineNote: row.decline_note,
    declineWays: row.decline_ways,
    convertedTo: row.converted_to as Proposal['convertedTo'],
    withdrawalRequest:
      row.withdrawal_requested_at === null || !details
        ? null
        : { at: row.withdrawal_requested_at, note: row.withdrawal_note },
    ...togetherOf(row.together),
    round: row.round,
    suggestedUnits: row.suggested_units,
    coSigners: row.co_signers.map((c) => ({
      ...c,
      state: c.state as 'invited',
      leftReason: c.leftReason as Proposal['coSigners'][number]['leftReason'],
    })),
    comments: (await commentsFor(ctx, facts)) ? { threads: row.threads, open: row.open_threads } : null,
    attachments: row.attachments,
    assignments,
    raters: details ? ratersOf(row) : [],
    ratings: row.ratings.map(({ memberId, ...r }) => ({
      ...r,
      mine: memberId === actor.memberId,
      handling: r.handling as 'satisfied',
      result: r.result as 'satisfied',
      words: details ? r.words : '',
    })),
    history: toldHistory(actor, row.history, details),
    actions: (proposalWorkflow.actionsFor(facts.state, proposalRelations(actor, facts)) as Proposal['actions']).filter(
      (action) =>
        moveIsOpen(
          action,
          {
            state: facts.state,
            dueOn: row.due_on,
            mainState: (row.together.find((one) => one.main)?.state ?? null) as ProposalState | null,
            withdrawalAsked: row.withdrawal_requested_at !== null,
            leadKept: row.lead_kept_at !== null,
            ratingsGiven: row.ratings.filter((r) => r.round === row.round).length,
            collective: row.kind === 'collective',
            ratedByViewer: row.ratings.some((r) => r.round === row.round && r.memberId === actor.memberId),
          },
          civilDateOf(ctx.now),
        ),
    ),
  }
}

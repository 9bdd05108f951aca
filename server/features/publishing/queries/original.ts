import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ProposalState } from '#contract/proposals.ts'
import type { PublicationPart, PublicationState, RedactionMark } from '#contract/publishing.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

/** Where a proposal must stand to be public: on the register and not withdrawn since, archived or not. */
export const openToPublic = (p: { state: string; concluded: boolean }): boolean =>
  ['registered', 'merged', 'handling', 'replied', 'rated', 'disputed', 'concluded'].includes(p.state) ||
  (p.state === 'archived' && p.concluded)

/** The answer to one suggestion, as it was written. */
interface Answer {
  number: number
  suggestion: string
  answer: string
  measure: string
  dueOn: string | null
}

/** The parts of a proposal that its publication is about. */
export function proposalParts(p: {
  title: string
  analysis: string
  suggestions: readonly string[]
}): PublicationPart[] {
  return [
    { key: 'title', label: '案由', text: p.title },
    { key: 'analysis', label: '情况分析', text: p.analysis },
    ...p.suggestions.map((text, i) => ({ key: `suggestion.${i + 1}`, label: `第 ${i + 1} 条建议`, text })),
  ]
}

/** The parts of a reply. */
export function replyParts(r: { text: string; closing: string; answers: readonly Answer[] }): PublicationPart[] {
  return [
    { key: 'text', label: '答复正文', text: r.text },
    ...r.answers.flatMap((one) => [
      { key: `asked.${one.number}`, label: `所答的第 ${one.number} 条建议`, text: one.suggestion },
      { key: `answer.${one.number}`, label: `对第 ${one.number} 条的答复`, text: one.answer },
      { key: `measure.${one.number}`, label: `第 ${one.number} 条的措施`, text: one.measure },
    ]),
    { key: 'closing', label: '结尾', text: r.closing },
  ].filter((part) => part.text !== '' || part.key === 'text')
}

/** What the office decides about: one row of the publications with its original. Publications are read by this alone. */
export function originals(ctx: Pick<Context, 'db' | 'actor'>) {
  return ctx.db
    .selectFrom('publications as u')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'u.committee_id').onRef('p.id', '=', 'u.proposal_id'),
    )
    .innerJoin('proposal_texts as w', (join) =>
      join
        .onRef('w.committee_id', '=', 'p.committee_id')
        .onRef('w.proposal_id', '=', 'p.id')
        .onRef('w.number', '=', 'p.text_number'),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'p.committee_id').onRef('m.id', '=', 'p.lead_member_id'),
    )
    .leftJoin('replies as r', (join) =>
      join.onRef('r.committee_id', '=', 'u.committee_id').onRef('r.id', '=', 'u.reply_id'),
    )
    .leftJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'r.committee_id').onRef('a.id', '=', 'r.assignment_id'),
    )
    .leftJoin('units as un', (join) =>
      join.onRef('un.committee_id', '=', 'a.committee_id').onRef('un.id', '=', 'a.unit_id'),
    )
    .select([
      'u.subject_id as id',
      'u.proposal_id as proposalId',
      'u.reply_id as replyId',
      'u.since',
      'u.marks',
      'u.file_ids as fileIds',
      'u.hide_proposers as hideProposers',
      'u.reason',
      'u.version',
      'p.number',
      'p.title',
      'p.kind',
      'p.proposers',
      'p.category',
      'p.concluded_at as concludedAt',
      'p.registered_at as registeredAt',
      'p.publish_consent as consent',
      'p.publish_note as consentNote',
      'm.name as leadName',
      'w.analysis',
      'w.suggestions',
      'r.text as replyText',
      'r.closing',
      'un.short_name as unit',
      sql<PublicationState>`u.state`.as('state'),
      sql<ProposalState>`p.state`.as('proposalState'),
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('reply_answers as n')
          .select(['n.number', 'n.suggestion', 'n.answer', 'n.measure', 'n.due_on as dueOn'])
          .whereRef('n.committee_id', '=', 'u.committee_id')
          .whereRef('n.reply_id', '=', 'u.reply_id')
          .orderBy('n.number'),
      ).as('answers'),
      jsonArrayFrom(
        eb
          .selectFrom('proposal_attachments as t')
          .innerJoin('files as f', (join) =>
            join.onRef('f.committee_id', '=', 't.committee_id').onRef('f.id', '=', 't.file_id'),
          )
          .select(['f.id as fileId', 'f.name', 'f.size'])
          .whereRef('t.committee_id', '=', 'u.committee_id')
          .whereRef('t.proposal_id', '=', 'u.proposal_id')
          .where('u.reply_id', 'is', null)
          .orderBy('t.added_at'),
      ).as('files'),
      // What was taken out of the proposal: a reply to it may repeat it.
      eb
        .selectFrom('publications as q')
        .select('q.marks')
        .whereRef('q.committee_id', '=', 'u.committee_id')
        .whereRef('q.subject_id', '=', 'u.proposal_id')
        .where('u.reply_id', 'is not', null)
        .as('proposalMarks'),
    ])
    .where('u.committee_id', '=', ctx.actor.committeeId)
}
export type Original = Awaited<ReturnType<ReturnType<typeof originals>['execute']>>[number]

/** The parts of an original, and of the proposal behind a reply. */
export function partsOf(row: Original): PublicationPart[] {
  return row.replyId === null
    ? proposalParts({ ...row, suggestions: row.suggestions as string[] })
    : replyParts({ text: row.replyText ?? '', closing: row.closing ?? '', answers: row.answers })
}

export const marksOf = (row: { marks: unknown }): RedactionMark[] => row.marks as RedactionMark[]

/** One original with its decision. @throws DomainError not-found */
export async function getOriginal(ctx: Pick<Context, 'db' | 'actor'>, id: string): Promise<Original> {
  const row = await originals(ctx).where('u.subject_id', '=', id).executeTakeFirst()
  if (!row) throw notFound('publication')
  return row
}

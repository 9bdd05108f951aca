import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { PublicationState, RedactionMark, publishingRoutes as r } from '#contract/publishing.ts'
import { orderedMarks, redacted } from '#contract/redaction.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizePublication } from '../access.ts'
import { isPlain, suggestionsFor } from '../queries/office.ts'
import { getOriginal, type Original, openToPublic, partsOf } from '../queries/original.ts'
import { publicProposers, publicWords, refuseStrayMarks } from '../rules.ts'
import { suggestionsLeft } from '../rules-suggest.ts'
import { type PublishingSettings, publishingSetting } from '../settings.ts'
import { publicationWorkflow } from '../workflow.ts'

type Draft = z.output<typeof r.markPublication.body>
type Moved = { version: number; state: PublicationState }

/** Takes the decision for writing, then reads the original as it is now. @throws DomainError not-found */
async function lockPublication(ctx: Context, id: string): Promise<Original> {
  const row = await ctx.db
    .selectFrom('publications')
    .select('subject_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('subject_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('publication')
  return getOriginal(ctx, id)
}

/** @throws DomainError version.stale with what is kept now */
function refuseStale(row: Original, given: Draft): void {
  if (row.version === given.version) return
  const { marks, fileIds, hideProposers, version } = row
  throw new DomainError('version.stale', {
    current: { marks, fileIds, hideProposers },
    currentVersion: version,
    yours: given,
  })
}

/** The marks in order. @throws DomainError input.invalid for marks or files that are not of this text */
function draftOf(row: Original, given: Draft, settings: PublishingSettings) {
  const parts = partsOf(row)
  refuseStrayMarks(parts, given.marks)
  const own = new Set(settings.attachments ? row.files.map((file) => file.fileId) : [])
  if (given.fileIds.some((id) => !own.has(id))) throw invalidInput('fileIds', '没有这个附件，或者附件不公开')
  return {
    marks: orderedMarks(parts, given.marks),
    fileIds: [...new Set(given.fileIds)],
    hideProposers: row.replyId === null && given.hideProposers,
  }
}

async function move(ctx: Context, row: Original, set: Record<string, unknown>): Promise<number> {
  const { version } = await ctx.db
    .updateTable('publications')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('subject_id', '=', row.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

const draftColumns = (draft: ReturnType<typeof draftOf>) => ({
  marks: JSON.stringify(draft.marks),
  file_ids: draft.fileIds,
  hide_proposers: draft.hideProposers,
})

/** Tells it in the story of the proposal. */
function told(ctx: Context, type: string, row: Original, details: Record<string, unknown> = {}): Promise<void> {
  const kind = row.replyId === null ? 'proposal' : 'reply'
  return emit(ctx, {
    type: `publication.${type}`,
    subjectKind: 'proposal',
    subjectId: row.proposalId,
    details: { kind, subjectId: row.id, ...(row.unit ? { unit: row.unit } : {}), ...details },
  })
}

/** Keeps marks without publishing. @throws DomainError publication.wrong-state, version.stale, input.invalid */
export async function markPublication(ctx: Context, id: string, given: Draft): Promise<Moved> {
  authorizePublication(ctx.actor.role, 'mark')
  const row = await lockPublication(ctx, id)
  refuseStale(row, given)
  const state = publicationWorkflow.next(row.state, 'mark')
  const draft = draftOf(row, given, await settingInForce(ctx, publishingSetting))
  const version = await move(ctx, row, draftColumns(draft))
  await told(ctx, 'marked', row, { marks: draft.marks.length })
  return { version, state }
}

/** Publishes a text with what is marked taken out, as a wording of its own; a text already public is replaced.
 *  Source: 提案是否公开、答复是否公开、脱敏稿（政府部门门户“建议提案”栏）; 政府信息公开条例 第三十七条.
 *  @throws DomainError publication.no-consent, .not-open, .proposal-first, .suggestions-left, .wrong-state, version.stale */
export async function publish(ctx: Context, id: string, given: z.output<typeof r.publish.body>): Promise<Moved> {
  authorizePublication(ctx.actor.role, 'publish')
  const row = await lockPublication(ctx, id)
  refuseStale(row, given)
  const settings = await settingInForce(ctx, publishingSetting)
  const draft = draftOf(row, given, settings)
  const left = suggestionsLeft(suggestionsFor({ ...row, hideProposers: draft.hideProposers }, settings), draft.marks)
  if (left.length > 0 && !given.leaveRest) throw new DomainError('publication.suggestions-left', { left: left.length })
  return putOut(ctx, row, draft, settings)
}

async function putOut(
  ctx: Context,
  row: Original,
  draft: ReturnType<typeof draftOf>,
  settings: PublishingSettings,
): Promise<Moved> {
  const state = publicationWorkflow.next(row.state, 'publish')
  if (!openToPublic({ state: row.proposalState, concluded: row.concludedAt !== null }))
    throw new DomainError('publication.not-open', { state: row.proposalState })
  if (row.replyId === null) {
    if (!row.consent) throw new DomainError('publication.no-consent')
    await putProposal(ctx, row, draft, settings)
  } else {
    if (!(await standsOnAPublicPage(ctx, row.proposalId))) throw new DomainError('publication.proposal-first')
    await putReply(ctx, row, draft.marks)
  }
  const version = await move(ctx, row, {
    ...draftColumns(draft),
    state,
    reason: '',
    ...(row.state === 'published' ? {} : { since: ctx.now }),
    decided_at: ctx.now,
  })
  await told(ctx, row.state === 'published' ? 'changed' : 'published', row, { marks: draft.marks.length })
  return { version, state }
}

async function putProposal(
  ctx: Context,
  row: Original,
  draft: ReturnType<typeof draftOf>,
  settings: PublishingSettings,
): Promise<void> {
  const { committeeId } = ctx.actor
  const shown = new Map(redacted(partsOf(row), draft.marks).map((part) => [part.key, part.text]))
  const title = shown.get('title') ?? ''
  const analysis = shown.get('analysis') ?? ''
  const suggestions = [...shown].filter(([key]) => key.startsWith('suggestion.')).map(([, text]) => text)
  const proposers = publicProposers(draft.hideProposers ? 'none' : settings.proposersShown, {
    proposers: row.proposers,
    lead: row.leadName,
    collective: row.kind === 'collective' && !draft.hideProposers,
  })
  const { words, letters } = publicWords([title, proposers, analysis, ...suggestions])
  const columns = {
    registered_at: row.registeredAt!,
    year: Number(civilDateOf(new Date(row.registeredAt!)).slice(0, 4)),
    category: row.category,
    title,
    proposers,
    analysis,
    suggestions: JSON.stringify(suggestions),
    words: sql<string>`array_to_tsvector(${words}::text[])`,
    letters,
  }
  await ctx.db
    .insertInto('published_proposals')
    .values({ committee_id: committeeId, proposal_id: row.id, published_at: ctx.now, ...columns })
    .onConflict((c) => c.columns(['committee_id', 'proposal_id']).doUpdateSet(columns))
    .execute()
  await ctx.db
    .deleteFrom('published_files')
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', row.id)
    .execute()
  if (draft.fileIds.length > 0)
    await ctx.db
      .insertInto('published_files')
      .values(draft.fileIds.map((file_id) => ({ committee_id: committeeId, proposal_id: row.id, file_id })))
      .execute()
}

async function putReply(ctx: Context, row: Original, marks: readonly RedactionMark[]): Promise<void> {
  const shown = new Map(redacted(partsOf(row), marks).map((part) => [part.key, part.text]))
  const text = shown.get('text') ?? ''
  const closing = shown.get('closing') ?? ''
  const answers = row.answers.map(({ number, dueOn }) => ({
    number,
    suggestion: shown.get(`asked.${number}`) ?? '',
    answer: shown.get(`answer.${number}`) ?? '',
    measure: shown.get(`measure.${number}`) ?? '',
    dueOn,
  }))
  const { words, letters } = publicWords([
    row.unit ?? '',
    text,
    ...answers.flatMap((one) => [one.suggestion, one.answer, one.measure]),
    closing,
  ])
  const columns = {
    text,
    closing,
    answers: JSON.stringify(answers),
    words: sql<string>`array_to_tsvector(${words}::text[])`,
    letters,
  }
  await ctx.db
    .insertInto('published_replies')
    .values({
      committee_id: ctx.actor.committeeId,
      reply_id: row.id,
      proposal_id: row.proposalId,
      published_at: ctx.now,
      ...columns,
    })
    .onConflict((c) => c.columns(['committee_id', 'reply_id']).doUpdateSet(columns))
    .execute()
}

/** Whether the proposal a reply was written for, or one handled with it, is public. */
async function standsOnAPublicPage(ctx: Context, proposalId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('published_proposals as o')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'o.committee_id').onRef('p.id', '=', 'o.proposal_id'),
    )
    .select('p.id')
    .where('o.committee_id', '=', ctx.actor.committeeId)
    .where(sql<SqlBool>`coalesce(p.merged_into, p.id) = ${proposalId}`)
    .limit(sql.lit(1))
    .executeTakeFirst()
  return row !== undefined
}

/** Takes a text off the public pages at once; its marks are kept. @throws DomainError publication.wrong-state */
export async function retractPublication(ctx: Context, id: string, note: string): Promise<Moved> {
  authorizePublication(ctx.actor.role, 'retract')
  const row = await lockPublication(ctx, id)
  const state = publicationWorkflow.next(row.state, 'retract')
  if (row.replyId === null)
    await ctx.db
      .deleteFrom('published_proposals')
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('proposal_id', '=', id)
      .execute()
  else
    await ctx.db
      .deleteFrom('published_replies')
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('reply_id', '=', id)
      .execute()
  const version = await move(ctx, row, { state, since: ctx.now, reason: note, decided_at: ctx.now })
  await told(ctx, 'retracted', row, { note })
  return { version, state }
}

/** Decides not to publish, with the reason (不公开理由). @throws DomainError publication.wrong-state */
export async function withholdPublication(ctx: Context, id: string, note: string): Promise<Moved> {
  authorizePublication(ctx.actor.role, 'withhold')
  const row = await lockPublication(ctx, id)
  const state = publicationWorkflow.next(row.state, 'withhold')
  const version = await move(ctx, row, { state, since: ctx.now, reason: note, decided_at: ctx.now })
  await told(ctx, 'withheld', row, { note })
  return { version, state }
}

/** Publishes those among some texts whose consent is plain and in which nothing has to be looked at, proposals before the
 *  replies to them; the others are left as they are. */
export async function publishPlain(ctx: Context, ids: readonly string[]): Promise<{ published: number; left: number }> {
  authorizePublication(ctx.actor.role, 'publish')
  const settings = await settingInForce(ctx, publishingSetting)
  const rows: Original[] = []
  // In one order, so that two at once do not wait for each other crosswise.
  for (const id of [...new Set(ids)].toSorted()) rows.push(await lockPublication(ctx, id))
  let published = 0
  for (const row of rows.toSorted((a, b) => Number(a.replyId !== null) - Number(b.replyId !== null))) {
    if (!isPlain(row, suggestionsFor(row, settings).length)) continue
    if (row.replyId !== null && !(await standsOnAPublicPage(ctx, row.proposalId))) continue
    await putOut(ctx, row, { marks: [], fileIds: [], hideProposers: row.hideProposers }, settings)
    published += 1
  }
  return { published, left: rows.length - published }
}

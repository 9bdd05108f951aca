import { sql } from 'kysely'
import type { z } from 'zod'
import type {
  ProposalPublication,
  Publication,
  PublicationItem,
  PublicationPart,
  PublicationState,
  publishingRoutes,
} from '#contract/publishing.ts'
import { passagesTaken } from '#contract/redaction.ts'
import { visibleProposal } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizePublication, decidesPublication, readsReason } from '../access.ts'
import { publicProposers } from '../rules.ts'
import { suggestedMarks } from '../rules-suggest.ts'
import { type PublishingSettings, publishingSetting } from '../settings.ts'
import { publicationWorkflow } from '../workflow.ts'
import {
  getOriginal,
  marksOf,
  type Original,
  openToPublic,
  originals,
  partsOf,
  proposalParts,
  replyParts,
} from './original.ts'

/** What should be looked at before a text is published: contacts and the like, what was taken out of its proposal, and the
 *  names where the setting does not show them. */
export function suggestionsFor(row: Original, settings: PublishingSettings) {
  const passages =
    row.replyId === null || row.proposalMarks === null
      ? []
      : passagesTaken(
          proposalParts({ ...row, suggestions: row.suggestions as string[] }),
          marksOf({ marks: row.proposalMarks }),
        )
  const names = settings.proposersShown === 'whole' && !row.hideProposers ? [] : [row.leadName ?? '']
  return suggestedMarks(partsOf(row), [...passages, ...names])
}

/** Whether a text may go out with others at once: consent without reserve, nothing to look at, nothing to choose. */
export const isPlain = (row: Original, suggested: number): boolean =>
  row.state === 'waiting' &&
  row.consent &&
  row.consentNote.trim() === '' &&
  suggested === 0 &&
  marksOf(row).length === 0 &&
  openToPublic({ state: row.proposalState, concluded: row.concludedAt !== null })

function itemOf(row: Original, suggested: number): PublicationItem {
  return {
    id: row.id,
    kind: row.replyId === null ? 'proposal' : 'reply',
    proposalId: row.proposalId,
    number: row.number,
    title: row.title,
    proposers: row.proposers,
    unit: row.unit,
    state: row.state,
    since: row.since,
    consent: row.consent,
    consentNote: row.consentNote,
    reason: row.reason,
    suggested,
    attachments: row.files.length,
    plain: isPlain(row, suggested),
  }
}

const list = 'publications'

/** Proposals and replies by where their publication stands: what waits longest first, what was decided last first. */
export async function listPublications(
  ctx: Context,
  f: z.output<typeof publishingRoutes.listPublications.query>,
): Promise<{ items: PublicationItem[]; nextCursor: string | null }> {
  authorizePublication(ctx.actor.role, 'listPublications')
  const direction = f.state === 'waiting' ? 'asc' : 'desc'
  const name = `${list}:${f.state}`
  const place = readCursor(name, f.cursor, cursorValue.instant)
  const settings = await settingInForce(ctx, publishingSetting)
  const q = f.q?.trim()
  const rows = await originals(ctx)
    .where('u.state', '=', f.state)
    // What was withdrawn or waits for nobody any more needs no decision.
    .$if(f.state === 'waiting', (query) =>
      query.where(sql<boolean>`(p.state in ('registered', 'merged', 'handling', 'replied', 'rated', 'disputed', 'concluded')
        or (p.state = 'archived' and p.concluded_at is not null)) and p.publish_consent`),
    )
    .$if(f.kind !== undefined, (query) => query.where('u.reply_id', f.kind === 'reply' ? 'is not' : 'is', null))
    .$if(Boolean(q), (query) =>
      query.where((eb) =>
        eb.or([
          sql<boolean>`strpos(p.title, ${q}) > 0`,
          sql<boolean>`strpos(p.proposers, ${q}) > 0`,
          ...(/^\d{1,6}$/.test(q!) ? [eb('p.number', '=', Number(q))] : []),
        ]),
      ),
    )
    .$if(place !== null, (query) =>
      query.where((eb) => after(eb, 'u.since', 'u.subject_id', place!, direction, 'timestamptz')),
    )
    .orderBy('u.since', direction)
    .orderBy('u.subject_id', direction)
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(name, rows, f.limit, (row) => ({ value: row.since, id: row.id }))
  return {
    items: page.items.map((row) => itemOf(row, suggestionsFor(row, settings).length)),
    nextCursor: page.nextCursor,
  }
}

/** What the public reads of it now; null: nothing. */
async function publishedOf(
  ctx: Context,
  row: Original,
): Promise<{ parts: PublicationPart[]; publishedAt: string } | null> {
  const { committeeId } = ctx.actor
  if (row.replyId === null) {
    const shown = await ctx.db
      .selectFrom('published_proposals')
      .select(['title', 'analysis', 'suggestions', 'published_at'])
      .where('committee_id', '=', committeeId)
      .where('proposal_id', '=', row.id)
      .executeTakeFirst()
    return shown
      ? {
          parts: proposalParts({ ...shown, suggestions: shown.suggestions as string[] }),
          publishedAt: shown.published_at,
        }
      : null
  }
  const shown = await ctx.db
    .selectFrom('published_replies')
    .select(['text', 'closing', 'answers', 'published_at'])
    .where('committee_id', '=', committeeId)
    .where('reply_id', '=', row.replyId)
    .executeTakeFirst()
  return shown
    ? {
        parts: replyParts({ ...shown, answers: shown.answers as Original['answers'] }),
        publishedAt: shown.published_at,
      }
    : null
}

/** One text with its marks, suggestions and public wording. @throws DomainError access.denied, not-found */
export async function getPublication(ctx: Context, id: string): Promise<Publication> {
  authorizePublication(ctx.actor.role, 'getPublication')
  const row = await getOriginal(ctx, id)
  const settings = await settingInForce(ctx, publishingSetting)
  const suggestions = suggestionsFor(row, settings)
  const published = row.state === 'published' ? await publishedOf(ctx, row) : null
  const person = { proposers: row.proposers, lead: row.leadName, collective: row.kind === 'collective' }
  const open = openToPublic({ state: row.proposalState, concluded: row.concludedAt !== null })
  return {
    ...itemOf(row, suggestions.length),
    proposalState: row.proposalState,
    version: row.version,
    parts: partsOf(row),
    marks: marksOf(row),
    suggestions,
    published: published?.parts ?? null,
    publishedAt: published?.publishedAt ?? null,
    hideProposers: row.hideProposers,
    shownProposers: publicProposers(settings.proposersShown, person),
    hiddenProposers: publicProposers('none', { ...person, collective: false }),
    files: settings.attachments
      ? row.files.map((file) => ({ ...file, included: row.fileIds.includes(file.fileId) }))
      : [],
    actions: (publicationWorkflow.actionsFor(row.state, new Set(['proposalOffice'])) as Publication['actions']).filter(
      (action) => action !== 'publish' || (row.consent && open),
    ),
  }
}

/** Where the publication of a proposal the actor may see stands, with its replies. @throws DomainError not-found */
export async function getProposalPublication(ctx: Context, proposalId: string): Promise<ProposalPublication> {
  await visibleProposal(ctx, proposalId)
  const { committeeId, role } = ctx.actor
  const p = await ctx.db
    .selectFrom('proposals')
    .select(['lead_member_id', 'merged_into', 'state', 'concluded_at'])
    .where('committee_id', '=', committeeId)
    .where('id', '=', proposalId)
    .executeTakeFirstOrThrow()
  const rows = await ctx.db
    .selectFrom('publications as u')
    .leftJoin('replies as r', (join) =>
      join.onRef('r.committee_id', '=', 'u.committee_id').onRef('r.id', '=', 'u.reply_id'),
    )
    .leftJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'r.committee_id').onRef('a.id', '=', 'r.assignment_id'),
    )
    .leftJoin('units as un', (join) =>
      join.onRef('un.committee_id', '=', 'a.committee_id').onRef('un.id', '=', 'a.unit_id'),
    )
    .select(['u.subject_id as id', 'u.reply_id', 'u.since', 'u.reason', 'r.round', 'un.short_name as unit'])
    .select(sql<PublicationState>`u.state`.as('state'))
    .where('u.committee_id', '=', committeeId)
    // Its own, and the replies to the one it is handled with.
    .where((eb) =>
      eb.or([
        eb('u.subject_id', '=', proposalId),
        eb.and([eb('u.reply_id', 'is not', null), eb('u.proposal_id', '=', p.merged_into ?? proposalId)]),
      ]),
    )
    .orderBy(sql`u.reply_id is not null`)
    .orderBy('u.since')
    .orderBy('u.subject_id')
    .execute()
  const own = rows.find((row) => row.id === proposalId)
  const open = openToPublic({ state: p.state, concluded: p.concluded_at !== null })
  const reads = readsReason(ctx.actor, p.lead_member_id)
  return {
    items: rows.map(({ reply_id, reason, ...row }) => ({
      ...row,
      kind: reply_id === null ? ('proposal' as const) : ('reply' as const),
      reason: reads ? reason : '',
    })),
    address: own?.state === 'published' && open ? `/proposals/${proposalId}` : null,
    decides: decidesPublication(role),
  }
}

const todoLimit = 100

const toDecide = statement('kept', (db, { committeeId }: { committeeId: string }) =>
  db
    .selectFrom('publications as u')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'u.committee_id').onRef('p.id', '=', 'u.proposal_id'),
    )
    .select(['u.subject_id', 'u.reply_id', 'u.since', 'p.title'])
    .where('u.committee_id', '=', committeeId)
    .where('u.state', '=', sql.lit('waiting'))
    .where('p.publish_consent', '=', sql.lit(true))
    .where('p.state', '<>', sql.lit('withdrawn'))
    .orderBy('u.since')
    .orderBy('u.subject_id')
    .limit(sql.lit(todoLimit)),
)

/** What waits for a decision on publication, for the office's workbench. */
export async function listPublicationTodos(ctx: Context) {
  if (!decidesPublication(ctx.actor.role)) return []
  const rows = await toDecide(ctx.db, ctx.actor)
  if (rows.length === 0) return []
  const kind = 'publication.toDecide'
  return [
    {
      kind,
      count: rows.length,
      countLimit: todoLimit,
      items: rows.slice(0, 5).map((row) => ({
        kind,
        subjectKind: 'publication' as const,
        subjectId: row.subject_id,
        title: row.title,
        note: row.reply_id === null ? '提案' : '答复',
        since: row.since,
        dueOn: null,
      })),
    },
  ]
}

import { sql } from 'kysely'
import type { ImportPreview, ImportResult } from '#contract/common.ts'
import type { ProposalImportWanted } from '#contract/proposals.ts'
import { currentTerm, findTerm } from '#features/committees/index.ts'
import { foldText } from '#platform/chinese/text.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { Upload } from '#platform/http/uploads.ts'
import { newId } from '#platform/ids.ts'
import { importFingerprint, readUploadedTables } from '#platform/spreadsheets/uploaded-tables.ts'
import { type PlannedProposal, planProposals, proposalHeadings } from '../import-plan.ts'
import { searchWords } from '../rules.ts'
import { textRow } from './draft.ts'
import { proposalEvent } from './load.ts'

/** Whoever brings in many at once can bring them into the search at once too. */
export { countPairs, indexDueProposals } from './index-proposals.ts'

const previewProblems = 500
const previewSample = 5
const rowsPerInsert = 500

/** Only the proposal office brings proposals in from files. */
function authorizeImport(ctx: Context): void {
  if (ctx.actor.role !== 'proposalOffice') throw accessDenied('importProposals')
}

async function plan(ctx: Context, uploads: readonly Upload[], { as, termId }: ProposalImportWanted) {
  authorizeImport(ctx)
  const term = as === 'archive' && termId ? await findTerm(ctx, termId) : await currentTerm(ctx)
  if (!term) throw termId ? notFound('term') : new DomainError('proposal.no-term')
  const tables = await readUploadedTables(uploads, proposalHeadings, ['title', 'proposers'])
  const members = new Map<string, string[]>()
  if (as === 'draft') {
    const rows = await ctx.db
      .selectFrom('members as m')
      .innerJoin('memberships as s', (join) =>
        join.onRef('s.committee_id', '=', 'm.committee_id').onRef('s.member_id', '=', 'm.id'),
      )
      .select(['m.id', 'm.name'])
      .where('m.committee_id', '=', ctx.actor.committeeId)
      .where('s.left_on', 'is', null)
      .execute()
    for (const { id, name } of rows) members.set(foldText(name), [...(members.get(foldText(name)) ?? []), id])
  }
  const series = `archive:${term.id}`
  const held =
    as === 'archive'
      ? await ctx.db
          .selectFrom('proposals')
          .select(['number', 'title'])
          .where('committee_id', '=', ctx.actor.committeeId)
          .where('number_series', '=', series)
          .execute()
      : []
  return {
    tables,
    term,
    series,
    plan: planProposals(tables, as, members, new Map(held.map((row) => [row.number!, row.title]))),
  }
}

/** Says what an import would do; nothing is written. @throws DomainError import.no-header; SpreadsheetError */
export async function previewProposalImport(
  ctx: Context,
  uploads: readonly Upload[],
  wanted: ProposalImportWanted,
): Promise<ImportPreview> {
  const { tables, plan: found } = await plan(ctx, uploads, wanted)
  const errors = found.problems.filter((p) => p.severity === 'error')
  return {
    fingerprint: importFingerprint(uploads, { as: wanted.as, termId: wanted.termId }),
    files: tables.map((t) => ({
      name: t.fileName,
      encoding: t.encoding,
      headerRow: t.header.headerRow + 1,
      rows: t.rows.length,
      unknownColumns: t.header.unknown.map((u) => u.heading),
    })),
    toCreate: found.create.length,
    toUpdate: 0,
    unchanged: found.unchanged,
    errorCount: errors.length,
    problems: [...errors, ...found.problems.filter((p) => p.severity === 'warning')].slice(0, previewProblems),
    sample: found.create.slice(0, previewSample).map((p) => ({
      提案号: p.number === null ? '' : String(p.number),
      案由: p.title,
      提案者: p.proposers,
      类别: p.category ?? '',
      情况分析: p.analysis.slice(0, 120),
      具体建议: `${p.suggestions.length} 条`,
    })),
  }
}

/** Imports as previewed, all or nothing. @throws DomainError import.changed when the files are not those previewed; import.has-errors */
export async function importProposals(
  ctx: Context,
  uploads: readonly Upload[],
  wanted: ProposalImportWanted,
  fingerprint: string,
): Promise<ImportResult> {
  const { as, termId } = wanted
  authorizeImport(ctx)
  if (fingerprint !== importFingerprint(uploads, { as, termId })) throw new DomainError('import.changed')
  const { term, series, plan: found } = await plan(ctx, uploads, { as, termId })
  if (found.problems.some((p) => p.severity === 'error'))
    throw new DomainError('import.has-errors', { count: found.problems.length }, 400)
  const names = await memberNamesById(ctx, found.create)
  const rows = found.create.map((p) => rowOf(ctx, p, as, term.id, series, names))
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    const part = rows.slice(at, at + rowsPerInsert)
    await ctx.db.insertInto('proposals').values(part).execute()
    await ctx.db
      .insertInto('proposal_texts')
      .values(
        part.map((row, i) => ({
          ...textRow(ctx, row.id, { ...found.create[at + i]!, number: 1 }),
          handed_in_at: row.submitted_at,
        })),
      )
      .execute()
    // Planned on the empty tables, the checks of the next hundred thousand rows would walk them from end to end.
    if (at === 0 && rows.length > rowsPerInsert) await sql`analyze proposals, proposal_texts`.execute(ctx.db)
  }
  await emit(
    ctx,
    ...rows.map((row) => proposalEvent('proposal.imported', row.id, { as, number: row.number, title: row.title })),
  )
  return { created: rows.length, updated: 0, unchanged: found.unchanged }
}

async function memberNamesById(
  ctx: Context,
  proposals: readonly PlannedProposal[],
): Promise<Map<string, { name: string; sectorId: string | null }>> {
  const ids = [...new Set(proposals.flatMap((p) => p.leadMemberId ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('members as m')
    .leftJoin('group_members as g', (join) =>
      join
        .onRef('g.committee_id', '=', 'm.committee_id')
        .onRef('g.member_id', '=', 'm.id')
        .on('g.exclusive_kind', '=', 'sector')
        .on('g.ends_on', 'is', null),
    )
    .select(['m.id', 'm.name', 'g.group_id'])
    .where('m.committee_id', '=', ctx.actor.committeeId)
    .where('m.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { name: row.name, sectorId: row.group_id }]))
}

function rowOf(
  ctx: Context,
  p: PlannedProposal,
  as: ProposalImportWanted['as'],
  termId: string,
  series: string,
  names: ReadonlyMap<string, { name: string; sectorId: string | null }>,
) {
  const lead = p.leadMemberId === null ? undefined : names.get(p.leadMemberId)
  const proposers = lead?.name ?? p.proposers
  // An archived one was handed in on its day, at noon in Shanghai, as far as the file tells.
  const at = p.submittedOn === null ? ctx.now : new Date(`${p.submittedOn}T12:00:00+08:00`)
  const finished = as === 'archive' ? at : null
  return {
    committee_id: ctx.actor.committeeId,
    id: newId(),
    term_id: termId,
    session_id: null,
    state: as === 'archive' ? 'archived' : 'draft',
    kind: lead ? 'individual' : /等\d+人$/.test(p.proposers) ? 'joint' : 'individual',
    number: p.number,
    number_series: p.number === null ? null : series,
    title: p.title,
    search_words: searchWords(p.title, proposers),
    category: p.category,
    suggested_unit_ids: [],
    publish_consent: false,
    publish_note: '',
    lead_member_id: p.leadMemberId,
    collective_name: null,
    proposers,
    sector_id: lead?.sectorId ?? null,
    created_by: ctx.actor.accountId,
    lead_unit_id: null,
    decline_reason: null,
    due_on: null,
    state_since: ctx.now,
    created_at: at,
    updated_at: ctx.now,
    submitted_at: finished,
    registered_at: finished,
    concluded_at: finished,
    archived_at: finished,
  }
}

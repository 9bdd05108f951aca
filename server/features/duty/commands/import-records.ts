import { type SqlBool, sql } from 'kysely'
import type { ImportPreview, ImportResult } from '#contract/common.ts'
import { type DutyKind, dutyKindOf, levelNames, manualDutyKinds, partNames } from '#contract/duty-kinds.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { foldText } from '#platform/chinese/text.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { insertFile, type KeptFile, keepUpload } from '#platform/files/attached.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Upload } from '#platform/http/uploads.ts'
import { newId } from '#platform/ids.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { importFingerprint, readUploadedTables } from '#platform/spreadsheets/uploaded-tables.ts'
import { keepsLedger } from '../access.ts'
import { daysIn, dutyHeadings, type KnownMember, planDuties } from '../import-plan.ts'
import { heldOn } from '../queries/by-itself.ts'
import { isAccountOf } from '../queries/records.ts'
import { approvedFacts } from '../rules/records.ts'
import { recordEvent } from './records.ts'

const previewProblems = 500
const previewSample = 5
const rowsPerInsert = 500

async function plan(ctx: Context, uploads: readonly Upload[]) {
  if (!keepsLedger(ctx.actor)) throw accessDenied('importDutyRecords')
  const tables = await readUploadedTables(uploads, dutyHeadings, ['name', 'date', 'kind', 'title'])
  const { committeeId } = ctx.actor
  const { rows: members } = await sql<KnownMember>`
    select m.id, m.name, m.member_number as "memberNumber", ${isAccountOf(ctx.actor.accountId)} as oneself,
      jsonb_agg(jsonb_build_object('termId', s.term_id, 'startsOn', s.joined_on,
        'endsOn', least(s.left_on, t.ends_on + 1))) as services
    from members m
    join memberships s on s.committee_id = m.committee_id and s.member_id = m.id
    join terms t on t.committee_id = s.committee_id and t.id = s.term_id
    where m.committee_id = ${committeeId}
    group by m.committee_id, m.id`.execute(ctx.db)
  const groups = await ctx.db
    .selectFrom('groups')
    .select(['id', 'name'])
    .where('committee_id', '=', committeeId)
    .execute()
  const held = await ctx.db
    .selectFrom('duty_records')
    .select(['member_id as memberId', 'kind', 'title', 'occurred_on as occurredOn'])
    .where('committee_id', '=', committeeId)
    .where(sql<SqlBool>`state in ('submitted', 'approved')`)
    .execute()
  const known = {
    members,
    groups: new Map(groups.map((group) => [foldText(group.name), group.id])),
    held,
    inLedger: await heldOn(ctx, daysIn(tables)),
    today: civilDateOf(ctx.now),
  }
  return { tables, plan: planDuties(tables, known), members, groups }
}

/** Says what an import of duties would do; nothing is written. @throws DomainError access.denied, import.no-header; SpreadsheetError */
export async function previewDutyImport(ctx: Context, uploads: readonly Upload[]): Promise<ImportPreview> {
  const { tables, plan: found, members, groups } = await plan(ctx, uploads)
  const numbers = new Map(members.map((one) => [one.id, one.memberNumber]))
  const names = new Map(groups.map((one) => [one.id, one.name]))
  const errors = found.problems.filter((one) => one.severity === 'error')
  return {
    fingerprint: importFingerprint(uploads, 'duty'),
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
    problems: [...errors, ...found.problems.filter((one) => one.severity === 'warning')].slice(0, previewProblems),
    sample: found.create.slice(0, previewSample).map((one) => ({
      姓名: one.memberName,
      委员证号: numbers.get(one.memberId) ?? '',
      日期: one.occurredOn,
      类别: dutyKindOf(one.kind)?.label ?? one.kind,
      事项: one.title,
      身份: partNames[one.part],
      级别: one.level ? levelNames[one.level] : '',
      组织单位: (one.organiserGroupId && names.get(one.organiserGroupId)) || '',
      说明: one.note,
    })),
  }
}

/** Keeps the bytes of the tables, which are the proof of what they bring. @throws DomainError access.denied */
export function storeTables(ctx: Context, files: FileStore, uploads: readonly Upload[]): Promise<KeptFile[]> {
  if (!keepsLedger(ctx.actor)) throw accessDenied('importDutyRecords')
  return Promise.all(uploads.map((upload) => keepUpload(files, upload)))
}

/** Imports as previewed, all or nothing, approved by who imports; the table itself is the proof of each record.
 *  @throws DomainError import.changed when the files are not those previewed; import.has-errors */
export async function importDutyRecords(
  ctx: Context,
  uploads: readonly Upload[],
  proofs: readonly KeptFile[],
  fingerprint: string,
): Promise<ImportResult> {
  if (!keepsLedger(ctx.actor)) throw accessDenied('importDutyRecords')
  if (fingerprint !== importFingerprint(uploads, 'duty')) throw new DomainError('import.changed')
  // Of two that import the same table at once the second finds it there.
  await lockUntilCommit(ctx.db, `duty.import.${ctx.actor.committeeId}`)
  const { plan: found } = await plan(ctx, uploads)
  const errorCount = found.problems.filter((one) => one.severity === 'error').length
  if (errorCount > 0) throw new DomainError('import.has-errors', { count: errorCount }, 400)
  const fileIds: string[] = []
  if (found.create.length > 0) for (const proof of proofs) fileIds.push(await insertFile(ctx, proof))
  const rows = found.create.map((one) => ({ ...one, id: newId() }))
  const { committeeId, accountId, name } = ctx.actor
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    const part = rows.slice(at, at + rowsPerInsert)
    await ctx.db
      .insertInto('duty_records')
      .values(
        part.map((one) => ({
          committee_id: committeeId,
          id: one.id,
          member_id: one.memberId,
          term_id: one.termId,
          state: 'approved',
          kind: one.kind,
          part: one.part,
          level: one.level,
          title: one.title,
          note: one.note,
          occurred_on: one.occurredOn,
          organiser_group_id: one.organiserGroupId,
          entered_by: accountId,
          entered_by_name: name,
          origin: 'import',
          reviewed_by_name: name,
          reviewed_at: ctx.now,
          created_at: ctx.now,
          updated_at: ctx.now,
        })),
      )
      .execute()
    const files = part.flatMap((one) => fileIds.map((file_id) => ({ record_id: one.id, file_id })))
    await ctx.db
      .insertInto('duty_record_files')
      .values(files.map((file) => ({ committee_id: committeeId, ...file, added_at: ctx.now })))
      .execute()
  }
  await emit(ctx, ...rows.map((one) => recordEvent('approved', one.id, { ...approvedFacts(one), byImport: true })))
  return { created: rows.length, updated: 0, unchanged: found.unchanged }
}

/** An empty table with the headings; beside it each kind that may be written, with the parts that it has.
 *  @throws DomainError access.denied */
export function dutyImportTemplate(ctx: Context): ExportFile {
  if (!keepsLedger(ctx.actor)) throw accessDenied('getDutyImportTemplate')
  const text = { kind: 'text' as const, width: 14 }
  async function* rows() {
    yield* manualDutyKinds
  }
  return exportRows({
    name: '履职记录导入模板',
    columns: [
      ...Object.entries(dutyHeadings).map(([field, [heading]]) => ({
        ...text,
        heading,
        width: field === 'title' ? 40 : 14,
        value: () => '',
      })),
      { ...text, heading: '可以写的类别', width: 20, value: (row: DutyKind) => row.label },
      {
        ...text,
        heading: '这一类可以写的身份',
        width: 30,
        value: ({ parts }: DutyKind) => parts.map((part) => partNames[part]).join('、'),
      },
    ],
    rows: rows(),
    format: 'xlsx',
  })
}

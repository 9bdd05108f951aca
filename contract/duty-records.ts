import { z } from 'zod'
import {
  civilDate,
  filledText,
  id,
  importPreview,
  importResult,
  instant,
  page,
  paging,
  text,
  version,
} from './common.ts'
import { dutyLevel, dutyPart, manualDutyKinds } from './duty-kinds.ts'
import { route } from './route.ts'

export const dutyRecordState = z.enum(['submitted', 'approved', 'refused', 'withdrawn'])
export type DutyRecordState = z.infer<typeof dutyRecordState>
export const dutyRecordAction = z.enum(['edit', 'approve', 'refuse', 'withdraw'])
export type DutyRecordAction = z.infer<typeof dutyRecordAction>

/** A kind that is recorded by hand. */
const manualKind = z
  .string()
  .refine((kind) => manualDutyKinds.some((one) => one.kind === kind), { error: '这一类由系统自动入账，不能手工填报' })

export const dutyRecordFile = z.object({ fileId: id, name: z.string(), mediaType: z.string(), size: z.int() })
/** A duty that no other feature knows of, entered by hand with its proof. */
export const dutyRecord = z.object({
  id,
  memberId: id,
  memberName: z.string(),
  state: dutyRecordState,
  kind: z.string(),
  part: dutyPart,
  level: dutyLevel.nullable(),
  title: z.string(),
  note: z.string(),
  occurredOn: civilDate,
  /** The body that organised it and reviews it; null: the members' office. */
  organiser: z.object({ id, name: z.string() }).nullable(),
  enteredByName: z.string(),
  origin: z.enum(['member', 'office', 'import']),
  reviewedByName: z.string(),
  reviewedAt: instant.nullable(),
  reviewNote: z.string(),
  createdAt: instant,
  version,
  /** A like act of the same day that came into the ledger by itself, while the record waits; null: none. */
  twin: z.string().nullable(),
  files: z.array(dutyRecordFile),
  actions: z.array(dutyRecordAction),
})
export type DutyRecord = z.infer<typeof dutyRecord>

const written = {
  kind: manualKind,
  part: dutyPart,
  level: dutyLevel.nullable(),
  title: filledText(200),
  note: text(2000),
  occurredOn: civilDate,
  organiserGroupId: id.nullable(),
}
const byId = z.object({ id })
const fileId = z.object({ id, fileId: id })

export const dutyRecordRoutes = {
  listDutyRecords: route({
    method: 'GET',
    path: '/duty-records',
    summary: 'Records by hand, newest first: one’s own, those one reviews, and for the office all.',
    access: 'signedIn',
    query: z.object({
      ...paging,
      state: dutyRecordState.optional(),
      memberId: id.optional(),
      scope: z.enum(['mine', 'review', 'all']).default('all'),
    }),
    response: page(dutyRecord),
  }),
  getDutyRecordOptions: route({
    method: 'GET',
    path: '/duty-records/options',
    summary: 'What may be recorded, and the bodies that may have organised it, of a member or of the committee.',
    access: 'signedIn',
    response: z.object({
      organisers: z.array(z.object({ id, name: z.string(), kindName: z.string() })),
      /** What the viewer may record, those of the year's targets first; `target`: which of them it is for, or empty. */
      kinds: z.array(z.object({ kind: z.string(), target: z.string() })),
    }),
  }),
  getDutyRecord: route({
    method: 'GET',
    path: '/duty-records/:id',
    summary: 'A record by hand.',
    access: 'signedIn',
    params: byId,
    response: dutyRecord,
  }),
  createDutyRecord: route({
    method: 'POST',
    path: '/duty-records',
    summary: 'Record a duty: my own, or for the office a member’s.',
    access: 'signedIn',
    creates: true,
    body: z.object({ memberId: id.nullable(), ...written }),
    response: byId,
    errors: ['dutyRecord.not-yet', 'dutyRecord.outside-term', 'dutyRecord.wrong-part', 'dutyRecord.by-itself'],
  }),
  editDutyRecord: route({
    method: 'PUT',
    path: '/duty-records/:id',
    summary: 'Change a record that was not approved; a refused one is handed in again.',
    access: 'signedIn',
    params: byId,
    body: z.object({ version, ...written }),
    response: z.object({ version }),
    errors: [
      'dutyRecord.wrong-state',
      'dutyRecord.not-yet',
      'dutyRecord.outside-term',
      'dutyRecord.wrong-part',
      'dutyRecord.by-itself',
      'version.stale',
    ],
  }),
  approveDutyRecord: route({
    method: 'POST',
    path: '/duty-records/:id/approve',
    summary: 'Approve a record: it comes into the ledger. Without a file the note says how it was checked.',
    access: 'signedIn',
    params: byId,
    body: z.object({ version, note: text(500) }),
    response: z.object({}),
    errors: ['dutyRecord.wrong-state', 'dutyRecord.needs-proof', 'dutyRecord.twin', 'version.stale'],
  }),
  refuseDutyRecord: route({
    method: 'POST',
    path: '/duty-records/:id/refuse',
    summary: 'Refuse a record with the reason.',
    access: 'signedIn',
    params: byId,
    body: z.object({ version, note: filledText(500) }),
    response: z.object({}),
    errors: ['dutyRecord.wrong-state', 'version.stale'],
  }),
  withdrawDutyRecord: route({
    method: 'POST',
    path: '/duty-records/:id/withdraw',
    summary: 'Take a record back; an approved one leaves the ledger by a reversing entry.',
    access: 'signedIn',
    params: byId,
    body: z.object({ note: filledText(500) }),
    response: z.object({}),
    errors: ['dutyRecord.wrong-state'],
  }),
  addDutyRecordFile: route({
    method: 'POST',
    path: '/duty-records/:id/files',
    summary: 'Hang a proof on a record.',
    access: 'signedIn',
    multipart: true,
    params: byId,
    response: dutyRecordFile,
    errors: ['dutyRecord.wrong-state', 'file.too-many', 'file.too-large', 'file.missing'],
  }),
  removeDutyRecordFile: route({
    method: 'DELETE',
    path: '/duty-records/:id/files/:fileId',
    summary: 'Take a proof off a record.',
    access: 'signedIn',
    params: fileId,
    response: z.object({}),
    errors: ['dutyRecord.wrong-state'],
  }),
  getDutyRecordFile: route({
    method: 'GET',
    path: '/duty-records/:id/files/:fileId',
    summary: 'Fetch a proof.',
    access: 'signedIn',
    params: fileId,
    download: true,
  }),
  getDutyImportTemplate: route({
    method: 'GET',
    path: '/duty-records/imports/template',
    summary: 'An empty table with the headings of the import.',
    access: 'signedIn',
    download: true,
  }),
  previewDutyImport: route({
    method: 'POST',
    path: '/duty-records/imports/preview',
    summary: 'Read a table of duties and say what an import would do.',
    access: 'signedIn',
    multipart: true,
    response: importPreview,
    errors: ['import.no-header'],
  }),
  importDutyRecords: route({
    method: 'POST',
    path: '/duty-records/imports',
    summary: 'Import as previewed: all or nothing. What comes in is approved by who imports it.',
    access: 'signedIn',
    multipart: true,
    query: z.object({ fingerprint: z.string().max(128) }),
    response: importResult,
    errors: ['import.no-header', 'import.has-errors', 'import.changed'],
  }),
}

import { z } from 'zod'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text, version } from './common.ts'
import { dutyAttendance, dutyChapter, dutyKind, dutyKindName, dutyLevel, dutyPart } from './duty-kinds.ts'
import { route } from './route.ts'

/** One entry of the ledger: an act of duty of one member, as it was recorded. Never changed, only taken back. */
export const dutyEntry = z.object({
  id,
  committeeId: id,
  termId: id,
  memberId: id,
  /** Of the catalogue in duty-kinds.ts. */
  kind: z.string(),
  part: dutyPart,
  attendance: dutyAttendance.nullable(),
  level: dutyLevel.nullable(),
  /** Half days of a meeting; 1 for everything else. */
  quantity: z.int().min(1),
  /** How many share the act (lead and co-signers), for a score that splits it. */
  sharers: z.int().min(1),
  subjectKind: z.string(),
  subjectId: id,
  title: z.string(),
  /** Shanghai date of the act. */
  occurredOn: civilDate,
  sourceEventId: z.int(),
  /** The entry that this one takes back; null for an act. */
  reversesId: id.nullable(),
  recordedAt: instant,
})
export type DutyEntry = z.infer<typeof dutyEntry>

export const dutyObjectionState = z.enum(['open', 'upheld', 'refused', 'withdrawn'])
export type DutyObjectionState = z.infer<typeof dutyObjectionState>
/** 到来源处更正 · 冲销这一条 · 冲销后另记. */
export const dutyRemedy = z.enum(['source', 'reverse', 'replace'])
export type DutyRemedy = z.infer<typeof dutyRemedy>

/** How an entry was taken back: the event of its source that did it, why, by whom, and what took its place, if anything did. */
export const dutyReversal = z.object({
  at: instant,
  event: z.string(),
  byName: z.string(),
  /** Empty where the viewer may not open the source. */
  why: z.string(),
  became: dutyEntry
    .pick({ kind: true, part: true, attendance: true, level: true, quantity: true, title: true, occurredOn: true })
    .nullable(),
})
export type DutyReversal = z.infer<typeof dutyReversal>

/** An entry as a reader sees it, with what took it back: the reversal is no line of its own. */
export const dutyLine = dutyEntry.omit({ committeeId: true, sourceEventId: true, reversesId: true }).extend({
  memberName: z.string(),
  /** Null while it stands. */
  reversal: dutyReversal.nullable(),
  /** Whether the viewer may open where it comes from. */
  opens: z.boolean(),
  /** The newest objection to it. */
  objection: z.object({ id, state: dutyObjectionState }).nullable(),
  actions: z.array(z.enum(['object'])),
})
export type DutyLine = z.infer<typeof dutyLine>

export const dutySource = z.enum(['proposal', 'activity', 'dutyRecord', 'dutyReport'])
/** Which lines. */
export const dutyFilters = {
  memberId: id.optional(),
  kind: dutyKind.optional(),
  chapter: dutyChapter.optional(),
  source: dutySource.optional(),
  level: dutyLevel.optional(),
  /** Of whom was in this sector on the day of the act; `none`: in no sector. */
  sector: z.union([id, z.literal('none')]).optional(),
  /** The same of any group: a special committee, a street group. */
  groupId: id.optional(),
  /** In the matter, or the member's name in characters or pinyin. */
  q: text(60).optional(),
  /** What was done: neither leave nor absence, as the statistics count it. */
  attendance: z.enum(['came']).optional(),
  termId: id.optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
  /** Those that stand; those taken back; or all. */
  standing: z.enum(['inForce', 'reversed', 'all']).default('inForce'),
}

/** One target of a set: so many acts of these kinds a year. */
export const dutyTargetItem = z.object({
  name: filledText(30),
  kinds: z.array(dutyKindName).min(1).max(20),
  count: z.int().min(1).max(365),
})
export const dutyTargetSet = z.object({ name: filledText(30), items: z.array(dutyTargetItem).min(1).max(20) })

/** A member's year: what was done, and, for the member alone, what is still owed. */
export const dutyYear = z.object({
  memberId: id,
  memberName: z.string(),
  year: z.int(),
  /** Years with entries, newest first. */
  years: z.array(z.int()),
  chapters: z.array(z.object({ chapter: dutyChapter, lines: z.array(dutyLine) })),
  /** Empty for everybody but the member. */
  targets: z.array(
    z.object({
      name: z.string(),
      items: z.array(
        z.object({
          name: z.string(),
          kinds: z.array(z.string()),
          wanted: z.int(),
          done: z.int(),
          /** The lines that count for it. */
          entryIds: z.array(id),
        }),
      ),
    }),
  ),
  /** Records by hand of the year that are not in the ledger yet. Empty for everybody but the member. */
  pending: z.array(
    z.object({
      id,
      kind: z.string(),
      title: z.string(),
      occurredOn: civilDate,
      state: z.enum(['submitted', 'refused']),
    }),
  ),
})
export type DutyYear = z.infer<typeof dutyYear>

export const dutyObjection = z.object({
  id,
  entryId: id,
  memberId: id,
  memberName: z.string(),
  state: dutyObjectionState,
  reason: z.string(),
  raisedAt: instant,
  remedy: dutyRemedy.nullable(),
  answer: z.string(),
  answeredByName: z.string(),
  answeredAt: instant.nullable(),
  version,
  /** The entry it is about. */
  entry: dutyEntry.pick({
    kind: true,
    part: true,
    attendance: true,
    level: true,
    quantity: true,
    title: true,
    occurredOn: true,
    subjectKind: true,
    subjectId: true,
  }),
  /** What stands in its place since it was taken back; null where nothing does. */
  became: dutyEntry
    .pick({ part: true, attendance: true, level: true, quantity: true, title: true, occurredOn: true })
    .nullable(),
  /** Whether the viewer may open where the entry comes from. */
  opens: z.boolean(),
  /** How it may be put right, the usual way first. */
  remedies: z.array(dutyRemedy),
  actions: z.array(z.enum(['answer', 'withdraw'])),
})
export type DutyObjection = z.infer<typeof dutyObjection>

export const dutyDimension = z.enum(['sector', 'specialCommittee', 'group', 'level', 'year', 'kind'])
export type DutyDimension = z.infer<typeof dutyDimension>
/** How many acts a group of members did. Never of one person. */
export const dutyFigures = z.object({
  key: z.string(),
  name: z.string(),
  /** Members in it on the last day counted; null where the dimension is not one of members. */
  members: z.int().nullable(),
  /** Members of them with an act at all. */
  active: z.int(),
  /** 人次: each matter once for each member who did it, a proposal not again for what became of it. */
  total: z.int(),
  /** By chapter of the archive, those with any: proposals 件, each once; everything else 人次. */
  chapters: z.partialRecord(dutyChapter, z.int()),
})
export type DutyFigures = z.infer<typeof dutyFigures>
export const dutyStatistics = z.object({
  total: dutyFigures,
  by: z.record(dutyDimension, z.array(dutyFigures)),
  years: z.array(z.int()),
})
export type DutyStatistics = z.infer<typeof dutyStatistics>
const statisticsFilters = { year: z.coerce.number().int().min(1949).max(2200).optional(), termId: id.optional() }

const byId = z.object({ id })

export const dutyRoutes = {
  listDutyEntries: route({
    method: 'GET',
    path: '/duty-entries',
    summary: 'The ledger of duty, newest act first: of oneself, and for the office of every member.',
    access: 'signedIn',
    query: z.object({ ...paging, ...dutyFilters }),
    response: page(dutyLine),
  }),
  countDutyEntries: route({
    method: 'GET',
    path: '/duty-entries/count',
    summary: 'How many entries the list has under these filters, as far as they are counted.',
    access: 'signedIn',
    query: z.object(dutyFilters),
    response: z.object({ total: z.int(), more: z.boolean() }),
  }),
  exportDutyEntries: route({
    method: 'GET',
    path: '/duty-entries/export',
    summary: 'The ledger as a file, under the same filters and rights.',
    access: 'signedIn',
    query: z.object({ ...dutyFilters, format: exportFormat }),
    download: true,
  }),
  getDutyYear: route({
    method: 'GET',
    path: '/duty-year',
    summary: 'A year of a member by chapters; to the member also what is still owed.',
    access: 'signedIn',
    query: z.object({ memberId: id.optional(), year: z.coerce.number().int().min(1949).max(2200).optional() }),
    response: dutyYear,
  }),
  objectToDutyEntry: route({
    method: 'POST',
    path: '/duty-entries/:id/objections',
    summary: 'Say that an entry of mine is wrong, and why.',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({ reason: filledText(1000) }),
    response: byId,
    errors: ['dutyObjection.taken', 'dutyEntry.reversed'],
  }),
  listDutyObjections: route({
    method: 'GET',
    path: '/duty-objections',
    summary: 'Objections to entries: one’s own, and for the office all.',
    access: 'signedIn',
    query: z.object({ ...paging, state: dutyObjectionState.optional() }),
    response: page(dutyObjection),
  }),
  answerDutyObjection: route({
    method: 'POST',
    path: '/duty-objections/:id/answer',
    summary: 'Uphold an objection with how it is put right, or refuse it with the reason.',
    access: 'signedIn',
    params: byId,
    body: z.object({
      version,
      answer: filledText(1000),
      /** Null refuses. */
      remedy: dutyRemedy.nullable(),
      /** What the new entry says, where one takes its place. */
      change: z
        .object({
          title: filledText(200),
          part: dutyPart,
          attendance: dutyAttendance.nullable(),
          level: dutyLevel.nullable(),
          quantity: z.int().min(1).max(200),
          occurredOn: civilDate,
        })
        .nullable(),
    }),
    response: z.object({}),
    errors: [
      'dutyObjection.wrong-state',
      'dutyObjection.needs-change',
      'dutyObjection.source-unchanged',
      'dutyObjection.at-source',
      'dutyEntry.reversed',
      'dutyRecord.outside-term',
      'version.stale',
    ],
  }),
  withdrawDutyObjection: route({
    method: 'POST',
    path: '/duty-objections/:id/withdraw',
    summary: 'Take my objection back.',
    access: 'signedIn',
    params: byId,
    body: z.object({ note: text(500) }),
    response: z.object({}),
    errors: ['dutyObjection.wrong-state'],
  }),
  getDutyStatistics: route({
    method: 'GET',
    path: '/statistics/duty',
    summary: 'Acts of duty by sector, special committee, group, level, year and kind; never by person.',
    access: 'signedIn',
    query: z.object(statisticsFilters),
    response: dutyStatistics,
  }),
  exportDutyStatistics: route({
    method: 'GET',
    path: '/statistics/duty/export',
    summary: 'One table of the statistics of duty as a file.',
    access: 'signedIn',
    query: z.object({ ...statisticsFilters, by: dutyDimension, format: exportFormat }),
    download: true,
  }),
}

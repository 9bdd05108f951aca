import { z } from 'zod'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text, version } from './common.ts'
import { dutyAttendance, dutyKind, dutyLevel, dutyPart } from './duty-kinds.ts'
import { route } from './route.ts'
import { keptScheme, lineMeasure, scoringScheme } from './scoring-scheme.ts'

export const schemeState = z.enum(['draft', 'adopted'])
export type SchemeState = z.infer<typeof schemeState>
export const schemeAction = z.enum(['edit', 'adopt', 'remove', 'copy', 'compare'])
export type SchemeAction = z.infer<typeof schemeAction>
const year = z.coerce.number().int().min(1949).max(2200)

/** One line of the explanation of a score. Points are centipoints everywhere. */
export const scoreLine = z.object({
  key: z.string(),
  name: z.string(),
  what: z.enum(['start', 'item', 'group', 'total']),
  centipoints: z.int(),
  acts: z.array(z.object({ entryId: z.string(), centipoints: z.int() })),
  /** Why so many, in the office's words. */
  words: z.string(),
})
export const crossedLine = z.object({
  key: z.string(),
  name: z.string(),
  measure: lineMeasure,
  by: z.string(),
  words: z.string(),
  entryIds: z.array(z.string()),
})
export const score = z.object({
  centipoints: z.int(),
  /** Null where the scheme names none for so many points. */
  grade: z.string().nullable(),
  lines: z.array(scoreLine),
  preconditions: z.array(
    z.object({ key: z.string(), name: z.string(), need: z.int(), have: z.int(), entryIds: z.array(z.string()) }),
  ),
  vetoes: z.array(z.object({ key: z.string(), name: z.string(), entryIds: z.array(z.string()) })),
  crossed: z.array(crossedLine),
  /** Keys of items that the office has still to judge. */
  unjudged: z.array(z.string()),
})
export type Score = z.infer<typeof score>

export const schemeItemOfList = z.object({
  id,
  name: z.string(),
  state: schemeState,
  /** Counted when adopted; null: a draft. */
  number: z.int().nullable(),
  effectiveYear: z.int(),
  adoptedOn: civilDate.nullable(),
  adoptedBy: z.string(),
  updatedAt: instant,
  /** The one that holds for this year. */
  inForce: z.boolean(),
})
export type SchemeOfList = z.infer<typeof schemeItemOfList>
export const oneScheme = schemeItemOfList.extend({
  version,
  scheme: keptScheme,
  /** The shipped scheme or the earlier version that it was copied from. */
  basedOn: z.string(),
  actions: z.array(schemeAction),
})
export type OneScheme = z.infer<typeof oneScheme>

export const shippedSchemeOfList = z.object({
  code: z.string(),
  place: z.string(),
  name: z.string(),
  source: z.string(),
  remark: z.string(),
  items: z.int(),
})
/** What is entered to try a scheme out. */
export const trialEntry = z.object({
  kind: dutyKind,
  part: dutyPart.default('lead'),
  attendance: dutyAttendance.nullable().default(null),
  level: dutyLevel.nullable().default(null),
  sharers: z.int().min(1).max(100).default(1),
  quantity: z.int().min(1).max(100).default(1),
  /** How many of the same sort. */
  times: z.int().min(1).max(100).default(1),
})
export type TrialEntry = z.infer<typeof trialEntry>

/** A member as lists name them. */
const named = { memberId: id, name: z.string(), sector: z.string(), standing: z.boolean() }
export const scoreOfList = z.object({
  ...named,
  centipoints: z.int(),
  grade: z.string().nullable(),
  unmet: z.int(),
  crossed: z.array(z.object({ name: z.string(), measure: lineMeasure })),
  unjudged: z.int(),
})
export type ScoreOfList = z.infer<typeof scoreOfList>
/** An entry that a line points to. */
export const scoredEntry = z.object({
  id,
  kind: z.string(),
  part: dutyPart,
  attendance: dutyAttendance.nullable(),
  level: dutyLevel.nullable(),
  title: z.string(),
  occurredOn: civilDate,
  subjectKind: z.string(),
  subjectId: id,
})
export type ScoredEntryOfList = z.infer<typeof scoredEntry>
export const memberScore = z.object({
  ...named,
  year: z.int(),
  /** The year is not over: what is missing may still come, so no grade is told. */
  running: z.boolean(),
  /** Was a member in that year; points are null where not. */
  served: z.boolean(),
  /** Null where no scheme was adopted for the year. */
  scheme: z.object({ id, name: z.string(), number: z.int() }).nullable(),
  score: score.nullable(),
  entries: z.array(scoredEntry),
})
export type MemberScore = z.infer<typeof memberScore>

const moved = z.object({
  ...named,
  before: z.object({ centipoints: z.int(), grade: z.string().nullable() }),
  after: z.object({ centipoints: z.int(), grade: z.string().nullable() }),
  /** What makes the difference, the largest first. */
  why: z.array(z.object({ name: z.string(), centipoints: z.int() })),
})
export type MovedMember = z.infer<typeof moved>
/** Null where the scheme has no such grade. */
const gradeCount = z.object({
  grade: z.string().nullable(),
  before: z.int().nullable(),
  after: z.int().nullable(),
})
export const whatIf = z.object({
  year: z.int(),
  /** The year is not over. */
  running: z.boolean(),
  members: z.int(),
  /** Whose grade would be another. */
  changed: z.int(),
  /** Items of both that the office judges; they count nothing here. */
  unjudged: z.array(z.string()),
  before: z.object({ id, name: z.string() }),
  after: z.object({ id, name: z.string() }),
  grades: z.array(gradeCount),
  /** How many members stand in each span of ten points, without a gap between the lowest and the highest. */
  spans: z.array(z.object({ from: z.int(), before: z.int(), after: z.int() })),
  /** From which grade to which, how many: the most first. */
  moves: z.array(z.object({ before: z.string().nullable(), after: z.string().nullable(), count: z.int() })),
  crossed: z.object({ before: z.int(), after: z.int() }),
  /** Who crosses a line under the one tried, at most 200. */
  crossing: z.array(z.object({ ...named, lines: z.array(z.string()), crossedBefore: z.boolean() })),
  /** At most 200, those whose grade changes first, then the largest differences. */
  moved: z.array(moved),
})
export type WhatIf = z.infer<typeof whatIf>

const byId = z.object({ id })
const comparison = z.object({ against: id, year })
const scoreFilters = {
  year,
  q: text(30).optional(),
  grade: text(20).optional(),
  crossed: z.enum(['true']).optional(),
  order: z.enum(['name', 'points']).default('name'),
}

export const scoringRoutes = {
  listSchemes: route({
    method: 'GET',
    path: '/scoring-schemes',
    summary: 'Scoring schemes, the newest first; drafts for the office only.',
    access: 'signedIn',
    query: z.object(paging),
    response: page(schemeItemOfList),
  }),
  listShippedSchemes: route({
    method: 'GET',
    path: '/scoring-schemes/shipped',
    summary: 'Real schemes of other places to begin from, and lines they have drawn.',
    access: 'signedIn',
    response: z.object({
      schemes: z.array(shippedSchemeOfList),
      lines: z.array(z.object({ place: z.string(), line: scoringScheme.shape.lines.unwrap().element })),
    }),
  }),
  draftScheme: route({
    method: 'POST',
    path: '/scoring-schemes',
    summary: 'Begin a draft: from a shipped scheme, or from one of our own.',
    access: 'signedIn',
    creates: true,
    body: z.object({
      shipped: text(40).default(''),
      schemeId: id.nullable().default(null),
      name: filledText(60),
      effectiveYear: z.int().min(1949).max(2200),
    }),
    response: z.object({ id, version }),
    errors: ['scoring-scheme.unknown-shipped'],
  }),
  trySchemeOut: route({
    method: 'POST',
    path: '/scoring-schemes/trial',
    summary: 'What a member with these entries would get; nothing is kept.',
    access: 'signedIn',
    body: z.object({
      scheme: scoringScheme,
      standing: z.boolean(),
      entries: z.array(trialEntry).max(100),
      judged: z.record(z.string().max(40), z.int().min(-1_000_000).max(1_000_000)).default({}),
    }),
    response: score,
  }),
  getScheme: route({
    method: 'GET',
    path: '/scoring-schemes/:id',
    summary: 'One scheme with its items, and what I may do with it.',
    access: 'signedIn',
    params: byId,
    response: oneScheme,
  }),
  editScheme: route({
    method: 'PUT',
    path: '/scoring-schemes/:id',
    summary: 'Change a draft.',
    access: 'signedIn',
    params: byId,
    body: z.object({ version, effectiveYear: z.int().min(1949).max(2200), scheme: scoringScheme }),
    response: z.object({ version }),
    errors: ['scoring-scheme.wrong-state', 'version.stale'],
  }),
  adoptScheme: route({
    method: 'POST',
    path: '/scoring-schemes/:id/adoption',
    summary: 'Adopt a draft; from now on it never changes.',
    access: 'signedIn',
    params: byId,
    body: z.object({
      version,
      by: filledText(60),
      on: civilDate,
      /** What it is called from now on; absent: as the draft. */
      name: filledText(60).optional(),
    }),
    response: z.object({ number: z.int(), version }),
    errors: ['scoring-scheme.wrong-state', 'scoring-scheme.not-yet', 'scoring-scheme.problems', 'version.stale'],
  }),
  removeScheme: route({
    method: 'POST',
    path: '/scoring-schemes/:id/removal',
    summary: 'Throw a draft away.',
    access: 'signedIn',
    params: byId,
    body: z.object({}),
    response: z.object({}),
    errors: ['scoring-scheme.wrong-state'],
  }),
  compareSchemes: route({
    method: 'GET',
    path: '/scoring-schemes/:id/what-if',
    summary: 'What this scheme would have made of a year’s ledger, against another: who changes grade, and why.',
    access: 'signedIn',
    params: byId,
    query: comparison,
    response: whatIf,
  }),
  exportComparison: route({
    method: 'GET',
    path: '/scoring-schemes/:id/what-if/export',
    summary: 'The same for every member, as a file.',
    access: 'signedIn',
    params: byId,
    query: comparison.extend({ format: exportFormat }),
    download: true,
  }),
  getRunningYear: route({
    method: 'GET',
    path: '/scores/running-year',
    summary: 'The year of scoring that runs today as the committee counts it, and its days.',
    access: 'signedIn',
    response: z.object({ year: z.int(), from: civilDate, to: civilDate }),
  }),
  listScores: route({
    method: 'GET',
    path: '/scores',
    summary:
      'Points of every member by the scheme of the year, as the ledger stands; for members only where turned on.',
    access: 'signedIn',
    query: z.object({ ...paging, ...scoreFilters }),
    response: page(scoreOfList).extend({
      scheme: z.object({ id, name: z.string() }).nullable(),
      /** The year is not over: no grade is told, and none can be asked for. */
      running: z.boolean(),
      grades: z.array(z.string()),
    }),
  }),
  exportScores: route({
    method: 'GET',
    path: '/scores/export',
    summary: 'The same list as a file.',
    access: 'signedIn',
    query: z.object({ ...scoreFilters, format: exportFormat }),
    download: true,
  }),
  getMemberScore: route({
    method: 'GET',
    path: '/members/:id/score',
    summary: 'The points of one member, line by line down to the entries; one’s own, or anybody’s for the office.',
    access: 'signedIn',
    params: byId,
    query: z.object({ year }),
    response: memberScore,
  }),
}

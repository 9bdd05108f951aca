import { z } from 'zod'
import { civilDate, filledText, id, instant, text, version } from './common.ts'
import { route } from './route.ts'

export const committeeLevel = z.enum(['province', 'city', 'county'])
export type CommitteeLevel = z.infer<typeof committeeLevel>

export const committee = z.object({
  id,
  parentId: id.nullable(),
  name: z.string(),
  shortName: z.string(),
  level: committeeLevel,
  divisionCode: z.string(),
  version,
  actions: z.array(z.enum(['edit', 'addChild'])),
})
export type Committee = z.infer<typeof committee>

export const session = z.object({
  id,
  termId: id,
  number: z.int(),
  opensOn: civilDate.nullable(),
  closesOn: civilDate.nullable(),
  proposalsFrom: civilDate.nullable(),
  proposalsUntil: civilDate.nullable(),
})
export type Session = z.infer<typeof session>
export const term = z.object({
  id,
  number: z.int(),
  startsOn: civilDate,
  endsOn: civilDate.nullable(),
  current: z.boolean(),
  sessions: z.array(session),
})
export type Term = z.infer<typeof term>

/** `exclusive`: a member is in at most one group of this kind at a time (界别; both kinds of the two-group system 双组制). */
export const groupKind = z.object({ code: z.string(), name: z.string(), exclusive: z.boolean(), position: z.int() })
export type GroupKind = z.infer<typeof groupKind>

export const group = z.object({
  id,
  kind: z.string(),
  name: z.string(),
  position: z.int(),
  closedOn: civilDate.nullable(),
  memberCount: z.int(),
  version,
})
export type Group = z.infer<typeof group>

export const groupRole = z.enum(['member', 'convener', 'deputyConvener', 'liaison', 'director', 'deputyDirector'])
export const groupMember = z.object({
  memberId: id,
  name: z.string(),
  role: groupRole,
  startsOn: civilDate,
  endsOn: civilDate.nullable(),
})

export const unit = z.object({
  id,
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['party', 'government', 'court', 'procuratorate', 'enterprise', 'other']),
  contactName: z.string(),
  contactPhone: z.string(),
  closedAt: instant.nullable(),
  openAssignments: z.int(),
  version,
})
export type Unit = z.infer<typeof unit>

const byId = z.object({ id })
const sessionBody = z.object({
  number: z.int().min(1).max(20),
  opensOn: civilDate.nullable(),
  closesOn: civilDate.nullable(),
  proposalsFrom: civilDate.nullable(),
  proposalsUntil: civilDate.nullable(),
})
const unitBody = z.object({
  name: filledText(60),
  shortName: filledText(20),
  kind: unit.shape.kind,
  contactName: text(40),
  contactPhone: text(40),
})
const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export const setting = z.object({
  key: z.string(),
  title: z.string(),
  explanation: z.string(),
  /** `single`: one value to choose; `group`: several parts. */
  kind: z.enum(['single', 'group']),
  /** Whose value is in force. */
  source: z.enum(['national', 'committee']),
  /** 0: the national default. */
  version: z.int(),
  changedAt: instant.nullable(),
  value: z.unknown(),
  defaults: z.unknown(),
  /** JSON Schema, from which the form is drawn. */
  schema: z.unknown(),
  actions: z.array(z.enum(['edit'])),
})
export type Setting = z.infer<typeof setting>

export const committeeRoutes = {
  listCommittees: route({
    method: 'GET',
    path: '/committees',
    summary: 'The tree of committees: province, cities, counties.',
    access: 'signedIn',
    response: items(committee),
  }),
  createCommittee: route({
    method: 'POST',
    path: '/committees',
    summary: 'Add a committee below one I administer.',
    access: 'signedIn',
    creates: true,
    body: z.object({
      parentId: id,
      name: filledText(60),
      shortName: filledText(20),
      level: committeeLevel,
      divisionCode: z.string().regex(/^\d{6}$/, { error: '行政区划代码为 6 位数字' }),
    }),
    response: z.object({ id }),
    errors: ['committee.wrong-level', 'committee.taken'],
  }),
  editCommittee: route({
    method: 'PATCH',
    path: '/committees/:id',
    summary: 'Rename a committee.',
    access: 'signedIn',
    params: byId,
    body: z.object({ version, name: filledText(60), shortName: filledText(20) }),
    response: z.object({ version }),
  }),
  listTerms: route({
    method: 'GET',
    path: '/terms',
    summary: 'Terms (届) of my committee with their sessions (次).',
    access: 'signedIn',
    response: items(term),
  }),
  createTerm: route({
    method: 'POST',
    path: '/terms',
    summary: 'Open a term, the one before ends the day before; or enter a past one for the archive.',
    access: 'signedIn',
    creates: true,
    body: z.object({ number: z.int().min(1).max(99), startsOn: civilDate }),
    response: z.object({ id }),
    errors: ['term.taken', 'term.not-after'],
  }),
  createSession: route({
    method: 'POST',
    path: '/terms/:id/sessions',
    summary: 'Add a plenary session to a term.',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: sessionBody,
    response: z.object({ id }),
    errors: ['session.taken', 'session.wrong-dates'],
  }),
  editSession: route({
    method: 'PATCH',
    path: '/sessions/:id',
    summary: 'Change the dates of a session.',
    access: 'signedIn',
    params: byId,
    body: sessionBody,
    response: z.object({}),
    errors: ['session.taken', 'session.wrong-dates'],
  }),
  listGroupKinds: route({
    method: 'GET',
    path: '/group-kinds',
    summary: 'The kinds of groups my committee uses.',
    access: 'signedIn',
    response: items(groupKind),
  }),
  createGroupKind: route({
    method: 'POST',
    path: '/group-kinds',
    summary: 'Add a kind of group.',
    access: 'signedIn',
    creates: true,
    body: z.object({
      code: z.string().regex(/^[a-z][A-Za-z0-9]{1,30}$/),
      name: filledText(20),
      exclusive: z.boolean(),
    }),
    response: z.object({ code: z.string() }),
    errors: ['groupKind.taken'],
  }),
  listGroups: route({
    method: 'GET',
    path: '/groups',
    summary: 'Groups of the current term: sectors, special committees, street, study and work groups.',
    access: 'signedIn',
    query: z.object({ kind: z.string().max(40).optional(), closed: z.enum(['true', 'false']).optional() }),
    response: items(group),
  }),
  createGroup: route({
    method: 'POST',
    path: '/groups',
    summary: 'Add a group.',
    access: 'signedIn',
    creates: true,
    body: z.object({ kind: z.string().max(40), name: filledText(40) }),
    response: z.object({ id }),
    errors: ['group.taken', 'group.unknown-kind'],
  }),
  editGroup: route({
    method: 'PATCH',
    path: '/groups/:id',
    summary: 'Rename, move or close a group.',
    access: 'signedIn',
    params: byId,
    body: z.object({
      version,
      name: filledText(40),
      position: z.int().min(0).max(9999),
      closedOn: civilDate.nullable(),
    }),
    response: z.object({ version }),
    errors: ['group.taken'],
  }),
  listGroupMembers: route({
    method: 'GET',
    path: '/groups/:id/members',
    summary: 'Who is in a group, in stroke order.',
    access: 'signedIn',
    params: byId,
    response: items(groupMember),
  }),
  joinGroup: route({
    method: 'POST',
    path: '/groups/:id/members',
    summary: 'Put a member into a group; leaves the other one where the kind is exclusive.',
    access: 'signedIn',
    params: byId,
    body: z.object({ memberId: id, role: groupRole.default('member'), startsOn: civilDate.optional() }),
    response: z.object({}),
  }),
  leaveGroup: route({
    method: 'POST',
    path: '/groups/:id/members/:memberId/leave',
    summary: 'Take a member out of a group.',
    access: 'signedIn',
    params: z.object({ id, memberId: id }),
    response: z.object({}),
  }),
  listUnits: route({
    method: 'GET',
    path: '/units',
    summary: 'Handling units (承办单位).',
    access: 'signedIn',
    /** `committeeId`: of a committee below, for who gives its clerks their hats; absent: of one's own. */
    query: z.object({
      q: text(40).optional(),
      closed: z.enum(['true', 'false']).optional(),
      committeeId: id.optional(),
    }),
    response: items(unit),
  }),
  createUnit: route({
    method: 'POST',
    path: '/units',
    summary: 'Add a handling unit.',
    access: 'signedIn',
    creates: true,
    body: unitBody,
    response: z.object({ id }),
    errors: ['unit.taken'],
  }),
  editUnit: route({
    method: 'PATCH',
    path: '/units/:id',
    summary: 'Change or close a handling unit.',
    access: 'signedIn',
    params: byId,
    body: unitBody.extend({ version, closed: z.boolean() }),
    response: z.object({ version }),
    errors: ['unit.taken', 'unit.has-open-assignments'],
  }),
  listSettings: route({
    method: 'GET',
    path: '/settings',
    summary: 'Every setting there is, the value in force, where it comes from and the national default.',
    access: 'signedIn',
    response: z.object({ items: z.array(setting) }),
  }),
  getSetting: route({
    method: 'GET',
    path: '/settings/:key',
    summary: 'A setting in force, its national default and where it differs.',
    access: 'signedIn',
    params: z.object({ key: z.string().max(60) }),
    response: setting,
  }),
  putSetting: route({
    method: 'PUT',
    path: '/settings/:key',
    summary: 'Put a new version of a setting in force.',
    access: 'signedIn',
    params: z.object({ key: z.string().max(60) }),
    body: z.object({ version: z.int().min(0), value: z.unknown() }),
    response: z.object({ version: z.int() }),
    errors: ['setting.invalid'],
  }),
}

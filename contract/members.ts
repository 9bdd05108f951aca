import { z } from 'zod'
import { groupRole } from './committees.ts'
import {
  civilDate,
  exportFormat,
  filledText,
  flag,
  historyEntry,
  id,
  importPreview,
  importResult,
  instant,
  page,
  paging,
  text,
  version,
} from './common.ts'
import { route } from './route.ts'

export const sex = z.enum(['male', 'female'])
/** How a membership ended. 章程：辞去、责令辞去、撤销、自然终止；调离与去世按各级实际。 */
export const leaveReason = z.enum(['resigned', 'orderedToResign', 'revoked', 'transferred', 'died', 'termEnded'])
export const joinWay = z.enum(['elected', 'byElection'])
export const post = z.enum([
  'chair',
  'viceChair',
  'secretaryGeneral',
  'standingMember',
  'director',
  'deputyDirector',
  'other',
])
export type Post = z.infer<typeof post>

/** What a member may propose to change in their own file; the office verifies it (待验证). */
const ownFields = {
  phone: text(20),
  email: text(100),
  address: text(200),
  employer: text(100),
  employerPost: text(100),
  education: text(40),
  degree: text(40),
  professionalTitle: text(60),
  socialPosts: text(500),
  expertise: text(300),
  career: text(4000),
}
/** What only the office writes. */
const officeFields = {
  name: filledText(40),
  sex: sex.nullable(),
  bornOn: civilDate.nullable(),
  ethnicity: text(20),
  nativePlace: text(60),
  /** One or two parties, as in life: 民建、中共. */
  parties: z.array(filledText(20)).max(3),
  memberNumber: text(30),
}
export const memberChangeFields = z.object(ownFields).partial()
export const memberFields = z.object({ ...officeFields, ...ownFields })
export type MemberFields = z.infer<typeof memberFields>

export const membership = z.object({
  id,
  termId: id,
  termNumber: z.int(),
  joinedOn: civilDate,
  joinWay,
  leftOn: civilDate.nullable(),
  leaveReason: leaveReason.nullable(),
  leaveNote: z.string(),
})
export const memberPost = z.object({ id, post, title: z.string(), startsOn: civilDate, endsOn: civilDate.nullable() })
export const memberGroup = z.object({
  groupId: id,
  kind: z.string(),
  kindName: z.string(),
  name: z.string(),
  role: groupRole,
  startsOn: civilDate,
  endsOn: civilDate.nullable(),
})
export const memberChange = z.object({
  id,
  memberId: id,
  memberName: z.string(),
  state: z.enum(['pending', 'accepted', 'refused', 'withdrawn']),
  changes: z.record(z.string(), z.object({ from: z.string(), to: z.string() })),
  proposedAt: instant,
  decidedAt: instant.nullable(),
  decisionNote: z.string(),
  actions: z.array(z.enum(['accept', 'refuse', 'withdraw'])),
})
export type MemberChange = z.infer<typeof memberChange>
export const delegation = z.object({
  id,
  memberId: id,
  memberName: z.string(),
  accountId: id,
  accountName: z.string(),
  basis: z.string(),
  startsOn: civilDate,
  endsOn: civilDate.nullable(),
  grantedBy: z.string(),
})

export const memberListItem = z.object({
  id,
  name: z.string(),
  sex: sex.nullable(),
  parties: z.array(z.string()),
  sector: z.string().nullable(),
  employer: z.string(),
  employerPost: z.string(),
  posts: z.array(z.string()),
  active: z.boolean(),
  hasLoggedIn: z.boolean().nullable(),
  phoneMasked: z.string(),
})
export type MemberListItem = z.infer<typeof memberListItem>
export const memberAction = z.enum([
  'edit',
  'proposeChange',
  'endMembership',
  'addMembership',
  'addPost',
  'delegate',
  'openAccount',
  'seeContact',
])
export const memberFile = memberFields.extend({
  id,
  version,
  active: z.boolean(),
  accountId: id.nullable(),
  photoFileId: id.nullable(),
  memberships: z.array(membership),
  postsHeld: z.array(memberPost),
  groups: z.array(memberGroup),
  pendingChange: memberChange.nullable(),
  delegations: z.array(delegation),
  actions: z.array(memberAction),
})
export type MemberFile = z.infer<typeof memberFile>

const byId = z.object({ id })
const filters = {
  q: text(40).optional(),
  termId: id.optional(),
  groupId: id.optional(),
  party: text(20).optional(),
  post: post.optional(),
  sex: sex.optional(),
  active: flag.optional(),
  neverLoggedIn: flag.optional(),
}
/** Roster files (名单); several are merged into one register by name and post. */
const importQuery = z.object({ termId: id.optional(), groupKind: z.string().max(40).default('streetGroup') })

export const memberRoutes = {
  listMembers: route({
    method: 'GET',
    path: '/members',
    summary: 'Members in stroke or pinyin order.',
    access: 'signedIn',
    query: z.object({ ...paging, ...filters, sort: z.enum(['stroke', 'pinyin']).default('stroke') }),
    response: page(memberListItem),
  }),
  exportMembers: route({
    method: 'GET',
    path: '/members/export',
    summary: 'The list as a file, under the same filters and rights.',
    access: 'signedIn',
    query: z.object({ ...filters, sort: z.enum(['stroke', 'pinyin']).default('stroke'), format: exportFormat }),
    download: true,
  }),
  getMember: route({
    method: 'GET',
    path: '/members/:id',
    summary: 'A member’s file.',
    access: 'signedIn',
    params: byId,
    response: memberFile,
  }),
  getMemberHistory: route({
    method: 'GET',
    path: '/members/:id/history',
    summary: 'What happened to a member’s file.',
    access: 'signedIn',
    params: byId,
    response: z.object({ items: z.array(historyEntry) }),
  }),
  createMember: route({
    method: 'POST',
    path: '/members',
    summary: 'Add a member to the current term.',
    access: 'signedIn',
    creates: true,
    body: memberFields
      .partial()
      .required({ name: true })
      .extend({
        joinWay: joinWay.default('elected'),
        joinedOn: civilDate.optional(),
        sectorId: id.nullable().default(null),
      }),
    response: byId,
  }),
  editMember: route({
    method: 'PATCH',
    path: '/members/:id',
    summary: 'Change a member’s file. For the member office.',
    access: 'signedIn',
    params: byId,
    body: memberFields.partial().extend({ version }),
    response: z.object({ version }),
    errors: ['version.stale'],
  }),
  proposeMemberChange: route({
    method: 'POST',
    path: '/members/:id/changes',
    summary: 'Propose changes to my own file.',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({ changes: memberChangeFields }),
    response: byId,
    errors: ['memberChange.nothing', 'memberChange.pending'],
  }),
  listMemberChanges: route({
    method: 'GET',
    path: '/member-changes',
    summary: 'Changes that wait for the office, or that were decided.',
    access: 'signedIn',
    query: z.object({ ...paging, state: memberChange.shape.state.optional() }),
    response: page(memberChange),
  }),
  decideMemberChange: route({
    method: 'POST',
    path: '/member-changes/:id/decide',
    summary: 'Take over or refuse a proposed change.',
    access: 'signedIn',
    params: byId,
    body: z.object({ accept: z.boolean(), note: text(200) }),
    response: z.object({}),
    errors: ['memberChange.wrong-state', 'memberChange.needs-note'],
  }),
  withdrawMemberChange: route({
    method: 'POST',
    path: '/member-changes/:id/withdraw',
    summary: 'Take my proposed change back.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
    errors: ['memberChange.wrong-state'],
  }),
  addMembership: route({
    method: 'POST',
    path: '/members/:id/memberships',
    summary: 'Take a member into a term (re-election or by-election 增补).',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({ termId: id, joinWay, joinedOn: civilDate }),
    response: byId,
    errors: ['membership.taken', 'membership.wrong-dates'],
  }),
  endMembership: route({
    method: 'POST',
    path: '/members/:id/end-membership',
    summary: 'End a membership with its reason and date.',
    access: 'signedIn',
    params: byId,
    body: z.object({ leftOn: civilDate, reason: leaveReason, note: text(200) }),
    response: z.object({}),
    errors: ['membership.none', 'membership.wrong-dates'],
  }),
  addMemberPost: route({
    method: 'POST',
    path: '/members/:id/posts',
    summary: 'Give a member a post.',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({ post, title: text(60), startsOn: civilDate }),
    response: byId,
  }),
  endMemberPost: route({
    method: 'POST',
    path: '/member-posts/:id/end',
    summary: 'End a post.',
    access: 'signedIn',
    params: byId,
    body: z.object({ endsOn: civilDate }),
    response: z.object({}),
    errors: ['post.wrong-dates'],
  }),
  openMemberAccount: route({
    method: 'POST',
    path: '/members/:id/account',
    summary: 'Open the member’s account by their phone number.',
    access: 'signedIn',
    params: byId,
    response: z.object({ accountId: id, firstPassword: z.string().nullable() }),
    errors: ['member.needs-phone', 'member.has-account'],
  }),
  delegate: route({
    method: 'POST',
    path: '/members/:id/delegations',
    summary: 'Let another account type for this member (代录).',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({ accountId: id, basis: filledText(200), endsOn: civilDate.nullable() }),
    response: byId,
    errors: ['delegation.taken', 'delegation.self'],
  }),
  listDelegates: route({
    method: 'GET',
    path: '/delegates',
    summary: 'Staff who may be asked to type for a member.',
    access: 'signedIn',
    response: z.object({ items: z.array(z.object({ accountId: id, name: z.string(), role: z.string() })) }),
  }),
  endDelegation: route({
    method: 'POST',
    path: '/delegations/:id/end',
    summary: 'End delegated entry at once.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
  }),
  previewMemberImport: route({
    method: 'POST',
    path: '/members/imports/preview',
    summary: 'Read roster files and say what an import would do.',
    access: 'signedIn',
    multipart: true,
    query: importQuery,
    response: importPreview,
    errors: ['spreadsheet.not-a-spreadsheet', 'import.no-header'],
  }),
  importMembers: route({
    method: 'POST',
    path: '/members/imports',
    summary: 'Import the roster files as previewed: all or nothing.',
    access: 'signedIn',
    multipart: true,
    query: importQuery.extend({ fingerprint: z.string().max(128) }),
    response: importResult,
    errors: ['import.has-errors', 'import.changed'],
  }),
}

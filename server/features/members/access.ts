import type { z } from 'zod'
import type { Role } from '#contract/accounts.ts'
import type { MemberFields, MemberFile, memberAction } from '#contract/members.ts'

/** Who looks or acts, as far as rights here depend on it. */
export interface Person {
  readonly role: Role
  readonly memberId: string | null
  /** Set when somebody types for the member (代录). */
  readonly delegatedBy: string | null
}

/** How somebody stands to a member's file. `self` holds for who types on the member's behalf too. */
export type Relation = 'self' | 'office'

/** Who sees the roster and the files in it: members and the committee's offices, not units nor the administrators. */
const rosterRoles: readonly Role[] = ['member', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice']

export function seesRoster(person: Person): boolean {
  return rosterRoles.includes(person.role)
}

/** Whether somebody keeps the roster: adds, edits, imports, ends, decides. */
export function keepsRoster(person: Person): boolean {
  return person.role === 'memberOffice'
}

export function relationsTo(person: Person, memberId: string): ReadonlySet<Relation> {
  const relations = new Set<Relation>()
  if (person.role === 'member' && person.memberId === memberId) relations.add('self')
  if (keepsRoster(person)) relations.add('office')
  return relations
}

/** How much of a member's personal data somebody sees: all of it, the telephone only, or none. */
export type ContactSight = 'all' | 'phone' | 'none'

/** @param memberId whose; null: of members in general, as in a list. Source: 个人信息保护法 第六条, 最小范围. */
export function contactSight(person: Person, memberId: string | null): ContactSight {
  if (keepsRoster(person)) return 'all'
  if (memberId !== null && relationsTo(person, memberId).has('self')) return 'all'
  return person.role === 'proposalOffice' ? 'phone' : 'none'
}

/** The fields that are personal: what they hold is never told in an event, and not shown without the right. */
export const personalFields = ['phone', 'email', 'address', 'bornOn', 'memberNumber'] as const

/** The fields of a file with what one may not see left blank. */
export function withinSight<T extends Pick<MemberFields, (typeof personalFields)[number]>>(
  fields: T,
  sight: ContactSight,
): T {
  if (sight === 'all') return fields
  const phone = sight === 'phone' ? fields.phone : ''
  return { ...fields, phone, email: '', address: '', bornOn: null, memberNumber: '' }
}

/** What of a member's history everybody sees who sees the roster: how they served. The rest is theirs and the office's. */
const publicEvents = new Set([
  'member.created',
  'member.imported',
  'membership.added',
  'membership.ended',
  'memberPost.added',
  'memberPost.ended',
  'group.joined',
  'group.left',
])

export function seesEvent(person: Person, memberId: string, type: string): boolean {
  return relationsTo(person, memberId).size > 0 || publicEvents.has(type)
}

/** Whether somebody may let another account type for this member: the member in person, or the office on a written basis. */
export function grantsDelegation(person: Person, memberId: string): boolean {
  const relations = relationsTo(person, memberId)
  return relations.has('office') || (relations.has('self') && person.delegatedBy === null)
}

/** What somebody may do with a member's file now, in the order of the buttons. */
export function actionsOn(
  person: Person,
  member: Pick<MemberFile, 'id' | 'active' | 'accountId' | 'pendingChange'>,
): z.infer<typeof memberAction>[] {
  const relations = relationsTo(person, member.id)
  const office = relations.has('office')
  const open: Record<z.infer<typeof memberAction>, boolean> = {
    edit: office,
    proposeChange: relations.has('self') && member.pendingChange === null,
    endMembership: office && member.active,
    addMembership: office,
    addPost: office && member.active,
    delegate: grantsDelegation(person, member.id),
    openAccount: office && member.active && member.accountId === null,
    seeContact: contactSight(person, member.id) !== 'none',
  }
  return (Object.keys(open) as (keyof typeof open)[]).filter((action) => open[action])
}

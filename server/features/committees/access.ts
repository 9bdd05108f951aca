import type { Role } from '#contract/accounts.ts'

/** Who acts, as far as rights here depend on it. */
export interface Person {
  readonly role: Role
  readonly committeeId: string
}

/** What may be done to the committees, their terms, groups, units and settings. */
export type CommitteeAction =
  | 'manageCommittees'
  | 'manageTerms'
  | 'manageGroups'
  | 'seeGroupMembers'
  | 'manageUnits'
  | 'seeUnitsBelow'
  | 'seeSettings'

/** The one table of rights of this feature. Reading the tree, terms, groups and units is free to whoever is signed in. */
const rolesByAction: Readonly<Record<CommitteeAction, readonly Role[]>> = {
  manageCommittees: ['systemAdmin'],
  manageTerms: ['memberOffice'],
  manageGroups: ['memberOffice'],
  // as far as the roster itself is seen: not by units, not by the three administrators
  seeGroupMembers: ['member', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice'],
  manageUnits: ['proposalOffice', 'assigningOffice'],
  seeUnitsBelow: ['securityAdmin'],
  seeSettings: ['proposalOffice', 'memberOffice', 'systemAdmin'],
}

/** Whether a role may do this in its own committee at all. */
export function can(person: Person, action: CommitteeAction): boolean {
  return rolesByAction[action].includes(person.role)
}

/** Whether a committee, given by its path from the top, lies within reach: one's own or below it. */
export function reaches(person: Person, path: readonly string[]): boolean {
  return path.includes(person.committeeId)
}

/** Who edits a setting, by the first word of its key: whoever works by it. */
const editorByArea: Readonly<Record<string, Role>> = {
  proposals: 'proposalOffice',
  proposal: 'proposalOffice',
  documents: 'proposalOffice',
  clocks: 'proposalOffice',
  statistics: 'proposalOffice',
  members: 'memberOffice',
  evaluations: 'proposalOffice',
  publishing: 'proposalOffice',
  awards: 'proposalOffice',
  attendance: 'memberOffice',
  votes: 'memberOffice',
  activities: 'memberOffice',
  scoring: 'memberOffice',
  assessments: 'memberOffice',
  duty: 'memberOffice',
  reports: 'memberOffice',
}

/** Whether somebody may put a new version of a setting in force. */
export function editsSetting(person: Person, key: string): boolean {
  return editorByArea[key.split(/[.-]/, 1)[0]!] === person.role
}

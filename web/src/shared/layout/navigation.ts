import type { Hat, Role } from '#contract/accounts.ts'
import type { IconName } from '../icons.tsx'

export interface NavEntry {
  to: string
  label: string
  icon: IconName
  /** Other beginnings of addresses that belong to it. */
  also?: readonly string[]
}

const todo: NavEntry = { to: '/', label: '待办', icon: 'todo' }
const proposals: NavEntry = { to: '/proposals', label: '提案', icon: 'proposal' }
const keyProposals: NavEntry = { to: '/key-proposals', label: '重点提案', icon: 'star' }
const publications: NavEntry = { to: '/publications', label: '公开', icon: 'globe' }
const appraisals: NavEntry = { to: '/appraisals', label: '评议', icon: 'check' }
const awards: NavEntry = { to: '/awards', label: '评优', icon: 'award' }
const checkInCode: NavEntry = { to: '/check-in-code', label: '签到码', icon: 'code' }
const activities: NavEntry = {
  to: '/activities',
  label: '会议活动',
  icon: 'meeting',
  also: ['/leaves', '/leave-lines', '/votes'],
}
const statistics: NavEntry = { to: '/statistics', label: '统计', icon: 'chart' }
const dutyPages = ['/duty', '/my-score', '/scores', '/scoring-schemes', '/assessments', '/recognitions', '/duty-report']
const duty: NavEntry = { to: '/duty', label: '履职', icon: 'audit', also: dutyPages }
const ledger: NavEntry = { to: '/duty/ledger', label: '履职', icon: 'audit', also: dutyPages }
/** Leaders see the whole first, and open the lines from there. */
const dutyAtLarge: NavEntry = { to: '/duty/statistics', label: '履职', icon: 'audit', also: dutyPages }
const members: NavEntry = { to: '/members', label: '委员', icon: 'members' }
const changes: NavEntry = { to: '/member-changes', label: '资料变更', icon: 'changes' }
const committees: NavEntry = { to: '/committees', label: '组织', icon: 'tree' }
const units: NavEntry = { to: '/units', label: '承办单位', icon: 'unit' }
const ownUnit: NavEntry = { to: '/unit-duties', label: '本单位', icon: 'tree' }
const settings: NavEntry = { to: '/settings', label: '设置', icon: 'settings' }
const accounts: NavEntry = { to: '/accounts', label: '账号', icon: 'account' }
const audit: NavEntry = { to: '/audit', label: '操作记录', icon: 'audit' }
const calendar: NavEntry = { to: '/calendar', label: '放假安排', icon: 'calendar' }
const health: NavEntry = { to: '/health', label: '运行状况', icon: 'health' }
const me: NavEntry = { to: '/me', label: '我的', icon: 'me' }

/** What each role finds in its navigation, most used first. One level; what belongs to duty lies side by side behind 履职. */
const entries: Record<Role, NavEntry[]> = {
  member: [todo, proposals, activities, duty, checkInCode, members, appraisals, statistics, awards],
  proposalOffice: [
    todo,
    proposals,
    keyProposals,
    activities,
    publications,
    appraisals,
    awards,
    statistics,
    members,
    units,
    committees,
    calendar,
    settings,
  ],
  memberOffice: [todo, activities, members, ledger, changes, committees, proposals, settings],
  leader: [todo, keyProposals, activities, proposals, appraisals, statistics, dutyAtLarge, members, awards],
  assigningOffice: [todo, proposals, keyProposals, appraisals, statistics, units, awards],
  unitClerk: [todo, ownUnit, proposals, appraisals, units, awards],
  systemAdmin: [accounts, todo, health, calendar, committees, settings],
  securityAdmin: [accounts],
  auditAdmin: [audit],
}

/** The navigation of a hat; 我的 always comes last. */
export function navigationFor(hat: Hat | null): NavEntry[] {
  return [...(hat ? entries[hat.role] : []), me]
}

/** The bottom bar of a phone holds four; what does not fit is listed under 我的. */
export function bottomBarFor(hat: Hat | null): { bar: NavEntry[]; more: NavEntry[] } {
  const all = navigationFor(hat)
  if (all.length <= 4) return { bar: all, more: [] }
  return { bar: [...all.slice(0, 3), me], more: all.slice(3, -1) }
}

/** Where a hat begins its day. */
export function homeFor(hat: Hat | null): string {
  return navigationFor(hat)[0]?.to ?? '/me'
}

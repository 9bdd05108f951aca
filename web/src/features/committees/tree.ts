import type { Committee } from '#contract/committees.ts'

export interface CommitteeNode {
  committee: Committee
  children: CommitteeNode[]
}

/** The flat list as a tree by division code. With `q`, only what matches by name or code, with the way down to it. */
export function branchesOf(committees: readonly Committee[], q = ''): CommitteeNode[] {
  const known = new Set(committees.map((one) => one.id))
  const parentOf = (one: Committee) => (one.parentId && known.has(one.parentId) ? one.parentId : null)
  const matches = (one: Committee) => `${one.name} ${one.shortName} ${one.divisionCode}`.includes(q.trim())
  const below = (parent: string | null): CommitteeNode[] =>
    committees
      .filter((one) => parentOf(one) === parent)
      .sort((a, b) => a.divisionCode.localeCompare(b.divisionCode))
      .map((committee) => ({ committee, children: below(committee.id) }))
      .filter((node) => node.children.length > 0 || matches(node.committee))
  return below(null)
}

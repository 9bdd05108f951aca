import type { HandlingRole } from '#contract/handling.ts'

/** Units to be assigned and their roles. Pure. */
export interface PlannedUnit {
  unitId: string
  role: HandlingRole
}

/** One unit is alone (独办); a second one makes the first the lead (主办) and joins it (会办), unless all are separate (分办). */
export function addUnit(plan: readonly PlannedUnit[], unitId: string): PlannedUnit[] {
  if (plan.some((one) => one.unitId === unitId)) return [...plan]
  if (plan.length === 0) return [{ unitId, role: 'sole' }]
  if (plan.every((one) => one.role === 'separate')) return [...plan, { unitId, role: 'separate' }]
  return [
    ...plan.map((one) => (one.role === 'sole' ? { ...one, role: 'lead' as const } : one)),
    { unitId, role: 'joint' },
  ]
}

/** Whoever remains alone handles alone; without its lead, the first one leads. */
export function dropUnit(plan: readonly PlannedUnit[], unitId: string): PlannedUnit[] {
  const rest = plan.filter((one) => one.unitId !== unitId)
  if (rest.length === 1) return rest.map((one) => ({ ...one, role: 'sole' }))
  if (rest.length > 1 && rest.every((one) => one.role === 'joint'))
    return rest.map((one, i) => (i === 0 ? { ...one, role: 'lead' } : one))
  return rest
}

/** Gives one unit a role; the others follow where there can be only one such. */
export function setRole(plan: readonly PlannedUnit[], unitId: string, role: HandlingRole): PlannedUnit[] {
  return plan.map((one) => {
    if (one.unitId === unitId) return { unitId, role }
    if (role === 'separate') return { ...one, role: 'separate' }
    if (one.role === 'separate' || one.role === 'sole') return { ...one, role: role === 'lead' ? 'joint' : 'lead' }
    if (role === 'lead' && one.role === 'lead') return { ...one, role: 'joint' }
    return one
  })
}

/** What is wrong with the plan, in words; null when it can be sent. */
export function planProblem(plan: readonly PlannedUnit[]): string | null {
  if (plan.length === 0) return '请选择承办单位'
  const count = (role: HandlingRole) => plan.filter((one) => one.role === role).length
  if (plan.length === 1) {
    if (count('joint') === 1) return '只有一家单位时，不能是会办'
    return count('separate') === 1 ? '分办至少要有两家单位' : null
  }
  if (count('sole') > 0) return '独办只能一家单位'
  if (count('lead') > 1) return '主办单位只能有一家'
  if (count('joint') > 0 && count('lead') === 0) return '有会办单位，就要有一家主办单位'
  return null
}

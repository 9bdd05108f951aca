import type { UnitDuty, UnitPlace } from '#contract/unit-desks.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

/** Where a duty waits within the unit, in the order of its way. */
export const placeWords: Record<UnitPlace, string> = {
  toAccept: '待签收',
  toHandOut: '待分办到人',
  drafting: '承办人办理',
  checking: '办公室核稿',
  signing: '领导审签',
  examined: '等机关处理',
  promised: '跟踪承诺的措施',
}
export const placeTones: Record<UnitPlace, Tone> = {
  toAccept: 'due',
  toHandOut: 'due',
  drafting: 'moving',
  checking: 'moving',
  signing: 'moving',
  examined: 'open',
  promised: 'done',
}

/** Where a duty waits. */
export function placeOf({ state, step, clerk }: Pick<UnitDuty, 'state' | 'step' | 'clerk'>): UnitPlace {
  if (state === 'assigned') return 'toAccept'
  if (state === 'replied') return 'promised'
  if (state !== 'accepted') return 'examined'
  return step === 'drafting' && !clerk ? 'toHandOut' : step
}

export const words = {
  title: '本单位承办',
  lead: '本单位手上的提案：谁在办、从哪天起、到哪天为止。',
  people: '岗位和人员',
}

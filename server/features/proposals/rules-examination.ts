import type { ExaminationSettings } from './examination-settings.ts'

type Step = ExaminationSettings['steps'][number]

/** Steps that still lack recommendations, in their order: until there is none, nothing is decided.
 *  @param given how many examiners spoke at each step. Source: 预审、复审、立案协商、委员会审定依次进行（兰州） */
export function unfinishedSteps(steps: readonly Step[], given: ReadonlyMap<string, number>): Step[] {
  return steps.filter((step) => (given.get(step.code) ?? 0) < step.opinionsNeeded)
}

/** Whether a recommendation may be given at a step now: once every step before it has what it needs. */
export function stepIsOpen(steps: readonly Step[], given: ReadonlyMap<string, number>, code: string): boolean {
  const at = steps.findIndex((step) => step.code === code)
  return at >= 0 && unfinishedSteps(steps.slice(0, at), given).length === 0
}

/** The desk that examines a category; null where none is named for it. */
export function deskOf(settings: Pick<ExaminationSettings, 'desks'>, category: string | null): string | null {
  return settings.desks.find((one) => one.category === category)?.desk ?? null
}

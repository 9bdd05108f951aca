import type { CivilDate } from '#platform/calendar/civil-date.ts'
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

type Examiner = ExaminationSettings['examiners'][number]

/** The settings as they hold on a day: who is away from a day on, until a day, or both, is away on the days between. */
export function onDay<S extends Pick<ExaminationSettings, 'examiners'>>(settings: S, today: CivilDate): S {
  const away = ({ away, awayFrom, awayUntil }: Examiner) =>
    away ||
    ((awayFrom !== null || awayUntil !== null) &&
      (awayFrom === null || awayFrom <= today) &&
      (awayUntil === null || today <= awayUntil))
  return { ...settings, examiners: settings.examiners.map((one) => ({ ...one, away: away(one) })) }
}

/** Who is named for a step at a desk; empty: whoever sits in the office. Source: 预审由工作人员，复审由各组组长，审定由委员会（兰州、广州的分组分步） */
export function examinersAt(
  settings: Pick<ExaminationSettings, 'examiners'>,
  desk: string | null,
  step: string,
): Examiner[] {
  return settings.examiners.filter(
    (one) => (one.desk === '' || one.desk === desk) && (one.step === '' || one.step === step),
  )
}

/** Whether an account's name, 刘敏（提案委主任）, is the person or the post that was named. */
function isCalled(accountName: string, named: string): boolean {
  const wanted = named.replace(/\s/gu, '')
  const [, person, post] = /^([^（(]*)(?:[（(](.*)[）)])?$/u.exec(accountName.replace(/\s/gu, '')) ?? []
  return wanted !== '' && (wanted === accountName.replace(/\s/gu, '') || wanted === person || wanted === post)
}

/** Whether somebody of this name may speak at a step: one who is named, or who stands in for one. */
export function mayExamine(named: readonly Examiner[], name: string): boolean {
  return named.length === 0 || named.some((one) => isCalled(name, one.name) || isCalled(name, one.deputy))
}

/** Whom a step still waits for: named, not heard themselves nor through who stands in, and neither away without a deputy. */
export function awaited(named: readonly Examiner[], heard: ReadonlySet<string>): { name: string; deputy: string }[] {
  return named
    .filter((one) => ![...heard].some((spoke) => isCalled(spoke, one.name) || isCalled(spoke, one.deputy)))
    .filter((one) => !one.away || one.deputy !== '')
    .map((one) => ({ name: one.name, deputy: one.away ? one.deputy : '' }))
}

/** The steps of one desk: none asks for more opinions than there are people who can give them, so that who is away blocks nothing. */
export function stepsAt(
  settings: Pick<ExaminationSettings, 'steps' | 'examiners'>,
  desk: string | null,
): ExaminationSettings['steps'] {
  return settings.steps.map((step) => {
    const named = examinersAt(settings, desk, step.code)
    if (named.length === 0) return step
    const able = named.filter((one) => !one.away || one.deputy !== '').length
    return { ...step, opinionsNeeded: Math.min(step.opinionsNeeded, able) }
  })
}

import { activityKindNames } from '#contract/activity-kinds.ts'
import { chapterNames, dutyKinds } from '#contract/duty-kinds.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import { choiceWords, partWords } from './part-words.ts'
import type { Path } from './schema.ts'

registerErrorWords({ 'setting.invalid': '有一项不符合要求，请看标出的地方。' })

/** The place of a part within its setting, whichever row it stands in. */
const place = (path: Path): string => path.filter((one) => typeof one === 'string').join('.')

/** What a part of a setting is called: by setting and place, since one name means different things in two settings. */
export const partWord = (setting: string, path: Path): string | undefined => partWords[setting]?.[place(path)]

const kindNames = Object.fromEntries(dutyKinds.map(({ kind, label }) => [kind, label]))
/** Lists that the whole product shares. */
const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'activities/leaveSteps.kinds': activityKindNames,
  'activities/leaveLines.lineKinds': activityKindNames,
  'attendance/quorums.kind': activityKindNames,
  'reports.duty/headings.chapters': chapterNames,
  'duty.targets/own.items.kinds': kindNames,
}

/** What one of the values to choose from is called. */
export const choiceWord = (setting: string, path: Path, value: unknown): string | undefined =>
  choiceWords[setting]?.[place(path)]?.[String(value)] ?? catalogues[`${setting}/${place(path)}`]?.[String(value)]

/** The settings by whose work they belong to, in the order of the list. */
export const areas: readonly { name: string; keys: readonly string[] }[] = [
  {
    name: '提案',
    keys: [
      ...['proposals', 'proposal-writing', 'proposal-examination', 'proposal-numbering', 'proposal-reuse'],
      ...['proposal-rating', 'evaluations.mutual', 'evaluations.appraisal', 'clocks', 'proposals.papers'],
      ...['publishing', 'awards', 'statistics'],
    ],
  },
  { name: '会议活动', keys: ['activities', 'attendance', 'votes'] },
  {
    name: '履职',
    keys: [
      'duty.targets',
      'duty.archive',
      'reports.duty',
      'scoring',
      'scoring.year',
      'assessments.delivery',
      'assessments.quota',
    ],
  },
  { name: '委员', keys: ['members.ordering'] },
]

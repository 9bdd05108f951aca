import type { z } from 'zod'
import type { Activity, activityRoutes } from '#contract/activities.ts'
import { changedFields } from '../../shared/changed-fields.ts'
import { formatInstant } from '../../shared/dates.ts'
import { type ActivityValues, audienceWords, bodyOf, valuesOf } from './activity-fields.tsx'
import { RuleWords } from './invitation.tsx'
import { kindWords, levelWords } from './words.ts'

type Body = ReturnType<typeof bodyOf>
type Groups = z.output<typeof activityRoutes.getActivityOptions.response>['groups']

const labels: Record<keyof Body, string> = {
  kind: '类别',
  level: '层级',
  title: '名称',
  organiserGroupId: '组织方',
  startsAt: '开始',
  endsAt: '结束',
  halfDays: '折合几个半天',
  place: '地点',
  contact: '联系人和电话',
  explanation: '说明',
  audience: '谁看得到',
  agenda: '日程',
  observers: '列席人员',
  invitation: '邀请谁',
  capacity: '自愿报名的名额',
  answerBy: '回复截止',
}
const wordsOf = (body: Body, groups: Groups): Record<keyof Body, React.ReactNode> => ({
  kind: kindWords[body.kind],
  level: body.level ? levelWords[body.level] : '本级',
  title: body.title,
  organiserGroupId: groups.find((one) => one.id === body.organiserGroupId)?.name ?? '没有选',
  startsAt: formatInstant(body.startsAt),
  endsAt: formatInstant(body.endsAt),
  halfDays: body.halfDays,
  place: body.place || '空',
  contact: body.contact || '空',
  explanation: body.explanation || '空',
  audience: audienceWords[body.audience],
  agenda: body.agenda.map(({ at, words }) => [at, words].filter(Boolean).join(' ')).join('\n') || '空',
  observers: body.observers.map(({ name, post }) => [name, post].filter(Boolean).join(' ')).join('\n') || '空',
  // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own and keep their order
  invitation: body.invitation.map((rule, i) => <RuleWords key={i} rule={rule} names={new Map()} />),
  capacity: body.capacity ?? '不限',
  answerBy: body.answerBy ? formatInstant(body.answerBy) : '开始为止',
})

/** What two wrote from the same start: fields that only one of them changed stand as they were changed; `both`, those that
 *  each changed otherwise. */
export function joined(base: Activity, theirs: Activity, mine: ActivityValues) {
  const start = bodyOf(valuesOf(base))
  const [there, here] = [bodyOf(valuesOf(theirs)), bodyOf(mine)]
  const changed = (from: Body, to: Body) => Object.keys(changedFields(from, to)) as (keyof Body)[]
  const [byThem, byMe, apart] = [changed(start, there), changed(start, here), changed(there, here)]
  const both = byThem.filter((key) => byMe.includes(key) && apart.includes(key))
  const now = valuesOf(theirs)
  const taken = Object.fromEntries(byThem.filter((key) => !byMe.includes(key)).map((key) => [key, now[key]]))
  return { merged: { ...mine, ...taken } as ActivityValues, both }
}

/** The fields somebody else changed, in their words and in those typed here. */
export function differences(keys: readonly (keyof Body)[], theirs: Activity, typed: ActivityValues, groups: Groups) {
  const [there, here] = [wordsOf(bodyOf(valuesOf(theirs)), groups), wordsOf(bodyOf(typed), groups)]
  return keys.map((key) => ({ key, label: labels[key], theirs: there[key], mine: here[key] }))
}

import type { ActivityRecord } from '#contract/activity-records.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Paper } from '../paper.ts'
import { dateText } from '../rules.ts'
import { blankPaper, type Facts } from './facts.ts'

/** A brief (届次、小组、期号、签发人), minutes or an outcome of an activity, paragraph by paragraph. Source: 分组讨论由秘书整理
 *  成简报（会务通行的格式）. */
export function activityRecordPaper(
  f: Omit<Facts, 'proposal'>,
  record: ActivityRecord,
  activity: { title: string; startsAt: string; place: string },
): Paper {
  const heldOn = dateText(civilDateOf(new Date(activity.startsAt)))
  const about =
    record.kind === 'brief'
      ? [record.session, record.body, record.issue === null ? '' : `第${record.issue}期`]
      : [record.title === activity.title ? '' : activity.title, heldOn, activity.place]
  return {
    ...blankPaper(f, 'form'),
    title: record.title,
    subtitle: about.filter(Boolean).join('　'),
    blocks: [
      ...record.text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((text) => ({ kind: 'text' as const, text: text.trim() })),
      { kind: 'gap' as const },
      {
        kind: 'right' as const,
        text: record.publishedAt === null ? '（草稿，未签发）' : `签发：${record.signedBy}`,
      },
      {
        kind: 'right' as const,
        text: record.publishedAt === null ? '' : dateText(civilDateOf(new Date(record.publishedAt))),
      },
    ].filter((block) => block.kind === 'gap' || block.text !== ''),
  }
}

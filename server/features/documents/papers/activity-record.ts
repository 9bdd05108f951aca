import type { ActivityRecord } from '#contract/activity-records.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Paper } from '../paper.ts'
import { dateText } from '../rules.ts'
import { blankPaper, type Facts } from './facts.ts'

/** A brief (届次、小组、期号、签发人), minutes or an outcome of an activity, paragraph by paragraph; briefs and minutes under
 *  their red head. Source: 分组讨论由秘书整理成简报（届次、小组、期号、签发人）；GB/T 9704-2012 10.3 纪要格式. */
export function activityRecordPaper(
  f: Omit<Facts, 'proposal'>,
  record: ActivityRecord,
  activity: { title: string; startsAt: string; place: string; issuer: string; mark: string },
): Paper {
  const { publishedAt, issue, kind } = record
  const heldOn = dateText(civilDateOf(new Date(activity.startsAt)))
  const about =
    kind === 'brief'
      ? [activity.mark.includes(record.session) ? '' : record.session, record.body]
      : [record.title === activity.title ? '' : activity.title, heldOn, activity.place]
  const signer = record.signedBy || '　　　　'
  return {
    ...blankPaper(f, kind === 'outcome' ? 'form' : 'document'),
    issuer: activity.mark,
    documentNumber:
      kind === 'outcome' ? '' : `${issue === null ? '第　　期' : `第${issue}期`}　　　　　　签发人：${signer}`,
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
        text: publishedAt === null ? '（草稿，未签发）' : kind === 'outcome' ? `签发：${record.signedBy}` : '',
      },
    ].filter((block) => block.kind === 'gap' || block.text !== ''),
    signedBy: activity.issuer,
    date: publishedAt === null ? '' : dateText(civilDateOf(new Date(publishedAt))),
  }
}

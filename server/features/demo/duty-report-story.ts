import type { Kysely } from 'kysely'
import { archiveDutyReport, drawDutyReport, openReportRound, submitDutyReport } from '#features/duty-reports/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { actorOfMember, contextAt, type House } from './house.ts'

const dayMs = 86_400_000
const thoughts = [
  '调研走得还不够深，有两次座谈准备不足。明年想把社区养老的提案跟到底，看答复里的措施有没有落实。',
  '界别群众反映的事，有的没有及时转给机关。明年每季度到联络站接待一次。',
  '提案写得偏宽，办起来不好落地。明年一件只说一个问题，先听单位的难处再写建议。',
]

/** This year’s duty reports: asked of standing members a fortnight ago, some handed in, one archived. */
export async function playDutyReports(db: Kysely<DB>, house: House, now: Date): Promise<void> {
  const office = house.actors.get('memberOffice')
  if (!office) return
  const year = Number(civilDateOf(now).slice(0, 4))
  const { id } = await transact(db, (tx) =>
    openReportRound(contextAt(tx, office, new Date(now.getTime() - 14 * dayMs)), {
      year,
      askedOf: 'standing',
      title: `${year} 年度常务委员履职报告`,
      words: '会议、提案等已由系统填好，请核对，重点写体会、不足和打算。',
      dueOn: addDays(civilDateOf(now), 20),
    }),
  )
  const reports = await db
    .selectFrom('duty_reports')
    .select(['id', 'member_id'])
    .where('committee_id', '=', house.committeeId)
    .where('round_id', '=', id)
    .orderBy('member_id')
    .execute()
  for (const [i, text] of thoughts.entries()) {
    const report = reports[i]
    const seat = house.members.find((one) => one.memberId === report?.member_id)
    if (!report || !seat) continue
    const writer = await actorOfMember(db, house, seat)
    const at = new Date(now.getTime() - (5 - i) * dayMs)
    await transact(db, async (tx) => {
      const { parts } = await drawDutyReport(contextAt(tx, writer, at), report.id)
      const last = parts.length - 1
      const written = parts.map((part, n) => (n === last ? { ...part, text } : part))
      await submitDutyReport(contextAt(tx, writer, at), report.id, { version: 1, parts: written })
    })
    if (i === 0) await transact(db, (tx) => archiveDutyReport(contextAt(tx, office, now), report.id, 2))
  }
}

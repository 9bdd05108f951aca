import type { Kysely } from 'kysely'
import { approveDutyRecord, createDutyRecord, dutyTargetSetting, refuseDutyRecord } from '#features/duty/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor, Context } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { putSetting } from '#platform/settings.ts'
import { contextAt, type House } from './house.ts'

const dayMs = 86_400_000

/** What members did that no other part of the system knows of, with the year's targets: approved, waiting, given back. */
const told = [
  {
    kind: 'outreach',
    title: '到东街社区宣讲全会精神',
    note: '居民六十余人，答问四十分钟。',
    days: 40,
    end: 'approved',
  },
  {
    kind: 'villageTie',
    title: '走访结对的石桥村，帮助联系茶叶销路',
    note: '与两家合作社见面。',
    days: 26,
    end: 'approved',
  },
  {
    kind: 'enterpriseTie',
    title: '到园区企业了解用工难，转交人社部门',
    note: '企业十二家。',
    days: 12,
    end: 'submitted',
  },
  { kind: 'story', title: '在委员讲堂讲“一件提案的来历”', note: '', days: 8, end: 'refused' },
] as const

/** Duties recorded by hand by a member of the demonstration, and the targets of a year. */
export async function playDuty(db: Kysely<DB>, house: House, member: Actor, now: Date): Promise<void> {
  const office = house.actors.get('memberOffice')!
  const at = <T>(days: number, actor: Actor, work: (ctx: Context) => Promise<T>): Promise<T> =>
    transact(db, (tx) => work(contextAt(tx, actor, new Date(now.getTime() - days * dayMs))))
  await at(90, office, (ctx) => putSetting(ctx, dutyTargetSetting, 0, { shipped: ['doubleFiveOnes'], own: [] }))
  for (const { kind, title, note, days, end } of told) {
    const record = {
      memberId: null,
      kind,
      part: kind === 'story' ? ('lead' as const) : ('participant' as const),
      level: null,
      title,
      note,
      occurredOn: addDays(civilDateOf(now), -days - 2),
      organiserGroupId: null,
    }
    const { id } = await at(days, member, (ctx) => createDutyRecord(ctx, record))
    if (end === 'approved')
      await at(days - 1, office, (ctx) => approveDutyRecord(ctx, id, { version: 1, note: '与社区核对属实' }))
    if (end === 'refused')
      await at(days - 1, office, (ctx) => refuseDutyRecord(ctx, id, { version: 1, note: '请补上讲稿或照片。' }))
  }
}

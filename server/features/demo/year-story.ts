import type { Kysely } from 'kysely'
import { announceActivity, createActivity } from '#features/activities/index.ts'
import { settleAttendance } from '#features/attendance/index.ts'
import { approveDutyRecord, createDutyRecord } from '#features/duty/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { contextAt, type House, sessionYearOf } from './house.ts'
import { tickIn } from './meeting-story.ts'

type Written = Parameters<typeof createActivity>[1]
interface Held extends Pick<Written, 'kind' | 'title' | 'place'> {
  /** Month and day. */
  on: string
  invited: 'standing' | 'all' | 'body'
}

/** What a committee does between two plenaries: 常委会 each quarter, and what the special committees organise. */
const held: readonly Held[] = [
  {
    on: '03-18',
    kind: 'standingCommittee',
    title: '常委会会议：审议年度协商计划',
    place: '机关三楼会议室',
    invited: 'standing',
  },
  { on: '03-27', kind: 'training', title: '新任委员学习培训', place: '机关二楼报告厅', invited: 'all' },
  { on: '04-16', kind: 'inspection', title: '视察老旧小区改造', place: '东街社区', invited: 'body' },
  { on: '05-21', kind: 'research', title: '调研：村级养老服务怎样办得下去', place: '石桥村', invited: 'body' },
  {
    on: '06-12',
    kind: 'standingCommittee',
    title: '常委会会议：专题议政“养老服务”',
    place: '机关三楼会议室',
    invited: 'standing',
  },
  { on: '06-25', kind: 'lecture', title: '委员讲堂：读懂预算报告', place: '机关二楼报告厅', invited: 'all' },
  { on: '07-15', kind: 'research', title: '调研：中小企业用工', place: '经济开发区', invited: 'body' },
  { on: '08-20', kind: 'inspection', title: '视察河道治理', place: '东河水闸', invited: 'body' },
  {
    on: '09-11',
    kind: 'standingCommittee',
    title: '常委会会议：通报提案办理',
    place: '机关三楼会议室',
    invited: 'standing',
  },
  { on: '09-24', kind: 'volunteer', title: '敬老日上门服务', place: '各社区', invited: 'all' },
]

/** What members wrote of what people say (社情民意信息), handed in on paper or by telephone and noted by the office. */
const opinions = [
  '早高峰学校门前家长车辆占道，建议错时上下学',
  '社区卫生站缺常用慢性病药，老人往返大医院',
  '外卖电动车进楼充电，居民反映强烈',
  '农村公厕建成后无人管护',
  '企业反映政策兑现材料重复报送',
  '老年公交卡年审要本人到场，行动不便者为难',
  '菜场周边夜间照明不足',
  '秋收季节村道晒粮影响通行',
] as const

/** The year between the plenaries as the ledger is to tell it: meetings and activities held and concluded, opinions written. */
export async function playYear(db: Kysely<DB>, house: House, now: Date): Promise<void> {
  const office = house.actors.get('memberOffice')!
  const as = <T>(at: Date, work: (ctx: Context) => Promise<T>): Promise<T> =>
    transact(db, (tx) => work(contextAt(tx, office, at)))
  const year = sessionYearOf(now)
  const past = (on: string) => `${year}-${on}` < addDays(civilDateOf(now), -6)
  const bodies = await db
    .selectFrom('groups')
    .select('id')
    .where('committee_id', '=', house.committeeId)
    .where('kind', '=', 'specialCommittee')
    .orderBy('position')
    .execute()

  for (const [i, one] of held.filter(({ on }) => past(on)).entries()) {
    const starts = new Date(`${year}-${one.on}T09:00:00+08:00`)
    const body = one.invited === 'body' ? bodies[i % bodies.length]! : null
    const id = await as(new Date(starts.getTime() - 10 * dayMs), async (ctx) => {
      const made = await createActivity(ctx, {
        kind: one.kind,
        title: one.title,
        level: null,
        organiserGroupId: body?.id ?? null,
        startsAt: starts.toISOString(),
        endsAt: new Date(starts.getTime() + 3 * hourMs).toISOString(),
        halfDays: 1,
        place: one.place,
        contact: '委员联络办',
        explanation: '',
        audience: 'members',
        agenda: [],
        observers: [],
        invitation: [invitationOf(one.invited, body?.id)],
        capacity: null,
        answerBy: null,
        parentId: null,
      })
      await announceActivity(ctx, made.id)
      return made.id
    })
    const invited = await db
      .selectFrom('activity_invitees')
      .select('member_id')
      .where('committee_id', '=', house.committeeId)
      .where('activity_id', '=', id)
      .orderBy('member_id')
      .execute()
    // Of those who must come some are missing; of those who may, some two in five come.
    const comes = one.invited === 'all' ? (k: number) => (k * 7 + i * 3) % 5 < 2 : (k: number) => (k + i) % 9 !== 4
    const present = invited.filter((_, k) => comes(k)).map((row) => row.member_id)
    await tickIn(db, office, id, present, new Date(starts.getTime() - 10 * minuteMs))
    await as(new Date(starts.getTime() + 4 * hourMs), (ctx) => settleAttendance(ctx, id))
  }

  for (const [k, { memberId }] of house.members.entries())
    for (let n = 0; n < [1, 0, 2, 1, 1, 3, 0, 1][k % 8]!; n++) {
      const on = `0${2 + ((k + n * 3) % 8)}-${10 + (k % 18)}`
      if (!past(on)) continue
      const title = opinions[(k + n * 3) % opinions.length]!
      for (const kind of (k + n) % 3 === 0 ? ['opinion.submitted', 'opinion.adopted'] : ['opinion.submitted'])
        await as(new Date(`${year}-${on}T16:00:00+08:00`), async (ctx) => {
          const { id } = await createDutyRecord(ctx, {
            memberId,
            kind,
            part: 'lead',
            level: kind === 'opinion.adopted' ? 'city' : null,
            title,
            note: '',
            occurredOn: `${year}-${on}`,
            organiserGroupId: null,
          })
          await approveDutyRecord(ctx, id, { version: 1, note: '信息原件存联络办' })
        })
    }
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

function invitationOf(invited: Held['invited'], bodyId: string | undefined): Written['invitation'][number] {
  if (invited === 'standing')
    return { way: 'posts', must: true, posts: ['chair', 'viceChair', 'secretaryGeneral', 'standingMember'] }
  if (invited === 'body') return { way: 'groups', must: true, groupIds: [bodyId!] }
  return { way: 'all', must: false }
}

import type { Kysely } from 'kysely'
import { announceActivity, createActivity } from '#features/activities/index.ts'
import { checkIn, settleAttendance } from '#features/attendance/index.ts'
import { collectSpeeches, giveSpeech, openSpeechCall, selectSpeech, submitSpeech } from '#features/speeches/index.ts'
import { addVote, openVote, recordHands, voteSetting } from '#features/votes/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor, Context } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { contextAt, type House } from './house.ts'

const minuteMs = 60_000
/** Names are ticked in the demonstration; no code is read, so no key of the installation is needed. */
const noCodes = secretsFrom(Buffer.alloc(32))

const speeches = [
  {
    title: '把老城区小巷的灯先亮起来',
    words:
      '各位委员：\n我们走了十一条小巷，夜里八点以后，有四成的路灯不亮。不亮的原因，一半是线路老化，一半是分不清归谁管。\n建议：一是由城管局年内把产权不清的一次厘清；二是每年从城市维护费里拿出一百万元，先修通学路和菜场周边；三是把报修电话印在灯杆上。\n灯亮了，人心就亮了。',
    body: '民建市委',
  },
  {
    title: '让村里的老人吃上热饭',
    words:
      '各位委员：\n全市六十五岁以上独居老人一万两千多人。我们在三个村试办了互助食堂，一餐五元，靠的是村里出房、邻居出工、乡贤出米面。\n建议把这三个村的办法写成一页纸，愿意办的村照着做，财政只补灶具和体检。',
    body: '',
  },
  {
    title: '中小企业盼的是“说一次就办成”',
    words:
      '各位委员：\n我们访了四十家企业，最费时间的不是审批，是同一份材料交四个部门。\n建议由行政审批局牵头，年内做到一次填写、各部门共用。',
    body: '工商联',
  },
]

/** Members are ticked in one by one at the door. */
export const tickIn = (db: Kysely<DB>, office: Actor, id: string, memberIds: readonly string[], at: Date) =>
  transact(db, (tx) =>
    checkIn([
      {
        ctx: contextAt(tx, office, at),
        secrets: noCodes,
        id,
        given: {
          desk: '大门',
          sentAt: at.toISOString(),
          items: memberIds.map((memberId) => ({ memberId, at: at.toISOString(), offsetMs: 0 })),
        },
      },
    ]),
  )

/** Two days in the meeting hall: the plenary of January, held and concluded; and a consultation that gathers at this hour,
 *  with a vote prepared. */
export async function playMeetings(db: Kysely<DB>, house: House, member: Actor, now: Date): Promise<void> {
  const office = house.actors.get('memberOffice')!
  const as = <T>(actor: Actor, at: Date, work: (ctx: Context) => Promise<T>): Promise<T> =>
    transact(db, (tx) => work(contextAt(tx, actor, at)))
  const tick = (id: string, memberIds: readonly string[], at: Date) => tickIn(db, office, id, memberIds, at)
  await playPlenary()
  await playToday()

  /** Who is on the list and not on leave. */
  async function comers(id: string): Promise<string[]> {
    const rows = await db
      .selectFrom('activity_invitees as i')
      .select('i.member_id')
      .where('i.activity_id', '=', id)
      .where('i.removed_at', 'is', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('leave_requests as l')
              .select('l.id')
              .whereRef('l.member_id', '=', 'i.member_id')
              .where('l.state', '=', 'granted'),
          ),
        ),
      )
      .orderBy('i.member_id')
      .execute()
    return rows.map((row) => row.member_id)
  }

  async function playPlenary(): Promise<void> {
    const meetings = await db
      .selectFrom('activities')
      .select(['id', 'parent_id', 'starts_at', 'ends_at', 'announced_at'])
      .where('committee_id', '=', house.committeeId)
      .where('kind', 'in', ['plenary', 'plenarySubMeeting'])
      .where('state', '=', 'announced')
      .orderBy('parent_id', (o) => o.asc().nullsLast())
      .execute()
    const plenary = meetings.find((one) => one.parent_id === null)
    if (!plenary) return
    const begins = new Date(plenary.starts_at)
    const told = new Date(Date.parse(plenary.announced_at!) + 60 * minuteMs)
    const call = await as(office, told, (ctx) =>
      openSpeechCall(ctx, plenary.id, {
        title: '大会发言征集',
        words: '围绕全市中心工作，一事一议，讲真情况、真办法。',
        opensOn: civilDateOf(told),
        closesOn: addDays(civilDateOf(begins), -1),
        oralMinutes: 8,
        oralPlaces: 2,
      }),
    )
    const present = await comers(plenary.id)
    const speakers = [member.memberId!, ...present.filter((one) => one !== member.memberId)]
    const chosen: string[] = []
    for (const [i, speech] of speeches.entries())
      chosen.push(
        (
          await as(office, told, (ctx) =>
            submitSpeech(ctx, call.id, { ...speech, wish: 'either', memberId: speakers[i]! }),
          )
        ).id,
      )
    for (const [i, id] of chosen.entries())
      await as(office, told, (ctx) => selectSpeech(ctx, id, { as: i < 2 ? 'oral' : 'written', note: '' }))
    for (const one of meetings) {
      const list = (await comers(one.id)).filter((_, i) => i % 17 !== 5)
      for (let at = 0; at < list.length; at += 200)
        await tick(one.id, list.slice(at, at + 200), new Date(Date.parse(one.starts_at) - 15 * minuteMs))
    }
    const secondDay = new Date(begins.getTime() + 25 * 60 * minuteMs)
    for (const [i, id] of chosen.slice(0, 2).entries())
      await as(office, new Date(secondDay.getTime() + i * 10 * minuteMs), (ctx) => giveSpeech(ctx, id, 431 + i * 38))
    await as(office, secondDay, (ctx) => collectSpeeches(ctx, call.id))
    for (const one of meetings)
      await as(office, new Date(Date.parse(plenary.ends_at) + 30 * minuteMs), (ctx) => settleAttendance(ctx, one.id))
  }

  async function playToday(): Promise<void> {
    const invited = [
      member.memberId!,
      ...house.members.map((one) => one.memberId).filter((one) => one !== member.memberId),
    ].slice(0, 24)
    const before = (minutes: number) => new Date(now.getTime() - minutes * minuteMs)
    const id = await as(office, before(3 * 24 * 60), async (ctx) => {
      const made = await createActivity(ctx, {
        kind: 'consultationMeeting',
        title: '专题协商会：老城区小巷照明',
        level: null,
        organiserGroupId: null,
        startsAt: before(40).toISOString(),
        endsAt: before(-220).toISOString(),
        halfDays: 1,
        place: '机关二楼协商议事厅',
        contact: '委员联络办',
        explanation: '会前请到会场签到：打开“签到码”给工作人员扫，或者报姓名。',
        audience: 'members',
        agenda: [],
        observers: [{ name: '城管局、住建局负责人', post: '' }],
        invitation: [{ way: 'byHand', must: true, memberIds: invited }],
        capacity: null,
        answerBy: null,
        parentId: null,
      })
      await announceActivity(ctx, made.id)
      return made.id
    })
    await tick(id, invited.slice(1, 17), before(50))
    await tick(id, invited.slice(17, 20), before(30))
    const rules = {
      ...voteSetting.defaults.motion,
      majority: { ...voteSetting.defaults.motion.majority, of: 'present' as const },
    }
    const draft = {
      kind: 'motion' as const,
      words: '',
      candidates: [],
      rules,
      chiefScrutineer: '由会议推举',
      scrutineers: '',
    }
    const asOf = before(20)
    const first = await as(office, asOf, (ctx) => addVote(ctx, id, { ...draft, form: 'hands', title: '会议议程' }))
    await as(office, asOf, (ctx) => openVote(ctx, first.id))
    await as(office, before(18), (ctx) =>
      recordHands(ctx, first.id, { for: 19, against: 0, abstain: 0, countedBy: '会议工作人员' }),
    )
    await as(office, before(12), (ctx) =>
      addVote(ctx, id, { ...draft, form: 'secret', title: '关于小巷照明的协商意见（草案）' }),
    )
  }
}

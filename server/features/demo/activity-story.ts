import type { Kysely } from 'kysely'
import {
  announceActivity,
  answerActivity,
  arrangeSeats,
  createActivity,
  decideLeave,
  proposeActivity,
  publishActivityRecord,
  readActivity,
  requestLeave,
  writeActivityRecord,
} from '#features/activities/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor, Context } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { contextAt, type House, sessionYearOf } from './house.ts'

type Written = Parameters<typeof createActivity>[1]

const dayMs = 86_400_000
const base: Omit<Written, 'kind' | 'title' | 'startsAt' | 'endsAt'> = {
  level: null,
  organiserGroupId: null,
  halfDays: 1,
  place: '机关三楼会议室',
  contact: '委员联络办 0990-1234567',
  explanation: '',
  audience: 'members',
  agenda: [],
  observers: [],
  invitation: [{ way: 'all', must: true }],
  capacity: null,
  answerBy: null,
  parentId: null,
}
const brief = `委员们一致赞同常委会工作报告和提案工作报告。讨论中提出：
一、老旧小区加装电梯要有统一的出资办法，街道可以先试一两个小区。
二、学校周边的停车，可以错时开放机关和企业的车位。
三、提案答复要写清时限，办不了的要说明白为什么。`

/** Hours of a civil day in Asia/Shanghai. */
const from = (date: string, begins: string, ends: string, last = date) => ({
  startsAt: new Date(`${date}T${begins}:00+08:00`).toISOString(),
  endsAt: new Date(`${last}T${ends}:00+08:00`).toISOString(),
})

/** A year of meetings and activities: a plenary with its group meetings, what is coming, and what members start. */
export async function playActivities(db: Kysely<DB>, house: House, member: Actor, now: Date): Promise<void> {
  const office = house.actors.get('memberOffice')!
  const leader = house.actors.get('leader')!
  const voices = [...house.actors.values()].filter((actor) => actor.memberId !== null)
  const others = voices.filter((actor) => actor.memberId !== member.memberId)
  const as = <T>(actor: Actor, at: Date, work: (ctx: Context) => Promise<T>): Promise<T> =>
    transact(db, (tx) => work(contextAt(tx, actor, at)))
  const day = (days: number) => addDays(civilDateOf(now), days)
  const at = (days: number) => new Date(now.getTime() + days * dayMs)
  /** Drafted and announced by somebody at one moment. */
  const announce = (
    actor: Actor,
    when: Date,
    given: Partial<Written> & Pick<Written, 'kind' | 'title' | 'startsAt' | 'endsAt'>,
  ) =>
    as(actor, when, async (ctx) => {
      const { id } = await createActivity(ctx, { ...base, ...given })
      await announceActivity(ctx, id)
      return id
    })
  const come = async (id: string, who: readonly Actor[], when: Date, coming = true) => {
    for (const actor of who)
      await as(actor, when, async (ctx) => {
        await readActivity(ctx, id)
        await answerActivity(ctx, id, { coming })
      })
  }

  // The plenary session of January, with leave granted and refused.
  const january = (date: number) => `${sessionYearOf(now)}-01-${String(date).padStart(2, '0')}`
  const told = new Date(`${january(2)}T02:00:00Z`)
  const plenary = await announce(office, told, {
    kind: 'plenary',
    title: '全体会议',
    ...from(january(12), '09:00', '17:00', january(15)),
    halfDays: 8,
    place: '人民会堂',
    explanation: '请提前十分钟入场，关闭手机铃声。食宿自理的委员请告诉大会秘书处。',
    agenda: [
      { at: '9:00', words: '开幕会：听取常委会工作报告、提案工作报告' },
      { at: '14:30', words: '分组讨论' },
      { at: '次日 9:00', words: '大会发言' },
      { at: '15 日 15:00', words: '选举，闭幕会' },
    ],
    observers: [{ name: '住县省市委员', post: '' }],
  })
  const [ill, away, busy, ...rest] = others
  const decided = new Date(told.getTime() + 3 * dayMs)
  const ask = async (
    actor: Actor | undefined,
    kind: 'illness' | 'official' | 'private',
    words: string,
    granted: boolean,
    note: string,
  ) => {
    if (!actor) return
    const leave = await as(actor, told, (ctx) => requestLeave(ctx, plenary, { kind, words, halfDays: null }))
    await as(leader, decided, (ctx) => decideLeave(ctx, leave.id, { granted, words: note }))
  }
  await ask(ill, 'illness', '住院手术，附医院证明。', true, '安心养病。')
  await ask(away, 'official', '随市里代表团出访，已报市外办。', true, '')
  await ask(busy, 'private', '公司年会。', false, '全会是履职的第一要求，请安排好时间参加。')
  await come(plenary, [member, ...rest.slice(0, 12)], decided)
  const groups = await db
    .selectFrom('groups as g')
    .innerJoin('group_members as s', (join) =>
      join.onRef('s.committee_id', '=', 'g.committee_id').onRef('s.group_id', '=', 'g.id'),
    )
    .select(['g.id', 'g.name'])
    .where('g.committee_id', '=', house.committeeId)
    .where('g.kind', '=', 'sector')
    .groupBy(['g.id', 'g.name'])
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('g.name')
    .limit(2)
    .execute()
  for (const [i, group] of groups.entries()) {
    const part = await announce(office, told, {
      kind: 'plenarySubMeeting',
      title: `全体会议分组讨论（${group.name}）`,
      parentId: plenary,
      organiserGroupId: group.id,
      ...from(january(12), '14:30', '17:00'),
      place: '驻地会议室',
      invitation: [{ way: 'groups', must: true, groupIds: [group.id] }],
    })
    await as(office, new Date(`${january(13)}T02:00:00Z`), async (ctx) => {
      const { id } = await writeActivityRecord(ctx, part, {
        kind: 'brief',
        title: '分组讨论简报',
        session: '全体会议',
        body: group.name,
        issue: i + 1,
        text: brief,
      })
      await publishActivityRecord(ctx, id, { signedBy: '秘书长', version: 1 })
    })
  }

  // What is coming.
  const standing = await announce(office, at(-9), {
    kind: 'standingCommittee',
    title: '常委会会议',
    ...from(day(5), '09:00', '11:30'),
    explanation: '审议年度协商计划；通报提案办理情况。',
    invitation: [{ way: 'posts', must: true, posts: ['chair', 'viceChair', 'secretaryGeneral', 'standingMember'] }],
    audience: 'invitees',
  })
  await as(office, at(-1), (ctx) =>
    arrangeSeats(ctx, standing, {
      rows: 3,
      perRow: 8,
      order: 'post',
      platform: 'leaders',
      platformRows: 1,
      aisles: [4],
      keep: false,
    }),
  )
  const training = await announce(office, at(-6), {
    kind: 'training',
    title: '委员学习培训：怎样写好提案',
    ...from(day(9), '14:30', '17:00'),
    explanation: '请两位多次获优秀提案的委员讲体会，提案委讲审查中常见的问题。自愿参加，座位有限，先报先得。',
    invitation: [{ way: 'all', must: false }],
    capacity: 10,
    answerBy: from(day(7), '18:00', '19:00').startsAt,
  })
  await come(training, others.slice(0, 12), at(-4))
  await come(training, others.slice(12, 14), at(-3), false)

  // What members start, one approved already and one to be looked at.
  const park: Partial<Written> & Pick<Written, 'kind'> = { kind: 'volunteer', place: '城北公园东门' }
  const begin = async (actor: Actor, title: string, days: number, invited: readonly Actor[]) =>
    as(actor, at(-2), async (ctx) => {
      const { id } = await createActivity(ctx, {
        ...base,
        ...park,
        title,
        ...from(day(days), '09:00', '11:00'),
        explanation: '带手套，半天。',
        invitation: [{ way: 'byHand', must: false, memberIds: invited.map((one) => one.memberId!) }],
      })
      await proposeActivity(ctx, id)
      return id
    })
  const starters = rest.slice(2)
  if (starters.length > 5) {
    const approved = await begin(starters[0]!, '护河净滩', 12, [member, ...starters.slice(1, 5)])
    await as(office, at(-1), (ctx) => announceActivity(ctx, approved))
    await begin(starters[1]!, '到社区讲垃圾分类', 16, [member, ...starters.slice(2, 5)])
  }
}

import type { Kysely } from 'kysely'
import {
  acceptJointOffer,
  announceActivity,
  answerActivity,
  askCommittee,
  createActivity,
  editActivity,
  publishActivity,
} from '#features/activities/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor, Context } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { actorOfMember, contextAt, type House } from './house.ts'

type Written = Parameters<typeof createActivity>[1]

const dayMs = 86_400_000

/** What a city and its counties do together: one inspection hosted by the city, which one county joined and another has not
 *  answered; one hosted by a county, which waits for the city's answer. The city's is on the public site. */
export async function playJointActivities(
  db: Kysely<DB>,
  city: House,
  [joined, asking, silent]: readonly [House, House, House],
  now: Date,
): Promise<void> {
  const officeOf = (house: House) => house.actors.get('memberOffice')!
  const as = <T>(actor: Actor, days: number, work: (ctx: Context) => Promise<T>): Promise<T> =>
    transact(db, (tx) => work(contextAt(tx, actor, new Date(now.getTime() + days * dayMs))))
  const on = (days: number, hours: string) =>
    new Date(`${addDays(civilDateOf(now), days)}T${hours}:00+08:00`).toISOString()
  const body = (given: Partial<Written> & Pick<Written, 'title' | 'startsAt' | 'endsAt' | 'place'>): Written => ({
    kind: 'inspection',
    level: null,
    organiserGroupId: null,
    halfDays: 1,
    contact: '委员联络办 0990-1234567',
    explanation: '',
    audience: 'members',
    agenda: [],
    observers: [],
    invitation: [{ way: 'posts', must: false, posts: ['standingMember'] }],
    capacity: null,
    answerBy: null,
    parentId: null,
    ...given,
  })
  const water = body({
    title: '城乡供水一体化联合视察',
    startsAt: on(17, '08:30'),
    endsAt: on(17, '17:00'),
    halfDays: 2,
    place: `${joined.place.shortName}水厂（市政协机关门前集合）`,
    explanation: '看水源地、水厂和两个村的管网，下午座谈。请带雨具，统一乘车。',
  })
  const hosted = await as(officeOf(city), -8, async (ctx) => {
    const { id } = await createActivity(ctx, water)
    await announceActivity(ctx, id)
    for (const house of [joined, silent])
      await askCommittee(ctx, id, { committeeId: house.committeeId, words: '请贵会委员一同视察，名单由贵会定。' })
    await publishActivity(ctx, id, {
      title: water.title,
      place: `${joined.place.shortName}水厂`,
      words:
        '市、县两级政协委员看城乡供水的水源、水厂和管网，听取供水单位和村民的意见。对供水有意见的，可以向所在的政协反映。',
      recordIds: [],
    })
    return id
  })
  const own = await as(officeOf(joined), -6, async (ctx) => {
    const { id } = await acceptJointOffer(ctx, hosted)
    const { parentId: _, ...given } = water
    await editActivity(ctx, id, { ...given, version: 1 })
    await announceActivity(ctx, id)
    return id
  })
  const standing = joined.members.filter((seat) => seat.rank === 'standing').slice(0, 3)
  for (const seat of standing) {
    const member = await actorOfMember(db, joined, seat)
    await as(member, -4, (ctx) => answerActivity(ctx, own, { coming: true }))
  }
  await as(officeOf(asking), -2, async (ctx) => {
    const { id } = await createActivity(
      ctx,
      body({
        kind: 'research',
        title: '村级老年食堂联合调研',
        startsAt: on(24, '09:00'),
        endsAt: on(24, '16:30'),
        halfDays: 2,
        place: `${asking.place.shortName}${asking.place.towns[1] ?? ''}`,
      }),
    )
    await announceActivity(ctx, id)
    await askCommittee(ctx, id, { committeeId: city.committeeId, words: '想请市政协社会建设方面的委员一同来看。' })
  })
}

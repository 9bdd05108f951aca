import type { Kysely } from 'kysely'
import type { Role, UnitDesk } from '#contract/accounts.ts'
import { desksHeld, giveHat, openAccount } from '#features/accounts/index.ts'
import {
  createCommittee,
  createSession,
  createTerm,
  createUnit,
  foundTopCommittee,
  insertGroups,
  joinGroup,
} from '#features/committees/index.ts'
import { addMemberPost, createMember, openMemberAccount } from '#features/members/index.ts'
import type { Actor, Context } from '#platform/context.ts'
import { systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { markDemo } from '#platform/demo-mark.ts'
import { type DemoMember, generatePeople, type MemberRank, rosterOf } from './content/names.ts'
import { type CommitteeKey, type Place, places } from './content/places.ts'
import { pick, seededRandom } from './content/random.ts'
import { type UnitKey, unitsOf } from './content/units.ts'

/** A member of the demonstration with what was made for them. */
export interface Seat extends DemoMember {
  memberId: string
}

/** A committee with its people, units and desks, ready for proposals. */
export interface House {
  place: Place
  committeeId: string
  members: Seat[]
  unitIds: Record<string, string>
  /** Who sits at a desk: offices by role, units by `unit:<key>`; where a unit's desks are apart that is its office, beside
   *  `unit:<key>:clerk` and `unit:<key>:leader`. */
  actors: Map<string, Actor>
}

const requestId = 'demo'
/** The unit whose three desks are three people; in the others one does it all. */
const threeDesks: UnitKey = 'urban'
const posts: Partial<Record<MemberRank, 'chair' | 'viceChair' | 'secretaryGeneral' | 'standingMember'>> = {
  chair: 'chair',
  viceChair: 'viceChair',
  secretaryGeneral: 'secretaryGeneral',
  standing: 'standingMember',
}
const offices: readonly [Role, string][] = [
  ['proposalOffice', '提案委员会办公室'],
  ['memberOffice', '委员联络办公室'],
  ['leader', '主席会议'],
  ['assigningOffice', '政府督查室'],
]

/** A context for one act at one moment. */
export function contextAt(db: Context['db'], actor: Actor, now: Date): Context {
  return { db, actor, now, requestId }
}

/** The year of the plenary session that the demonstration year turns around. */
export const sessionYearOf = (now: Date): number => (now.getMonth() >= 4 ? now.getFullYear() : now.getFullYear() - 1)

async function deskOf(
  ctx: Context,
  committeeId: string,
  given: { role: Role; name: string; username: string; unitId?: string; desks?: UnitDesk[] },
): Promise<Actor> {
  const { accountId } = await openAccount(ctx, { committeeId, name: given.name, username: given.username })
  const { role, unitId = null, desks = [] } = given
  const { hatId } = await giveHat(ctx, { accountId, committeeId, role, unitId, desks })
  return {
    accountId,
    name: given.name,
    hatId,
    committeeId,
    role,
    memberId: null,
    unitId,
    desks: desksHeld(role, desks),
    delegatedBy: null,
  }
}

async function buildTerms(ctx: Context, number: number, year: number): Promise<void> {
  const { id } = await createTerm(ctx, { number, startsOn: `${year - 4}-01-08` }, [])
  for (const session of [4, 5, 6]) {
    const held = year - 5 + session
    const day = (monthDay: string) => `${held}-${monthDay}`
    // 全会开幕前 3 个月 → 全会提案截止（阜阳）
    await createSession(ctx, id, {
      number: session,
      opensOn: day('01-12'),
      closesOn: day('01-15'),
      proposalsFrom: `${held - 1}-10-12`,
      proposalsUntil: day('01-14'),
    })
  }
}

/** A working life in two lines, as the file has it. */
function careerOf(person: Pick<ReturnType<typeof rosterOf>[number], 'birthDate' | 'employer' | 'post'>): string {
  const born = Number(person.birthDate.slice(0, 4))
  return [
    `${born + 22}.07—${born + 36}.05　${person.employer}工作`,
    `${born + 36}.06—　　　　　${person.employer}${person.post}`,
  ].join('\n')
}

async function buildMembers(ctx: Context, place: Place, sectors: ReadonlyMap<string, string>): Promise<Seat[]> {
  const random = seededRandom(Number(place.code))
  const specialCommittees = await ctx.db
    .selectFrom('groups')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('kind', '=', 'specialCommittee')
    .orderBy('position')
    .execute()
  const streets = place.towns?.length
    ? await insertGroups(
        ctx,
        'streetGroup',
        place.towns.map((town) => `${town}活动组`),
      )
    : []
  const seats: Seat[] = []
  for (const [index, person] of rosterOf(place.key).entries()) {
    const { id: memberId } = await createMember(ctx, {
      name: person.name,
      sex: person.sex === '男' ? 'male' : 'female',
      bornOn: person.birthDate,
      ethnicity: person.ethnicity,
      nativePlace: person.nativePlace,
      education: person.education,
      degree: person.degree,
      professionalTitle: person.professionalTitle,
      parties: [person.party],
      employer: person.employer,
      employerPost: person.post,
      expertise: person.expertise.join('、'),
      career: careerOf(person),
      phone: person.phone,
      email: person.email,
      memberNumber: `${place.code}${String(index + 1).padStart(4, '0')}`,
      joinWay: 'elected',
      sectorId: sectors.get(person.sector) ?? null,
    })
    const post = posts[person.rank]
    if (post) await addMemberPost(ctx, memberId, { post, title: '', startsOn: `${ctx.now.getFullYear()}-01-12` })
    if (index % 2 === 0) await joinGroup(ctx, pick(random, specialCommittees).id, { memberId, role: 'member' })
    if (streets.length > 0)
      await joinGroup(ctx, streets[index % streets.length]!, {
        memberId,
        role: index < streets.length ? 'convener' : 'member',
      })
    seats.push({ ...person, memberId })
  }
  return seats
}

/** Builds one committee in one transaction. @param began when its term began */
async function buildHouse(
  db: Kysely<DB>,
  place: Place,
  parentId: string | null,
  began: Date,
  year: number,
): Promise<House> {
  return transact(db, async (tx) => {
    // Nothing of the demonstration is acknowledged to anybody before it is whole.
    const bare = { db: tx, now: began, requestId }
    const given = {
      name: place.committeeName,
      shortName: `${place.shortName}政协`,
      level: place.level,
      divisionCode: place.code,
    }
    const committeeId =
      parentId === null
        ? (await foundTopCommittee(bare, given)).id
        : (await createCommittee({ ...bare, actor: systemActor(parentId) }, { ...given, parentId })).id
    const system = { ...bare, actor: systemActor(committeeId) }
    // Marked before anything else is there: even half of it must not be taken for a real installation.
    if (parentId === null) await markDemo(tx, committeeId, began)
    const actors = new Map<string, Actor>()
    const names = generatePeople(Number(place.code) + 7, 60)
    const suffix = place.code.slice(2)
    for (const [i, [role, title]] of offices.entries())
      actors.set(
        role,
        await deskOf(system, committeeId, {
          role,
          name: `${names[i]!.name}（${title}）`,
          username: `${role.toLowerCase()}-${suffix}`,
        }),
      )
    const memberOffice = contextAt(tx, actors.get('memberOffice')!, began)
    await buildTerms(memberOffice, place.level === 'province' ? 12 : 10, year)
    const sectorRows = await tx
      .selectFrom('groups')
      .select(['id', 'name'])
      .where('committee_id', '=', committeeId)
      .where('kind', '=', 'sector')
      .execute()
    const unitIds: Record<string, string> = {}
    for (const [i, unit] of unitsOf(place.key).entries()) {
      const clerk = names[10 + i]!
      const { id } = await createUnit(contextAt(tx, actors.get('proposalOffice')!, began), {
        name: unit.name,
        shortName: unit.shortName,
        kind: 'government',
        contactName: clerk.name,
        contactPhone: clerk.phone,
      })
      unitIds[unit.key] = id
      actors.set(
        `unit:${unit.key}`,
        await deskOf(system, committeeId, {
          role: 'unitClerk',
          name: clerk.name,
          username: `${unit.key}-${suffix}`,
          unitId: id,
          desks: unit.key === threeDesks ? ['office'] : [],
        }),
      )
      if (unit.key !== threeDesks) continue
      for (const [k, desk] of (['clerk', 'leader'] as const).entries())
        actors.set(
          `unit:${unit.key}:${desk}`,
          await deskOf(system, committeeId, {
            role: 'unitClerk',
            name: names[50 + k]!.name,
            username: `${unit.key}-${desk}-${suffix}`,
            unitId: id,
            desks: [desk],
          }),
        )
    }
    const members = await buildMembers(memberOffice, place, new Map(sectorRows.map((row) => [row.name, row.id])))
    return { place, committeeId, members, unitIds, actors }
  })
}

/** The whole province: committees, terms, groups, units, desks and members. */
export async function buildProvince(
  db: Kysely<DB>,
  now: Date,
  onProgress: (what: string) => void,
): Promise<Map<CommitteeKey, House>> {
  const year = sessionYearOf(now)
  const began = new Date(`${year - 4}-01-12T02:00:00Z`)
  const houses = new Map<CommitteeKey, House>()
  // Level by level: those of one level do not know each other and are built side by side.
  for (const level of ['province', 'city', 'county'] as const) {
    const built = await Promise.all(
      places
        .filter((place) => place.level === level)
        .map((place) =>
          buildHouse(db, place, place.parent === null ? null : houses.get(place.parent)!.committeeId, began, year),
        ),
    )
    for (const house of built) houses.set(house.place.key, house)
    onProgress(
      `${built.map((h) => h.place.name).join('、')}：${built.reduce((sum, h) => sum + h.members.length, 0)} 名委员`,
    )
  }
  return houses
}

/** The member as one who acts, their account opened the first time. */
export async function actorOfMember(db: Kysely<DB>, house: House, seat: Seat): Promise<Actor> {
  const known = house.actors.get(seat.memberId)
  if (known) return known
  const began = new Date(`${sessionYearOf(new Date()) - 4}-02-01T02:00:00Z`)
  const actor = await transact(db, async (tx) => {
    const { accountId } = await openMemberAccount(
      contextAt(tx, house.actors.get('memberOffice')!, began),
      seat.memberId,
    )
    const hat = await tx
      .selectFrom('hats')
      .select('id')
      .where('committee_id', '=', house.committeeId)
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()
    return {
      accountId,
      name: seat.name,
      hatId: hat.id,
      committeeId: house.committeeId,
      role: 'member',
      memberId: seat.memberId,
      unitId: null,
      desks: [],
      delegatedBy: null,
    } satisfies Actor
  })
  house.actors.set(seat.memberId, actor)
  return actor
}

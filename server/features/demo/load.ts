import { type Kysely, sql } from 'kysely'
import { giveHat, hashPassword, openAccount } from '#features/accounts/index.ts'
import { revealDue } from '#features/evaluations/index.ts'
import { delegate } from '#features/members/index.ts'
import { type Actor, systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { holdsDemo } from '#platform/demo-mark.ts'
import { DomainError } from '#platform/errors.ts'
import { demoAccounts, demoPassword } from './accounts.ts'
import { playActivities } from './activity-story.ts'
import { playAwards } from './award-story.ts'
import { handlingOf, rehandlingReplies } from './content/handling.ts'
import type { CommitteeKey } from './content/places.ts'
import { demoProposals } from './content/proposals/all.ts'
import { nearDuplicatePairs } from './content/proposals/duplicates.ts'
import type { ProposalText, WeakProposal } from './content/proposals/proposal-text.ts'
import { weakProposals } from './content/proposals/weak.ts'
import { pick, seededRandom } from './content/random.ts'
import { playDutyReports } from './duty-report-story.ts'
import { playDuty } from './duty-story.ts'
import { openLateMutuals, playAppraisals, switchMutualOn } from './evaluation-story.ts'
import { actorOfMember, buildProvince, contextAt, type House, type Seat, sessionYearOf } from './house.ts'
import { playJointActivities } from './joint-story.ts'
import { playMeetings } from './meeting-story.ts'
import { playScoring } from './scoring-story.ts'
import { playStories, type StoryPlan, storyOf } from './story.ts'
import { playYear } from './year-story.ts'

/** Where the accounts printed at the start sit. */
const mainCommittee: CommitteeKey = 'chengyuan'
const dayMs = 86_400_000

export interface DemoLoad {
  committees: number
  members: number
  proposals: number
  acts: number
}

/** Key of the row in `settings` that says the demonstration was loaded to its end. */
const wholeMark = 'demo.whole'

/** Clears away a demonstration whose loading was cut off, so that it can be loaded again; anything else stays.
 *  The schema goes with it: migrate afterwards. @returns whether there was one */
export async function clearHalfDemo(db: Kysely<DB>): Promise<boolean> {
  if (!(await holdsDemo(db))) return false
  const whole = await db.selectFrom('settings').select('key').where('key', '=', wholeMark).limit(1).executeTakeFirst()
  if (whole) return false
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  return true
}

/** Whether nothing has been made here yet. */
export async function isEmptyInstallation(db: Kysely<DB>): Promise<boolean> {
  return !(await db.selectFrom('committees').select('id').limit(1).executeTakeFirst())
}

/** Loads the demonstration province through the commands of the features, so that history, events and rights are real.
 *  Whatever should lie in the past is done at a past moment; the year turns around the last plenary session before `now`.
 *  @throws DomainError demo.not-empty */
export async function loadDemo(db: Kysely<DB>, now: Date, onProgress: (what: string) => void): Promise<DemoLoad> {
  if (!(await isEmptyInstallation(db))) throw new DomainError('demo.not-empty')
  const houses = await buildProvince(db, now, onProgress)
  const main = houses.get(mainCommittee)!
  const began = new Date(`${sessionYearOf(now) - 4}-02-01T02:00:00Z`)
  await transact(db, (tx) => switchMutualOn(contextAt(tx, main.actors.get('proposalOffice')!, began)))
  const plans = await planStories(db, houses, now)
  const acts = await playStories(
    plans.map((plan) => storyOf(db, plan)),
    now,
    (done, all) => onProgress(`提案办理 ${done}/${all}`),
  )
  await revealDue(db, now)
  await openLateMutuals(db, main, now)
  await playAppraisals(db, main, await actorOfMember(db, main, demoMember(main)), now)
  await playAwards(db, main, now)
  await playActivities(db, main, await actorOfMember(db, main, demoMember(main)), now)
  const counties = [houses.get('wangzhu')!, houses.get('tongxi')!, houses.get('linzhou')!] as const
  await playJointActivities(db, main, counties, now)
  await playMeetings(db, main, await actorOfMember(db, main, demoMember(main)), now)
  await playYear(db, main, now)
  await playScoring(db, main, now)
  await playDutyReports(db, main, now)
  await playDuty(db, main, await actorOfMember(db, main, demoMember(main)), now)
  await openDemoAccounts(db, houses, plans, now)
  return {
    committees: houses.size,
    members: [...houses.values()].reduce((sum, h) => sum + h.members.length, 0),
    proposals: plans.length,
    acts,
  }
}

interface Draft {
  text: ProposalText
  weak?: WeakProposal
  begins: Date
  ending: StoryPlan['ending']
}

/** When each text is begun, and how far it is meant to go: the handled ones early, the others of late. */
function schedule(now: Date): Draft[] {
  const january = (day: number) => new Date(`${sessionYearOf(now)}-01-${String(day).padStart(2, '0')}T01:00:00Z`)
  const ago = (days: number) => new Date(now.getTime() - days * dayMs)
  const told = new Set(rehandlingReplies.map((r) => r.proposalKey))
  const handled = demoProposals.filter((p) => handlingOf(p.key) || told.has(p.key))
  const others = demoProposals.filter((p) => !handled.includes(p))
  const endings: StoryPlan['ending'][] = ['draft', 'registered', 'withdrawn']
  return [
    ...handled.map(
      (text, i): Draft => ({
        text,
        begins: i % 5 < 3 ? january(3 + (i % 9)) : ago(70 + ((i * 7) % 90)),
        ending: 'whole',
      }),
    ),
    ...others.map(
      (text, i): Draft => ({
        text,
        begins: ago(2 + ((i * 11) % 72)),
        ending: i % 7 === 2 ? (endings[Math.floor(i / 7) % endings.length] ?? 'whole') : 'whole',
      }),
    ),
    ...weakProposals.map((weak, i): Draft => ({ text: weak, weak, begins: ago(16 + i * 6), ending: 'whole' })),
    ...nearDuplicatePairs.map(
      ({ duplicate }, i): Draft => ({ text: duplicate, begins: ago(8 + i * 2), ending: 'whole' }),
    ),
  ]
}

/** Who proposes what with whom: chosen by the number of the text, the same each time. */
async function planStories(db: Kysely<DB>, houses: ReadonlyMap<CommitteeKey, House>, now: Date): Promise<StoryPlan[]> {
  const random = seededRandom(2026)
  const cast = schedule(now).map((draft, index) => {
    const house = houses.get(draft.text.committee)!
    const main = draft.text.committee === mainCommittee
    const ordinary = house.members.filter((m) => m.rank !== 'chair')
    // The printed member has some of each kind, a draft and a silent one among them.
    const lead =
      main && (index % 6 === 1 || index % 11 === 2 || (draft.ending === 'draft' && index % 2 === 1))
        ? demoMember(house)
        : pick(random, ordinary)
    const friends =
      index % 3 === 0
        ? Array.from({ length: 1 + (index % 4) }, (_, i) =>
            i === 0 && main && draft.ending === 'draft' ? demoMember(house) : pick(random, ordinary),
          )
        : []
    return { draft, house, lead, friends: [...new Set(friends)].filter((friend) => friend !== lead) }
  })
  const seats = new Map(
    cast.flatMap(({ house, lead, friends }) => [lead, ...friends].map((seat) => [seat, house] as const)),
  )
  const actors = new Map<Seat, Actor>()
  // Hashing a first password takes its time on purpose: some at once.
  const waiting = [...seats]
  const open = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      actors.set(next[0], await actorOfMember(db, next[1], next[0]))
  }
  await Promise.all([open(), open(), open(), open()])
  return cast.map(({ draft, house, lead, friends }, seed) => ({
    ...draft,
    house,
    leadActor: actors.get(lead)!,
    friends: friends.map((f) => actors.get(f)!),
    seed,
  }))
}

/** The member behind the printed account: neither chair nor young. */
const demoMember = (house: House) => house.members.find((m) => m.rank === 'standing')!

/** Gives the printed accounts their user names and the one password, the three administrators included. */
async function openDemoAccounts(
  db: Kysely<DB>,
  houses: ReadonlyMap<CommitteeKey, House>,
  plans: readonly StoryPlan[],
  now: Date,
): Promise<void> {
  const house = houses.get(mainCommittee)!
  const top = houses.get('jianglan')!
  const member = await actorOfMember(db, house, demoMember(house))
  const password_hash = await hashPassword(demoPassword)
  await transact(db, async (tx) => {
    const system = contextAt(tx, systemActor(top.committeeId), now)
    for (const { username, who, desk, role } of demoAccounts) {
      let accountId = desk === 'member' ? member.accountId : house.actors.get(desk)?.accountId
      if (role) {
        accountId = (
          await openAccount(system, { committeeId: top.committeeId, name: who, username: `${username}-new` })
        ).accountId
        await giveHat(system, { accountId, committeeId: top.committeeId, role })
      }
      await tx
        .updateTable('accounts')
        .set({ username, password_hash, must_change_password: false })
        .where('id', '=', accountId!)
        .execute()
    }
    // An old member who lets the liaison office type for them.
    const elder = house.members.toSorted((a, b) => (a.birthDate < b.birthDate ? -1 : 1))[0]!
    await delegate(contextAt(tx, house.actors.get('memberOffice')!, now), elder.memberId, {
      accountId: house.actors.get('memberOffice')!.accountId,
      basis: '本人书面委托，视力不便',
      endsOn: null,
    })
    await tx
      .insertInto('settings')
      .values({
        committee_id: top.committeeId,
        key: wholeMark,
        version: 1,
        value: JSON.stringify({ proposals: plans.length }),
        created_at: now,
        created_by: member.accountId,
      })
      .execute()
  })
  await sql`analyze`.execute(db)
}

import type { Kysely } from 'kysely'
import {
  appraisalSetting,
  chooseAppraisedUnits,
  closeAppraisal,
  createAppraisal,
  giveMutualScore,
  handInBallots,
  inviteAppraisers,
  mutualAppraisalSetting,
  openAppraisal,
  openMutualAppraisals,
  rectifyAppraisal,
  reportAppraisal,
  writeMeasures,
} from '#features/evaluations/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import { type Actor, type Context, systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { putSetting } from '#platform/settings.ts'
import { seededRandom } from './content/random.ts'
import { contextAt, type House, sessionYearOf } from './house.ts'

const dayMs = 86_400_000
const { handlingItems, proposalItems } = mutualAppraisalSetting.defaults

/** Switches two-way appraisal on, as a committee would in its settings. */
export async function switchMutualOn(ctx: Context): Promise<void> {
  await putSetting(ctx, mutualAppraisalSetting, 0, { ...mutualAppraisalSetting.defaults, mutualAppraisalEnabled: true })
}

const handlingWords = '面商两次，答复逐条有回应；希望明年把剩下的两处也列进计划。'
const lowWords = '答复来得及时，可办前没有见过面，所提两条建议只答了一条。'
const proposalWords = '情况清楚，建议具体；资金测算可以再细一些。'

/** Opens what the stories left for today, so that a member and a unit find something to score. */
export async function openLateMutuals(db: Kysely<DB>, house: House, now: Date): Promise<void> {
  const late = await db
    .selectFrom('proposals as p')
    .leftJoin('mutual_appraisals as m', (join) =>
      join.onRef('m.committee_id', '=', 'p.committee_id').onRef('m.proposal_id', '=', 'p.id'),
    )
    .select('p.id')
    .where('p.committee_id', '=', house.committeeId)
    .where('p.state', 'in', ['rated', 'concluded', 'archived'])
    .where('m.id', 'is', null)
    .execute()
  const at = new Date(now.getTime() - 2 * dayMs)
  for (const { id } of late)
    await transact(db, (tx) => openMutualAppraisals(contextAt(tx, systemActor(house.committeeId), at), id))
}

/** One side's score of a proposal, where its two-way appraisal is open. */
export async function scoreMutually(ctx: Context, proposalId: string, side: 'proposer' | 'unit', seed: number) {
  const open = await ctx.db
    .selectFrom('mutual_appraisals')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst()
  if (!open) return
  const low = side === 'proposer' && seed % 7 === 3
  const items = side === 'proposer' ? handlingItems : proposalItems
  const points = Object.fromEntries(
    items.map(({ code }, i) => {
      const spread = (seed * (side === 'proposer' ? 7 : 3) + i * 5 + (seed % 3) * i) % 7
      return [code, low ? 10 + (spread % 5) : 19 + spread]
    }),
  )
  const words = low ? lowWords : side === 'proposer' ? handlingWords : proposalWords
  await giveMutualScore(ctx, open.id, { version: 0, points, words })
}

const report = `这次评议，委员们总的看法是：主办单位普遍重视，面商比上年早，答复比上年实。
好的做法：交办后两周内当面沟通的单位占多数；几家单位把提案列进了年度重点工作。
不足：个别单位办前沟通少，答复里套话多；会办单位的意见来得晚。
建议：把首次面商提前到交办后十个工作日内；答复逐条写明措施、时限和责任人。`

/** A finished appraisal whose units put things right now, and one that is open for scoring. */
export async function playAppraisals(db: Kysely<DB>, house: House, member: Actor, now: Date): Promise<void> {
  const office = house.actors.get('proposalOffice')!
  const random = seededRandom(86)
  const year = sessionYearOf(now)
  const voters = [...house.actors.values()].filter((actor) => actor.memberId !== null)
  const at = (days: number) => new Date(now.getTime() + days * dayMs)
  const as = <T>(actor: Actor, days: number, work: (ctx: Context) => Promise<T>): Promise<T> =>
    transact(db, (tx) => work(contextAt(tx, actor, at(days))))
  const prepare = (title: string, from: number, opens: number, closes: number, absent: (i: number) => boolean) =>
    as(office, from, async (ctx) => {
      const { id } = await createAppraisal(ctx, {
        year,
        title,
        countsAsDuty: true,
        explanation: '请凭平时的了解，对各单位一年来的提案办理工作作出评议。无记名，一次交齐。',
        opensAt: at(opens).toISOString(),
        closesAt: at(closes).toISOString(),
      })
      const { units } = await chooseAppraisedUnits(ctx, id, { way: 'atLeast', proposals: 3 })
      await inviteAppraisers(ctx, id, { way: 'byHand', memberIds: voters.map((voter) => voter.memberId!) })
      if (units > 0) await openAppraisal(ctx, id)
      return { id, units, voting: voters.filter((_, i) => !absent(i)) }
    })
  const vote = async (id: string, voting: readonly Actor[], days: number) => {
    const levels = appraisalSetting.defaults.levels.map((level) => level.code)
    const boxes = await db.selectFrom('ballot_boxes').select('unit_id').where('appraisal_id', '=', id).execute()
    for (const voter of voting)
      await as(voter, days, (ctx) =>
        handInBallots(
          ctx,
          id,
          boxes.map(({ unit_id }, place) => ({
            unitId: unit_id,
            levels:
              random() < 0.12
                ? null
                : appraisalSetting.defaults.dimensions.map(
                    () => levels[Math.min(3, Math.floor(random() * 1.6 + (place % 4) * 0.45))]!,
                  ),
          })),
        ),
      )
  }
  const past = await prepare(`${year} 年上半年提案办理民主评议`, -75, -74, -60, (i) => i % 9 === 4)
  if (past.units > 0) {
    await vote(past.id, past.voting, -70)
    await as(office, -61, (ctx) => closeAppraisal(ctx, past.id))
    await as(office, -50, (ctx) => reportAppraisal(ctx, past.id, report))
    const asked = await db
      .selectFrom('appraised_units')
      .select('unit_id')
      .where('appraisal_id', '=', past.id)
      .orderBy('proposals', 'desc')
      .limit(2)
      .execute()
    const unitIds = asked.map((row) => row.unit_id)
    const rectifyBy = addDays(civilDateOf(now), 20)
    await as(office, -48, (ctx) => rectifyAppraisal(ctx, past.id, { unitIds, rectifyBy }))
    const clerk = [...house.actors.values()].find((actor) => actor.unitId !== null && actor.unitId === unitIds[1])
    if (clerk)
      await as(clerk, -40, (ctx) =>
        writeMeasures(ctx, past.id, clerk.unitId!, {
          version: 1,
          measures: [
            {
              measure: '交办后十个工作日内由分管领导带队当面沟通，记入台账。',
              dueOn: rectifyBy,
              responsible: '办公室主任',
            },
            { measure: '答复逐条写明措施、时限和责任人，由分管领导审签。', dueOn: rectifyBy, responsible: '分管领导' },
          ],
        }),
      )
  }
  const current = await prepare(`${year} 年提案办理民主评议`, -3, -2, 12, (i) => i % 3 === 0)
  if (current.units > 0)
    await vote(
      current.id,
      current.voting.filter((voter) => voter.memberId !== member.memberId),
      -1,
    )
}

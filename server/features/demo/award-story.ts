import { type Kysely, sql } from 'kysely'
import {
  approveAward,
  awardSetting,
  closeVoting,
  examineNomination,
  giveAward,
  issueCommendationNumber,
  moveNominations,
  nominate,
  openAwardRound,
  openVoting,
  publishAward,
  vote,
  voterBodies,
} from '#features/awards/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor, Context } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { contextAt, type House } from './house.ts'

const dayMs = 86_400_000
const reasons = [
  '数据是自己逐户核的，建议写到了单位、时间和钱，办理中提案人到场三次。',
  '抓住了群众天天遇到的小事，答复以后三个月就看得见变化。',
  '把几个部门都说不清的事说清楚了，会办意见因此能合到一处。',
]

/** Three rounds of the year: units commended, excellent proposals at the ballot, nominations of persons still taken. */
export async function playAwards(db: Kysely<DB>, house: House, now: Date): Promise<void> {
  const office = house.actors.get('proposalOffice')
  const leader = house.actors.get('leader')
  if (!office || !leader) return
  const ago = (days: number, actor: Actor, work: (ctx: Context) => Promise<unknown>) =>
    transact(db, async (tx) => void (await work(contextAt(tx, actor, new Date(now.getTime() - days * dayMs)))))
  const { rows } = await sql<{ id: string; unit: string; year: number }>`
    select p.id, a.unit_id as unit, extract(year from p.registered_at at time zone 'Asia/Shanghai')::int as year
    from proposals p
    join assignments a on a.committee_id = p.committee_id and a.proposal_id = p.id and a.role <> 'joint'
    where p.committee_id = ${house.committeeId} and p.replied_at is not null and p.rated_result = 'satisfied'
      and a.state = 'replied'
    order by p.registered_at desc, p.id`.execute(db)
  const year = rows[0]?.year
  if (year === undefined) return
  const ofYear = rows.filter((row) => row.year === year)
  const open = (kind: 'proposals' | 'units' | 'persons', title: string, nominateUntil: string | null) => ({
    kind,
    title: `${year} 年度${title}`,
    fromYear: year,
    toYear: year,
    nominateUntil,
    // By name where only few have an account here; the excellent proposals are voted on in secret.
    rules: { ...awardSetting.defaults[kind], secret: kind === 'proposals' },
  })
  const toBallot = async (id: string, days: number) => {
    await ago(days, office, (ctx) => moveNominations(ctx, id, 'closeNomination'))
    const nominations = await db.selectFrom('award_nominations').select('id').where('round_id', '=', id).execute()
    for (const one of nominations)
      await ago(days - 1, office, (ctx) => examineNomination(ctx, one.id, { admit: true, note: '' }))
    await ago(days - 2, office, async (ctx) => {
      const members = (await voterBodies(ctx)).flatMap((body) => body.accounts.map((one) => one.accountId))
      await openVoting(ctx, id, [...new Set([leader.accountId, ...members])].slice(0, 7))
    })
    return nominations.map((one) => one.id)
  }

  let id = ''
  await ago(60, office, async (ctx) => {
    id = (await openAwardRound(ctx, open('units', '提案承办先进单位', null))).id
    for (const [i, unitId] of [...new Set(ofYear.map((row) => row.unit))].slice(0, 3).entries())
      await nominate(ctx, id, {
        proposalId: null,
        unitId,
        personName: '',
        personPost: '',
        reason: ['件件面商，答复逐条有着落。', '主要领导带头办理，按时答复。', '会办意见提得早、提得实。'][i]!,
      })
  })
  const units = await toBallot(id, 50)
  await ago(45, leader, (ctx) =>
    vote(ctx, id, {
      choices: [],
      scores: units.map((nominationId, i) => ({ nominationId, points: [18, 17, 19 - i, 18 - i, 17] })),
    }),
  )
  await ago(44, office, (ctx) => closeVoting(ctx, id))
  await ago(40, office, (ctx) =>
    approveAward(ctx, id, { by: '主席会议', on: addDays(civilDateOf(ctx.now), -1), note: '' }),
  )
  await ago(39, office, (ctx) => publishAward(ctx, id, { shown: true, contact: '提案委办公室，0990-8800100' }))
  await ago(20, office, (ctx) => giveAward(ctx, id))
  await ago(19, office, (ctx) => issueCommendationNumber(ctx, id, ''))

  await ago(14, office, async (ctx) => {
    id = (await openAwardRound(ctx, open('proposals', '优秀提案', null))).id
    for (const [i, proposalId] of [...new Set(ofYear.map((row) => row.id))].slice(0, 3).entries())
      await nominate(ctx, id, { proposalId, unitId: null, personName: '', personPost: '', reason: reasons[i]! })
  })
  await toBallot(id, 8)

  await ago(3, office, async (ctx) => {
    await openAwardRound(ctx, open('persons', '提案承办先进个人', addDays(civilDateOf(ctx.now), 20)))
  })
}

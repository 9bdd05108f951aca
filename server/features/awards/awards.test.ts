import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { awardRoutes as r } from '#contract/awards.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks } from '../proposals/proposals.fixtures.ts'
import { buildLeaders, buildRegistered, openBallot, roundBody } from './awards.fixtures.ts'

const app = await testApp()
const { db } = app
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
let desks: Desks
let proposals: Map<string, string>
let leaders: { accountId: string; token: string }[]
const office = () => app.client(desks.office.token)
const look = (id: string, token = desks.office.token) => app.client(token)(r.getAwardRound, { params: { id } })
const ballot = (id: string, token: string, choices: string[]) =>
  app.client(token)(r.vote, { params: { id }, body: { choices } })

beforeAll(async () => {
  desks = await buildDesks(db)
  proposals = await buildRegistered(app, desks, ['电梯', '停车', '排水', '养老', '绿道'], ['养老'])
  leaders = await buildLeaders(app, desks, ['甲主席', '乙副主席', '丙副主席', '丁秘书长'])
})

describe('a nomination', () => {
  let id: string
  beforeAll(async () => {
    id = (await office()(r.openAwardRound, { body: roundBody('proposals') })).id
  })

  it('is made with a reason from a list that shows what speaks for each', async () => {
    const lead = app.client(desks.lead.token)
    const { items } = await lead(r.listAwardCandidates, { params: { id }, query: {} })
    expect(items.map((one) => one.name).toSorted()).toEqual([...proposals.keys()].toSorted())
    expect(items.find((one) => one.name === '养老')).toMatchObject({ collective: true, nominated: false, key: false })
    await lead(r.nominate, { params: { id }, body: { proposalId: proposals.get('电梯')!, reason: '群众叫好' } })
    const again = await lead(r.listAwardCandidates, { params: { id }, query: { q: '电梯' } })
    expect(again.items).toEqual([expect.objectContaining({ name: '电梯', nominated: true })])
    for (const query of [{ collective: 'true' as const }, { q: '养' }])
      expect((await lead(r.listAwardCandidates, { params: { id }, query })).items.map((one) => one.name)).toEqual([
        '养老',
      ])
    expect((await lead(r.listAwardCandidates, { params: { id }, query: { good: 'true' } })).items).toEqual([])
  })

  it('is made once, also by two at the same moment', async () => {
    const body = { proposalId: proposals.get('停车')!, reason: '办得好' }
    const both = await Promise.allSettled([
      app.client(desks.friend.token)(r.nominate, { params: { id }, body }),
      app.client(desks.stranger.token)(r.nominate, { params: { id }, body }),
    ])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(office()(r.nominate, { params: { id }, body })).rejects.toEqual(refused('award.nominated'))
  })

  it('is refused for what was not registered in the years, by whom it is not for, and after its time', async () => {
    const draft = await buildRegistered(app, desks, ['撤掉的'])
    await db.updateTable('proposals').set({ state: 'withdrawn' }).where('id', '=', draft.get('撤掉的')!).execute()
    const nominate = (body: object, token = desks.office.token) =>
      app.client(token)(r.nominate, { params: { id }, body: { reason: '好', ...body } as never })
    await expect(nominate({ proposalId: draft.get('撤掉的')! })).rejects.toEqual(refused('award.not-eligible'))
    await expect(nominate({ proposalId: newId() })).rejects.toEqual(refused('award.not-eligible'))
    await expect(nominate({ unitId: desks.committee.unitId })).rejects.toEqual(refused('input.invalid'))
    await expect(nominate({ proposalId: proposals.get('排水')!, reason: ' ' })).rejects.toEqual(
      refused('input.invalid'),
    )
    const { version } = await look(id)
    await office()(r.editAwardRound, {
      params: { id },
      body: { version, ...roundBody('proposals'), nominateUntil: '2026-01-01' } as never,
    })
    await expect(nominate({ proposalId: proposals.get('排水')! }, desks.lead.token)).rejects.toEqual(
      refused('award.nomination-over'),
    )
    await nominate({ proposalId: proposals.get('排水')! })
  })

  it('is examined one by one, refused only with the reason, before the ballot opens', async () => {
    await office()(r.closeNomination, { params: { id }, body: {} })
    const { nominations } = await look(id)
    const [first, ...rest] = nominations
    const examine = (nominationId: string, admit: boolean, note = '') =>
      office()(r.examineNomination, { params: { id: nominationId }, body: { admit, note } })
    await expect(examine(first!.id, false)).rejects.toEqual(refused('award.needs-note'))
    await examine(first!.id, false, '与去年重复')
    await expect(
      office()(r.openVoting, { params: { id }, body: { accountIds: [leaders[0]!.accountId] } }),
    ).rejects.toEqual(refused('award.unexamined'))
    for (const one of rest) await examine(one.id, true)
    await expect(
      office()(r.openVoting, { params: { id }, body: { accountIds: [desks.unit.accountId] } }),
    ).rejects.toEqual(refused('award.not-a-voter'))
    await expect(
      office()(r.openVoting, { params: { id }, body: { accountIds: [leaders[0]!.accountId, leaders[1]!.accountId] } }),
    ).rejects.toEqual(refused('award.too-few-voters'))
  })

  it('of a round under way is for those it concerns only', async () => {
    for (const token of [desks.lead.token, desks.unit.token, leaders[0]!.token])
      await expect(look(id, token)).rejects.toEqual(refused('not-found'))
    expect((await app.client(desks.lead.token)(r.listAwardRounds, { query: {} })).items).toEqual([])
  })

  it('of a person comes from their own unit, and of a unit from others', async () => {
    const persons = (await office()(r.openAwardRound, { body: roundBody('persons') })).id
    await db
      .insertInto('assignments')
      .values({
        committee_id: desks.committee.id,
        id: newId(),
        proposal_id: proposals.get('电梯')!,
        unit_id: desks.committee.unitId,
        role: 'sole',
        state: 'replied',
        assigned_at: '2026-01-20T00:00:00Z',
        accept_by: '2026-02-20',
        return_by: '2026-02-20',
        reply_by: '2026-05-10',
        contact_by: null,
        accepted_at: null,
        state_since: '2026-01-20T00:00:00Z',
        opinion_given_at: null,
        reassigned_from: null,
      })
      .execute()
    const body = { unitId: desks.committee.unitId, personName: '李建国', personPost: '科长', reason: '件件面商' }
    await app.client(desks.unit.token)(r.nominate, { params: { id: persons }, body })
    await app.client(desks.unit.token)(r.nominate, { params: { id: persons }, body: { ...body, personName: '王芳' } })
    await expect(
      app.client(desks.unit.token)(r.nominate, {
        params: { id: persons },
        body: { ...body, unitId: desks.secondUnitId },
      }),
    ).rejects.toEqual(refused('award.not-eligible'))
    const units = (await office()(r.openAwardRound, { body: roundBody('units', { nominators: ['unitClerk'] }) })).id
    await expect(
      app.client(desks.unit.token)(r.nominate, { params: { id: units }, body: { unitId: body.unitId, reason: '好' } }),
    ).rejects.toEqual(refused('award.not-eligible'))
    const { items } = await office()(r.listAwardCandidates, { params: { id: units }, query: {} })
    expect(items).toEqual([expect.objectContaining({ kind: 'unit', duties: 1, answered: 0 })])
  })
})

describe('a secret ballot', () => {
  let id: string
  let nominations: Map<string, string>
  beforeAll(async () => {
    const opened = await openBallot(app, desks, {
      proposals,
      voters: leaders.map((one) => one.accountId),
      rules: { quotaPercent: 40, collectivePercent: 0 },
    })
    id = opened.id
    nominations = opened.nominations
  })
  const pick = (...titles: string[]) => titles.map((title) => nominations.get(title)!)

  it('waits on the first page of each voter, and is for nobody else', async () => {
    const waiting = async (token: string) =>
      (await app.client(token)(workbenchRoutes.getWorkbench, {})).groups.find((group) => group.kind === 'award.toVote')
    expect((await waiting(leaders[0]!.token))?.items[0]).toMatchObject({ subjectKind: 'awardRound', subjectId: id })
    expect(await waiting(desks.leader.token)).toBeUndefined()
    await expect(ballot(id, desks.leader.token, [])).rejects.toEqual(refused('not-found'))
    await expect(ballot(id, desks.office.token, [])).rejects.toEqual(refused('access.denied'))
    expect((await look(id, leaders[0]!.token)).actions).toEqual(['vote'])
  })

  it('is cast once, also where one voter sends two at the same moment', async () => {
    const both = await Promise.allSettled([
      ballot(id, leaders[0]!.token, pick('电梯', '停车')),
      ballot(id, leaders[0]!.token, pick('绿道', '养老')),
      ballot(id, leaders[0]!.token, pick('绿道', '养老')),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await expect(ballot(id, leaders[0]!.token, [])).rejects.toEqual(refused('ballot.taken'))
    const box = await db.selectFrom('award_boxes').selectAll().where('round_id', '=', id).executeTakeFirstOrThrow()
    expect(box.ballots).toHaveLength(1)
    await expect(office()(r.closeVoting, { params: { id }, body: {} })).rejects.toEqual(
      refused('award.too-few-ballots'),
    )
  })

  it('takes at most as many names as there are places, and only those on it', async () => {
    await expect(ballot(id, leaders[1]!.token, pick('电梯', '停车', '绿道'))).rejects.toEqual(
      refused('ballot.too-many'),
    )
    await expect(ballot(id, leaders[1]!.token, [newId()])).rejects.toEqual(refused('ballot.incomplete'))
    await ballot(id, leaders[1]!.token, pick('电梯', '排水'))
    await ballot(id, leaders[2]!.token, pick('电梯'))
  })

  it('can be told from the database of nobody: no row, no transaction, no event is one voter’s', async () => {
    const { rows } = await sql<{ box: string; voters: string }>`
      select (select string_agg(distinct xmin::text, ',') from award_boxes where round_id = ${id}) as box,
        (select count(distinct xmin::text)::text from award_voters where round_id = ${id}) as voters`.execute(db)
    expect(rows[0]!.box).toMatch(/^\d+$/)
    const box = await db
      .selectFrom('award_boxes')
      .select('ballots')
      .where('round_id', '=', id)
      .executeTakeFirstOrThrow()
    const written = (box.ballots as unknown[]).map((one) => JSON.stringify(one))
    expect(written).toEqual(written.toSorted())
    const everything = JSON.stringify([
      box,
      await db.selectFrom('events').select(['type', 'details']).where('subject_id', '=', id).execute(),
    ])
    for (const { accountId } of leaders) expect(everything).not.toContain(accountId)
    expect(everything).not.toContain('award.voted')
    await expect(
      db
        .insertInto('award_ballots')
        .values({
          committee_id: desks.committee.id,
          round_id: id,
          secret: true,
          account_id: leaders[0]!.accountId,
          choice: '{}',
        })
        .execute(),
    ).rejects.toThrow('award_ballots_named')
  })

  it('shows nobody a count before it is closed, and who voted to the office alone', async () => {
    expect((await look(id)).nominations.every((one) => one.votes === null)).toBe(true)
    expect((await look(id)).voters.filter((one) => one.voted)).toHaveLength(3)
    expect((await look(id, leaders[3]!.token)).voters).toEqual([])
  })

  it('closes once: a ballot sent meanwhile counts or is refused, a second closing changes nothing', async () => {
    const [last, ...closings] = await Promise.allSettled([
      ballot(id, leaders[3]!.token, pick('停车')),
      office()(r.closeVoting, { params: { id }, body: {} }),
      office()(r.closeVoting, { params: { id }, body: {} }),
    ])
    expect(closings.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled'])
    const round = await look(id)
    expect(round.state).toBe('counted')
    expect(round.votedCount).toBe(last.status === 'fulfilled' ? 4 : 3)
    const votes = round.nominations.reduce((sum, one) => sum + one.votes!, 0)
    expect(votes).toBe(last.status === 'fulfilled' ? 6 : 5)
    const counted = await db
      .selectFrom('events')
      .select('id')
      .where('subject_id', '=', id)
      .where('type', '=', 'award.counted')
      .execute()
    expect(counted).toHaveLength(1)
    await expect(ballot(id, leaders[3]!.token, [])).rejects.toThrow()
  })
})

describe('the result', () => {
  let id: string
  let nominations: Map<string, string>
  beforeAll(async () => {
    const opened = await openBallot(app, desks, {
      proposals,
      voters: leaders.map((one) => one.accountId),
      rules: { quotaPercent: 60, collectivePercent: 30, secret: false, needsMajority: false },
    })
    id = opened.id
    nominations = opened.nominations
    const cast = [['电梯', '停车', '排水'], ['电梯', '停车', '养老'], ['电梯', '排水'], ['电梯']]
    for (const [i, titles] of cast.entries())
      await ballot(
        id,
        leaders[i]!.token,
        titles.map((title) => nominations.get(title)!),
      )
    await office()(r.closeVoting, { params: { id }, body: {} })
  })

  it('keeps a place for the collective one and shows who ties', async () => {
    const round = await look(id)
    expect(round).toMatchObject({ quota: 3, collectiveMin: 1, tiedSeats: 1 })
    expect(Object.fromEntries(round.nominations.map((one) => [one.name.replace(/.* /, ''), one.outcome]))).toEqual({
      电梯: 'won',
      停车: 'tied',
      排水: 'tied',
      养老: 'won',
      绿道: 'lost',
    })
    const approve = { params: { id }, body: { by: '主席会议', on: '2026-03-02', note: '' } }
    await expect(office()(r.approveAward, approve)).rejects.toEqual(refused('award.tie-open'))
  })

  it('decides a tie with a reason, for exactly the places that are left', async () => {
    const decide = (...titles: string[]) =>
      office()(r.decideTie, {
        params: { id },
        body: { winnerIds: titles.map((title) => nominations.get(title)!), reason: '经主席会议商议' },
      })
    await expect(decide('停车', '排水')).rejects.toEqual(refused('award.tie-seats'))
    await expect(decide('绿道')).rejects.toEqual(refused('award.tie-seats'))
    await decide('停车')
    await expect(decide('停车')).rejects.toEqual(refused('award.no-tie'))
    expect((await look(id)).tieReason).toBe('经主席会议商议')
  })

  it('is on public notice for working days, where objections are received and decided', async () => {
    app.clock.now = new Date('2026-03-02T02:00:00Z')
    const approve = (on: string) => office()(r.approveAward, { params: { id }, body: { by: '主席会议', on, note: '' } })
    await expect(approve('2026-03-03')).rejects.toEqual(refused('award.not-yet'))
    await approve('2026-03-02')
    const seen = await look(id, desks.stranger.token)
    expect(seen).toMatchObject({
      state: 'notice',
      noticeUntil: '2026-03-09',
      voters: [],
      objections: [],
      tieReason: '',
    })
    expect(seen.nominations.map((one) => [one.outcome, one.votes])).toEqual(Array(3).fill(['won', null]))
    // The public reads it only once the office says so, and of proposals that are not public the number alone.
    const page = async () => app.request({ method: 'GET', url: `/awards/${id}`, headers: { accept: 'text/html' } })
    expect((await page()).statusCode).toBe(404)
    const publish = (token: string, shown: boolean, contact: string) =>
      app.client(token)(r.publishAward, { params: { id }, body: { shown, contact } })
    await expect(publish(desks.leader.token, true, '提案委')).rejects.toEqual(refused('access.denied'))
    await expect(publish(desks.office.token, true, ' ')).rejects.toEqual(refused('award.needs-contact'))
    await publish(desks.office.token, true, '提案委办公室，8800123')
    const { body } = await page()
    expect(body).toContain('提案委办公室，8800123')
    expect(body).toMatch(/第\d+号提案/)
    expect(body).not.toContain('停车')
    expect((await app.request({ method: 'GET', url: '/awards' })).body).toContain(`/awards/${id}`)
    await expect(office()(r.giveAward, { params: { id }, body: {} })).rejects.toEqual(refused('award.notice-runs'))
    const { id: objectionId } = await office()(r.recordObjection, {
      params: { id },
      body: {
        nominationId: nominations.get('停车')!,
        fromWhom: '群众来电',
        words: '数据有出入',
        receivedOn: '2026-03-02',
      },
    })
    app.clock.now = new Date('2026-03-10T02:00:00Z')
    await expect(office()(r.giveAward, { params: { id }, body: {} })).rejects.toEqual(refused('award.objections-open'))
    const decide = () =>
      office()(r.decideObjection, { params: { id: objectionId }, body: { drop: true, decision: '属实' } })
    await decide()
    await expect(decide()).rejects.toEqual(refused('objection.decided'))
    expect((await look(id, desks.lead.token)).nominations).toHaveLength(2)
  })

  it('is awarded after the notice, stands on the proposal and in the list that is taken along', async () => {
    await office()(r.giveAward, { params: { id }, body: {} })
    await expect(office()(r.giveAward, { params: { id }, body: {} })).rejects.toEqual(refused('award.wrong-state'))
    const proposalId = proposals.get('电梯')!
    const { items } = await app.client(desks.lead.token)(r.getProposalAwards, { params: { id: proposalId } })
    expect(items).toEqual([expect.objectContaining({ roundId: id, title: '2026 年度评选' })])
    expect((await app.request({ method: 'GET', url: `/awards/${id}` })).body).not.toContain('8800123')
    await office()(r.publishAward, { params: { id }, body: { shown: false, contact: '' } })
    expect((await app.request({ method: 'GET', url: `/awards/${id}` })).statusCode).toBe(404)
    const marked = await app.client(desks.stranger.token)(proposalRoutes.listProposals, { query: { awarded: 'yes' } })
    expect(marked.items.map((one) => one.id)).toEqual(expect.arrayContaining([proposalId]))
    expect(marked.items.every((one) => one.awarded)).toBe(true)
    expect(marked.items.map((one) => one.id)).not.toContain(proposals.get('停车'))
    const { history } = await app.client(desks.lead.token)(proposalRoutes.getProposal, { params: { id: proposalId } })
    expect(history.at(-1)!.type).toBe('award.given')
    expect(
      (await app.client(desks.lead.token)(r.getProposalAwards, { params: { id: proposals.get('停车')! } })).items,
    ).toEqual([])
    const file = async (path: string, token: string) =>
      app.request({ method: 'GET', url: `/api/v1/award-rounds/${id}/${path}`, token })
    const csv = (await file('export?format=csv', desks.stranger.token)).body
    expect(csv).toContain('电梯')
    expect(csv).toContain('养老')
    expect(csv).not.toContain('停车')
    const word = await file('decision', desks.unit.token)
    expect(word.statusCode).toBe(200)
    expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect(decodeURIComponent(String(word.headers['content-disposition']))).toContain('关于表彰2026年度优秀提案的决定')
  })

  it('is not given before it is public, nor the list of it', async () => {
    const other = (await office()(r.openAwardRound, { body: roundBody('proposals') })).id
    const response = await app.request({
      method: 'GET',
      url: `/api/v1/award-rounds/${other}/export?format=csv`,
      token: desks.office.token,
    })
    expect(response.statusCode).toBe(409)
    await office()(r.cancelAwardRound, { params: { id: other }, body: { note: '推迟到年底' } })
    expect(await look(other)).toMatchObject({ state: 'cancelled', cancelReason: '推迟到年底', actions: [] })
    await expect(look(other, desks.lead.token)).rejects.toEqual(refused('not-found'))
  })
})

describe('bad input', () => {
  it.each([
    [{ toYear: 2025 }],
    [{ toYear: 2040 }],
    [{ title: '  ' }],
    [{ rules: { ...roundBody('proposals').rules, quotaPercent: 0 } }],
    [{ rules: { ...roundBody('proposals').rules, criteria: [] } }],
    [{ rules: { ...roundBody('proposals').rules, noticeWorkingDays: 0 } }],
  ])('is refused with its field: %o', async (wrong) => {
    await expect(office()(r.openAwardRound, { body: { ...roundBody('proposals'), ...wrong } })).rejects.toEqual(
      refused('input.invalid'),
    )
  })

  it('of two windows is answered with both texts', async () => {
    const { id } = await office()(r.openAwardRound, { body: roundBody('units') })
    const { kind: _, ...written } = roundBody('units')
    const edit = (title: string) =>
      office()(r.editAwardRound, { params: { id }, body: { version: 1, ...written, title } })
    await edit('先进单位评选')
    await expect(edit('另一个名字')).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { current: { title: '先进单位评选' } } },
    })
  })
})

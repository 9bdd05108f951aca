import { beforeAll, expect, it } from 'vitest'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { reuseRoutes as u } from '#contract/reuse.ts'
import { testApp } from '../../testing/app.ts'
import { markReplies } from './commands/reply-marks.ts'
import { buildDesks, buildProposal, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
const as = (who: keyof Omit<Desks, 'committee' | 'secondUnitId'>) => app.client(desks[who].token)
const code = (call: Promise<unknown>) => call.then(() => 'ok').catch((error) => error.problem.code)

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

const template =
  '我局高度重视提案办理工作，成立了由主要负责同志任组长的领导小组，明确了责任科室和责任人，制定了办理方案。下一步将进一步加大工作力度，加强部门协同，完善工作机制，切实把有关工作抓实抓好。'
const own = '已会同街道完成第一轮摸底，共四百一十二栋，具备条件的二百六十栋，年内先启动六十栋，每季度在网站公布进展。'

/** A duty of a unit with its reply as far as written. */
async function written(answers: [string, string], who: 'unit' | 'secondUnit' = 'unit') {
  const { id: committeeId, termId } = desks.committee
  const id = await buildProposal(app.db, { committeeId, termId, leadMemberId: desks.lead.memberId })
  const unitId = who === 'unit' ? desks.committee.unitId : desks.secondUnitId
  await as('office')(r.assignProposal, { params: { id }, body: { units: [{ unitId, role: 'sole' }], note: '' } })
  const params = { id: (await as('office')(r.getProposal, { params: { id } })).assignments[0]!.id }
  await as(who)(h.acceptAssignment, { params })
  const contact = {
    phase: 'before',
    way: 'visit',
    heldOn: '2026-03-02',
    persons: '赵工',
    notes: '当面听取意见',
  } as const
  await as(who)(h.recordContact, { params, body: contact })
  const answer = (number: number) => ({
    ...{ number, answer: answers[number - 1]!, measure: '', dueOn: null, responsible: '' },
  })
  await as(who)(h.writeReply, {
    params,
    body: {
      ...{ version: 0, replyClass: 'A', text: '陈立业委员：\n您提出的建议收悉，现答复如下：' },
      ...{ answers: [answer(1), answer(2)], closing: '感谢您对我们工作的关心和支持！', documentNumber: '' },
      ...{ signedBy: '李局长', contactName: '赵工', contactPhone: '2100000' },
    },
  })
  return { id, params }
}
const send = async (params: { id: string }, who: 'unit' | 'secondUnit' = 'unit') => {
  await as(who)(h.submitReply, { params })
  await as('office')(h.deliverReply, { params })
}
const found = async (who: Parameters<typeof as>[0], params: { id: string }) =>
  (await as(who)(u.findReusedReplies, { params })).items

it('a reply whose words stand in an earlier one is shown to the unit while it writes and to the office that examines it', async () => {
  const first = await written([template, own])
  expect(await found('unit', first.params)).toEqual([])
  await send(first.params)
  const again = await written([template, '第二条按财政承受能力研究，今年先在三个小区试点，试点结果年底前公布。'])
  expect(await found('unit', again.params)).toMatchObject([
    { percent: expect.any(Number), reply: { proposalId: first.id, title: fullText.title } },
  ])
  expect((await found('unit', again.params))[0]!.percent).toBeGreaterThan(50)
  await as('unit')(h.submitReply, { params: again.params })
  const [shown] = await found('office', again.params)
  const both = await as('office')(u.compareReplies, { params: { ...again.params, replyId: shown!.replyId } })
  const marked = (pieces: typeof both.mine) => pieces.filter((one) => one.hit).map((one) => one.text)
  expect(marked(both.mine).join('')).toContain('成立了由主要负责同志任组长的领导小组')
  expect(marked(both.theirs).join('')).not.toContain('四百一十二栋')
  // Two that quote the same suggestions and are equally polite have nothing in common.
  const other = await written([
    own.replaceAll('栋', '处'),
    '财政补助按层数给，标准由财政局会同住建局另行制定印发执行。',
  ])
  expect((await found('unit', other.params)).every((one) => one.percent < 90)).toBe(true)
  const distinct = await written([
    '已列入年度计划，九月底前完成招标，逐户告知。',
    '资金由市级统筹，第三季度到位，不足的区里补。',
  ])
  expect(await found('unit', distinct.params)).toEqual([])
})

it('is no matter for who neither writes nor examines it, and another unit’s words are not opened', async () => {
  const { params } = await written([template, own], 'secondUnit')
  const items = await found('secondUnit', params)
  expect(items.length).toBeGreaterThan(0)
  expect(items.every((one) => one.reply === null)).toBe(true)
  const compare = { params: { ...params, replyId: items[0]!.replyId } }
  expect(await code(as('secondUnit')(u.compareReplies, compare))).toBe('not-found')
  for (const who of ['lead', 'stranger', 'leader', 'unit'] as const)
    expect(await code(as(who)(u.findReusedReplies, { params }))).toBe('not-found')
  // Not handed in yet: the unit's own.
  expect(await code(as('office')(u.findReusedReplies, { params }))).toBe('not-found')
})

it('does not count what was sent back, and finds imported replies after the night', async () => {
  const text =
    '本单位采取网格化巡查的办法，把辖区划成七十二个网格，每格一名巡查员，每天两次，发现问题当场登记并限时销号。'
  const weak = await written([text, text])
  await as('unit')(h.submitReply, { params: weak.params })
  await as('office')(h.sendBackReply, { params: weak.params, body: { note: '两条写的一样' } })
  const next = await written([text, '第二条另行研究，年底前拿出办法并公开征求意见。'])
  expect(await found('unit', next.params)).toEqual([])
  await as('unit')(h.submitReply, { params: weak.params })
  expect(await found('unit', next.params)).toMatchObject([{ reply: { proposalId: weak.id } }])
  await app.db.deleteFrom('reply_marks').execute()
  expect(await found('unit', next.params)).toEqual([])
  expect(await markReplies(app.db, app.clock.now)).toBeGreaterThan(2)
  expect(await markReplies(app.db, app.clock.now)).toBe(0)
  expect(await found('unit', next.params)).toMatchObject([{ reply: { proposalId: weak.id } }])
})

it('one empty sentence to every suggestion is seen within the reply itself', async () => {
  const empty = '感谢您的建议，我局高度重视，将认真研究，积极推进相关工作。'
  const weak = await written([empty, empty])
  const seen = await as('unit')(u.findReusedReplies, { params: weak.params })
  expect(seen).toMatchObject({ repeated: [{ numbers: [1, 2], words: empty }], hollow: [1, 2] })
  const good = await written([own, '资金由市级统筹，第三季度到位，不足的区里补。'])
  expect(await as('unit')(u.findReusedReplies, { params: good.params })).toMatchObject({ repeated: [], hollow: [] })
})

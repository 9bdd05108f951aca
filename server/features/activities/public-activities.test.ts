import { expect, it } from 'vitest'
import { activityRoutes as a } from '#contract/activities.ts'
import { activityRecordRoutes as r } from '#contract/activity-records.ts'
import { leaveRoutes as l } from '#contract/leaves.ts'
import { publicActivityRoutes as p } from '#contract/public-activities.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { written } from './activities.fixtures.ts'
import { privateNumbersIn } from './rules/private-numbers.ts'

const app = await testApp()
const house = await buildCommittee(app.db)
const committeeId = house.id
const office = app.client((await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })).token)
const code = (code: string) => ({ problem: { code } })
const get = (url: string) => app.request({ method: 'GET', url, headers: { accept: 'text/html' } })

it('the public reads what was written for it and nothing that belongs to those invited', async () => {
  const memberId = await buildMember(app.db, { committeeId, termId: house.termId, name: '密名甲' })
  const member = app.client((await signInAs(app.db, { committeeId, role: 'member', name: '密名甲', memberId })).token)
  const { id } = await office(a.createActivity, {
    body: {
      ...written,
      title: '密题',
      place: '密处',
      contact: '密号 13800001111',
      explanation: '密释',
      agenda: [{ at: '9:00', words: '密程' }],
      observers: [{ name: '密客', post: '密职' }],
      invitation: [{ way: 'byHand', must: true, memberIds: [memberId] }],
      parentId: null,
    },
  })
  await office(a.announceActivity, { params: { id } })
  await member(l.requestLeave, { params: { id }, body: { kind: 'illness', words: '密病', halfDays: null } })
  const add = async (rights: 'invitees' | 'members' | 'public', name: string) =>
    (
      await office(
        r.addActivityPaper,
        { params: { id }, query: { rights } },
        { files: [new File([`${name}的内容`], name)] },
      )
    ).fileId
  const inner = await add('invitees', '密件甲.txt')
  const all = await add('members', '密件乙.txt')
  const open = await add('public', '活动公告.txt')
  const record = async (title: string, signed: boolean) => {
    const body = { kind: 'outcome' as const, title, session: '', body: '', issue: null, text: `${title}<b>正文</b>` }
    const made = await office(r.writeActivityRecord, { params: { id }, body })
    if (signed)
      await office(r.publishActivityRecord, { params: { id: made.id }, body: { signedBy: '密签', version: 1 } })
    return made.id
  }
  const shown = await record('清淤成果', true)
  await record('密记甲', true)
  const draft = await record('密记乙', false)
  const page = `/activities/${id}`
  const paper = (fileId: string) => `${page}/papers/${fileId}`

  // Before the office decides nothing is there, not even a paper marked for the public.
  for (const url of [page, paper(open)]) expect((await get(url)).statusCode).toBe(404)
  expect((await get('/activities')).body).toContain('现在没有公开的会议活动')
  const text = { title: '护河净滩', place: '北河沿岸', words: '欢迎观看。', recordIds: [shown] }
  const publish = (given: object) => office(p.publishActivity, { params: { id }, body: { ...text, ...given } })
  await expect(publish({ recordIds: [shown, draft] })).rejects.toMatchObject(code('activity-record.draft'))
  await expect(publish({ words: '报名请打 138 0000 2222' })).rejects.toMatchObject(code('activity.private-number'))
  const talks = await record('联系人张三 13800003333', true)
  await expect(publish({ recordIds: [shown, talks] })).rejects.toMatchObject(code('activity.private-number'))
  await expect(member(p.publishActivity, { params: { id }, body: text })).rejects.toMatchObject(code('access.denied'))
  await publish({})

  const list = await get('/activities')
  const one = await get(page)
  expect(list.body).toContain(`<a class="matter-title" href="${page}">护河净滩</a>`)
  for (const words of [
    '护河净滩',
    '培训',
    '北河沿岸',
    '欢迎观看。',
    '清淤成果',
    '&lt;b&gt;正文&lt;/b&gt;',
    '活动公告.txt',
  ])
    expect(one.body).toContain(words)
  expect(`${list.body}${one.body}`).not.toMatch(/密/)
  expect(`${list.body}${one.body}`).not.toContain(memberId)
  for (const url of ['/', '/feed.xml', '/sitemap.xml']) expect((await get(url)).body).toContain(page)
  expect((await get(paper(open))).body).toBe('活动公告.txt的内容')
  for (const hidden of [inner, all]) expect((await get(paper(hidden))).statusCode).toBe(404)

  // What is taken back to be corrected, or no longer for everybody, is gone at once; so is all of it on retraction.
  await office(r.withdrawActivityRecord, { params: { id: shown }, body: { words: '有误' } })
  expect((await get(page)).body).not.toContain('清淤成果')
  await office(r.publishActivityRecord, { params: { id: shown }, body: { signedBy: '密签', version: 3 } })
  expect((await get(page)).body).not.toContain('清淤成果')
  await office(p.setPaperRights, { params: { id, fileId: open }, body: { rights: 'members' } })
  expect((await get(paper(open))).statusCode).toBe(404)
  // Nobody is sent to a place that was left.
  const { agenda, observers, version } = await office(a.getActivity, { params: { id } })
  const invitation = [{ way: 'byHand' as const, must: true, memberIds: [memberId] }]
  const moved = { ...written, title: '密题', place: '密新处', agenda, observers, invitation, version }
  await office(a.editActivity, { params: { id }, body: moved })
  expect((await get(page)).body).not.toMatch(/北河沿岸|密/)
  await office(a.cancelActivity, { params: { id }, body: { words: '密由' } })
  const cancelled = (await get(page)).body
  expect(cancelled).toContain('已取消')
  expect(cancelled).not.toMatch(/密/)
  await office(p.retractActivity, { params: { id } })
  expect((await get(page)).statusCode).toBe(404)
  for (const url of ['/', '/feed.xml', '/sitemap.xml']) expect((await get(url)).body).not.toContain(page)
  expect(await office(p.getPublicActivityText, { params: { id } })).toBeNull()
})

it('finds numbers of persons in a text for the public, and lets those of offices pass', () => {
  expect(privateNumbersIn('电话 13812345678，或 139-1234-5678；证号 11010519491231002X。')).toEqual([
    '13812345678',
    '139-1234-5678',
    '11010519491231002X',
  ])
  expect(privateNumbersIn('办公室 0990-1234567，文号〔2026〕12号，12345678901234')).toEqual([])
})

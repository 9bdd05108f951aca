import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { activityRoutes } from '#contract/activities.ts'
import { attendanceRoutes } from '#contract/attendance.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { memberRoutes } from '#contract/members.ts'
import { type Caller, callerOf } from '../calls.ts'
import { choose } from '../desks/forms.ts'
import * as member from '../desks/member.ts'
import { dayOf, openAccounts, openCommittee } from '../desks/own-committee.ts'
import * as proposals from '../desks/proposal-office.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signInFirst } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const committee = {
  name: '政协清溪市委员会',
  shortName: '清溪市政协',
  divisionCode: '990400',
  desks: [
    { username: 'qingxi', name: '清溪联络办小何', role: 'memberOffice' },
    { username: 'qingxi.tian', name: '清溪提案办老丁', role: 'proposalOffice' },
    { username: 'qingxi.zhuxi', name: '清溪市政协主席', role: 'leader' },
  ],
} as const
const people = ['姚远山', '柳青', '阿卜杜拉·买买提']
const [me] = people as [string]
const year = dayOf(Date.now()).slice(0, 4)
const titles = {
  proposal: '关于给河堤步道补种行道树的提案',
  activity: '到滨河社区调研步道管护',
  record: '反映步道夏天没有树荫、老人不敢出门',
  plenary: '第五次全体会议',
  round: `${year} 年度委员履职考核`,
}
/** 提案 10 and 15, 活动 2, 社情民意 10; the plenary is counted as missed. Judged 4 more. */
const points = { earned: 37, checked: 41, after: 91 }

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const first = await openCommittee(installation, committee)
  const [office, examiner, chair] = [
    await world.desk(installation, '委员联络办', 'desk'),
    await world.desk(installation, '提案委办公室', 'desk'),
    await world.desk(installation, '主席', 'desk'),
  ]
  for (const [desk, username] of [
    [office, 'qingxi'],
    [examiner, 'qingxi.tian'],
    [chair, 'qingxi.zhuxi'],
  ] as const)
    await signInFirst(desk, username, first.get(username)!, '待办')
  const asOffice = callerOf(office)
  const ids = await seatMembers(asOffice)
  const slip = (await openAccounts(asOffice, [ids.get(me)!])).get(ids.get(me)!)!
  const phoneDesk = await world.desk(installation, me, 'phone')
  await signInFirst(phoneDesk, slip.signInName, slip.firstPassword, '待办')
  const phone = phoneDesk.page
  await adoptScheme(office.page)

  await handIn(phone)
  await proposals.register(examiner.page, titles.proposal, '生态文明')
  await attend(asOffice, office.page, phone)
  const plenary = await missInTheList(asOffice, office.page, [...ids.values()].slice(1))
  await recordWithProof(phone, office.page)
  await seeMyYear(phone)

  const round = await freeze(office.page)
  await objectOnThePhone(phone)
  await putRight(office.page, phone, plenary, round)
  await confirmResult(phone)
  await approve(office.page, chair.page, round)
  await sign(phone)
  world.tell(
    `${points.checked} points were checked, ${points.after} after the objection was upheld, signed and approved`,
  )
}

const confirm = (page: Page, button: string) =>
  page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()

/** A term, its session and three members, as the office would enter them. @returns their ids by name */
async function seatMembers(asOffice: Caller): Promise<Map<string, string>> {
  const day = (days: number) => dayOf(Date.now() + days * dayMs)
  const term = await asOffice(committeeRoutes.createTerm, { body: { number: 5, startsOn: `${year}-01-01` } })
  const session = { opensOn: day(-3), closesOn: day(3), proposalsFrom: day(-90), proposalsUntil: day(3) }
  await asOffice(committeeRoutes.createSession, { params: { id: term.id }, body: { number: 1, ...session } })
  const ids = new Map<string, string>()
  for (const [index, name] of people.entries()) {
    const body = { name, phone: `1390098000${index}`, joinedOn: `${year}-01-01` }
    ids.set(name, (await asOffice(memberRoutes.createMember, { body })).id)
  }
  return ids
}

/** The scheme of Tongcheng, with what the office judges added, checked as it is typed, and put in force. */
async function adoptScheme(page: Page): Promise<void> {
  await page.goto('/app/scoring-schemes')
  await page.getByRole('button', { name: '起草办法' }).click()
  await choose(page, page.getByRole('dialog'), '从哪里改起', /安徽省桐城市/)
  await confirm(page, '起草')
  await page.getByRole('button', { name: '修改', exact: true }).first().click()
  await page.getByRole('button', { name: '加一个项目' }).click()
  await page.getByLabel('项目名称').fill('综合评定')
  await choose(page, page.locator('.scheme-form'), '怎样计', '由机关评定')
  await page.getByLabel('满分', { exact: true }).fill('5')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expectText(page, '综合评定')
  await page.getByRole('button', { name: '登记通过' }).click()
  await confirm(page, '登记通过')
  await expectText(page, /第 1 版/)
}

/** The first proposal, from the empty page to the office. */
async function handIn(page: Page): Promise<void> {
  await page.goto('/app/')
  await page.getByRole('link', { name: '写提案', exact: true }).click()
  await heading(page, '写提案')
  await page.getByLabel('案由').fill(titles.proposal)
  await page
    .getByLabel('情况分析')
    .fill('滨河步道全长六公里，只有一公里有树荫。七月我们数过，下午两点步道上平均不到十个人，傍晚有三百多人。')
  await page.getByLabel(/^第\s*1\s*条建议$/).fill('今年冬天先在滨河社区两公里补种行道树，由城管局管护。')
  await expectText(page, /^已保存/)
  await member.submit(page)
}

/** An inspection: the member reads the code that the desk shows. */
async function attend(asOffice: Caller, office: Page, phone: Page): Promise<void> {
  const id = await announce(asOffice, { kind: 'research', title: titles.activity, startsIn: 10 })
  await office.goto(`/app/activities/${id}/desk`)
  await office.getByText('出示码', { exact: true }).click()
  const code = await office.getByRole('img', { name: '签到台的码' }).getAttribute('data-code')
  await phone.goto(code!)
  await expectText(phone, /^签到成功/)
}

/** The plenary, where the desk overlooks the member: counted as absent. @returns the meeting */
async function missInTheList(asOffice: Caller, office: Page, others: readonly string[]): Promise<string> {
  const id = await announce(asOffice, { kind: 'plenary', title: titles.plenary, startsIn: -5 })
  const at = new Date().toISOString()
  const items = others.map((memberId) => ({ memberId, at, offsetMs: 0 }))
  await asOffice(attendanceRoutes.checkIn, { params: { id }, body: { desk: '大门', sentAt: at, items } })
  await office.goto(`/app/activities/${id}/attendance`)
  await office.getByRole('button', { name: '结束并结算' }).click()
  await expectText(office.getByRole('dialog'), /^还有 1 位没有到/)
  await confirm(office, '结束并结算')
  await expectText(office, '已结算')
  return id
}

async function announce(
  asOffice: Caller,
  given: { kind: 'research' | 'plenary'; title: string; startsIn: number },
): Promise<string> {
  const { kind, title, startsIn } = given
  const startsAt = Date.now() + startsIn * minuteMs
  const { id } = await asOffice(activityRoutes.createActivity, {
    body: {
      kind,
      title,
      level: null,
      organiserGroupId: null,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 180 * minuteMs).toISOString(),
      halfDays: 1,
      place: '滨河社区',
      contact: '',
      explanation: '',
      audience: 'members',
      agenda: [],
      observers: [],
      invitation: [{ way: 'all', must: true }],
      capacity: null,
      answerBy: null,
      parentId: null,
    },
  })
  await asOffice(activityRoutes.announceActivity, { params: { id } })
  return id
}

/** What no other part of the system knows of: recorded with its proof, approved by the office. */
async function recordWithProof(phone: Page, office: Page): Promise<void> {
  await phone.goto('/app/duty/records/new')
  const form = phone.locator('form')
  await choose(phone, form, '做的是哪一类事', '反映社情民意信息')
  await phone.getByLabel('事项').fill(titles.record)
  await choose(phone, form, '身份', '第一（主笔）')
  await phone.getByRole('button', { name: '提交审核' }).click()
  await heading(phone, titles.record)
  const proof = { name: '信息原件.txt', mimeType: 'text/plain', buffer: Buffer.from(titles.record) }
  await phone.getByLabel('选择证明材料').setInputFiles(proof)
  await expectText(phone, proof.name)
  await office.goto('/app/')
  await office.getByRole('region', { name: '履职填报待审核' }).getByRole('link', { name: titles.record }).click()
  await expectText(office, proof.name)
  await office.getByRole('button', { name: '审核通过' }).click()
  await confirm(office, '通过并入账')
  await expectText(office, '已入账')
}

/** All of it stands in my year, and every point with its reason. */
async function seeMyYear(page: Page): Promise<void> {
  await untilPoints(page, points.earned)
  for (const [line, sum] of [
    ['提案', '+25'],
    ['活动和书面发言', '+2'],
    ['社情民意信息', '+10'],
  ] as const)
    await expectText(page.getByRole('listitem').filter({ hasText: line }).first(), sum)
  await page.getByRole('listitem').filter({ hasText: '提案' }).locator('summary').first().click()
  await expectText(page, titles.proposal)
  await page.goto('/app/duty')
  for (const title of [titles.proposal, titles.activity, titles.record, titles.plenary]) await expectText(page, title)
}

/** Reads one's points until the ledger has followed the log, within a second or two. */
async function untilPoints(page: Page, wanted: number): Promise<void> {
  const total = page.locator('.score-total strong')
  for (let tries = 0; tries < 20; tries++) {
    await page.goto('/app/my-score')
    await total.waitFor()
    if ((await total.innerText()) === String(wanted)) return
  }
  assert.equal(await total.innerText(), String(wanted))
}

const seeTotal = (page: Page, sum: number) => page.locator('.score-total', { hasText: `${sum} 分` }).waitFor()

/** The year's round: the ledger frozen, everybody reckoned and judged, and asked to check. @returns its address */
async function freeze(page: Page): Promise<string> {
  await page.goto('/app/assessments')
  await page.getByRole('button', { name: '开始一轮' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill(titles.round)
  await dialog.getByLabel('哪一年').fill(year)
  await confirm(page, '开始')
  await heading(page, titles.round)
  await page.getByRole('button', { name: '冻结台账并计分' }).click()
  // The year runs to its last day.
  await page.getByLabel('知道了，就算到今天').check()
  await confirm(page, '冻结并计分')
  await page.getByRole('button', { name: '请本人核对' }).waitFor()
  const round = new URL(page.url()).pathname
  await page.getByRole('link', { name: /^逐人评定/ }).click()
  await page.getByLabel('综合评定没有填的，这一页都填').fill('3')
  await page.getByRole('button', { name: '填上' }).click()
  const rows = page.getByRole('table', { name: '逐人评定' }).getByRole('row')
  for (const name of people) await expectText(rows.filter({ hasText: name }), '已保存')
  const mark = page.getByLabel(`${me}：综合评定`)
  await mark.fill('6')
  await mark.press('Enter')
  await expectText(rows.filter({ hasText: me }), '满分 5 分，不能填 6')
  await mark.fill('4')
  await mark.press('Enter')
  await expectText(rows.filter({ hasText: me }), '已保存')
  await page.goto(round)
  await page.getByRole('button', { name: '请本人核对' }).click()
  await confirm(page, '发出通知')
  await page.getByRole('button', { name: '结束核对' }).waitFor()
  return round
}

/** The member reads every point and says which one is wrong. */
async function objectOnThePhone(page: Page): Promise<void> {
  await member.takeCard(page, '年度考核请您核对', '看每一分并确认')
  await heading(page, '我的考核结果')
  await seeTotal(page, points.checked)
  await page.getByRole('button', { name: '提出异议' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog, '对哪一项', '全体会议')
  await dialog.getByLabel('什么地方不对').fill('全会那天我从东门进，坐在第三排，签到台漏扫了。')
  await dialog.getByRole('button', { name: '提出', exact: true }).click()
  await expectText(page, /待答复/)
}

/** The office finds the member right: the attendance is corrected where it arose, and the result reckoned once more. */
async function putRight(office: Page, phone: Page, plenary: string, round: string): Promise<void> {
  await office.goto(`/app/activities/${plenary}/attendance`)
  await office.getByRole('button', { name: `更正${me}的到会情况` }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByLabel('改为').selectOption({ label: '到会' })
  await dialog.getByLabel('理由').fill('调看东门录像，确已到会，签到台漏扫。')
  await dialog.getByRole('button', { name: '更正', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await untilPoints(phone, points.earned + points.after - points.checked)
  await office.goto('/app/')
  await office.getByRole('region', { name: '考核异议待答复' }).getByRole('link').first().click()
  if (new URL(office.url()).pathname === round)
    await office.getByRole('table', { name: '考核结果' }).getByRole('link', { name: me }).click()
  await office.getByRole('button', { name: '答复' }).click()
  const answer = office.getByRole('dialog', { name: '答复异议' })
  await expectText(answer, `${points.after} 分，合格`)
  await answer.getByLabel(/成立，按更正后的台账重算一次/).check()
  await answer.getByLabel('答复（给本人看）').fill('调看录像，您确已到会，已更正。')
  await answer.getByRole('button', { name: '答复', exact: true }).click()
  await expectText(office, `已答复，${points.checked} 分改为 ${points.after} 分`)
}

/** The member reads the answer and both sums, and has nothing more to say. */
async function confirmResult(page: Page): Promise<void> {
  await page.goto('/app/')
  await member.takeCard(page, '年度考核请您核对', '看每一分并确认')
  await seeTotal(page, points.after)
  await expectText(page, '调看录像，您确已到会，已更正。')
  await expectText(page, new RegExp(`^${points.checked} 分`))
  await page.getByRole('button', { name: '确认无误' }).click()
  await confirm(page, '确认')
  await expectText(page, /确认。$/)
}

/** The office puts the results to the council, the chair reads the summary and approves; who was handed a list is on record. */
async function approve(office: Page, chair: Page, round: string): Promise<void> {
  const step = async (page: Page, button: string, ok: string) => {
    await page.getByRole('button', { name: button, exact: true }).click()
    // Before the promised day only with a reason, of which everybody is told.
    if (button === '结束核对') await page.getByRole('dialog').getByLabel('理由').fill('主席会议提前召开。')
    await confirm(page, ok)
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await office.goto(round)
  await step(office, '结束核对', '提前结束')
  await step(office, '报主席会议审定', '报审')
  await chair.goto('/app/')
  await chair.getByRole('region', { name: '考核结果请审定' }).getByRole('link', { name: titles.round }).click()
  await heading(chair, titles.round)
  await expectText(chair, `${me}（${points.checked} 分`)
  await expectText(
    chair.getByRole('table', { name: '考核结果' }).getByRole('row').filter({ hasText: me }),
    '本人已核对',
  )
  await step(chair, '审定通过', '审定通过')
  await office.reload()
  await expectText(office, /清溪市政协主席审定/)
  await step(office, '反馈结果', '反馈')
  await office.getByRole('link', { name: '结果送达' }).click()
  await office.getByRole('checkbox', { name: '统战部', exact: true }).check()
  await office.getByRole('button', { name: /记下送达/ }).click()
  await confirm(office, '记下')
  await expectText(office, /已送 1 份/)
  await chair.reload()
  await expectText(chair, '已反馈')
}

/** What was delivered is read and signed on the phone. */
async function sign(page: Page): Promise<void> {
  await member.takeCard(page, '考核结果请您签字', '看结果并签字')
  await seeTotal(page, points.after)
  await expectText(page.locator('.score-total'), '合格')
  await page.getByRole('button', { name: '签字确认' }).click()
  await confirm(page, '签字确认')
  await expectText(page, /签字确认。/)
}

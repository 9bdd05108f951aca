import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { accountRoutes } from '#contract/accounts.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { attendanceRoutes, type CheckInDesk } from '#contract/attendance.ts'
import { type Mark, voteRoutes } from '#contract/votes.ts'
import { callerOf, forEachAtOnce, signedInCaller } from '../calls.ts'
import { appIsKept, type Desk } from '../desk.ts'
import { choose } from '../desks/forms.ts'
import { attendeesOf, checkInAtDesks, codeOf } from '../desks/hall.ts'
import { largeCommittee, nameOf, rosterOf } from '../desks/large-committee.ts'
import { carryOutImport, importRoster, openTerm } from '../desks/member-office.ts'
import { dayOf, minuteOf, openAccounts, openCommittee } from '../desks/own-committee.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, ownPassword, signIn, signInFirst } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

const minuteMs = 60_000
const title = '云漳市政协第六届第一次全体会议'
const people = 640
const come = 600
/** Of those who come, so many at a desk without a network, and so many of these at another desk too. */
const [offline, twice] = [50, 8]
/** Their own ballots in the browser beside. */
const ballots: readonly Mark[] = [
  ...Array<Mark>(34).fill('for'),
  ...Array<Mark>(4).fill('against'),
  ...Array<Mark>(2).fill('abstain'),
]
/** Who has a part of their own: comes and speaks; asks for leave; telephones and is refused. */
const [speaker, ill, busy] = [nameOf(10), nameOf(11), nameOf(12)] as const

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const passwords = await openCommittee(installation, largeCommittee)
  const at = (who: string, shape: 'phone' | 'desk') => world.desk(installation, who, shape)
  const office = await at('委员联络办', 'desk')
  await signInFirst(office, 'yunzhang', passwords.get('yunzhang')!, '待办')
  await openTerm(office.page, { number: 6, startsOn: dayOf(Date.now() - 30 * 24 * 60 * minuteMs) })
  await importRoster(office.page, rosterOf(people), people)
  await carryOutImport(office.page, new RegExp(`新增\\s*${people}\\s*人`))
  const id = await announce(office.page)

  const asOffice = callerOf(office)
  const { items: invited } = await asOffice(activityInviteeRoutes.listInvitees, { params: { id } })
  const idOf = (name: string) => invited.find((one) => one.name === name)!.memberId
  const slips = await openAccounts(asOffice, [idOf(speaker), idOf(ill)])
  const [phone, away, chair] = [await at(speaker, 'phone'), await at(ill, 'phone'), await at('主席', 'desk')]
  for (const [desk, name] of [
    [phone, speaker],
    [away, ill],
  ] as const) {
    const { signInName, firstPassword } = slips.get(idOf(name))!
    await signInFirst(desk, signInName, firstPassword, '待办')
  }
  await signInFirst(chair, 'yunzhang.zhuxi', passwords.get('yunzhang.zhuxi')!, '待办')
  await answerNotice(phone.page, id)
  await askForLeave(office.page, away.page, chair.page, id)

  const door = await at('东门签到台', 'phone')
  await signIn(door, 'yunzhang', ownPassword, '待办')
  const comers = invited.filter((one) => one.name !== ill && one.name !== busy).slice(0, come)
  if (!comers.some((one) => one.name === speaker)) comers.splice(-1, 1, invited.find((one) => one.name === speaker)!)
  await gather({ office, door, chair, phone, id, comers: comers.map((one) => one.memberId), me: idOf(speaker) })
  world.tell(`${come} of ${people} checked in, ${offline} of them without a network, ${twice} of these at two desks`)
  await world.picture(chair.page, 'attendance')

  await beginEarlier(office.page, id)
  await speak(office.page, phone.page, id)
  const voters = comers.map((one) => one.memberId).filter((one) => one !== idOf(speaker))
  await voteInSecret(office, phone.page, id, voters.slice(0, ballots.length))
  world.tell(`${ballots.length + 1} of ${come} ballots were cast on phones, 500 on paper, and nobody can tell whose`)
  await conclude(office.page, phone.page, id, comers.length)
}

const confirm = (page: Page, button: string) =>
  page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()

/** The office writes the notice and sends it to everybody. @returns the meeting */
async function announce(page: Page): Promise<string> {
  await page.goto('/app/activities/new')
  const form = page.locator('form')
  await page.getByLabel('名称').fill(title)
  await choose(page, form, '类别', '全体会议')
  await page.getByLabel('开始').fill(minuteOf(Date.now() + 20 * minuteMs))
  await page.getByLabel('结束').fill(minuteOf(Date.now() + 200 * minuteMs))
  await page.getByLabel('地点').fill('人民会堂')
  await page.getByRole('button', { name: '添邀请范围' }).click()
  await page.getByRole('dialog').getByRole('radio', { name: '全体委员' }).check()
  await confirm(page, '添上')
  await expectText(page, new RegExp(`今天算来应到 ${people} 人`))
  await page.getByRole('button', { name: '存草稿' }).click()
  await page.getByRole('button', { name: '发通知' }).click()
  await confirm(page, '发通知')
  await expectText(page, `名单（${people} 人）`)
  return page.url().match(/activities\/([0-9a-f-]{36})/)![1]!
}

/** The member finds the notice on the phone, reads it and says yes. */
async function answerNotice(page: Page, id: string): Promise<void> {
  await page.goto('/app/activities')
  await page.getByRole('link', { name: title }).click()
  await heading(page, title)
  assert.ok(page.url().includes(id))
  await page.getByRole('button', { name: '参加', exact: true }).click()
  await expectText(page, '您已回复：参加')
}

/** One asks on the phone and is let go; one telephoned, and is not. */
async function askForLeave(office: Page, member: Page, chair: Page, id: string): Promise<void> {
  await member.goto(`/app/activities/${id}`)
  await member.getByRole('button', { name: '请假' }).click()
  const asking = member.getByRole('dialog')
  await asking.getByRole('radio', { name: '病假' }).check()
  await asking.getByLabel('说明').fill('住院手术，附诊断书。')
  await asking.getByRole('button', { name: '交给审批人' }).click()
  await expectText(member, '病假：待批')

  await office.reload()
  await expectText(office, /看过通知 2$/)
  await office.getByRole('button', { name: /^看其余/ }).click()
  await office.getByRole('button', { name: `代请假：${busy}` }).click()
  const record = office.getByRole('dialog')
  await record.getByRole('radio', { name: '事假' }).check()
  await record.getByLabel('说明').fill('家里有事')
  await record.getByLabel(/^依据/).fill('本人来电')
  await record.getByRole('button', { name: '记下' }).click()
  await record.waitFor({ state: 'hidden' })

  await chair.goto('/app/leaves?scope=turn')
  const of = (name: string) => chair.getByRole('listitem').filter({ hasText: name })
  await of(ill).getByRole('button', { name: '准假' }).click()
  await confirm(chair, '准假')
  await of(ill).waitFor({ state: 'hidden' })
  await of(busy).getByRole('button', { name: '不准' }).click()
  await chair.getByRole('dialog').getByLabel('理由').fill('全会须到会，请另行安排。')
  await confirm(chair, '不准')
  await of(busy).waitFor({ state: 'hidden' })
  await member.reload()
  await expectText(member, '病假：已准')
}

interface Gathering {
  office: Desk
  door: Desk
  chair: Desk
  phone: Desk
  id: string
  comers: readonly string[]
  me: string
}

/** Six hundred come: most past desks with a network, fifty past one that has lost it, eight past both. */
async function gather({ office, door, chair, phone, id, comers, me }: Gathering): Promise<void> {
  const asOffice = callerOf(office)
  const desk = await asOffice(attendanceRoutes.getCheckInDesk, { params: { id } })
  const members = comers.map((one) => desk.members.find((member) => member.id === one)!)
  const others = members.filter((one) => one.id !== me)
  const atDoor = others.slice(0, offline - 1)
  const [before, after] = [atDoor.slice(0, twice / 2), atDoor.slice(-twice / 2)]

  await chair.page.goto(`/app/activities/${id}/attendance`)
  await expectText(chair.page, /^还差 \d+ 人达到法定人数/)
  await door.page.goto(`/app/activities/${id}/desk`)
  await heading(door.page, '签到台')
  await door.page.getByLabel('签到台的名字').fill('东门')
  await phone.page.goto('/app/check-in-code')
  const myCode = (await phone.page.locator('[data-code]').getAttribute('data-code')) ?? ''
  await appIsKept(door.page)
  await door.context.setOffline(true)

  const earlier = await checkInAtDesks(asOffice, desk, before, 2)
  const [inside] = await Promise.all([
    checkInAtDesks(asOffice, desk, others.slice(offline - 1), 11),
    takeWithoutNetwork(door.page, desk, atDoor, myCode),
  ])
  const later = await checkInAtDesks(asOffice, desk, after, 2)
  assert.deepEqual(
    [earlier, inside, later].map((one) => one.checkedIn),
    [before.length, come - offline, after.length],
  )
  await expectText(chair.page, /^已达到法定人数/)
  const unsent = new RegExp(`还有 ${offline} 条没有送出$`)
  await expectText(door.page, unsent)
  // Closed and opened again without a network: the list and what it took are there.
  await door.page.reload()
  await heading(door.page, '签到台')
  await expectText(door.page, unsent)

  await door.context.setOffline(false)
  await expectText(door.page, '网络正常')
  await door.page.getByText(/没有送出$/).waitFor({ state: 'hidden' })
  assert.equal(await door.page.getByText(/^没有收下的/).count(), 0)
  // What failed while the network was away is what was to be seen.
  door.troubles.length = 0
  await phone.page.reload()
  await expectText(phone.page, /^已签到/)

  await expectText(chair.page.locator('.live-figures'), String(come))
  const all = await attendeesOf(asOffice, id)
  const there = all.filter((one) => one.attendance === 'present')
  assert.deepEqual(new Set(there.map((one) => one.id)), new Set(comers))
  assert.equal(all.length, people)
  const desksOf = (some: readonly { id: string }[]) =>
    new Set(some.map(({ id: who }) => there.find((one) => one.id === who)!.desk))
  // Of two desks the earlier holds, though one of them sent hours later.
  assert.deepEqual(desksOf(after), new Set(['东门']))
  assert.equal(there.filter((one) => one.desk === '东门').length, offline - before.length)
}

/** The door reads codes and ticks names while the network is away; a code with a false signature is told from the others. */
async function takeWithoutNetwork(
  page: Page,
  desk: CheckInDesk,
  members: readonly CheckInDesk['members'][number][],
  myCode: string,
): Promise<void> {
  const read = async (code: string, said: RegExp) => {
    await page.getByLabel('扫码枪读到这里').fill(code)
    await page.getByRole('button', { name: '签到', exact: true }).click()
    await expectText(page.getByRole('status'), said)
  }
  await read(myCode.replace(/\.[^.]+$/, '.AAAAAAAAAAAAAA'), /^这个码验证不了/)
  await read(myCode, /^签到成功/)
  await read(myCode, /^已经签到过了/)
  const [byCode, byName] = [members.slice(0, -15), members.slice(-15)]
  for (const [at, one] of byCode.entries()) {
    await page.getByLabel('扫码枪读到这里').fill(codeOf(desk, one))
    await page.getByLabel('扫码枪读到这里').press('Enter')
    await expectText(page, new RegExp(`还有 ${at + 2} 条没有送出$`))
  }
  await page.getByText('按姓名', { exact: true }).click()
  for (const one of byName) {
    await page.getByLabel('找姓名').fill(one.name)
    await page.getByRole('button', { name: `${one.name} 签到` }).click()
    await expectText(page.getByRole('status'), /^签到成功/)
  }
}

/** The hall is full before the hour in the notice; the office says so. */
async function beginEarlier(page: Page, id: string): Promise<void> {
  await page.goto(`/app/activities/${id}/edit`)
  await page.getByLabel('开始').fill(minuteOf(Date.now()))
  await page.getByRole('button', { name: '保存' }).click()
  await expectText(page, '已保存')
}

/** A speech is called for, handed in on the phone, chosen, and given under the clock. */
async function speak(office: Page, phone: Page, id: string): Promise<void> {
  await office.goto(`/app/activities/${id}/speeches`)
  await office.getByRole('button', { name: '征集发言' }).click()
  await confirm(office, '保存')
  await phone.goto(`/app/activities/${id}/speeches`)
  await phone.getByRole('link', { name: '写发言' }).click()
  await phone.getByLabel('题目').fill('让小巷亮起来')
  await phone.getByLabel('发言稿', { exact: true }).fill('各位委员：小巷的灯亮了，人心就亮了。')
  // Left half written and come back to: nothing is lost.
  await expectText(phone, '已保存')
  await phone.goto(`/app/activities/${id}/speeches`)
  await phone.getByRole('link', { name: '接着写草稿' }).click()
  await phone.locator('#speech-title[value="让小巷亮起来"]').waitFor()
  await phone.getByRole('button', { name: '提交' }).click()
  await expectText(phone, '让小巷亮起来')
  await office.reload()
  await office.getByRole('button', { name: '选定…' }).click()
  await confirm(office, '保存')
  await office.getByRole('link', { name: '发言次序和计时' }).click()
  await office.getByRole('button', { name: '开始计时' }).click()
  await office.getByRole('button', { name: '发言结束，下一位' }).click()
  await expectText(office, '口头发言都结束了')
}

/** Opened on the desk, cast on the phones, counted, and read by everybody. */
async function voteInSecret(office: Desk, phone: Page, id: string, voters: readonly string[]): Promise<void> {
  const asOffice = callerOf(office)
  const { page } = office
  await page.goto(`/app/activities/${id}/votes`)
  await page.getByRole('button', { name: '添一项' }).click()
  await page.getByRole('dialog').getByLabel('事项').fill('第一次全体会议决议（草案）')
  // Each ballot is an account that signs in for the first time: enough of them for a secret, not for half of all.
  await page.getByRole('dialog').getByRole('radio', { name: '有效票' }).check()
  await confirm(page, '保存')
  // Before the opening: who has no account by then votes on paper.
  const slips = await openAccounts(asOffice, voters)
  await page.getByRole('button', { name: '开始表决' }).click()
  await confirm(page, '开始表决')
  await expectText(page, new RegExp(`^发出 ${come} 张（其中纸质票 ${come - ballots.length - 1} 张），已收回`))
  const voteId = page.url().match(/votes\/([0-9a-f-]{36})/)![1]!

  const { address } = office.installation
  await forEachAtOnce([...slips.values()], 6, async ({ signInName, firstPassword }, index) => {
    const call = await signedInCaller(address, signInName, firstPassword)
    await call(accountRoutes.changePassword, { body: { current: firstPassword, next: ownPassword } })
    await call(voteRoutes.castBallot, { params: { id: voteId }, body: { motion: ballots[index]! } })
  })
  await phone.goto('/app/')
  await phone
    .getByRole('link', { name: /去投票|全体会议决议/ })
    .first()
    .click()
  await phone.getByRole('radio', { name: '赞成' }).check()
  await phone.getByRole('button', { name: '投票', exact: true }).click()
  await confirm(phone, '投出')
  await expectText(phone, /^您的票已经投出/)
  await expectText(page, new RegExp(`已收回 ${ballots.length + 1} 张`))
  await page.getByRole('button', { name: '结束并计票' }).click()
  // Who has no account voted on paper; the scrutineers counted the box.
  const counted = page.getByRole('dialog')
  for (const [label, n] of [
    ['收回纸质票', 500],
    ['赞成', 480],
    ['反对', 15],
    ['弃权', 5],
  ] as const)
    await counted.getByLabel(label).fill(String(n))
  await confirm(page, '结束并计票')
  const passed = /^通过：赞成 515，反对 19，弃权 7/
  await expectText(page, passed)
  await expectText(phone, passed)
}

/** The meeting is concluded; the ledger holds each who came once, the one on leave, and who was missing. */
async function conclude(page: Page, phone: Page, id: string, came: number): Promise<void> {
  await page.goto(`/app/activities/${id}/attendance`)
  await page.getByRole('button', { name: '结束并结算' }).click()
  await expectText(page.getByRole('dialog'), new RegExp(`还有 ${people - come - 1} 位没有到、也没有准假`))
  await confirm(page, '结束并结算')
  await expectText(page, '已结算')

  const rows = await ledgerOf(page, people)
  const tally: Record<string, number> = {}
  for (const { attendance } of rows) tally[attendance] = (tally[attendance] ?? 0) + 1
  assert.deepEqual(tally, { 出席: came, 请假: 1, 缺席: people - came - 1 })
  assert.equal(new Set(rows.map((one) => one.member)).size, people)
  await phone.goto('/app/duty')
  await expectText(phone, title)
}

/** What the office takes along of the ledger, once it has followed the log: within a second or two. */
async function ledgerOf(page: Page, wanted: number): Promise<{ member: string; attendance: string }[]> {
  let rows: { member: string; attendance: string }[] = []
  for (let tries = 0; tries < 20 && rows.length < wanted; tries++) {
    await page.goto('/app/duty/ledger')
    await heading(page, '履职台账')
    await page.locator('summary', { hasText: '导出' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV 文本' }).click(),
    ])
    const table = parse<Record<string, string>>(readFileSync(await file.path()), { columns: true, bom: true })
    rows = table.filter((row) => row.事项 === title).map((row) => ({ member: row.委员!, attendance: row.到会情况! }))
  }
  return rows
}

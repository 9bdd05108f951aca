import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { accountRoutes } from '#contract/accounts.ts'
import { activityRoutes } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { attendanceRoutes } from '#contract/attendance.ts'
import { createClient } from '#contract/client.ts'
import { leaveRoutes } from '#contract/leaves.ts'
import { memberAccountRoutes } from '#contract/member-accounts.ts'
import { speechRoutes } from '#contract/speeches.ts'
import { voteRoutes } from '#contract/votes.ts'
import { demoPassword } from '#features/demo/accounts.ts'
import { appIsKept, type Desk } from '../desk.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, ownPassword, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

const minuteMs = 60_000
/** Of those who come, so many at a desk without a network. */
const offline = 50

/** Calls the API with the login of a desk: what a day brings in hundreds is not clicked one by one. */
const callerOf = ({ page, installation }: Pick<Desk, 'page' | 'installation'>) =>
  createClient(async (url, { method, headers, body }) => {
    const answer = await page.request.fetch(`${installation.address}${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(body ? { data: body as string } : {}),
    })
    return new Response(new Uint8Array(await answer.body()), { status: answer.status() })
  })

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const [office, chair, phone] = [
    await world.desk(installation, '委员联络办', 'desk'),
    await world.desk(installation, '主席', 'desk'),
    await world.desk(installation, '委员', 'phone'),
  ]
  await signIn(office, 'lianluo', demoPassword, '待办')
  await signIn(chair, 'zhuxi', demoPassword, '待办')
  await signIn(phone, 'weiyuan', demoPassword, '待办')
  const [asOffice, asChair, asMember] = [callerOf(office), callerOf(chair), callerOf(phone)]
  const me = (await asMember(accountRoutes.getMe, {})).hats.find((hat) => hat.role === 'member')!.memberId!

  // The notice; leave for two who telephoned, one granted, one refused.
  const now = Date.now()
  const { id } = await asOffice(activityRoutes.createActivity, { body: plenary(now) })
  await asOffice(activityRoutes.announceActivity, { params: { id } })
  const { items: invited } = await asOffice(activityInviteeRoutes.listInvitees, { params: { id } })
  const others = invited.filter((one) => one.memberId !== me)
  for (const [i, granted] of [true, false].entries()) {
    const asked = {
      kind: 'illness',
      words: '住院',
      halfDays: null,
      memberId: others[i]!.memberId,
      basis: '来电',
    } as const
    const leave = await asOffice(leaveRoutes.recordLeave, { params: { id }, body: asked })
    await asChair(leaveRoutes.decideLeave, { params: { id: leave.id }, body: { granted, words: '见附件' } })
  }
  await phone.page.goto(`/app/activities/${id}`)
  await heading(phone.page, '全体会议（第二次）')

  const present = others.slice(2)
  const tick = (members: typeof present, at: number) =>
    asOffice(attendanceRoutes.checkIn, {
      params: { id },
      body: {
        desk: '东门',
        sentAt: new Date().toISOString(),
        items: members.map((one) => ({ memberId: one.memberId, at: new Date(at).toISOString(), offsetMs: 0 })),
      },
    })
  for (let at = offline; at < present.length; at += 200) await tick(present.slice(at, at + 200), Date.now())
  await atTheDesk(office, phone, id)
  // What a desk without a network took half an hour ago comes in late, twice.
  await tick(present.slice(0, offline), Date.now() - 30 * minuteMs)
  const again = await tick(present.slice(0, offline), Date.now() - 30 * minuteMs)
  assert.ok(again.items.every((one) => one.outcome === 'already'))

  await chair.page.goto(`/app/activities/${id}/attendance`)
  await expectText(chair.page, /^已达到法定人数/)
  const { counts } = await asChair(attendanceRoutes.getAttendance, { params: { id } })
  assert.deepEqual(
    [counts.due, counts.present, counts.leave, counts.absent],
    [invited.length, present.length + 1, 1, 1],
    JSON.stringify(counts),
  )
  world.tell(`${counts.present} of ${counts.due} checked in, ${offline} of them without a network`)
  await world.picture(chair.page, 'attendance')

  await speak(office, id, me)
  const voters = await newVoters(
    world,
    office,
    present.map((one) => one.memberId),
  )
  await voteInSecret(office, phone, id, voters)
}

const plenary = (now: number) => ({
  kind: 'plenary' as const,
  level: null,
  title: '全体会议（第二次）',
  organiserGroupId: null,
  startsAt: new Date(now - 5 * minuteMs).toISOString(),
  endsAt: new Date(now + 180 * minuteMs).toISOString(),
  halfDays: 1,
  place: '人民会堂',
  contact: '',
  explanation: '',
  audience: 'members' as const,
  agenda: [],
  observers: [],
  invitation: [{ way: 'all' as const, must: true }],
  capacity: null,
  answerBy: null,
  parentId: null,
})

/** The member shows the code, the desk reads it without a network and sends it when there is one; shown again it is known. */
async function atTheDesk(office: Desk, phone: Desk, id: string): Promise<void> {
  const { page, context } = office
  await page.goto(`/app/activities/${id}/desk`)
  await heading(page, '签到台')
  await phone.page.goto('/app/check-in-code')
  const shown = async () => (await phone.page.locator('[data-code]').getAttribute('data-code')) ?? ''
  await appIsKept(page)
  await context.setOffline(true)
  const read = async (code: string) => {
    await page.getByLabel('扫码枪读到这里').fill(code)
    await page.getByRole('button', { name: '签到', exact: true }).click()
  }
  const code = await shown()
  await read(code.replace(/\.[^.]+$/, '.AAAAAAAAAAAAAA'))
  await expectText(page, /^这个码验证不了/)
  await read(code)
  await expectText(page, /^签到成功/)
  await expectText(page, /还有 1 条没有送出$/)
  // Closed and opened again without a network: the list and what it took are there.
  await page.reload()
  await heading(page, '签到台')
  await expectText(page, /还有 1 条没有送出$/)
  await context.setOffline(false)
  await expectText(page, '网络正常')
  await read(await shown())
  await expectText(page, '已经签到过了')
  await phone.page.reload()
  await expectText(phone.page, /^已签到/)
  // What failed while the network was away is what was to be seen.
  office.troubles.length = 0
}

/** A speech is entered, chosen, and given under the clock. */
async function speak(office: Desk, id: string, memberId: string): Promise<void> {
  const asOffice = callerOf(office)
  const today = new Date(Date.now() + 8 * 60 * minuteMs).toISOString().slice(0, 10)
  const dates = { opensOn: today, closesOn: today, oralMinutes: 8, oralPlaces: 1 }
  const body = { title: '大会发言', words: '', ...dates }
  const made = await asOffice(speechRoutes.openSpeechCall, { params: { id }, body })
  const words = { title: '让小巷亮起来', words: '各位委员：小巷灯亮了。', wish: 'oral' as const, body: '', memberId }
  const speech = await asOffice(speechRoutes.submitSpeech, { params: { id: made.id }, body: words })
  await asOffice(speechRoutes.selectSpeech, { params: { id: speech.id }, body: { as: 'oral', note: '' } })
  const { page } = office
  await page.goto(`/app/activities/${id}/speeches/timer`)
  await page.getByRole('button', { name: '开始计时' }).click()
  await page.getByRole('button', { name: '发言结束，下一位' }).click()
  await expectText(page, '口头发言都结束了')
}

type Caller = ReturnType<typeof createClient>

/** Two more members who sign in for the first time, so that there are ballots enough for a secret. */
async function newVoters(world: World, office: Desk, memberIds: readonly string[]): Promise<Caller[]> {
  const asOffice = callerOf(office)
  const callers: Caller[] = []
  for (const memberId of memberIds) {
    if (callers.length === 2) break
    const chosen = { params: {}, body: { memberIds: [memberId] } }
    const slip =
      (await asOffice(memberAccountRoutes.openMemberAccounts, chosen)).opened[0] ??
      (await asOffice(memberAccountRoutes.renewFirstPasswords, chosen)).renewed[0]
    if (!slip) continue
    const desk = await world.desk(office.installation, slip.name, 'phone')
    const call = callerOf(desk)
    const { signInName: identifier, firstPassword: password } = slip
    await call(accountRoutes.login, { body: { identifier, password } })
    await call(accountRoutes.changePassword, { body: { current: password, next: ownPassword } })
    callers.push(call)
  }
  return callers
}

/** Opened on the desk, cast on the phone, counted, and read by everybody. */
async function voteInSecret(office: Desk, phone: Desk, id: string, voters: readonly Caller[]): Promise<void> {
  const asOffice = callerOf(office)
  const { rules } = await asOffice(voteRoutes.listVotes, { params: { id } })
  const vote = await asOffice(voteRoutes.addVote, {
    params: { id },
    body: {
      kind: 'motion',
      form: 'secret',
      title: '全体会议决议（草案）',
      words: '',
      rules: { ...rules!, majority: { ...rules!.majority, of: 'valid' } },
      candidates: [],
      chiefScrutineer: '总监票人',
      scrutineers: '',
    },
  })
  const { page } = office
  await page.goto(`/app/votes/${vote.id}`)
  await page.getByRole('button', { name: '开始表决' }).click()
  await confirm(page, '开始表决')
  await expectText(page, /^发出 \d+ 张，已收回/)
  for (const call of voters) await call(voteRoutes.castBallot, { params: { id: vote.id }, body: { motion: 'for' } })
  await phone.page.goto('/app/')
  await phone.page
    .getByRole('link', { name: /去投票|全体会议决议/ })
    .first()
    .click()
  await phone.page.getByRole('radio', { name: '赞成' }).check()
  await phone.page.getByRole('button', { name: '投票', exact: true }).click()
  await confirm(phone.page, '投出')
  await expectText(phone.page, /^您的票已经投出/)
  await expectText(page, /已收回 3 张/)
  await page.getByRole('button', { name: '结束并计票' }).click()
  await confirm(page, '结束并计票')
  await expectText(page, /^通过：赞成 3，反对 0，弃权/)
  await expectText(phone.page, /^通过：赞成 3/)
}

const confirm = (page: Page, button: string) =>
  page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()

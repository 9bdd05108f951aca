import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import { demoPassword } from '#features/demo/accounts.ts'
import { listZipEntries, readZipEntrySync } from '#platform/spreadsheets/zip.ts'
import type { Desk } from '../desk.ts'
import * as leader from '../desks/leader.ts'
import * as member from '../desks/member.ts'
import { knownDuplicate, typedTable } from '../desks/past-proposals.ts'
import * as office from '../desks/proposal-office.ts'
import { assertInOrder, expectText, textsOf } from '../desks/seeing.ts'
import { heading, signIn, signInFirst } from '../desks/signing-in.ts'
import * as unit from '../desks/unit.ts'
import type { World } from '../world.ts'

const city = '澄远市'
const [education, housing] = [`${city}教育局`, `${city}住房和城乡建设局`]

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const sitDown = async (who: string, username: string) => {
    const desk = await world.desk(installation, who, 'desk')
    await signIn(desk, username, demoPassword, '待办')
    return desk
  }
  const [first, second] = knownDuplicate()
  const { title } = first
  const [author, other, friend] = await threeMembers(world, await sitDown('委员联络办', 'lianluo'))
  const proposals = await sitDown('提案委办公室', 'tian')
  const lines = typedTable({ ...first, proposer: author.name }, { ...second, proposer: other.name })
  const table = { name: '代录.csv', mimeType: 'text/csv', buffer: lines }
  await office.importProposals(proposals.page, '代委员录入，作为草稿', table, /新增\s*2\s*件/)

  // It is talked over, signed by two and registered.
  await member.takeCard(author.page, '没写完的提案', '接着写')
  await heading(author.page, '写提案')
  await member.inviteCoSigner(author.page, friend.name)
  await member.commentOnInvitation(friend.page, '第一条写明由哪家牵头。')
  await member.answerInvitation(friend.page)
  await author.page.reload()
  await expectText(author.page, '同意联名')
  await member.settleComment(author.page, '第一条写明由哪家牵头。')
  await member.submit(author.page)
  const address = new URL(author.page.url()).pathname
  await office.register(proposals.page, title, '社会建设')

  // It goes to the wrong unit, back, to the right one, and the first joins that one.
  const [assigning, builders, schools] = await Promise.all([
    sitDown('政府督查室', 'ducha'),
    sitDown('住建局', 'zhujian'),
    sitDown('教育局', 'jiaoyu'),
  ])
  await office.assign(assigning.page, title, [housing])
  await unit.askToReturn(builders.page, title, '所提事项属教育部门职责，我局可以就校区建设会办。')
  await office.passOn(assigning.page, title, housing, education)
  await office.addJointUnit(assigning.page, housing)
  await unit.accept(builders.page, title)
  await unit.giveOpinion(builders.page, '一、校区建设用地已经预留。二、配套设施与主体工程同步。')
  await unit.accept(schools.page, title)

  // Another one says the same, and is handled with it.
  await member.takeCard(other.page, '没写完的提案', '接着写')
  await member.submit(other.page)
  await office.merge(proposals.page, title)
  await other.page.reload()
  await expectText(other.page.getByRole('region', { name: '办到哪一步' }), '已并案')

  await proposals.page.goto(address)
  await office.putUnderLeader(proposals.page, { name: '程主席', post: '主席', account: /主席会议/ })
  await leader.visit((await sitDown('主席会议成员', 'zhuxi')).page, title, '到两所学校看了，请教育局逐条列出时间表。')

  await unit.recordContact(schools.page, '电话征求意见，委员没有不同看法。')
  await member.disputeContact(author.page, '没有接到过电话。')
  await schools.page.reload()
  await expectText(schools.page, '提案者有异议')
  await unit.recordContact(schools.page, '登门听取意见，商定分三年推进。')
  await member.confirmContact(author.page)
  await unit.writeReply(schools.page, { class: 'B', text: '已收悉，将认真研究。' })
  await office.openReview(proposals.page, title)
  await office.sendBack(proposals.page, '没有逐条回应建议，请写明办到哪一步、什么时候办成。')
  await schools.page.reload()
  await unit.writeReply(schools.page, { class: 'B', text: '一、首批特色学科已列入计划。二、专项经费明年安排。' })
  await office.openReview(proposals.page, title)
  await office.deliver(proposals.page)

  // Both are answered: one is content, the other is not, and has it handled again.
  await member.rate(other.page, { handling: '满意', result: '满意' })
  await office.concludeAndArchive(proposals.page, title)
  await member.rate(author.page, { handling: '满意', result: '不满意', words: '跨校转学一条没有答复。' })
  await office.orderAgain(proposals.page, title, '请补充答复跨校转学的建议。')
  await schools.page.goto(address)
  await unit.recordContact(schools.page, '当面说明跨校转学办法的起草情况。')
  await member.confirmContact(author.page)
  await schools.page.reload()
  await unit.writeReply(schools.page, { class: 'A', text: '一、二同前次答复。三、跨校转学办法已经印发，附后。' })
  await office.openReview(proposals.page, title)
  await office.deliver(proposals.page)
  await member.rate(author.page, { handling: '满意', result: '满意' })
  await office.concludeAndArchive(proposals.page, title)

  await author.page.goto(address)
  await readStory(author)
  await proposals.page.goto(address)
  await openPapers(world, proposals, title)
}

interface Member extends Desk {
  name: string
}

/** Three of the roster are given accounts and sign in with what stands on their slips. */
async function threeMembers(world: World, { page, installation }: Desk): Promise<[Member, Member, Member]> {
  await page.goto('/app/members/accounts')
  await page.getByRole('checkbox', { name: /^全选/ }).uncheck()
  const rows = page.getByRole('table', { name: '可以开户的委员' }).getByRole('checkbox')
  for (const at of [0, 1, 2]) await rows.nth(at).check()
  await page.getByRole('button', { name: '开户（3 人）' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开户', exact: true }).click()
  await page.getByRole('button', { name: '打印纸条' }).waitFor()
  const seated = (await page.locator('.slip').all()).map(async (slip) => {
    const name = await slip.locator('.slip-head strong').innerText()
    const [, signInName = '', password = ''] = await slip.locator('dd').allInnerTexts()
    const desk = await world.desk(installation, `委员${name}`, 'phone')
    await signInFirst(desk, signInName, password, '待办')
    return { ...desk, name }
  })
  return (await Promise.all(seated)) as [Member, Member, Member]
}

/** All that happened, in order, as the author reads it. */
async function readStory({ page }: Desk): Promise<void> {
  await expectText(page.getByRole('region', { name: '办到哪一步' }), '已归档')
  const story = page.locator('section').filter({ has: page.getByRole('heading', { name: '经过', exact: true }) })
  assertInOrder(await textsOf(story.getByRole('listitem').locator('strong')), [
    '从文件导入',
    '邀请联名',
    '同意联名',
    '提交提案',
    '审查立案',
    '交办',
    '申请退办',
    '同意退办',
    '改办',
    '增加承办单位',
    '提出会办意见',
    '并入一件提案',
    '定为重点提案',
    '确定牵头领导',
    '开展督办',
    '记录面商',
    '提案者对面商记录有异议',
    '提案者确认面商',
    '答复退回重拟',
    '答复送达提案者',
    '提案者评价',
    '交办重新办理',
    '答复送达提案者',
    '提案者评价',
    '办结',
    '归档',
  ])
}

/** Takes every paper and finds its proposal named in it. */
async function openPapers(world: World, { page }: Desk, title: string): Promise<void> {
  await heading(page, title)
  const number = /第\s*(\d+)\s*号/.exec(await page.locator('main').innerText())?.[1]
  assert.ok(number)
  const papers = await office.takePapers(page)
  for (const [name, path] of papers) {
    const bytes = readFileSync(path)
    const body = listZipEntries(bytes, 100).find((entry) => entry.name === 'word/document.xml')
    assert.ok(body, `${name} is no Word file`)
    const words = readZipEntrySync(bytes, body, 4_000_000)
      .toString()
      .replace(/<[^>]*>|\s/g, '')
    assert.ok(words.includes(title) || words.includes(`第${number}号`), `${name} does not name its proposal`)
  }
  const kinds = [...papers.keys()].join('、')
  for (const kind of ['提案表', '联名页', '审查意见', '交办通知', '会办意见', '答复'])
    assert.ok(kinds.includes(kind), `No ${kind} among ${kinds}`)
  world.tell(`${papers.size} Word papers opened: ${kinds}`)
}

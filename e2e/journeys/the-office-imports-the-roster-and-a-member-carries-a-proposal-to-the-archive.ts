import { strict as assert } from 'node:assert'
import { join } from 'node:path'
import type { Desk } from '../desk.ts'
import { addCommittee, grantHat, openAccount } from '../desks/administrators.ts'
import * as member from '../desks/member.ts'
import { addSession, carryOutImport, importRoster, openMemberAccount, openTerm } from '../desks/member-office.ts'
import { namesOnceIn, pastProposals, typedTable } from '../desks/past-proposals.ts'
import * as office from '../desks/proposal-office.ts'
import { assertInOrder, expectText, textsOf } from '../desks/seeing.ts'
import { heading, signInFirst, signInFirstAsAdministrator } from '../desks/signing-in.ts'
import * as unit from '../desks/unit.ts'
import type { World } from '../world.ts'

const city = '政协清源市委员会'
const county = '政协清源市示范县委员会'
const rosters = join(import.meta.dirname, '../../server/features/members/samples')
const units = {
  lead: { name: '示范县住房和城乡建设局', shortName: '住建局' },
  wrong: { name: '示范县财政局', shortName: '财政局' },
  joint: { name: '示范县城市管理局', shortName: '城管局' },
}

/** Everybody who takes part, and the password the office gave out. */
interface Clerks {
  lianluo: string
  tian: string
  ducha: string
  zhujian: string
  caizheng: string
  chengguan: string
}

export async function journey(world: World): Promise<void> {
  const { installation, firstPasswords } = await world.emptyInstallation()
  const at = (who: string, shape: 'phone' | 'desk') => world.desk(installation, who, shape)

  const [system, security] = await Promise.all([at('系统管理员', 'desk'), at('安全管理员', 'desk')])
  const clerks = await setUpCounty(system, security, firstPasswords)

  const memberOffice = await at('委员联络办', 'desk')
  await signInFirst(memberOffice, 'lianluo', clerks.lianluo, '待办')
  await openYear(memberOffice)
  const files = ['sector-roster.utf8.csv', 'street-roster.gbk.csv'].map((name) => join(rosters, name))
  await importRoster(memberOffice.page, files, 339)
  await world.picture(memberOffice.page, 'import-preview')
  await carryOutImport(memberOffice.page, /新增\s*339\s*人/)
  const [proposer, coSigner] = namesOnceIn(files[0]!)
  assert.ok(proposer && coSigner)
  const first = await openMemberAccount(memberOffice.page, proposer, '13900010001')
  const second = await openMemberAccount(memberOffice.page, coSigner, '13900010002')

  const proposalOffice = await at('提案委办公室', 'desk')
  const past = pastProposals()
  const { title } = past.text
  await signInFirst(proposalOffice, 'tian', clerks.tian, '待办')
  await office.openUnits(proposalOffice.page)
  for (const one of Object.values(units)) await office.addUnit(proposalOffice.page, one)
  await office.importProposals(
    proposalOffice.page,
    '往年提案，存入档案',
    past.path,
    new RegExp(`新增\\s*${past.rows}\\s*件`),
  )
  world.tell(`${past.rows} past proposals were read into the archive`)
  const table = { name: '代录.csv', mimeType: 'text/csv', buffer: typedTable({ ...past.text, proposer }) }
  await office.importProposals(proposalOffice.page, '代委员录入，作为草稿', table, /新增\s*1\s*件/)

  const lead = await at('委员', 'phone')
  await Promise.all([
    grantUnits(security),
    signInFirst(lead, '13900010001', first, '待办').then(() => member.setTextSize(lead.page, '特大')),
  ])
  await completeDraft(lead, coSigner)
  const friend = await at('联名委员', 'phone')
  await signInFirst(friend, '13900010002', second, '待办')
  await member.answerInvitation(friend.page)
  await lead.page.reload()
  await expectText(lead.page, '同意联名')
  await member.submit(lead.page)

  await office.register(proposalOffice.page, title, '社会建设')
  await lead.page.reload()
  await expectText(lead.page.getByRole('region', { name: '办到哪一步' }), '已立案')
  const assigning = await at('政府督查室', 'desk')
  await signInFirst(assigning, 'ducha', clerks.ducha, '待办')
  await office.assign(assigning.page, title, [units.lead.name, units.wrong.name])

  const wrong = await at('财政局', 'desk')
  await signInFirst(wrong, 'caizheng', clerks.caizheng, '待办')
  await unit.askToReturn(wrong.page, title, '设施管护不属财政职责，建议由城市管理局会办。')
  await office.passOn(assigning.page, title, units.wrong.name, units.joint.name)
  const joint = await at('城管局', 'desk')
  await signInFirst(joint, 'chengguan', clerks.chengguan, '待办')
  await unit.accept(joint.page, title)
  await unit.giveOpinion(joint.page, '一、所提设施由我局管护，今年完成普查。二、同意统一标识。')

  const leading = await at('住建局', 'desk')
  await signInFirst(leading, 'zhujian', clerks.zhujian, '待办')
  await unit.accept(leading.page, title)
  await unit.recordContact(leading.page, '登门听取意见，商定先做示范点，明年推开。')
  await member.confirmContact(lead.page)
  await unit.writeReply(leading.page, { class: 'B', text: '已收悉，将认真研究。' })
  await office.openReview(proposalOffice.page, title)
  await office.sendBack(proposalOffice.page, '没有逐条回应建议，请写明办到哪一步、什么时候办成。')
  await leading.page.reload()
  await unit.writeReply(leading.page, {
    class: 'A',
    text: '一、示范点十二处已建成并统一标识。二、管护责任已落到单位和个人。三、明年六月前全县推开。',
  })
  await office.openReview(proposalOffice.page, title)
  await office.deliver(proposalOffice.page)

  await member.rate(lead.page, { handling: '满意', result: '基本满意' })
  await office.concludeAndArchive(proposalOffice.page, title)
  await lead.page.reload()
  await readStory(lead, { proposer, coSigner })
}

/** What the office typed stands there; the member goes on from it and sees it saved. */
async function completeDraft({ page }: Desk, coSigner: string): Promise<void> {
  await member.takeCard(page, '没写完的提案', '接着写')
  await heading(page, '写提案')
  await page.getByRole('button', { name: '加一条建议' }).click()
  await page
    .getByLabel(/^第\s*\d+\s*条建议$/)
    .last()
    .fill('建成以后每年公布一次使用情况，听取群众意见。')
  await expectText(page, /^已保存/)
  await member.inviteCoSigner(page, coSigner)
}

/** The whole story, as the proposer reads it at the end. */
async function readStory({ page }: Desk, people: { proposer: string; coSigner: string }): Promise<void> {
  await expectText(page.getByRole('region', { name: '办到哪一步' }), '已归档')
  const part = (name: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })
  await expectText(part('提案者').getByRole('listitem').filter({ hasText: people.proposer }), '第一提案人')
  await expectText(part('提案者').getByRole('listitem').filter({ hasText: people.coSigner }), '同意联名')
  const steps = await textsOf(part('经过').getByRole('listitem').locator('strong'))
  assertInOrder(steps, [
    '从文件导入',
    '邀请联名',
    '同意联名',
    '提交提案',
    '审查立案',
    '交办',
    '申请退办',
    '同意退办',
    '改办',
    '签收',
    '提出会办意见',
    '签收',
    '记录面商',
    '提案者确认面商',
    '报送答复',
    '答复退回重拟',
    '报送答复',
    '答复送达提案者',
    '答复齐备，请提案者评价',
    '提案者评价',
    '办结',
    '归档',
  ])
}

async function setUpCounty(system: Desk, security: Desk, first: Record<string, string>): Promise<Clerks> {
  await signInFirstAsAdministrator(system, 'xitong', first.xitong ?? '', '账号')
  const { page } = system
  await addCommittee(page, city, { name: county, shortName: '示范县政协', divisionCode: '990102' })
  const open = (username: string, name: string) => openAccount(page, { name, username, committee: county })
  const clerks = {
    lianluo: await open('lianluo', '联络办小李'),
    tian: await open('tian', '提案办老张'),
    ducha: await open('ducha', '督查室小吴'),
    zhujian: await open('zhujian', '住建局小何'),
    caizheng: await open('caizheng', '财政局小马'),
    chengguan: await open('chengguan', '城管局小丁'),
  }
  await signInFirstAsAdministrator(security, 'anquan', first.anquan ?? '', '账号')
  for (const [name, role] of [
    ['联络办小李', '委员联络办'],
    ['提案办老张', '提案委办公室'],
    ['督查室小吴', '政府交办机关'],
  ] as const)
    await grantHat(security.page, { name, committee: county, role })
  return clerks
}

async function grantUnits(security: Desk): Promise<void> {
  for (const [name, { name: unitName }] of [
    ['住建局小何', units.lead],
    ['财政局小马', units.wrong],
    ['城管局小丁', units.joint],
  ] as const)
    await grantHat(security.page, { name, committee: county, role: '承办单位办理员', unit: unitName })
}

async function openYear({ page }: Desk): Promise<void> {
  const day = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  await openTerm(page, { number: 9, startsOn: day(-100) })
  await addSession(page, { number: 1, opensOn: day(-3), closesOn: day(3), from: day(-90), until: day(2) })
}

import { demoPassword } from '#features/demo/accounts.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const demonstration = await world.demonstration()
  const officeDesk = await world.desk(demonstration, '委员联络办公室', 'desk')
  const office = officeDesk.page
  await signIn(officeDesk, 'lianluo', demoPassword, '待办')
  await office.goto('/app/scoring-schemes')
  await office.getByRole('link', { name: /修订草案/ }).click()
  await office.getByRole('link', { name: '试算' }).click()
  await expectText(office, /位委员里，\d+ 位的等次会变/)
  await office.getByRole('table', { name: '各等次几人' }).waitFor()
  await world.picture(office, 'what-if')
  world.tell('another scheme is tried on the ledger, and nothing is changed by it')

  await office.goto('/app/assessments')
  await office.getByRole('link', { name: /年度委员履职考核/ }).click()
  await office.getByRole('button', { name: '请本人核对' }).click()
  await office.getByRole('dialog').getByRole('button', { name: '发出通知' }).click()
  await office.getByRole('button', { name: '结束核对' }).waitFor()
  const round = office.url()

  const memberDesk = await world.desk(demonstration, '委员', 'phone')
  const member = memberDesk.page
  await signIn(memberDesk, 'weiyuan', demoPassword, '待办')
  await member
    .getByRole('region', { name: '年度考核请您核对' })
    .getByRole('link', { name: /看每一分并确认/ })
    .click()
  await heading(member, '我的考核结果')
  await member.getByRole('button', { name: '提出异议' }).click()
  await member.getByRole('dialog').getByLabel('什么地方不对').fill('五月到社区调研了一次，没有记上。')
  await member.getByRole('dialog').getByRole('button', { name: '提出', exact: true }).click()
  await expectText(member, /待答复/)

  await office.goto(`${round}?list=objected`)
  await office.getByRole('table', { name: '考核结果' }).getByRole('link').first().click()
  await office.getByRole('button', { name: '答复' }).click()
  const answer = office.getByRole('dialog', { name: '答复异议' })
  await answer.getByLabel(/成立，按更正后的台账重算一次/).check()
  await answer.getByLabel('答复（给本人看）').fill('已经核对过，照更正后的台账重算。')
  await answer.getByRole('button', { name: '答复', exact: true }).click()
  await expectText(office, '异议成立，按更正后的台账重算')

  await member.reload()
  await expectText(member, /已经核对过，照更正后的台账重算/)
  await member.getByRole('button', { name: '确认无误' }).click()
  await member.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click()
  await expectText(member, /确认。$/)
  world.tell('an upheld objection is reckoned once more, and the result is signed')

  await office.goto(round)
  for (const [button, answer] of [
    ['结束核对', '结束核对'],
    ['登记审定', '登记审定'],
    ['反馈结果', '反馈'],
  ] as const) {
    await office.getByRole('button', { name: button }).click()
    await office.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click()
    await office.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await office.getByRole('link', { name: '结果送达' }).click()
  await office.getByRole('checkbox', { name: '统战部', exact: true }).check()
  await office.getByRole('button', { name: /记下送达/ }).click()
  await office.getByRole('dialog').getByRole('button', { name: '记下', exact: true }).click()
  await expectText(office, /已送 1 家/)
  await world.picture(office, 'deliveries')
  await member.goto('/app/')
  await member
    .getByRole('region', { name: '考核结果请您签字' })
    .getByRole('link', { name: /看结果并签字/ })
    .click()
  await member.getByRole('button', { name: '签字确认' }).click()
  await member.getByRole('dialog').getByRole('button', { name: '签字确认' }).click()
  await expectText(member, /签字确认。/)
  world.tell('the united-front department is handed its list, and the member signs the delivered result')
}

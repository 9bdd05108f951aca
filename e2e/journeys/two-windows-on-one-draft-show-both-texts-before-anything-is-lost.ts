import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { pick } from '../desks/forms.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const phone = await world.desk(installation, '委员的手机', 'phone')
  await signIn(phone, 'weiyuan', demoPassword, '待办')
  await phone.page.getByRole('link', { name: '写提案', exact: true }).click()
  await phone.page.getByLabel('案由').fill('关于延长社区阅览室开放时间的提案')
  await expectText(phone.page, /^已保存/)
  await phone.page.waitForURL(/\/proposals\/[0-9a-f-]{36}\/edit/)

  const computer = await world.desk(installation, '委员的电脑', 'desk')
  await signIn(computer, 'weiyuan', demoPassword, '待办')
  await computer.page.goto(new URL(phone.page.url()).pathname)
  await heading(computer.page, '写提案')
  await computer.page.getByLabel('情况分析').fill('阅览室晚上六点关门，上班的人进不去。')
  await expectText(computer.page, /^已保存/)

  await phone.page.getByLabel('情况分析').fill('周末不开门，学生没有地方看书。')
  await heading(phone.page, '有两份不同的内容')
  await expectText(phone.page, '周末不开门，学生没有地方看书。')
  await expectText(phone.page, '阅览室晚上六点关门，上班的人进不去。')
  await pick(phone.page, '两份都留')
  await phone.page.getByRole('button', { name: '按所选的保存' }).click()
  await heading(phone.page, '写提案')
  await expectText(phone.page, /^已保存/)
  const kept = await phone.page.getByLabel('情况分析').inputValue()
  for (const words of ['周末不开门', '晚上六点关门']) assert.ok(kept.includes(words), kept)
}

import { demoPassword } from '#features/demo/accounts.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const desk = await world.desk(await world.demonstration(), '审计管理员', 'desk')
  const { page } = desk
  await signIn(desk, 'shenji', demoPassword, '操作记录')
  await page.getByRole('combobox', { name: /^操作/ }).first().selectOption('登录')
  await page.waitForURL(/type=account\.loggedIn/)
  await page.getByRole('row').filter({ hasText: '登录' }).filter({ hasText: '审计管理员' }).first().waitFor()
  await page.getByRole('button', { name: '清除条件' }).click()
  await page.getByRole('button', { name: '核验封存' }).click()
  await expectText(page, '核验一致，没有发现改动')
  const told = await page.getByText(/^重新计算了/).innerText()
  world.tell(told)
  await heading(page, '操作记录')
}

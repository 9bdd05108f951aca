import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, typePassword } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const { page } = await world.desk(installation, '委员', 'phone')
  await page.goto('/app/login')
  const slowed = page.getByText(/^连续几次没有成功，请等 \d+ 秒再试。$/)
  const refused = page.getByText('没有登录上：账号、密码或验证码不对。请核对后再试。')
  let tries = 0
  while (!(await slowed.isVisible())) {
    assert.ok(tries < 8, 'guessing is slowed down after a few tries')
    await typePassword(page, 'ducha', `不是这个密码${tries}`)
    await refused.or(slowed).waitFor({ state: 'visible' })
    tries++
    // The words of the last try go when the next one is sent.
    await page.getByLabel('密码', { exact: true }).fill('')
  }
  assert.ok(tries > 3, `an honest mistake or two costs no time: slowed at the ${tries}th try`)
  assert.ok(await page.getByRole('button', { name: /^请等 \d+ 秒$/ }).isDisabled())
  // Somebody else at the same place is not held up, and neither is the owner once the wait is over.
  const other = await world.desk(installation, '另一位', 'phone')
  await other.page.goto('/app/login')
  await typePassword(other.page, 'zhuxi', demoPassword)
  await heading(other.page, '待办')
  await page.getByRole('button', { name: '登录', exact: true }).waitFor()
  await typePassword(page, 'ducha', demoPassword)
  await heading(page, '待办')
  await expectText(page, '政府交办机关')
}

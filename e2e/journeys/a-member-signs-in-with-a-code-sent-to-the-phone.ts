import { demoPassword } from '#features/demo/accounts.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const phone = await phoneOfSomebody(world)
  const { page } = await world.desk(installation, '委员', 'phone')
  await page.goto('/app/login')
  await page.getByRole('tab', { name: '短信登录' }).click()
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expectText(page, /^如果这个手机号已登记，验证码很快会到。/)
  const code = await installation.printedLine(new RegExp(`^SMS to ${phone}: .*?(\\d{6})`))
  await page.getByLabel('短信验证码').fill(code === '000000' ? '111111' : '000000')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expectText(page, '没有登录上：账号、密码或验证码不对。请核对后再试。')
  await page.getByLabel('短信验证码').fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await heading(page, '待办')
}

/** The phone of a member who has an account, as their own file shows it to them. */
async function phoneOfSomebody(world: World): Promise<string> {
  const desk = await world.desk(await world.demonstration(), '委员的电脑', 'desk')
  await signIn(desk, 'weiyuan', demoPassword, '待办')
  await desk.page.goto('/app/me')
  await desk.page.getByRole('link', { name: '我的委员资料' }).click()
  return desk.page.getByRole('link', { name: /^1\d{10}$/ }).innerText()
}

import { expectText } from '../desks/seeing.ts'
import { heading, ownPassword, signIn, signInFirstAsAdministrator } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const { installation, firstPasswords } = await world.emptyInstallation()
  const desk = await world.desk(installation, '审计管理员', 'desk')
  const { page } = desk
  const clock = await signInFirstAsAdministrator(desk, 'shenji', firstPasswords.shenji ?? '', '操作记录')
  await page.goto('/app/me')
  await page.getByRole('button', { name: '退出登录' }).click()
  await heading(page, '登录')
  await signIn(desk, 'shenji', ownPassword, '再验证一步')
  // The code that bound it was used up; the next one is already good.
  const code = clock.generate({ timestamp: Date.now() + 30_000 })
  await page.getByLabel('动态码').fill(code === '123456' ? '654321' : '123456')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expectText(page, '动态码不对。请看验证器现在显示的一组，再填一次。')
  await page.getByLabel('动态码').fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await heading(page, '操作记录')
}

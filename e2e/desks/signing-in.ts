/** How people come in: by password, with a first password to be changed, with an authenticator. */
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import type { Desk } from '../desk.ts'

export const ownPassword = '春江水暖鸭先知2026'

export async function typePassword(page: Page, identifier: string, password: string): Promise<void> {
  await page.getByLabel('手机号或用户名').fill(identifier)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** Opens the login page and signs in. @param arrived the heading of the page where they come in */
export async function signIn(desk: Desk, identifier: string, password: string, arrived: string): Promise<void> {
  const { page } = desk
  await page.goto('/app/login')
  await typePassword(page, identifier, password)
  await heading(page, arrived)
}

/** With the password the office gave out: their own is asked for before anything else. */
export async function signInFirst(desk: Desk, identifier: string, first: string, arrived: string): Promise<void> {
  const { page } = desk
  await signIn(desk, identifier, first, '请设一个自己的密码')
  await page.getByLabel('初始密码').fill(first)
  await page.getByLabel('新密码', { exact: true }).fill(ownPassword)
  await page.getByLabel('再填一次新密码').fill(ownPassword)
  await page.getByRole('button', { name: '保存并继续' }).click()
  await heading(page, arrived)
}

/** An administrator's first day: own password, then the authenticator. @returns the clock of that authenticator */
export async function signInFirstAsAdministrator(
  desk: Desk,
  username: string,
  first: string,
  arrived: string,
): Promise<TOTP> {
  await signInFirst(desk, username, first, '请绑定验证器')
  const clock = await bindAuthenticator(desk.page)
  await heading(desk.page, arrived)
  return clock
}

/** Types the letters of the square code into an authenticator, and its first code into the page. */
export async function bindAuthenticator(page: Page): Promise<TOTP> {
  const letters = await page.getByRole('code').innerText()
  const clock = new TOTP({ secret: Secret.fromBase32(letters.replace(/\s/g, '')) })
  await page.getByLabel('动态码').fill(clock.generate())
  await page.getByRole('button', { name: '绑定' }).click()
  return clock
}

/** Waits until the page of this name is there. */
export async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' }).waitFor({ state: 'visible' })
}

import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { faultsOf, focusFaults } from '../desks/page-checks.ts'
import { watchAnswers } from '../desks/tour.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const reader = await world.desk(installation, '市民', 'phone', { javaScriptEnabled: false })
  await readAProposal(reader.page)
  const { pathname } = new URL(reader.page.url())

  const faults: string[] = []
  for (const shape of ['phone', 'desk'] as const) {
    const { page } = await world.desk(installation, `市民 ${shape}`, shape)
    const said = watchAnswers(page)
    for (const path of ['/', '/proposals', '/proposals?q=建议', '/activities', '/awards', pathname]) {
      await page.goto(shape === 'phone' ? `${path}?text=larger` : `${path}?text=normal`)
      if (shape === 'desk' && path === pathname) await world.picture(page, 'public-page')
      const found = [...(await faultsOf(page)), ...(await focusFaults(page, 4)), ...said.splice(0)]
      faults.push(...found.map((fault) => `${shape} ${path}: ${fault}`))
    }
  }
  assert.deepEqual(faults, [])
}

/** From the first page to a proposal and its reply, by links alone. */
async function readAProposal(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: '特大' }).click()
  await page.locator('html[data-text-size=larger]').waitFor()
  await page.getByRole('link', { name: '看全部公开的提案' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The oldest stand last; those have their reply.
  const older = page.getByRole('link', { name: '更早的提案' })
  while (await older.isVisible()) {
    await older.click()
    await page.waitForLoadState()
  }
  await page.getByRole('main').getByRole('list').first().getByRole('link').last().click()
  await page
    .getByRole('region', { name: '答复' })
    .or(page.getByRole('heading', { name: /答复/ }))
    .first()
    .waitFor()
}

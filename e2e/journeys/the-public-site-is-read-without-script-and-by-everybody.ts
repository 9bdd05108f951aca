import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { faultsOf, focusFaults } from '../desks/page-checks.ts'
import { expectText } from '../desks/seeing.ts'
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
    for (const path of ['/', '/proposals', pathname]) {
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
  const replied = page.getByRole('listitem').filter({ hasText: '已答复' })
  const ended = page.getByRole('listitem').filter({ hasText: '已办结' })
  await replied.or(ended).first().getByRole('link').first().click()
  await expectText(page, /答复/)
}

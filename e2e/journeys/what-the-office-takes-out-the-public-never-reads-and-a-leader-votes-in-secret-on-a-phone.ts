import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { demoPassword } from '#features/demo/accounts.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const office = await world.desk(installation, '提案委办公室', 'desk')
  await signIn(office, 'tian', demoPassword, '待办')
  const { word, address } = await publishWithout(office.page)
  world.tell(`taken out: ${word}`)

  const reader = await world.desk(installation, '市民', 'phone', { javaScriptEnabled: false })
  await reader.page.goto(address)
  await reader.page.getByText('（略）').first().waitFor()
  for (const path of [address, '/proposals', '/feed.xml', '/proposals.csv']) {
    const answer = await reader.page.request.get(path)
    assert.equal(answer.status(), 200, path)
    if (path === address) assert.ok(!(await answer.text()).includes(word), path)
  }
  await reader.page.goto(`/proposals?q=${encodeURIComponent(word)}`)
  assert.equal(await reader.page.locator(`a[href="${address}"]`).count(), 0)

  const leader = await world.desk(installation, '主席会议成员', 'phone')
  await signIn(leader, 'zhuxi', demoPassword, '待办')
  await voteOnce(leader.page)
}

/** Opens what waits longest, takes a passage of its first paragraph out wherever it stands, and publishes. */
async function publishWithout(page: Page): Promise<{ word: string; address: string }> {
  await page.goto('/app/publications?kind=proposal')
  await page.getByRole('table').getByRole('link').first().click()
  await heading(page, '提案公开')
  const text = await page.locator('[data-part=analysis]').innerText()
  const word = text.slice(4, 10)
  await page.getByLabel('去掉这些字').fill(word)
  await page.getByRole('button', { name: /^去掉 \d+ 处$/ }).click()
  await page.getByRole('list', { name: '已经去掉的' }).getByText(word).waitFor()
  await page.getByRole('button', { name: '公开', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: /公开$/ }).click()
  await expectText(page, '公众现在看到的')
  const id = /publications\/([0-9a-f-]{36})/.exec(page.url())?.[1]
  return { word, address: `/proposals/${id}` }
}

/** Finds the ballot among what waits, chooses one and casts it; a second one is not offered. */
async function voteOnce(page: Page): Promise<void> {
  await page.goto('/app/awards')
  await page.getByRole('link', { name: /优秀提案$/ }).click()
  await page.getByRole('checkbox').first().check()
  await expectText(page, '已选 1／1')
  await page.getByRole('button', { name: '投票' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '投出' }).click()
  await expectText(page, '您已经投过票了')
  assert.equal(await page.getByRole('checkbox').count(), 0)
}

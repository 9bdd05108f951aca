import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, typePassword } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

const title = '关于给老旧小区楼道装扶手的提案'
const before = '我们小区建成三十多年，六层没有电梯，住着四十多位八十岁以上的老人。'
const offline = '去年冬天两位老人在楼梯上摔倒，其中一位股骨骨折。'

export async function journey(world: World): Promise<void> {
  const desk = await world.desk(await world.demonstration(), '委员', 'phone')
  const { page, context } = desk
  await page.goto('/app/login')
  await page.getByRole('button', { name: '特大' }).click()
  await typePassword(page, 'weiyuan', demoPassword)
  await heading(page, '待办')
  await page.locator('html[data-text-size=larger]').waitFor()
  await world.picture(page, 'member-workbench')
  await page.getByRole('link', { name: '写提案', exact: true }).click()
  await heading(page, '写提案')
  await page.getByLabel('案由').fill(title)
  await page.getByLabel('情况分析').fill(before)
  await expectText(page, /^已保存/)
  await page.waitForURL(/\/proposals\/[0-9a-f-]{36}\/edit/)

  await context.setOffline(true)
  await page.getByLabel('情况分析').fill(before + offline)
  await page.getByLabel(/^第\s*1\s*条建议$/).fill('每层两侧装扶手，转角装感应灯。')
  await expectText(page, /^未联网，已存在本机/)
  await context.setOffline(false)
  await page
    .getByRole('button', { name: '再试' })
    .or(page.getByText(/^已保存/))
    .first()
    .waitFor()
  const again = page.getByRole('button', { name: '再试' })
  if (await again.isVisible()) await again.click()
  await expectText(page, /^已保存/)

  // The phone is put away in the middle of a sentence, without a network, and taken out again.
  await context.setOffline(true)
  const last = '装扶手一层不到两千元。'
  await page.getByLabel('情况分析').fill(before + offline + last)
  await expectText(page, /^未联网，已存在本机/)
  await page.close({ runBeforeUnload: false })
  await context.setOffline(false)
  const later = await context.newPage()
  await later.goto('/app/')
  await later.getByRole('region', { name: '没写完的提案' }).getByRole('link', { name: title }).click()
  // What was still to be sent is taken up here; or the closing page got it through at the last moment, then it is saved already.
  await later
    .getByText('已接上上次存在本机、还没有上传的内容。')
    .or(later.getByText(/^(写的内容会自动保存|已保存)/))
    .first()
    .waitFor()
  assert.equal(await later.getByLabel('情况分析').inputValue(), before + offline + last)
  assert.equal(await later.getByLabel(/^第\s*1\s*条建议$/).inputValue(), '每层两侧装扶手，转角装感应灯。')
  await later
    .getByText(/^(写的内容会自动保存|已保存)/)
    .first()
    .waitFor()
  assert.equal(await later.locator('html').getAttribute('data-text-size'), 'larger')
}

import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import { demoPassword } from '#features/demo/accounts.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { textsOf } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const desk = await world.desk(await world.demonstration(), '提案委办公室', 'desk')
  const { page } = desk
  await signIn(desk, 'tian', demoPassword, '待办')
  await page.getByRole('region', { name: '待审查' }).getByRole('listitem').first().getByRole('link').click()
  await page.getByRole('dialog', { name: '审查' }).getByText('社会建设').waitFor()
  await world.picture(page, 'examination')
  await page.goto('/app/proposals')
  await heading(page, '提案')
  await page.getByRole('table', { name: '提案' }).waitFor()
  await world.picture(page, 'office-list')

  await page
    .getByRole('group', { name: '办理状态' })
    .getByRole('button', { name: /^办理中/ })
    .click()
  await page.waitForURL(/state=handling/)
  await page.keyboard.press('/')
  await page.keyboard.type('建')
  await page.waitForURL(/q=%E5%BB%BA/)
  const titles = () => textsOf(page.getByRole('table', { name: '提案' }).getByRole('link'))
  await page.getByRole('button', { name: '清除' }).waitFor()
  const shown = await settled(titles)
  assert.ok(shown.length > 2, `${shown.length} found`)

  // Down into the list, two lines on, into the matter, and back to the same line.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
  const third = await focused()
  assert.equal(third, shown[2]?.replace(/\s*\n\s*/g, ''))
  await page.keyboard.press('Enter')
  await heading(page, new RegExp(`${escaped(third.replace(/^\d+ 号/, ''))}`))
  await page.getByRole('heading', { name: '经过' }).waitFor()
  await world.picture(page, 'proposal-story')
  await page.goBack()
  await page.waitForURL(/state=handling&.*q=|q=.*state=handling/)
  await page.getByRole('table', { name: '提案' }).waitFor()
  await page.waitForFunction((text) => document.activeElement?.textContent?.trim() === text, third)

  const file = page.waitForEvent('download')
  await page.getByText('导出', { exact: true }).click()
  await page.getByRole('button', { name: 'Excel 表格' }).click()
  const download = await file
  const path = await download.path()
  const { sheets } = await readTable(readFileSync(path), { fileName: download.suggestedFilename() })
  const rows = sheets[0]?.rows ?? []
  const column = rows[0]?.indexOf('案由') ?? -1
  assert.deepEqual(
    rows.slice(1).map((row) => row[column]),
    shown.map((title) => title.replace(/^\d+ 号\s*/, '').trim()),
  )
  world.tell(`${download.suggestedFilename()} holds the ${rows.length - 1} rows shown`)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What a list shows once it has stopped changing. */
async function settled(read: () => Promise<string[]>): Promise<string[]> {
  let before = await read()
  for (;;) {
    const now = await read()
    if (now.join() === before.join()) return now
    before = now
  }
}

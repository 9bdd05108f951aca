import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { heading, typePassword } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

/** From the login page to the workbench, as it comes over the line. */
const limitKilobytes = 350

export async function journey(world: World): Promise<void> {
  const { page, context } = await world.desk(await world.demonstration(), '委员', 'phone')
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  const scripts = new Map<string, string>()
  const bytes = new Map<string, number>()
  line.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.set(requestId, response.url)
  })
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void bytes.set(requestId, encodedDataLength))
  await page.goto('/app/login')
  await typePassword(page, 'weiyuan', demoPassword)
  await heading(page, '待办')
  await page.waitForLoadState('networkidle')
  const sizes = [...scripts].map(([id, url]) => ({ url, bytes: bytes.get(id) ?? 0 }))
  const kilobytes = sizes.reduce((sum, one) => sum + one.bytes, 0) / 1024
  const largest = sizes.toSorted((a, b) => b.bytes - a.bytes).slice(0, 3)
  world.tell(`${kilobytes.toFixed(0)} KB of compressed script in ${sizes.length} files, at most ${limitKilobytes} KB`)
  assert.ok(sizes.length > 0 && kilobytes <= limitKilobytes, JSON.stringify(largest, null, 2))
}

/** What somebody must see. */
import { strict as assert } from 'node:assert'
import type { Locator, Page } from 'playwright-core'

/** Waits until these words are in sight. */
export async function expectText(within: Page | Locator, words: string | RegExp): Promise<void> {
  await within.getByText(words).and(within.locator(':visible')).first().waitFor({ state: 'visible' })
}

/** The text of all that fits, line by line, once there is any. */
export async function textsOf(found: Locator): Promise<string[]> {
  await found.first().waitFor({ state: 'visible' })
  return (await found.allInnerTexts()).map((text) => text.trim())
}

/** That `seen` holds all of `wanted` in this order; others may stand between. */
export function assertInOrder(seen: readonly string[], wanted: readonly string[]): void {
  let at = 0
  for (const one of wanted) {
    const found = seen.indexOf(one, at)
    assert.ok(
      found >= 0,
      `${one} is not seen after ${seen.slice(0, at).join('、') || 'the start'} in ${seen.join('、')}`,
    )
    at = found + 1
  }
}

/** Waits until it is in sight. */
export async function assertVisible(found: Locator): Promise<void> {
  await found.waitFor({ state: 'visible' })
}

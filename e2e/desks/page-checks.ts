/** What must be true of every page, whoever opens it and on whatever they read it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string | null
  nodes: { target: unknown[]; failureSummary?: string }[]
}

/** Waits until the page has its heading and has stopped loading. */
export async function arrive(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'visible' })
  if (path.includes('step=')) await page.getByRole('dialog').first().waitFor({ state: 'visible' })
  await page.getByText('正在加载').and(page.locator(':visible')).first().waitFor({ state: 'hidden' })
}

/** Everything that is wrong with the page in sight, in words; empty when nothing is. */
export async function faultsOf(page: Page): Promise<string[]> {
  const shape = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const wide = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
    return { scrollWidth, clientWidth, wide, title: document.title, headings: document.querySelectorAll('h1').length }
  })
  const faults: string[] = []
  if (shape.scrollWidth > shape.clientWidth)
    faults.push(
      `scrolls sideways: ${shape.scrollWidth} of ${shape.clientWidth} px, by ${shape.wide.slice(-3).join(', ')}`,
    )
  if (shape.title.trim() === '') faults.push('has no title')
  if (shape.headings !== 1) faults.push(`has ${shape.headings} h1`)
  return [...faults, ...(await axeFaults(page))]
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(`${axe}; undefined`)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    return (await axe.run({ resultTypes: ['violations'] })).violations
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, impact, nodes }) =>
        `${id} (${impact}): ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')} ${nodes[0]?.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    )
}

/** Goes through the first stops of the Tab key; each must show that it has the focus. */
export async function focusFaults(page: Page, stops: number): Promise<string[]> {
  const faults: string[] = []
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab')
    const unseen = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const shows = (one: Element | null) => {
        if (!one) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      }
      // Of a choice the whole line is marked.
      return shows(element) || shows(element.closest('label'))
        ? null
        : `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.slice(0, 12)}`
    })
    if (unseen) faults.push(`focus is not seen on ${unseen}`)
  }
  return faults
}

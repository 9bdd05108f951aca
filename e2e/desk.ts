/** One person's place: a browser of their own, on a phone or at a desk, and what went wrong in it. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Installation } from './installation.ts'

export type Shape = 'phone' | 'desk'

export interface Desk {
  who: string
  page: Page
  context: BrowserContext
  installation: Installation
  /** Console errors, page errors and failed requests, in order. */
  troubles: string[]
}

const shapes: Record<Shape, BrowserContextOptions> = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1280, height: 800 } },
}

/** A person waits this long for an answer before they call it broken; a busy machine is given the same. */
const patienceMs = 20_000

/** Opens a browser for somebody; nothing in it is shared with other desks. */
export async function openDesk(
  browser: Browser,
  installation: Installation,
  who: string,
  shape: Shape,
  options: BrowserContextOptions = {},
): Promise<Desk> {
  const context = await browser.newContext({
    baseURL: installation.address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...shapes[shape],
    ...options,
  })
  context.setDefaultTimeout(patienceMs)
  const troubles: string[] = []
  const watch = (page: Page) => {
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`console: ${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => troubles.push(`page: ${error.stack ?? error.message}`))
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? ''
      // A page that is left gives its questions up; that is no failure.
      if (reason !== 'net::ERR_ABORTED') troubles.push(`request: ${request.method()} ${request.url()} ${reason}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 500) troubles.push(`answer: ${response.status()} ${response.url()}`)
    })
  }
  context.on('page', watch)
  const page = await context.newPage()
  return { who, page, context, installation, troubles }
}

/** Waits until the browser keeps the app for times without a network. */
export async function appIsKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
}

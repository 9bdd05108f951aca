/** Keeps the app itself on the device, so that a page that was closed opens again without a network: the desk of a check-in,
 *  a member's code, an unfinished draft. What people see and write is none of its business; that lies with the pages. */
import { type Build, cacheOf, outdated, shell, wayOf } from './answering.ts'

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Told extends Lasting {
  data: unknown
}
interface Worker {
  clients: { claim(): Promise<void>; matchAll(options: { includeUncontrolled: boolean }): Promise<unknown[]> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: Told) => void): void
}

/** Put in by the build. */
declare const __TONGXIN_BUILD__: Build
const build = __TONGXIN_BUILD__
const worker = self as unknown as Worker
/** A hall's network that is there and does not answer counts as none after that. */
const patienceMs = 4_000

worker.addEventListener('install', (event) => event.waitUntil(takeIn()))
worker.addEventListener('activate', (event) => event.waitUntil(clearUp()))
worker.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, location.origin, build)
  if (way === 'page') event.respondWith(page(event.request))
  if (way === 'file') event.respondWith(file(event.request))
})
// A page of this very build that is alone: nobody needs the files of the build before any more.
worker.addEventListener('message', (event) => {
  if (typeof event.data === 'string' && build.files.includes(event.data)) event.waitUntil(takeOver())
})

/** All or nothing: a build whose files are not all there is not taken, and tried again later. */
async function takeIn(): Promise<void> {
  const cache = await caches.open(cacheOf(build))
  await cache.addAll(build.files.map((path) => new Request(path, { cache: path === shell ? 'no-cache' : 'default' })))
}

async function clearUp(): Promise<void> {
  await Promise.all(outdated(await caches.keys(), build).map((name) => caches.delete(name)))
  await worker.clients.claim()
}

async function takeOver(): Promise<void> {
  const open = await worker.clients.matchAll({ includeUncontrolled: true })
  if (open.length <= 1) await worker.skipWaiting()
}

async function page(request: Request): Promise<Response> {
  const answer = await Promise.race([
    fetch(request).catch(() => null),
    new Promise<null>((done) => setTimeout(done, patienceMs, null)),
  ])
  // A gateway whose server is just being started again answers like no network.
  if (answer && answer.status < 502) return answer
  return (await caches.match(shell, { cacheName: cacheOf(build) })) ?? answer ?? Response.error()
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(cacheOf(build))
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

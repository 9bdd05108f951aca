/** Has the browser keep the app for times without a network; where it cannot (plain http, a private window), all is as
 *  before. Begins when the first page has come, and not before. */
export function keepApp(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const begin = () => void navigator.serviceWorker.register('/app/sw.js').then(handOver, () => undefined)
  if (document.readyState === 'complete') later(begin)
  else addEventListener('load', () => later(begin), { once: true })
}

const settleMs = 3_000
const later = (begin: () => void) => setTimeout(begin, settleMs)

/** A newer build that waits is told which build this page is: it takes over when it is its own. */
function handOver(registration: ServiceWorkerRegistration | undefined): void {
  const script = document.querySelector<HTMLScriptElement>('script[type=module]')
  // Browsers that are told to run no workers answer with nothing.
  if (script) registration?.waiting?.postMessage(new URL(script.src).pathname)
}

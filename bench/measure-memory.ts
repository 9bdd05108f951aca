import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from './house.ts'
import { putLoad } from './put-load.ts'
import { atMost, type Result } from './report.ts'
import { clients, type Stage } from './stage.ts'
import { frequentWord } from './texts.data.ts'

const restMs = 2_000
const sampleMs = 5_000

/** Memory of the server after the load that went before, and how it grows under ten minutes of mixed reading. */
export async function measureMemory(stage: Stage): Promise<Result[]> {
  const { register, house } = await stage.large()
  const { minutes } = stage.options
  const q = encodeURIComponent(frequentWord)
  const read = ['', '?state=handling', `?q=${q}`, '?sort=number', '/counts', '/options']
  const paths = [...read.map((query) => `/api/v1/proposals${query}`), '/api/v1/me', '/', '/proposals']
  const requests = paths.flatMap((path) => [
    { method: 'GET', path, token: register.member },
    { method: 'GET', path, token: register.office },
  ])
  const samples: number[] = []
  const load = putLoad({ port: house.port, clients, seconds: minutes * 60, warmSeconds: 0, once: false, requests })
  const sampling = sampleUntil(house, load, samples)
  const { perSecond } = await load
  await sampling
  await sleep(restMs)
  // The first fifth fills caches and grows the heap to its working size.
  const settled = samples.slice(Math.ceil(samples.length / 5))
  const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  const half = Math.floor(settled.length / 2)
  const growth = mean(settled.slice(half)) - mean(settled.slice(0, half))
  console.log(
    `mixed load for ${minutes} min: ${perSecond.toFixed(0)}/s, ${samples.map((one) => one.toFixed(0)).join(' ')} MB`,
  )
  return [
    atMost('rss', house.memory().residentMegabytes, 'MB', { mark: 250 }),
    atMost('rss.peak', house.memory().peakMegabytes, 'MB'),
    atMost('rss.flat', growth, 'MB', { mark: 10 }),
  ]
}

async function sampleUntil(house: House, load: Promise<unknown>, samples: number[]): Promise<void> {
  let running = true
  const stop = () => {
    running = false
  }
  load.then(stop, stop)
  while (running) {
    await sleep(Math.min(sampleMs, 1_000 + samples.length * 500))
    samples.push(house.memory().residentMegabytes)
  }
}

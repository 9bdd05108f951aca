/** The load: a process of its own, so that it takes no time from what it measures. Its HTTP is bare sockets, since a full
 *  client would cost as much as the server. Reads a `Load` from stdin and prints a `Measured`. */
import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

export interface Load {
  port: number
  clients: number
  /** Ends after this long; before it, `warmSeconds` are not counted. */
  seconds: number
  warmSeconds: number
  /** Taken in turn; with `once` each a single time, and the run ends when they are used up. */
  requests: { method: string; path: string; token?: string; body?: string }[]
  once: boolean
}

export interface Measured {
  requests: number
  failures: number
  firstFailure: string
  perSecond: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  /** Share of one core the load itself took. */
  ownLoad: number
}

function written(request: Load['requests'][number]): Buffer {
  const body = request.body === undefined ? '' : request.body
  const lines = [
    `${request.method} ${request.path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...(request.token ? [`cookie: tongxin_login=${request.token}`] : []),
    ...(request.body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** Where the first answer in `got` ends, or -1 while it has not all come. */
function answerEnd(got: Buffer): number {
  const headEnd = got.indexOf('\r\n\r\n')
  if (headEnd < 0) return -1
  const length = /\r\ncontent-length: (\d+)/i.exec(got.toString('latin1', 0, headEnd))?.[1]
  if (length === undefined) throw new Error('an answer without its length cannot be measured')
  const end = headEnd + 4 + Number(length)
  return got.length >= end ? end : -1
}

async function run(load: Load): Promise<Measured> {
  const requests = load.requests.map(written)
  const times: number[] = []
  let next = 0
  let failures = 0
  let firstFailure = ''
  const startedAt = performance.now()
  const countFrom = startedAt + load.warmSeconds * 1000
  const endAt = countFrom + load.seconds * 1000
  let lastAt = countFrom
  const cpuFrom = process.cpuUsage()

  const client = () =>
    new Promise<void>((done, fail) => {
      const socket: Socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true })
      let got: Buffer = Buffer.alloc(0)
      let sentAt = 0
      const send = () => {
        if (performance.now() >= endAt || (load.once && next >= requests.length)) {
          socket.end()
          return done()
        }
        const request = requests[next++ % requests.length]!
        sentAt = performance.now()
        socket.write(request)
      }
      socket.on('connect', send)
      socket.on('error', fail)
      socket.on('data', (chunk) => {
        got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
        const end = answerEnd(got)
        if (end < 0) return
        const now = performance.now()
        if (got[9] !== 50 /* 2xx */) {
          failures += 1
          firstFailure ||= got.toString('utf8', 0, Math.min(end, 2_000))
        }
        if (sentAt >= countFrom) {
          times.push(now - sentAt)
          lastAt = now
        }
        got = got.subarray(end)
        send()
      })
    })
  await Promise.all(Array.from({ length: load.clients }, client))
  const { user, system } = process.cpuUsage(cpuFrom)
  const ended = performance.now()
  times.sort((a, b) => a - b)
  const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    requests: times.length,
    failures,
    firstFailure,
    perSecond: times.length / ((Math.min(lastAt, endAt) - countFrom) / 1000),
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    p99Ms: percentile(0.99),
    ownLoad: (user + system) / 1000 / (ended - startedAt),
  }
}

if (import.meta.main) {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const measured = await run(JSON.parse(Buffer.concat(chunks).toString()) as Load)
  process.stdout.write(JSON.stringify(measured))
}

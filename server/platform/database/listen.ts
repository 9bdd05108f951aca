import pg from 'pg'

/** A connection that hears what other connections tell by NOTIFY. */
export interface Listener {
  stop(): Promise<void>
}

const firstPauseMs = 100
const longestPauseMs = 5_000

/** Listens on a channel and comes back by itself when the connection breaks. `connected(false)` comes at once when it
 *  does: what was told meanwhile is not heard later. Needs a connection of its own, not one of a transaction pooler. */
export function listen(
  url: string,
  channel: string,
  on: { message(payload: string): void; connected(connected: boolean): void; error(error: unknown): void },
): Listener {
  let client: pg.Client | null = null
  let stopped = false
  let pauseMs = firstPauseMs
  let timer: NodeJS.Timeout | undefined

  const lost = (from: pg.Client) => {
    if (client !== from) return
    client = null
    on.connected(false)
    from.end().catch(on.error)
    if (!stopped) timer = setTimeout(connect, pauseMs)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
  const connect = () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'tongxin-listen' })
    client = next
    next.on('notification', (message) => on.message(message.payload ?? ''))
    next.on('error', (error) => {
      on.error(error)
      lost(next)
    })
    next.on('end', () => lost(next))
    opened = next
      .connect()
      .then(() => next.query(`listen ${pg.escapeIdentifier(channel)}`))
      .then(() => {
        if (client !== next) return
        pauseMs = firstPauseMs
        on.connected(true)
      })
      .catch((error: unknown) => {
        if (client === next && !stopped) on.error(error)
        lost(next)
      })
  }
  let opened: Promise<void>
  connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await opened
      const last = client
      client = null
      on.connected(false)
      await last?.end()
    },
  }
}

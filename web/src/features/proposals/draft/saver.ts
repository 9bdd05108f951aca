import { ApiError } from '#contract/client.ts'

/** Keeps one text safe while it is written: first on this device, then on the server. Knows nothing of the page. */
export type SaveStatus<T> =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'offline'; at: Date }
  | { kind: 'refused'; error: ApiError }
  | { kind: 'stale'; theirs: T; theirVersion: number }

export interface LocalCopy<T> {
  id: string | null
  /** Idempotency key of the creation. */
  key: string
  /** What the server had when this writing began. */
  base: T
  version: number
  mine: T
  at: string
}

export interface SaverParts<T> {
  same(a: T, b: T): boolean
  create(text: T, key: string): Promise<{ id: string; version: number }>
  edit(id: string, saved: T, now: T, version: number): Promise<{ version: number }>
  keep(copy: LocalCopy<T>): void
  forget(id: string | null): void
  created(id: string): void
  /** Both texts in one, where nothing has to be chosen between them; null where somebody must. */
  join?(base: T, mine: T, theirs: T): T | null
  /** What was joined is the text to go on with. */
  joined?(text: T): void
  /** What the server has now, out of the details of a 409. */
  readStale(details: Record<string, unknown>): {
    theirs: T
    theirVersion: number
  }
}

const pauseMs = 1500
const retryMs = 15_000

/** Refused for what was written (too long, say): other words may be taken. Otherwise no words will. */
const isOfTheText = ({ problem }: ApiError) => problem.status === 400 || problem.status === 413

export type Saver<T> = ReturnType<typeof createSaver<T>>

export function createSaver<T>(start: LocalCopy<T>, parts: SaverParts<T>) {
  const { same } = parts
  let { id, base, version, mine } = start
  let status: SaveStatus<T> = same(base, mine) ? { kind: 'idle' } : { kind: 'waiting' }
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  const listeners = new Set<() => void>()

  const dirty = () => !same(base, mine)

  function tell(next: SaveStatus<T>) {
    status = next
    for (const listener of listeners) listener()
  }

  function keepCopy() {
    if (dirty())
      parts.keep({
        id,
        key: start.key,
        base,
        version,
        mine,
        at: new Date().toISOString(),
      })
    else parts.forget(id)
  }

  function later(ms: number) {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => void flush(), ms)
  }

  function change(next: T) {
    mine = next
    keepCopy()
    if (status.kind === 'stale' || (status.kind === 'refused' && !isOfTheText(status.error))) return
    if (!dirty()) return tell({ kind: 'saved', at: new Date() })
    if (status.kind !== 'saving' && status.kind !== 'offline') tell({ kind: 'waiting' })
    later(pauseMs)
  }

  /** Saves what is not saved yet. Resolves when the server has it, or cannot be reached. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (running) {
      await running
      if (status.kind === 'saved' || status.kind === 'waiting') return flush()
      return
    }
    if (!dirty() || status.kind === 'stale' || status.kind === 'refused') return
    running = save().finally(() => {
      running = null
    })
    return running
  }

  async function save() {
    const sent = mine
    tell({ kind: 'saving' })
    try {
      if (id === null) {
        const made = await parts.create(sent, start.key)
        id = made.id
        version = made.version
        base = sent
        parts.forget(null)
        parts.created(made.id)
      } else {
        const answer = await parts.edit(id, base, sent, version)
        version = answer.version
        base = sent
      }
      keepCopy()
      tell(dirty() ? { kind: 'waiting' } : { kind: 'saved', at: new Date() })
      if (dirty()) later(pauseMs)
    } catch (error) {
      if (onFailure(error) === 'joined') await save()
    }
  }

  /** `joined`: with what another window saved; to be sent at once. */
  function onFailure(error: unknown): 'joined' | null {
    if (!(error instanceof ApiError)) throw error
    const { code, status: http, details } = error.problem
    if (http === 0 || http >= 500 || code === 'network.unreadable') {
      tell({ kind: 'offline', at: new Date() })
      later(retryMs)
      return null
    }
    if (code === 'version.stale' && details) return onStale(parts.readStale(details))
    tell({ kind: 'refused', error })
    return null
  }

  function onStale({ theirs, theirVersion }: ReturnType<SaverParts<T>['readStale']>): 'joined' | null {
    // The same words came through before (the answer was lost on the way): nothing to choose.
    const joined = same(theirs, mine) ? mine : (parts.join?.(base, mine, theirs) ?? null)
    if (joined === null) {
      tell({ kind: 'stale', theirs, theirVersion })
      return null
    }
    base = theirs
    version = theirVersion
    const changed = !same(joined, mine)
    mine = joined
    keepCopy()
    if (changed) parts.joined?.(joined)
    if (dirty()) return 'joined'
    tell({ kind: 'saved', at: new Date() })
    return null
  }

  return {
    change,
    flush,
    /** After a choice between two texts: go on from theirs with what was chosen. */
    resolve(chosen: T, theirs: T, theirVersion: number) {
      base = theirs
      version = theirVersion
      mine = chosen
      keepCopy()
      tell(dirty() ? { kind: 'waiting' } : { kind: 'saved', at: new Date() })
      if (dirty()) later(0)
    },
    /** What this device kept and what the server has grew apart before this page was opened. */
    hold(theirs: T, theirVersion: number) {
      tell({ kind: 'stale', theirs, theirVersion })
    },
    /** Another command has moved the version on without touching the text. */
    follow(next: number) {
      if (next > version && !running) version = next
    },
    retry() {
      if (status.kind === 'refused') tell({ kind: 'waiting' })
      return flush()
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
    reopen() {
      closed = false
      if (dirty() && (status.kind === 'waiting' || status.kind === 'offline')) later(pauseMs)
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    status: () => status,
    current: () => ({ id, version, mine, base }),
  }
}

import { ApiError } from '#contract/client.ts'
import type { ProposalText } from '#contract/proposals.ts'
import { changedFields, emptyText, sameText } from './merge.ts'

/** Keeps one draft safe: first on this device, then on the server. Knows nothing of the page. */
export type SaveStatus =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'offline'; at: Date }
  | { kind: 'refused'; error: ApiError }
  | { kind: 'stale'; theirs: ProposalText; theirVersion: number }

export interface LocalCopy {
  id: string | null
  /** Idempotency key of the creation. */
  key: string
  /** What the server had when this writing began. */
  base: ProposalText
  version: number
  mine: ProposalText
  at: string
}

export interface SaverParts {
  create(text: ProposalText, key: string): Promise<{ id: string; version: number }>
  edit(id: string, changes: Partial<ProposalText>, version: number): Promise<{ version: number }>
  keep(copy: LocalCopy): void
  forget(): void
  created(id: string): void
}

const pauseMs = 1500
const retryMs = 15_000

export type Saver = ReturnType<typeof createSaver>

export function createSaver(start: LocalCopy, parts: SaverParts) {
  let { id, base, version, mine } = start
  let status: SaveStatus = sameText(base, mine) ? { kind: 'idle' } : { kind: 'waiting' }
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  const listeners = new Set<() => void>()

  const dirty = () => !sameText(base, mine)

  function tell(next: SaveStatus) {
    status = next
    for (const listener of listeners) listener()
  }

  function keepCopy() {
    if (dirty() || (id === null && !sameText(mine, emptyText)))
      parts.keep({ id, key: start.key, base, version, mine, at: new Date().toISOString() })
    else parts.forget()
  }

  function later(ms: number) {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => void flush(), ms)
  }

  function change(next: ProposalText) {
    mine = next
    keepCopy()
    if (status.kind === 'stale' || status.kind === 'refused') return
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
        parts.forget()
        parts.created(made.id)
      } else {
        const answer = await parts.edit(id, changedFields(base, sent), version)
        version = answer.version
        base = sent
      }
      keepCopy()
      tell(dirty() ? { kind: 'waiting' } : { kind: 'saved', at: new Date() })
      if (dirty()) later(pauseMs)
    } catch (error) {
      onFailure(error)
    }
  }

  function onFailure(error: unknown) {
    if (!(error instanceof ApiError)) throw error
    const { code, status: http, details } = error.problem
    if (http === 0 || http >= 500 || code === 'network.unreadable') {
      tell({ kind: 'offline', at: new Date() })
      return later(retryMs)
    }
    if (code === 'version.stale' && details) {
      const theirs = details.current as ProposalText
      const theirVersion = details.currentVersion as number
      // The same words came through before (the answer was lost on the way): nothing to choose.
      if (sameText(theirs, mine)) {
        base = theirs
        version = theirVersion
        keepCopy()
        return tell({ kind: 'saved', at: new Date() })
      }
      return tell({ kind: 'stale', theirs, theirVersion })
    }
    tell({ kind: 'refused', error })
  }

  return {
    change,
    flush,
    /** After a choice between two texts: go on from theirs with what was chosen. */
    resolve(chosen: ProposalText, theirs: ProposalText, theirVersion: number) {
      base = theirs
      version = theirVersion
      mine = chosen
      keepCopy()
      tell(dirty() ? { kind: 'waiting' } : { kind: 'saved', at: new Date() })
      if (dirty()) later(0)
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

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '#contract/client.ts'
import type { ProposalText } from '#contract/proposals.ts'
import { changedFields, emptyText, mergeTexts, sameText } from './merge.ts'
import { createSaver, type LocalCopy, type SaverParts } from './saver.ts'

const problem = (code: string, status: number, details?: Record<string, unknown>) =>
  new ApiError({ type: 'about:blank', title: code, status, code, details })

/** A server of one draft that can be cut off, and a device that keeps one copy. */
function world(start: Partial<LocalCopy<ProposalText>> = {}) {
  const server = {
    text: emptyText as ProposalText,
    version: 0,
    reachable: true,
    calls: 0,
    loseAnswer: false,
    refusal: null as ApiError | null,
  }
  const device: { copy: LocalCopy<ProposalText> | null } = { copy: null }
  const joined: ProposalText[] = []
  const reach = () => {
    server.calls++
    if (!server.reachable) throw problem('network.unreachable', 0)
    if (server.refusal) throw server.refusal
  }
  const parts: SaverParts<ProposalText> = {
    same: sameText,
    async create(text) {
      reach()
      server.text = text
      server.version = 1
      return { id: 'p1', version: 1 }
    },
    async edit(_id, saved, now, version) {
      reach()
      const changes = changedFields(saved, now)
      if (version !== server.version)
        throw problem('version.stale', 409, {
          current: server.text,
          currentVersion: server.version,
          yours: changes,
        })
      server.text = { ...server.text, ...changes }
      server.version++
      if (server.loseAnswer) throw problem('network.unreachable', 0)
      return { version: server.version }
    },
    keep: (copy) => {
      device.copy = copy
    },
    forget: () => {
      device.copy = null
    },
    created: () => undefined,
    join: (base, mine, theirs) => {
      const { merged, conflicts } = mergeTexts(base, mine, theirs)
      return conflicts.length === 0 ? merged : null
    },
    joined: (text) => joined.push(text),
    readStale: (d) => ({
      theirs: d.current as ProposalText,
      theirVersion: d.currentVersion as number,
    }),
  }
  const copy: LocalCopy<ProposalText> = {
    id: null,
    key: 'k',
    base: emptyText,
    version: 0,
    mine: emptyText,
    at: '',
    ...start,
  }
  return { server, device, joined, saver: createSaver(copy, parts) }
}

const titled = (title: string) => ({ ...emptyText, title })

describe('saving a draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is on the device at once and on the server after a pause', async () => {
    const { server, device, saver } = world()
    saver.change(titled('路'))
    saver.change(titled('路灯'))
    expect(device.copy?.mine.title).toBe('路灯')
    expect(server.calls).toBe(0)
    await vi.advanceTimersByTimeAsync(1500)
    expect(server.text.title).toBe('路灯')
    expect(server.calls).toBe(1)
    expect(device.copy).toBeNull()
    expect(saver.status().kind).toBe('saved')
  })

  it('keeps the words when the connection is lost, and sends them when it is back', async () => {
    const { server, device, saver } = world()
    server.reachable = false
    saver.change(titled('路灯'))
    await saver.flush()
    expect(saver.status().kind).toBe('offline')
    expect(device.copy?.mine.title).toBe('路灯')
    saver.change(titled('路灯与井盖'))
    server.reachable = true
    await vi.advanceTimersByTimeAsync(15_000)
    expect(server.text.title).toBe('路灯与井盖')
    expect(device.copy).toBeNull()
  })

  it('shows both texts when somebody else saved in between, and goes on from the choice', async () => {
    const { server, device, saver } = world()
    saver.change(titled('路灯'))
    await saver.flush()
    server.text = titled('别处的路灯')
    server.version = 7
    saver.change(titled('我的路灯'))
    await saver.flush()
    const status = saver.status()
    expect(status).toMatchObject({
      kind: 'stale',
      theirVersion: 7,
      theirs: { title: '别处的路灯' },
    })
    expect(device.copy?.mine.title).toBe('我的路灯')
    saver.resolve(titled('合起来的路灯'), server.text, 7)
    await vi.advanceTimersByTimeAsync(1)
    expect(server.text.title).toBe('合起来的路灯')
    expect(saver.status().kind).toBe('saved')
  })

  it('does not ask when the save came through and only the answer was lost', async () => {
    const { server, saver } = world()
    saver.change(titled('路灯'))
    await saver.flush()
    server.loseAnswer = true
    saver.change(titled('路灯二'))
    await saver.flush()
    expect(saver.status().kind).toBe('offline')
    server.loseAnswer = false
    await saver.flush()
    expect(saver.status().kind).toBe('saved')
    expect(server.text.title).toBe('路灯二')
  })

  it('stops at a refusal and keeps the words on the device', async () => {
    const { server, device, saver } = world({
      id: 'p1',
      version: 3,
      base: titled('甲'),
      mine: titled('甲'),
    })
    server.refusal = problem('proposal.wrong-state', 409)
    saver.change(titled('乙'))
    await saver.flush()
    expect(saver.status().kind).toBe('refused')
    expect(device.copy?.mine.title).toBe('乙')
    saver.change(titled('乙丙'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.calls).toBe(1)
    expect(device.copy?.mine.title).toBe('乙丙')
  })

  it('goes on saving once a text that was too long is shortened', async () => {
    for (const refusal of [problem('input.invalid', 400), problem('request.invalid', 413)]) {
      const { server, saver } = world({ id: 'p1', version: 0, base: titled('甲'), mine: titled('甲') })
      server.refusal = refusal
      saver.change(titled('长'))
      await saver.flush()
      expect(saver.status().kind).toBe('refused')
      server.refusal = null
      saver.change(titled('短'))
      await vi.advanceTimersByTimeAsync(2_000)
      expect(saver.status().kind).toBe('saved')
      expect(server.text.title).toBe('短')
    }
  })

  it('joins what another window saved in another field, without asking', async () => {
    const { server, joined, saver } = world({ id: 'p1', version: 1, base: titled('甲'), mine: titled('甲') })
    server.version = 2
    server.text = { ...titled('甲'), analysis: '另一个窗口写的' }
    saver.change(titled('乙'))
    await saver.flush()
    expect(saver.status().kind).toBe('saved')
    expect(server.text).toMatchObject({ title: '乙', analysis: '另一个窗口写的' })
    expect(joined).toMatchObject([{ title: '乙', analysis: '另一个窗口写的' }])
  })

  it('saves words written while a save is under way', async () => {
    const { server, saver } = world()
    saver.change(titled('一'))
    const first = saver.flush()
    saver.change(titled('一二'))
    await first
    await saver.flush()
    expect(server.text.title).toBe('一二')
    expect(saver.status().kind).toBe('saved')
  })
})

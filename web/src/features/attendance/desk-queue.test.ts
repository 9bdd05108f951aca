import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CheckInDesk } from '#contract/attendance.ts'
import { forgetOwn, unsentDesks } from '../../shared/device.ts'
import { opensWords } from './desk-judge.ts'
import {
  dropTaken,
  graceMs,
  heldBack,
  keepList,
  keepTaken,
  newKey,
  nextSize,
  readKept,
  ready,
  refused,
  refusedFor,
  type Taken,
  waiting,
  withAnswers,
  withinTime,
  withTaken,
} from './desk-queue.ts'
import { senderOf } from './desk-sender.ts'

/** A browser's store that takes so many entries. */
function storeOf(room: number) {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (i: number) => [...kept.keys()][i] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    setItem(key: string, value: string) {
      if (!kept.has(key) && kept.size >= room) throw new Error('full')
      kept.set(key, value)
    },
  }
}
const id = 'activity-1'
const person = (memberId: string) => ({ id: memberId, name: memberId, attendance: null, at: null })
const desk = { members: ['陈立业', '吴远', '单雄信'].map(person) } as unknown as CheckInDesk
const taken = (memberId: string, at = '2026-03-20T00:50:00.000Z', code?: string): Taken => ({
  key: newKey(id),
  item: { ...(code ? { code } : { memberId }), at, offsetMs: 0 },
  memberId,
  name: memberId,
  refusal: null,
})
const answer = (outcome: string, at: string | null = '2026-03-20T00:49:00Z') =>
  ({ outcome, memberId: null, name: '', at, attendance: at && 'present' }) as never

beforeEach(() => void vi.stubGlobal('localStorage', storeOf(50)))
afterEach(() => void vi.unstubAllGlobals())

describe('a desk that is closed without a network and opened again', () => {
  it('has its list and what it took, in the order it was taken', () => {
    keepList(id, desk, 1200)
    keepTaken(taken('吴远', '2026-03-20T00:51:00.000Z'))
    keepTaken(taken('陈立业'))
    const kept = readKept(id)
    expect(kept).toMatchObject({ offsetMs: 1200, desk: { members: desk.members } })
    expect(waiting(kept).map((one) => one.name)).toEqual(['陈立业', '吴远'])
    expect(withTaken(kept)?.members.map((one) => one.attendance)).toEqual(['present', 'present', null])
    expect(unsentDesks()).toEqual([{ activityId: id, count: 2 }])
  })

  it('in two windows loses nothing of either', () => {
    const [first, second] = [taken('陈立业'), taken('吴远')]
    keepTaken(first)
    // The second window never knew of the first one's, and its own is sent and done with.
    keepTaken(second)
    dropTaken([second])
    expect(waiting(readKept(id)).map((one) => one.name)).toEqual(['陈立业'])
  })

  it('keeps after a sign-out what is not sent, and no list of names', () => {
    keepList(id, desk, 0)
    keepTaken(taken('陈立业'))
    forgetOwn()
    const kept = readKept(id)
    expect([kept.desk, waiting(kept).length]).toEqual([null, 1])
  })

  it('says when the device cannot keep any more', () => {
    vi.stubGlobal('localStorage', storeOf(1))
    expect([keepTaken(taken('陈立业')), keepTaken(taken('吴远'))]).toEqual([true, false])
  })

  it('begins anew where the store holds something else', () => {
    localStorage.setItem(`tongxin.own.desk.${id}`, '{"desk":"x"}')
    localStorage.setItem(`tongxin.unsent.desk.${id}.1`, 'no json')
    expect(readKept(id)).toMatchObject({ desk: null, taken: [] })
  })
})

describe('before check-in opens', () => {
  it('the desk says from when, on another day with the day', () => {
    const early = { activity: { opensAt: '2026-03-19T23:30:00.000Z' } } as CheckInDesk
    expect(opensWords(early, Date.parse('2026-03-19T22:00:00Z'))).toBe('07:30')
    expect(opensWords(early, Date.parse('2026-03-19T10:00:00Z'))).toMatch(/3月20日.*07:30$/)
    expect(opensWords(early, Date.parse('2026-03-19T23:30:00Z'))).toBe('')
  })
})

describe('a name ticked by mistake', () => {
  it('is held back some seconds, to be taken back; a code is sent at once', () => {
    const at = '2026-03-20T00:50:00.000Z'
    const [named, coded] = [taken('陈立业', at), taken('吴远', at, 'TX1.M…')]
    const kept = { desk, offsetMs: 0, name: '', taken: [named, coded], unkept: false }
    expect(ready(kept, Date.parse(at) + 2_000)).toEqual([coded])
    expect(heldBack(kept, '陈立业')).toBe(named)
    expect(heldBack(kept, '吴远')).toBeUndefined()
    expect(ready(kept, Date.parse(at) + graceMs + 1)).toEqual([named, coded])
  })
})

describe('a desk that is left', () => {
  it('sends what is in its grace too, beside what is under way, and drops what has arrived', async () => {
    const asked: string[][] = []
    const fetched = vi.fn((_url: string, { body, keepalive }: RequestInit) => {
      const { items } = JSON.parse(String(body)) as { items: { code?: string; memberId?: string }[] }
      asked.push([String(keepalive), ...items.map((one) => one.code ?? one.memberId!)])
      return Promise.resolve(
        Response.json({ serverTime: new Date().toISOString(), items: items.map(() => answer('checkedIn')) }),
      )
    })
    vi.stubGlobal('fetch', fetched)
    const at = new Date().toISOString()
    const both = [taken('陈立业', at, 'TX1.M…'), taken('吴远', at)]
    for (const one of both) keepTaken(one)
    let kept = readKept(id)
    const sender = senderOf(id, {
      kept: () => kept,
      change: (to) => {
        kept = to(kept)
      },
      heard: () => undefined,
      failed: (problem) => {
        throw problem
      },
    })
    const first = sender.send()
    await Promise.all([first, sender.send(), sender.send(true)])
    expect(asked).toEqual([
      ['true', 'TX1.M…'],
      ['true', '吴远'],
    ])
    expect([waiting(kept), unsentDesks()]).toEqual([[], []])
  })
})

describe('the server’s answers', () => {
  const sent = [taken('陈立业'), taken('吴远'), taken('单雄信')]
  const later = taken('陈立业', '2026-03-20T00:59:00.000Z')
  const kept = { desk, offsetMs: 0, name: '', taken: [...sent, later], unkept: false }

  it('put who came into the list, leave what was refused with its reason, and touch nothing taken meanwhile', () => {
    const after = withAnswers(kept, sent, [answer('checkedIn'), answer('already'), answer('clock', null)])
    expect(after.desk?.members.map((one) => [one.attendance, one.at])).toEqual([
      ['present', '2026-03-20T00:49:00Z'],
      ['present', '2026-03-20T00:49:00Z'],
      [null, null],
    ])
    expect(refused(after).map((one) => [one.name, one.refusal])).toEqual([['单雄信', 'clock']])
    expect(waiting(after)).toEqual([later])
  })

  it('to a meeting that takes none any more are final; where only codes are off, names are sent again', () => {
    const coded = taken('吴远', undefined, 'TX1.M…')
    expect(refusedFor('attendance.settled', [...sent, coded])).toHaveLength(4)
    expect(refusedFor('attendance.way-off', [...sent, coded])).toEqual([coded])
    expect(refusedFor('attendance.code-used', sent)).toEqual([])
  })

  it('to one that cannot be read stop none of the others: they are sent one by one, and it alone is refused', () => {
    expect(refusedFor('input.invalid', sent)).toEqual([])
    expect(nextSize(200, 'input.invalid')).toBe(1)
    expect(refusedFor('input.invalid', sent.slice(0, 1))).toEqual([sent[0]])
    expect([nextSize(1, null), nextSize(128, null)]).toEqual([2, 200])
  })

  it('that do not come within half a minute are given up, and the desk says before that it has no network', async () => {
    vi.useFakeTimers()
    try {
      const slow = vi.fn()
      const ask = (signal: AbortSignal) =>
        new Promise<never>((_, no) => signal.addEventListener('abort', () => no(new Error('given up'))))
      const asked = withinTime(ask, slow)
      const ended = expect(asked).rejects.toThrow('given up')
      await vi.advanceTimersByTimeAsync(10_000)
      expect(slow).toHaveBeenCalledOnce()
      await vi.advanceTimersByTimeAsync(21_000)
      await ended
    } finally {
      vi.useRealTimers()
    }
  })
})

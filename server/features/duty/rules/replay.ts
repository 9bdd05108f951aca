import { type Act, type Correction, type Effect, everySlot, sameAct } from './act.ts'
import { effectsOf, type SourceEvent, type Unread } from './from-events.ts'

/** A line of the ledger as the events of one subject make it. */
export interface Line extends Act {
  /** Tells one line from every other of the committee, the same at each replay. */
  key: string
  slot: string
  subjectKind: string
  subjectId: string
  sourceEventId: number
  /** When its event happened. */
  recordedAt: string
  /** The line this one takes back; null for an act. */
  reverses: Line | null
}

/** An event with when it happened, as the log gives it. */
export type TimedEvent = SourceEvent & { at: string }

/** The ledger of one subject from all its events, in the order they were told: what each changes becomes new lines and reversing
 *  ones, and what stays the same makes none. The one rule by which the ledger is kept and by which it is proven. Pure.
 *  @param onUnread hears of each event that cannot be read; it changes nothing */
export function replay<E extends TimedEvent>(
  events: readonly E[],
  onUnread: (event: E, why: Unread) => unknown = () => undefined,
): Line[] {
  const lines: Line[] = []
  const open = new Map<string, Line[]>()
  const corrected = new Map<string, Set<string>>()
  const casts = new Map<string, NonNullable<Effect['cast']>>()
  const write = (event: TimedEvent, slot: string, act: Act): Line => {
    const line: Line = {
      ...act,
      key: `${event.id} ${slot} ${act.memberId} ${act.kind} ${act.part}`,
      slot,
      subjectKind: event.subjectKind,
      subjectId: event.subjectId,
      sourceEventId: event.id,
      recordedAt: event.at,
      reverses: null,
    }
    lines.push(line)
    return line
  }
  const hold = (event: TimedEvent, slot: string, acts: readonly Act[]): void => {
    const before = open.get(slot) ?? []
    const kept: Line[] = []
    for (const line of before) {
      if (acts.some((act) => sameAct(act, line))) kept.push(line)
      else
        lines.push({
          ...line,
          key: `-${line.key}`,
          sourceEventId: event.id,
          recordedAt: event.at,
          reverses: line,
        })
    }
    for (const act of acts) if (!kept.some((line) => sameAct(act, line))) kept.push(write(event, slot, act))
    if (kept.length > 0) open.set(slot, kept)
    else open.delete(slot)
  }
  /** What is told of many leaves alone whose entry of the slot an objection put right. */
  const ofMany = (slot: string, acts: readonly Act[]): readonly Act[] => {
    const settled = corrected.get(slot)
    if (!settled) return acts
    const kept = (open.get(slot) ?? []).filter((line) => settled.has(whose(line)))
    return [...kept, ...acts.filter((act) => !settled.has(whose(act)))]
  }
  for (const event of events) {
    const effects = effectsOf(event)
    if (typeof effects === 'string') {
      onUnread(event, effects)
      continue
    }
    for (const effect of effects) {
      if ('proposers' in effect) {
        for (const [slot, cast] of casts) hold(event, slot, ofMany(slot, cast(effect.proposers)))
        continue
      }
      if ('corrects' in effect) {
        correct(effect, open.get(effect.slot) ?? [], (acts) => hold(event, effect.slot, acts))
        corrected.set(effect.slot, (corrected.get(effect.slot) ?? new Set()).add(whose(effect.corrects)))
        continue
      }
      for (const slot of effect.slot === everySlot ? new Set([...open.keys(), ...casts.keys()]) : [effect.slot]) {
        if (effect.cast) casts.set(slot, effect.cast)
        else casts.delete(slot)
        hold(event, slot, effect.ofAll ? ofMany(slot, effect.acts) : effect.acts)
      }
      if (effect.ofAll) continue
      if (effect.slot === everySlot) corrected.clear()
      else corrected.delete(effect.slot)
    }
  }
  return lines
}

const whose = ({ memberId, kind }: Pick<Act, 'memberId' | 'kind'>): string => `${memberId} ${kind}`

function correct({ corrects, by }: Correction, held: readonly Line[], hold: (acts: readonly Act[]) => void): void {
  const others = held.filter((line) => whose(line) !== whose(corrects))
  hold(by === null ? others : [...others, by])
}

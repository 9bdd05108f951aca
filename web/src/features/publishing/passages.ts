import type { PublicationPart, RedactionMark, SuggestedMark } from '#contract/publishing.ts'
import { orderedMarks } from '#contract/redaction.ts'

/** All marks on one passage, wherever it stands. */
export interface Passage {
  text: string
  instead: string
  marks: RedactionMark[]
}

/** Marks as the office reads them: by what they take out, in the order of the text. */
export function passagesOf(parts: readonly PublicationPart[], marks: readonly RedactionMark[]): Passage[] {
  const texts = new Map(parts.map((part) => [part.key, part.text]))
  const passages = new Map<string, Passage>()
  for (const mark of orderedMarks(parts, marks)) {
    const text = texts.get(mark.part)?.slice(mark.from, mark.to) ?? ''
    const passage = passages.get(text) ?? { text, instead: mark.instead, marks: [] }
    passage.marks.push(mark)
    passages.set(text, passage)
  }
  return [...passages.values()]
}

/** Whether a mark covers the whole of a place. */
export const covers = (mark: RedactionMark, place: RedactionMark): boolean =>
  mark.part === place.part && mark.from <= place.from && place.to <= mark.to

/** A piece of a text: plain, taken out, or suggested to be. */
export interface Stretch {
  from: number
  text: string
  look: 'plain' | 'taken' | 'suggested'
}

/** One part cut where marks and open suggestions begin and end. */
export function stretchesOf(
  part: PublicationPart,
  marks: readonly RedactionMark[],
  suggestions: readonly SuggestedMark[],
): Stretch[] {
  const taken = orderedMarks([part], marks)
  const open = suggestions.filter((one) => one.part === part.key && !taken.some((mark) => covers(mark, one)))
  const cuts = new Set([0, part.text.length, ...[...taken, ...open].flatMap(({ from, to }) => [from, to])])
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(1).map((to, i) => {
    const from = places[i]!
    const within = (one: { from: number; to: number }) => one.from <= from && to <= one.to
    return {
      from,
      text: part.text.slice(from, to),
      look: taken.some(within) ? 'taken' : open.some(within) ? 'suggested' : 'plain',
    }
  })
}

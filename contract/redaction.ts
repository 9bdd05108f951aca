import type { PublicationPart, RedactionMark } from './publishing.ts'

/** What stands where something was taken out and nothing else was written. */
export const omitted = '（略）'

type Part = Pick<PublicationPart, 'key' | 'text'>

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** Marks in the order of the text: none in the middle of a rare character, of two that overlap one. */
export function orderedMarks(parts: readonly Part[], marks: readonly RedactionMark[]): RedactionMark[] {
  return parts.flatMap(({ key, text }) => {
    const inPair = (at: number) => at > 0 && isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1))
    const own = marks
      .filter((mark) => mark.part === key && mark.from < mark.to)
      .map((mark) => ({
        ...mark,
        from: inPair(mark.from) ? mark.from - 1 : mark.from,
        to: inPair(mark.to) ? mark.to + 1 : mark.to,
      }))
      .sort((a, b) => a.from - b.from || b.to - a.to)
    return own.reduce<RedactionMark[]>((kept, mark) => {
      const last = kept.at(-1)
      if (last && mark.from < last.to) kept[kept.length - 1] = { ...last, to: Math.max(last.to, mark.to) }
      else kept.push(mark)
      return kept
    }, [])
  })
}

/** The public wording: each part with its marks taken out. Nothing of a marked passage is left.
 *  Source: 政府信息公开条例 第十五条、第三十七条（含不应公开内容但能够区分处理的，公开可以公开的部分）. */
export function redacted<P extends Part>(parts: readonly P[], marks: readonly RedactionMark[]): P[] {
  const ordered = orderedMarks(parts, marks)
  return parts.map((part) => {
    let shown = ''
    let at = 0
    for (const mark of ordered) {
      if (mark.part !== part.key) continue
      shown += part.text.slice(at, mark.from) + (mark.instead || omitted)
      at = mark.to
    }
    return { ...part, text: shown + part.text.slice(at) }
  })
}

/** What is taken out, as it stands in the original. */
export function passagesTaken(parts: readonly Part[], marks: readonly RedactionMark[]): string[] {
  const texts = new Map(parts.map((part) => [part.key, part.text]))
  return [...new Set(marks.map((mark) => texts.get(mark.part)?.slice(mark.from, mark.to) ?? '').filter(Boolean))]
}

/** A mark at every place where a passage stands. */
export function marksOn(parts: readonly Part[], passage: string, instead = ''): RedactionMark[] {
  if (passage === '') return []
  return parts.flatMap(({ key, text }) => {
    const marks: RedactionMark[] = []
    for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + passage.length))
      marks.push({ part: key, from: at, to: at + passage.length, instead })
    return marks
  })
}

/** Edits of the numbered list of suggestions. Pure; each item keeps its key, so that the cursor stays where it is. */
export interface Suggestion {
  key: string
  text: string
}
export interface Removed {
  item: Suggestion
  index: number
}

export const suggestionLimit = 30

let lastKey = 0
const newKey = () => `s${++lastKey}`

/** The list to edit: at least one line stands open. */
export function toList(texts: readonly string[]): Suggestion[] {
  return (texts.length > 0 ? texts : ['']).map((text) => ({
    key: newKey(),
    text,
  }))
}

/** What is saved: lines without words are left out. */
export function toTexts(list: readonly Suggestion[]): string[] {
  return list.map((s) => s.text).filter((text) => text.trim() !== '')
}

export function addAfter(list: readonly Suggestion[], index: number, text = ''): Suggestion[] {
  if (list.length >= suggestionLimit) return [...list]
  return list.toSpliced(index + 1, 0, { key: newKey(), text })
}

export function write(list: readonly Suggestion[], key: string, text: string): Suggestion[] {
  return list.map((s) => (s.key === key ? { ...s, text } : s))
}

/** Moves one line up (-1) or down (1); at the end nothing happens. */
export function move(list: readonly Suggestion[], key: string, by: -1 | 1): Suggestion[] {
  const from = list.findIndex((s) => s.key === key)
  const to = from + by
  const item = list[from]
  if (!item || to < 0 || to >= list.length) return [...list]
  return list.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** Takes a line out and says what it was, so that it can be put back. */
export function remove(list: readonly Suggestion[], key: string): { list: Suggestion[]; removed: Removed | null } {
  const index = list.findIndex((s) => s.key === key)
  const item = list[index]
  if (!item) return { list: [...list], removed: null }
  const rest = list.toSpliced(index, 1)
  return {
    list: rest.length > 0 ? rest : toList([]),
    removed: { item, index },
  }
}

/** Puts a removed line back where it was. */
export function putBack(list: readonly Suggestion[], removed: Removed): Suggestion[] {
  const open = list.length === 1 && list[0]?.text === '' ? [] : list
  return open.toSpliced(removed.index, 0, removed.item)
}

const numbered =
  /^\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[、.．]|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|第[一二三四五六七八九十]{1,3}[条，、])\s*/

/** A point without the number it was typed or imported with, for lists that number their points themselves; 1.5 is no
 *  such number. */
export const withoutNumber = (text: string): string => (/^\s*\d+[.．]\d/.test(text) ? text : text.replace(numbered, ''))

/** Splits a pasted text 「一、… 二、…」 into its points; null when it is not a numbered list. */
export function splitNumbered(text: string): string[] | null {
  const points: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (numbered.test(line)) points.push(line.replace(numbered, ''))
    else if (line.trim() === '') continue
    else if (points.length === 0) return null
    else points.push(`${points.pop()}\n${line.trim()}`)
  }
  return points.length >= 2 && points.length <= suggestionLimit ? points : null
}

/** Pastes a numbered list in place of one empty line. */
export function pastePoints(list: readonly Suggestion[], key: string, points: readonly string[]): Suggestion[] {
  const index = list.findIndex((s) => s.key === key)
  const room = suggestionLimit - list.length + 1
  const items = points.slice(0, room).map((text) => ({ key: newKey(), text }))
  return list.toSpliced(index, 1, ...items)
}

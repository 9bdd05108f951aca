import type { Piece } from '#contract/finding.ts'
import { isCommon, lettersOf, lettersWithPlaces, pairAt, pairsOf } from '#platform/chinese/letters.ts'
import { foldText } from '#platform/chinese/text.ts'

/** What a query asks for. */
export interface Sought {
  /** As «77», «第77号», «十届五次77号»; `alone` where it can be nothing else. */
  number: { number: number; term: number | null; session: number | null; alone: boolean } | null
  /** Letters of each word; all must be there. */
  words: string[]
  /** Those among them that stood in quotation marks: their letters must follow one another. */
  phrases: string[]
}

const numeral = '[〇零一二三四五六七八九十]{1,4}|\\d{1,3}'
const numberForm = new RegExp(
  `^(?:第?(${numeral})届)?(?:第?(${numeral})次(?:会议)?)?(第)?0*(\\d{1,6})(号)?(?:提案)?(?:\\(平时\\))?$`,
)
const quoted = /[“"「『]([^“”"「」『』]*)[”"」』]/gu

/** Reads Arabic or Chinese numerals up to 99. */
export function numeralValue(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const digit = (one: string | undefined) => (one ? '〇一二三四五六七八九'.indexOf(one.replace('零', '〇')) : 0)
  const [tens, ones] = text.split('十')
  if (!text.includes('十')) return [...text].reduce((value, one) => value * 10 + digit(one), 0)
  return (tens ? digit(tens) : 1) * 10 + digit(ones)
}

/** Reads what was typed. Signs that mean something to a database or a program mean nothing here. */
export function readQuery(typed: string): Sought {
  const folded = foldText(typed)
  const form = numberForm.exec(folded.replaceAll(' ', ''))
  const number = form && {
    number: Number(form[4]),
    term: form[1] ? numeralValue(form[1]) : null,
    session: form[2] ? numeralValue(form[2]) : null,
    alone: Boolean(form[1] || form[2] || form[3] || form[5]),
  }
  if (number?.alone) return { number, words: [], phrases: [] }
  const phrases = [...typed.matchAll(quoted)].map((match) => lettersOf(match[1]!)).filter(Boolean)
  const rest = foldText(typed.replace(quoted, ' ')).split(' ').map(lettersOf).filter(Boolean)
  return { number, words: [...new Set([...phrases, ...rest])], phrases }
}

/** The numbers all of which a proposal must have to be found. */
export function pairsSought(words: readonly string[]): number[] {
  const pairs = new Set<number>()
  for (const word of words) {
    if (word.length === 1) pairs.add(word.charCodeAt(0))
    else for (const pair of pairsOf(word)) pairs.add(pair)
  }
  return [...pairs]
}

/** Longer than any proposal with its replies; what stands behind it is not searched. */
const indexedLetters = 200_000

/** What a proposal is found by: its pairs, single characters of the title and rare ones of the rest, and the letters themselves. */
export function searchable(title: string, parts: readonly string[]): { pairs: number[]; letters: string } {
  const titleLetters = lettersOf(title)
  const lines = [titleLetters, ...parts.map(lettersOf)].filter(Boolean)
  let room = indexedLetters
  const kept: string[] = []
  for (const line of lines) {
    const part = line.slice(0, room)
    room -= part.length
    if (part) kept.push(part)
  }
  const pairs = new Set<number>()
  for (const line of kept) {
    for (let i = 0; i + 1 < line.length; i += 1) pairs.add(pairAt(line, i))
    for (const character of line) if (character.length === 1 && !isCommon(character)) pairs.add(character.charCodeAt(0))
  }
  for (const character of titleLetters) if (character.length === 1) pairs.add(character.charCodeAt(0))
  return { pairs: [...pairs], letters: kept.join('\n') }
}

/** Numbers below 0x200000 pair a control character with another: no text has them, so they stand for times. */
function timeCode(of: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < of.length; i += 1) hash = Math.imul(hash ^ of.charCodeAt(i), 0x01000193)
  return 0x10000 + ((hash >>> 0) % 0x1f0000)
}

/** The number all proposals of a committee have. */
export const committeeCode = (committeeId: string): number => timeCode(committeeId)
const monthOf = (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth()
const monthCode = (committeeId: string, month: number) => timeCode(`${committeeId} m${month}`)
const yearCode = (committeeId: string, year: number) => timeCode(`${committeeId} y${year}`)

/** The numbers of the committee, the year and the month a proposal belongs to. */
export function timeCodes(committeeId: string, at: Date): number[] {
  const year = at.getUTCFullYear()
  return [committeeCode(committeeId), yearCode(committeeId, year), monthCode(committeeId, monthOf(at))]
}

/** Wider and wider stretches of time back from `from`, each as the numbers of which a proposal in it has one: a quarter, nine
 *  months, a year or two, five or six, all. A frequent word is looked for in the first and there is enough; a rare one is soon through. */
export function stretches(committeeId: string, from: Date): number[][] {
  const month = monthOf(from)
  const year = from.getUTCFullYear()
  const back = (count: number, code: (i: number) => number) => Array.from({ length: count }, (_, i) => code(i))
  return [
    back(3, (i) => monthCode(committeeId, month - i)),
    back(9, (i) => monthCode(committeeId, month - i)),
    back(2, (i) => yearCode(committeeId, year - i)),
    back(6, (i) => yearCode(committeeId, year - i)),
    [committeeCode(committeeId)],
  ]
}

interface Stretch {
  from: number
  to: number
}

/** Where the words stand in a text, in UTF-16 units of the text as written: each occurrence, in order, and the stretches
 *  they cover together. */
function placesOf(
  text: string,
  words: readonly string[],
): { each: (Stretch & { word: number })[]; covered: Stretch[] } {
  const { letters, starts, ends } = lettersWithPlaces(text)
  const hit = new Uint8Array(letters.length)
  const each: (Stretch & { word: number })[] = []
  for (const [word, sought] of words.entries())
    for (let at = letters.indexOf(sought); at >= 0; at = letters.indexOf(sought, at + sought.length)) {
      hit.fill(1, at, at + sought.length)
      each.push({ from: starts[at]!, to: ends[at + sought.length - 1]!, word })
    }
  const covered: Stretch[] = []
  for (let i = 0; i < letters.length; i += 1) {
    if (!hit[i]) continue
    const from = starts[i]!
    while (i + 1 < letters.length && hit[i + 1]) i += 1
    covered.push({ from, to: ends[i]! })
  }
  return { each: each.sort((a, b) => a.from - b.from), covered }
}

/** The words as they are to be marked in a text: whole where they stand so, else their pairs. */
export function marksFor(words: readonly string[], letters: string): string[] {
  return words.flatMap((word) => {
    if (word.length <= 2 || letters.includes(word)) return [word]
    return Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))
  })
}

function piecesOf(text: string, places: readonly Stretch[], from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  let at = from
  for (const place of places) {
    if (place.to <= from || place.from >= to) continue
    if (place.from > at) pieces.push({ text: text.slice(at, place.from), hit: false })
    const end = Math.min(place.to, to)
    pieces.push({ text: text.slice(Math.max(at, place.from), end), hit: true })
    at = end
  }
  if (at < to) pieces.push({ text: text.slice(at, to), hit: false })
  return pieces
}

/** A text in pieces, what was sought marked. */
export function marked(text: string, words: readonly string[]): Piece[] {
  return piecesOf(text, placesOf(text, words).covered, 0, text.length)
}

const snippetLength = 72
const before = 14
/** Marking looks no further into one text: its beginning says enough. */
const markedLength = 30_000

/** The stretch around the first place where most of the words stand, in pieces; null where none does. */
export function snippet(text: string, words: readonly string[]): Piece[] | null {
  const searched = text.slice(0, markedLength)
  const { each, covered } = placesOf(searched, words)
  const best = densest(each, words.length)
  if (!best) return null
  let from = Math.max(0, best.from - before)
  const stop = searched.lastIndexOf('。', best.from)
  if (stop >= from) from = stop + 1
  let to = Math.min(searched.length, from + snippetLength)
  // Half a character is none.
  if (isLowHalf(searched, from)) from -= 1
  if (isLowHalf(searched, to)) to += 1
  const pieces = piecesOf(searched, covered, from, to).map((p) => ({ ...p, text: p.text.replace(/\s+/gu, ' ') }))
  if (from > 0 && searched[from - 1] !== '。') pieces.unshift({ text: '…', hit: false })
  if (to < text.length) pieces.push({ text: '…', hit: false })
  return pieces
}

/** The occurrence from which on most words stand within one excerpt; different words count before the same one again. */
function densest(each: readonly (Stretch & { word: number })[], words: number): Stretch | undefined {
  const within = new Int32Array(words)
  let different = 0
  let next = 0
  let best: Stretch | undefined
  let most = 0
  for (const [i, place] of each.entries()) {
    for (; next < each.length && each[next]!.to <= place.from + snippetLength - before; next += 1)
      if (within[each[next]!.word]!++ === 0) different += 1
    const worth = different * 1000 + Math.min(next - i, 999)
    if (worth > most) {
      most = worth
      best = place
    }
    if (next <= i) next = i + 1
    else if (--within[place.word]! === 0) different -= 1
  }
  return best ?? each[0]
}

const isLowHalf = (text: string, at: number) => at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00

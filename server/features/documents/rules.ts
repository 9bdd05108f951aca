import type { CivilDate } from '#platform/calendar/civil-date.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'

/** 2026年3月5日: Arabic numerals, nothing padded. Source: GB/T 9704-2012 7.3.5.4. */
export function dateText(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** A document number as the standard prints it: year in 〔〕, the number neither padded nor with 第, 号 after it. What has
 *  another form stays as typed. Source: GB/T 9704-2012 7.2.5. */
export function documentNumberText(raw: string): string {
  const bare = raw.trim()
  const parts = /^(.*?)\s*[〔[［【(（]\s*(\d{4})\s*年?\s*[〕\]］】)）]\s*第?\s*0*(\d+)\s*号?$/u.exec(bare)
  return parts ? `${parts[1]}〔${parts[2]}〕${parts[3]}号` : bare
}

/** The number of an office's paper in the pattern of the settings; `number` null leaves room to write it in. */
export function numberByPattern(pattern: string, year: number, number: number | null): string {
  return pattern.replaceAll('{年}', String(year)).replaceAll('{号}', number === null ? '　　' : String(number))
}

/** The running number in a number typed by hand, where it has the form of the series and its year; null: another form. */
export function numberIn(pattern: string, year: number, printed: string): number | null {
  const [before = '', after = ''] = numberByPattern(pattern, year, 0).split(/0(?=[^0]*$)/u)
  if (!printed.startsWith(before) || !printed.endsWith(after)) return null
  const digits = printed.slice(before.length, printed.length - after.length)
  return /^[1-9]\d{0,5}$/u.test(digits) ? Number(digits) : null
}

/** What of a proposal names it in the title of a paper. */
export interface Reference {
  committee: string
  termNumber: number
  sessionNumber: number | null
  number: number | null
  /** 党派团体, 界别, where they are numbered apart. */
  numberClass?: string
}

/** 省政协十二届五次会议第77号提案; between sessions 省政协十二届第77号平时提案. Source: 吉政数字〔2022〕1号 as a model. */
export function proposalReference(p: Reference): string {
  const session = p.sessionNumber === null ? '' : `${chineseNumber(p.sessionNumber)}次会议`
  const number = p.number === null ? '' : `第${p.number}号`
  const kind = `${p.numberClass ?? ''}${p.sessionNumber === null ? '平时提案' : '提案'}`
  return `${p.committee}${chineseNumber(p.termNumber)}届${session}${number}${kind}`
}

/** Characters no XML file may hold, and those that mean nothing on paper. Source: XML 1.0, 2.2 Characters. */
const unprintable = /(?![\t\n])[\p{Cc}\u2066-\u2069\u202a-\u202e\ufeff\ufffe\uffff]/gu

/** A text that may stand on paper: well formed, its lines ended by \n alone. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(unprintable, '')
}

/** One line of it, for titles, names and cells. */
export function printableLine(text: string): string {
  return printable(text).replace(/\s+/gu, ' ').trim()
}

/** Width in full characters: what is not Chinese or full width counts half. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1
  return width
}

/** No line may begin with these (标点避头尾), nor should a title's line begin with 的. */
const neverFirst = /^[的、，。；：？！）〕》”’』」】]/u
const neverLast = /[（〔《“‘『「【第]$/u
/** Where the sense of our titles pauses: before 第77号, 《, （, and between 委员会 and 十二届. */
const pauses = /[、，；》）议会]$/u
const resumes = /^[第《（]/u

const brokenCost = 100
/** How bad it is to part a title here: away from the middle, within a word or number. */
function cost(before: string, after: string, even: number): number {
  const broken =
    neverFirst.test(after) || neverLast.test(before) || (/[\da-z]$/iu.test(before) && /^[\da-z]/iu.test(after))
  const pause = resumes.test(after) || (pauses.test(before) && !neverFirst.test(after) && !after.startsWith('议'))
  return (
    Math.abs(widthOf(before) - even) + (broken ? brokenCost : 0) - (pause ? 5 : 0) + (widthOf(before) < even ? 0.75 : 0)
  )
}

/** A title in lines of at most `limit` full characters, as even as the sense lets them be, the upper ones rather longer
 *  (梯形). Source: GB/T 9704-2012 7.3.1: 回行时词意完整、排列对称、长短适宜，梯形或菱形. */
export function titleLines(title: string, limit = 20): string[] {
  const lines: string[] = []
  let rest = [...printableLine(title)]
  while (widthOf(rest.join('')) > limit) {
    const width = widthOf(rest.join(''))
    const left = Math.ceil(width / limit)
    const even = width / left
    // What remains must fit the lines that remain; better one line more than a word or number parted.
    const least = Math.max(1, width - limit * (left - 1))
    const tight = bestBreak(rest, { least, limit, even })
    const best = tight.cost < brokenCost / 2 ? tight : bestBreak(rest, { least: 1, limit, even })
    lines.push(rest.slice(0, best.at).join(''))
    rest = rest.slice(best.at)
  }
  return [...lines, rest.join('')].filter((line) => line !== '')
}

function bestBreak(rest: readonly string[], { least, limit, even }: { least: number; limit: number; even: number }) {
  let best = { at: fitting(rest, limit), cost: Number.POSITIVE_INFINITY }
  for (let at = 1; at <= fitting(rest, limit); at += 1) {
    const before = rest.slice(0, at).join('')
    if (widthOf(before) < least) continue
    const own = cost(before, rest.slice(at).join(''), even)
    if (own < best.cost) best = { at, cost: own }
  }
  return best
}

/** How many characters a line takes. */
function fitting(characters: readonly string[], width: number): number {
  let used = 0
  let count = 0
  for (const character of characters) {
    used += widthOf(character)
    if (used > width) break
    count += 1
  }
  return Math.max(1, count)
}

/** Names Windows keeps for devices. Source: Microsoft, Naming Files, Paths, and Namespaces. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/i
/** Characters of a name of a file; with folder and ending Windows takes 260. */
const nameCharacters = 80

/** A text as the name of a file that Windows takes too: no \ / : * ? " < > |, no device, no dot or space at its end. */
export function safeFileName(text: string): string {
  const clean = [...printableLine(text).replace(/[\\/:*?"<>|]/g, '_')]
    .slice(0, nameCharacters)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
  return clean === '' || deviceName.test(clean) ? `文书${clean}` : clean
}

/** Names of a folder, none twice whatever the case: the second becomes 某某（2）. */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>()
  return (name) => {
    let free = name
    for (let n = 2; taken.has(free.normalize('NFC').toLowerCase()); n += 1) free = `${name}（${n}）`
    taken.add(free.normalize('NFC').toLowerCase())
    return free
  }
}

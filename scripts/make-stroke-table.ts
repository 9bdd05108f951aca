/**
 * Makes the two tables behind the list order by strokes (姓氏笔画), server/platform/chinese/tables:
 *
 * - stroke-ranks.txt: one line a stroke count, its characters in the order of the national table;
 * - stroke-counts.txt: the stroke count of every other Chinese character of the basic plane.
 *
 * Run: node scripts/make-stroke-table.ts <Unihan_IRGSources.txt> <Unihan_OtherMappings.txt> <cnchar.order.min.js>
 * The first two come with Unicode 15.0 (Debian: unicode-data, bunzip2), the third with npm cnchar-order 3.2.6 (MIT).
 *
 * How the order is known. Unihan's kTGH gives each of the 8,105 characters of 通用规范汉字表 (2013) its number there,
 * and each of that table's three levels is sorted by stroke count, then stroke by stroke. cnchar-order gives the
 * strokes of 6,939 characters, which lets the three levels be merged into one. The two sources were made apart and
 * agree on every neighbour within each level; the script stops if they ever do not.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * cnchar's stroke letters → the class of the stroke (1 横 2 竖 3 撇 4 点 5 折) and its place among its class: plain
 * before hooked or rising (横 before 提, 竖 before 竖钩, 点 before 捺), fewer folds before more, then by the first leg.
 * Source: GB13000.1字符集汉字字序（笔画序）规范 (1999). The classes are checked below against the national table; the
 * place within a class only settles ties between its levels, because cnchar's `o` stands for two shapes (几, 气).
 */
const strokeClass: Readonly<Record<string, string>> = {
  j: '1a',
  i: '1b',
  f: '2a',
  g: '2b',
  s: '3a',
  k: '4a',
  d: '4b',
  l: '4c',
  c: '5a',
  e: '5a',
  b: '5b',
  h: '5b',
  t: '5b',
  n: '5c',
  m: '5c',
  y: '5d',
  r: '5e',
  p: '5e',
  v: '5e',
  u: '5f',
  x: '5f',
  o: '5f',
  a: '5g',
  q: '5g',
  z: '5h',
  w: '5i',
}

/** Last numbers of the first and second level of 通用规范汉字表: 3,500 + 3,000 + 1,605 characters. */
const levelEnds = [3500, 6500]

type Placed = { char: string; strokes: number; order: string; detail: string; level: number }

function unihanField(text: string, field: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [codePoint, name, value] = line.split('\t')
    if (name === field && codePoint && value) values.set(String.fromCodePoint(parseInt(codePoint.slice(2), 16)), value)
  }
  if (values.size === 0) throw new Error(`no ${field} in the file given`)
  return values
}

function cncharOrders(source: string): Map<string, string> {
  const payload = /JSON\.parse\('(\{"一":.*?\})'\)/.exec(source)?.[1]
  if (!payload) throw new Error('the stroke letters are not where cnchar-order 3.2.6 has them')
  return new Map(Object.entries(JSON.parse(payload) as Record<string, string>))
}

/** Indices of a longest non-decreasing run of `numbers`: what is left out of it is out of place. */
function longestRisingRun(numbers: readonly number[]): Set<number> {
  const ends: number[] = []
  const before: (number | undefined)[] = []
  numbers.forEach((value, index) => {
    const at = ends.findIndex((end) => (numbers[end] ?? 0) > value)
    const slot = at === -1 ? ends.length : at
    before[index] = ends[slot - 1]
    ends[slot] = index
  })
  const run = new Set<number>()
  for (let index = ends.at(-1); index !== undefined; index = before[index]) run.add(index)
  return run
}

/**
 * One level of the national table. Where Unihan's count breaks the level's rise (41 characters, nearly all simplified
 * ones of extension A counted like their traditional form, 䜣 as 11), the level is right and the count is taken from
 * the character before. A character whose strokes cnchar lacks takes the strokes of the one before, so that it keeps
 * its place in its own level exactly and stands near it among the others.
 */
function placeLevel(
  chars: readonly string[],
  level: number,
  counts: Map<string, number>,
  orders: Map<string, string>,
): Placed[] {
  const claimed = chars.map((char) => counts.get(char) ?? 0)
  const inPlace = longestRisingRun(claimed)
  let last = { strokes: 0, order: '', detail: '' }
  return chars.map((char, place) => {
    const strokes = inPlace.has(place) ? (claimed[place] ?? 0) : last.strokes
    const letters = orders.get(char)
    if (letters?.length === strokes) last = { strokes, ...strokesOf(letters) }
    else if (last.strokes !== strokes) last = { strokes, order: '', detail: '' }
    return { char, level, ...last }
  })
}

function strokesOf(letters: string): { order: string; detail: string } {
  const classes = [...letters].map((letter) => {
    const found = strokeClass[letter]
    if (!found) throw new Error(`unknown stroke letter ${letter}`)
    return found
  })
  return { order: classes.map((c) => c[0]).join(''), detail: classes.map((c) => c[1]).join('') }
}

function byClasses(a: Placed, b: Placed): number {
  if (a.strokes !== b.strokes) return a.strokes - b.strokes
  return a.order === b.order ? 0 : a.order < b.order ? -1 : 1
}

function byClassesThenDetail(a: Placed, b: Placed): number {
  if (byClasses(a, b) !== 0) return byClasses(a, b)
  return a.detail === b.detail ? a.level - b.level : a.detail < b.detail ? -1 : 1
}

function refuseDisagreement(level: readonly Placed[]): void {
  level.forEach((placed, index) => {
    const next = level[index + 1]
    if (next && byClasses(placed, next) > 0) {
      throw new Error(`the national table has ${placed.char} before ${next.char}, their strokes say otherwise`)
    }
  })
}

/** Merges sorted lists by always taking the least head, so that no list's own order is ever changed. */
function mergeLevels(lists: readonly Placed[][]): Placed[] {
  const merged: Placed[] = []
  const taken = lists.map(() => 0)
  for (;;) {
    const heads = lists.flatMap((list, index) => list[taken[index] ?? 0] ?? [])
    const [least] = heads.sort(byClassesThenDetail)
    if (!least) return merged
    merged.push(least)
    taken[least.level] = (taken[least.level] ?? 0) + 1
  }
}

const [irgSources, otherMappings, cnchar] = process.argv.slice(2)
if (!irgSources || !otherMappings || !cnchar) {
  throw new Error(
    'usage: make-stroke-table.ts <Unihan_IRGSources.txt> <Unihan_OtherMappings.txt> <cnchar.order.min.js>',
  )
}

// Where a character has two counts the first is the one of the mainland (UAX #38, kTotalStrokes).
const counts = new Map<string, number>()
for (const [char, value] of unihanField(readFileSync(irgSources, 'utf8'), 'kTotalStrokes')) {
  counts.set(char, Number(value.split(' ')[0]))
}
const orders = cncharOrders(readFileSync(cnchar, 'utf8'))

const numbered = [...unihanField(readFileSync(otherMappings, 'utf8'), 'kTGH')]
  .map(([char, value]) => ({ char, number: Number(/^2013:(\d+)/.exec(value)?.[1]) }))
  .sort((a, b) => a.number - b.number)
const levels = [0, 1, 2].map((level) => {
  const chars = numbered.filter(({ number }) => levelEnds.filter((end) => number > end).length === level)
  return placeLevel(
    chars.map(({ char }) => char),
    level,
    counts,
    orders,
  )
})
levels.forEach(refuseDisagreement)

const inTable = new Set(numbered.map(({ char }) => char))
const others = [...orders]
  .filter(([char, letters]) => !inTable.has(char) && counts.get(char) === letters.length)
  .map(([char, letters]) => ({
    char,
    level: 3,
    strokes: letters.length,
    ...strokesOf(letters),
  }))
  .sort(byClassesThenDetail)

const ranked = mergeLevels([...levels, others])
const lines = new Map<number, string>()
for (const { char, strokes } of ranked) lines.set(strokes, (lines.get(strokes) ?? '') + char)

const tablesFolder = join(import.meta.dirname, '../server/platform/chinese/tables')
writeFileSync(
  join(tablesFolder, 'stroke-ranks.txt'),
  [...lines].map(([strokes, chars]) => `${strokes}\t${chars}\n`).join(''),
)

// One ASCII character a code point, '0' + count, so that a row of 128 reads as a row: '1' is one stroke, 'A' seventeen.
const rows: string[] = []
for (let start = 0x3400; start < 0xa000; start += 128) {
  const row = Array.from({ length: 128 }, (_, offset) => {
    return String.fromCharCode(48 + (counts.get(String.fromCodePoint(start + offset)) ?? 0))
  })
  if (row.some((cell) => cell !== '0')) rows.push(`${start.toString(16).toUpperCase()}\t${row.join('')}\n`)
}
writeFileSync(join(tablesFolder, 'stroke-counts.txt'), rows.join(''))

import { pinyin, polyphonic } from 'pinyin-pro'
import { foldText } from './text.ts'

export type PinyinKeys = {
  /** The likeliest reading, surname first: 单雄信 → `shanxiongxin`; ü is written v. */
  full: string
  /** Its initials: `sxx`. */
  initials: string
  /** Every other spelling one may type: other readings (`danxiongxin`), ü as u (`lubu`), and initials of both. */
  alternatives: string[]
}

/** 乐乐重行 alone has 96 readings; nobody types those that differ in many syllables from the likeliest. */
const mostReadings = 32

/** ü and what stands for it in databases and passports: u: , v. */
const umlaut = /u(?:\u0308|:)/gu
const toneMarks = /[\u0300-\u0304\u0306\u0307\u030c]/gu
const separators = /[^\p{L}\p{N}\p{M}]/gu

/**
 * Gives the spellings by which a member's name is found. The surname's reading comes first (曾 zeng, 单 shan, 尉迟
 * yuchi), the others are kept as alternatives, because whoever searches may not know it. Letters and digits stand as
 * they are, in lower case; the middle dot and spaces are dropped. Readings: npm pinyin-pro (MIT), its surname table.
 */
export function pinyinKeys(name: string): PinyinKeys {
  const text = normalizeQuery(name)
  const likeliest = pinyin(text, { surname: 'head', toneType: 'none', v: true, type: 'array', toneSandhi: false })
  const possible = polyphonic(text, { toneType: 'none', v: true, type: 'array' })
  const syllables = likeliest.map((syllable, place) => spellings(syllable, possible[place] ?? []))

  const [first, ...others] = readings(syllables)
  const full = first?.join('') ?? ''
  const initials = initialsOf(first ?? [])
  const spelled = others.flatMap((reading) => [reading.join(''), initialsOf(reading)])
  return { full, initials, alternatives: [...new Set(spelled)].filter((key) => key !== full && key !== initials) }
}

/**
 * Gives the text to store beside a name and search with `like '%…%'` or bigrams: the name itself, its spellings and
 * initials, lower case, parted by single spaces. The query goes through `normalizeQuery`.
 */
export function pinyinSearchText(name: string): string {
  const { full, initials, alternatives } = pinyinKeys(name)
  return [...new Set([normalizeQuery(name), full, initials, ...alternatives])].filter((key) => key !== '').join(' ')
}

/**
 * Brings what is typed into a name search to the stored form: folded (width, case, traditional characters), without
 * tone marks, spaces and signs, ü as v: `Lǚ Bù`, `LU:BU` and `lvbu` are one. No `%`, `_` or `\` is left for `like`.
 */
export function normalizeQuery(text: string): string {
  const decomposed = foldText(text).normalize('NFD').replace(umlaut, 'v').replace(toneMarks, '')
  return decomposed.normalize('NFC').replace(separators, '')
}

function spellings(likeliest: string, possible: readonly string[]): string[] {
  const all = [likeliest, ...possible].map((syllable) => syllable.toLowerCase())
  // 吕 is typed lv, lu and, in passports since 2012, lyu.
  const withoutUmlaut = all.filter((s) => /^[ln]v/.test(s)).flatMap((s) => [s.replace('v', 'u'), s.replace('v', 'yu')])
  return [...new Set([...all, ...withoutUmlaut])]
}

/** The ways to read the name: the likeliest, then those that differ from it in one syllable, the surname first, then in
 *  two, and so on, at most `mostReadings`. */
function readings(syllables: readonly string[][]): string[][] {
  const found = [{ reading: syllables.map(([likeliest]) => likeliest ?? ''), settled: 0 }]
  for (const { reading, settled } of found) {
    for (let place = settled; place < syllables.length; place += 1) {
      for (const other of syllables[place]?.slice(1) ?? []) {
        if (found.length === mostReadings) return found.map((each) => each.reading)
        found.push({ reading: reading.with(place, other), settled: place + 1 })
      }
    }
  }
  return found.map((each) => each.reading)
}

function initialsOf(reading: readonly string[]): string {
  return reading.map((syllable) => [...syllable][0] ?? '').join('')
}

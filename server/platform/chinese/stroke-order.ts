import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whose list it is. `cppcc` (政协, 党代会: 姓氏笔画): a name of two characters stands as if its second were empty, so
 * 田富 comes before 田大利. `npc` (人大: 姓名笔画): 富 is compared as the second character, so 田富 comes after 田大利.
 */
export type StrokeRule = 'cppcc' | 'npc'

/** Raised with every change to the tables in tables/ or to the key's form: stored keys made by another version must be
 *  made again, because keys of two versions do not compare. */
export const strokeKeyVersion = 1

/** Of an empty place: before every character. */
const emptyPlace = '00'
/** Of a Chinese character whose strokes the tables do not have (extension B and later, private use). */
const unknownStrokes = '98'
/** Of anything that is no Chinese character: Latin, Cyrillic, digits. */
const otherScript = '99'

const chineseCharacter = /[\p{Script=Han}\p{Co}\u{20000}-\u{3ffff}]/u
/** What is no part of a name: padding (王  伟), the middle dot (买买提·艾力), variation selectors, control characters. */
const notOfTheName = /[\p{Z}\p{P}\p{S}\p{M}\p{Cc}\p{Cf}\p{Cs}]/gu
/** Lists tell two people of one name apart in brackets behind it: 王凯（河南）. NFKC has made the brackets narrow. */
const noteBehind = /(?<=.)[([【〔].*$/su

const knownPlaces = readRanks()
const strokeCounts = readCounts()

/**
 * Gives the key by which lists stand in stroke order: printable ASCII, to be compared byte by byte (`collate "C"`).
 *
 * Characters are compared one by one from the first (of a compound surname or a long name, too, only the first decides
 * the surname's block): fewer strokes first, then stroke by stroke 横 竖 撇 点 折 as in 通用规范汉字表; characters outside
 * that table follow those in it of the same stroke count, by code point. Then come Chinese characters of unknown
 * strokes, then other scripts. Padding, dots and a note in brackets behind the name do not count, nor does letter case;
 * two names that differ in nothing else have the same key. A name without a single letter has the empty key.
 *
 * Source: 姓氏笔画排序 as practised by 政协 and 人大; 通用规范汉字表 (2013) by Unihan kTGH; GB13000.1 字符集汉字笔顺规范.
 */
export function strokeSortKey(name: string, rule: StrokeRule): string {
  const characters = charactersOf(name)
  const places = characters.map(placeOf)
  const [first, second] = places
  if (rule === 'cppcc' && places.length === 2 && first && second) return first + emptyPlace + second
  return places.join('')
}

/** Compares two names by `strokeSortKey`: negative if `a` stands first, 0 if their keys are equal. */
export function compareByStroke(a: string, b: string, rule: StrokeRule): number {
  const keyA = strokeSortKey(a, rule)
  const keyB = strokeSortKey(b, rule)
  return keyA === keyB ? 0 : keyA < keyB ? -1 : 1
}

/** Gives the strokes of one Chinese character, or null where the tables do not have it. */
export function strokeCountOf(character: string): number | null {
  return knownPlaces.get(character)?.strokes ?? strokeCounts.get(character) ?? null
}

function charactersOf(name: string): string[] {
  // NFKC once more behind lower case, which can take a letter apart (İ).
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFKC')
  return [...folded.replace(noteBehind, '').replace(notOfTheName, '')]
}

function placeOf(character: string): string {
  const known = knownPlaces.get(character)
  if (known) return twoDigits(known.strokes) + String(known.rank).padStart(3, '0')
  // '~' stands behind every digit, so these follow the ranked characters of the same stroke count.
  const behind = `~${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`
  const strokes = strokeCounts.get(character)
  if (strokes !== undefined) return twoDigits(strokes) + behind
  return (chineseCharacter.test(character) ? unknownStrokes : otherScript) + behind
}

function twoDigits(strokes: number): string {
  return String(strokes).padStart(2, '0')
}

function readRanks(): Map<string, { strokes: number; rank: number }> {
  const places = new Map<string, { strokes: number; rank: number }>()
  for (const { head, body } of tableRows('stroke-ranks.txt')) {
    const strokes = Number(head)
    ;[...body].forEach((character, rank) => {
      places.set(character, { strokes, rank })
    })
  }
  return places
}

function readCounts(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { head, body } of tableRows('stroke-counts.txt')) {
    const start = Number.parseInt(head, 16)
    ;[...body].forEach((cell, offset) => {
      const strokes = cell.charCodeAt(0) - 48
      if (strokes > 0) counts.set(String.fromCodePoint(start + offset), strokes)
    })
  }
  return counts
}

function tableRows(file: string): { head: string; body: string }[] {
  const lines = readFileSync(join(import.meta.dirname, 'tables', file), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => {
    const [head, body] = line.split('\t')
    if (!head || !body) throw new Error(`${file}: a row without a tab: ${line.slice(0, 20)}`)
    return { head, body }
  })
}

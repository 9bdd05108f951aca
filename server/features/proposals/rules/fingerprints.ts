import type { Piece } from '#contract/finding.ts'
import { lettersOf, lettersWithPlaces } from '#platform/chinese/letters.ts'
import { piecesBy, sharedPassages } from './similarity.ts'

/** Winnowed fingerprints of texts. Source: Schleimer, Wilkerson, Aiken, Winnowing: Local Algorithms for Document
 *  Fingerprinting, SIGMOD 2003. */

/** So many letters in a row make one mark; shorter turns are the language's own. */
export const markLetters = 8
/** Of so many neighbouring marks one is kept: every passage of 15 letters that two texts share is found (k + w − 1). */
export const markWindow = 8
export const surelyFound = markLetters + markWindow - 1

/** The hash of each run of letters, by where it begins: 32 bits, as PostgreSQL's integer holds them. */
function hashesOf(letters: string): Int32Array {
  const count = Math.max(0, letters.length - markLetters + 1)
  const hashes = new Int32Array(count)
  for (let i = 0; i < count; i += 1) {
    let hash = 0x811c9dc5
    for (let k = 0; k < markLetters; k += 1) hash = Math.imul(hash ^ letters.charCodeAt(i + k), 0x01000193)
    // Small numbers are what winnowing keeps: without mixing, texts of one beginning would keep one another's.
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    hashes[i] = hash ^ (hash >>> 13)
  }
  return hashes
}

/** The marks of a text: of each window of hashes the smallest, of equal ones the last. A text shorter than a window has the
 *  smallest of what there is. */
export function marksOf(letters: string): Set<number> {
  const hashes = hashesOf(letters)
  const kept = new Set<number>()
  if (hashes.length === 0) return kept
  const windows = Math.max(1, hashes.length - markWindow + 1)
  for (let from = 0; from < windows; from += 1) {
    let at = from
    for (let i = from + 1; i < Math.min(from + markWindow, hashes.length); i += 1) if (hashes[i]! <= hashes[at]!) at = i
    kept.add(hashes[at]!)
  }
  return kept
}

/** The marks of a reply by which its reuse is told: without what it quotes of its own proposal, and without sentences that
 *  hold one of the formulas of politeness. */
export function replyMarks(text: string, proposal: readonly string[], formulas: readonly string[]): number[] {
  const marks = marksOf(lettersOf(withoutFormulas(text, formulas)))
  for (const part of proposal) for (const hash of hashesOf(lettersOf(part))) marks.delete(hash)
  return [...marks]
}

/** A text without its greeting and without the sentences that hold a formula. */
export function withoutFormulas(text: string, formulas: readonly string[]): string {
  const [first = '', ...rest] = text.trimStart().split('\n')
  const body = /^.{1,40}[：:]\s*$/u.test(first) ? rest.join('\n') : text
  return body
    .split(/(?<=[。！？；;!?\n])/u)
    .filter((sentence) => !formulas.some((formula) => sentence.includes(formula)))
    .join('')
}

/** So many marks at least must a text have for a share of them to mean something: some 40 letters. */
const fewestMarks = 8

/** How much of a reply stands in another one, in percent of its marks; 0 for a text too short to tell. */
export function sharedPercent(mine: readonly number[], theirs: ReadonlySet<number>): number {
  if (mine.length < fewestMarks) return 0
  return Math.round((mine.filter((mark) => theirs.has(mark)).length / mine.length) * 100)
}

/** At most so many marks of a text from its beginning to its end, by which candidates are looked up. */
export function spreadMarks(marks: readonly number[], atMost: number): number[] {
  const step = Math.max(1, marks.length / atMost)
  return Array.from({ length: Math.min(atMost, marks.length) }, (_, i) => marks[Math.floor(i * step)]!)
}

/** Two texts with the passages both have marked. */
export function markPassages(mine: string, theirs: string): { mine: Piece[]; theirs: Piece[] } {
  const [a, b] = [lettersWithPlaces(mine), lettersWithPlaces(theirs)]
  const hits = sharedPassages(a.letters, b.letters)
  return { mine: piecesBy(mine, a, hits.mine), theirs: piecesBy(theirs, b, hits.theirs) }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const simplifiedForms = readSimplifiedForms()
const graphemes = new Intl.Segmenter('zh-Hans', { granularity: 'grapheme' })

/** What PostgreSQL's UTF-8 text cannot hold: NUL, and halves of surrogate pairs (sent as U+FFFD by the driver). */
const unstorable = /[\0\p{Cs}]/gu
/** Shown as nothing (zero-width space, soft hyphen, byte-order mark, variation selectors), so never typed in a query. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
const notLetterOrDigit = /[^\p{L}\p{N}\p{M}]/gu
/** One code unit, one grapheme, whatever stands beside it: printable ASCII, line feed, Chinese and its usual signs. */
const onlySimpleCharacters = /^[\n\x20-\x7e\u00b7\u2010-\u2027\u3000-\u3029\u3400-\u9fff\uff01-\uff60]*$/

/**
 * Folds text for search and comparison, never for storage: compatibility forms and full width (NFKC), lower case,
 * traditional to simplified characters one by one, no invisible characters, every run of white space one space, none at
 * the ends. Folding twice changes nothing. Source of the character table: Unihan kSimplifiedVariant, see tables/README.md.
 */
export function foldText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(invisible, '').normalize('NFKC')
  let folded = ''
  for (const character of plain) folded += simplifiedForms.get(character) ?? character
  return folded.replace(/\s+/gu, ' ').trim()
}

/**
 * Gives the distinct character bigrams of the folded text in order of appearance, for an index of titles; of a single
 * character that character itself. Spaces and signs are dropped first, so that “十四五”规划 is found by 十四五规划; a
 * query of several words must therefore be split before. Text without a letter or digit has none.
 */
export function characterBigrams(text: string): string[] {
  const characters = [...foldText(text).replace(notLetterOrDigit, '')]
  if (characters.length < 2) return characters
  return [...new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))]
}

/** Counts characters as people see them (grapheme clusters: 👨‍👩‍👧 is one, é is one however it is coded) for length limits. */
export function countCharacters(text: string): number {
  // Segmenting 100,000 Chinese characters takes some 12 ms; nearly all text needs none of it.
  if (onlySimpleCharacters.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

/**
 * What every text field does on its way in: takes out NUL and lone surrogates, which the database cannot hold, and
 * nothing else. Everything a person wrote is stored and shown back as written; making it harmless is the output's task.
 */
export function cleanInput(text: string): string {
  return text.replace(unstorable, '')
}

function readSimplifiedForms(): Map<string, string> {
  const forms = new Map<string, string>()
  const table = readFileSync(join(import.meta.dirname, 'tables/simplified-forms.txt'), 'utf8').trimEnd()
  for (const line of table.split('\n')) {
    const [simplified, traditional] = line.split('\t')
    if (!simplified || !traditional) throw new Error(`simplified-forms.txt: a row without a tab: ${line}`)
    for (const character of traditional) forms.set(character, simplified)
  }
  return forms
}

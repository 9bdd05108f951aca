import type { PublicationPart, RedactionMark } from '#contract/publishing.ts'
import { lettersOf } from '#platform/chinese/letters.ts'
import { characterBigrams } from '#platform/chinese/text.ts'
import { invalidInput } from '#platform/errors.ts'
import type { PublishingSettings } from './settings.ts'

/** @throws DomainError input.invalid where a mark stands in no part, behind its end or the wrong way round */
export function refuseStrayMarks(parts: readonly PublicationPart[], marks: readonly RedactionMark[]): void {
  const lengths = new Map(parts.map((part) => [part.key, part.text.length]))
  if (marks.some(({ part, from, to }) => from >= to || to > (lengths.get(part) ?? -1)))
    throw invalidInput('marks', '标记的位置不在原文里，请重新标')
}

const doubleSurnames =
  /^(?:欧阳|司马|上官|诸葛|司徒|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|澹台|淳于|单于|申屠|太史|端木|轩辕|呼延|闻人|赫连|西门|东郭|拓跋|百里)/u

/** The proposers as the public reads them: 陈立业等 3 人, 陈委员等 3 人, or 政协委员. A body is named as it is.
 *  @param lead name of the first of them; null for a body's proposal */
export function publicProposers(
  shown: PublishingSettings['proposersShown'],
  p: { proposers: string; lead: string | null; collective: boolean },
): string {
  if (p.collective || shown === 'whole') return p.proposers
  if (shown === 'none' || p.lead === null || p.lead === '' || !p.proposers.startsWith(p.lead)) return '政协委员'
  const surname = doubleSurnames.exec(p.lead)?.[0] ?? [...p.lead][0]!
  return `${surname}委员${p.proposers.slice(p.lead.length)}`
}

/** What the public finds a text by: pairs of characters, and the letters of its parts. */
export function publicWords(texts: readonly string[]): { words: string[]; letters: string } {
  return {
    words: [...new Set(texts.flatMap((text) => characterBigrams(text)))],
    letters: texts.map(lettersOf).filter(Boolean).join('\n'),
  }
}

/** The words of what the public typed, at least two letters each; the pairs that must be there. */
export function publicSearch(typed: string): { words: string[]; pairs: string[] } {
  const words = typed
    .split(/\s+/u)
    .map(lettersOf)
    .filter((word) => word.length > 1)
  return { words, pairs: [...new Set(words.flatMap((word) => characterBigrams(word)))] }
}

import { lettersOf } from '#platform/chinese/letters.ts'

interface WrittenAnswer {
  number: number
  answer: string
}

/** A shorter sentence may well stand twice: 已列入计划。 */
const repeatedLetters = 12
const shown = 5

const sentencesOf = (text: string) => text.split(/(?<=[。！？；;!?\n])/u)

/** Sentences that stand in one reply more than once, the one most repeated first: what fits every suggestion answers none.
 *  Source: 退回重办情形「答非所问」、「套用模板」（提案办理考核，fabao365 law_567508）. */
export function repeatedSentences(answers: readonly WrittenAnswer[]): { numbers: number[]; words: string }[] {
  const places = new Map<string, { words: string; numbers: number[] }>()
  for (const { number, answer } of answers)
    for (const sentence of sentencesOf(answer)) {
      const letters = lettersOf(sentence)
      if (letters.length < repeatedLetters) continue
      const place = places.get(letters) ?? { words: sentence.trim(), numbers: [] }
      place.numbers.push(number)
      places.set(letters, place)
    }
  return [...places.values()]
    .filter(({ numbers }) => numbers.length > 1)
    .sort((a, b) => b.numbers.length - a.numbers.length || b.words.length - a.words.length)
    .slice(0, shown)
    .map(({ numbers, words }) => ({ numbers: [...new Set(numbers)], words }))
}

/** So much says something besides the phrases. */
const tellingLetters = 10

/** Numbers of the answers that hold stock phrases and next to nothing else; a sentence with a figure in it says something.
 *  Source: 空话套话、以「高度重视」代替措施的，退回重办（提案办理考核，fabao365 law_567508）. */
export function hollowAnswers(answers: readonly WrittenAnswer[], phrases: readonly string[]): number[] {
  const hollow = ({ answer }: WrittenAnswer) => {
    const isPhrase = (sentence: string) => !/\d/u.test(sentence) && phrases.some((one) => sentence.includes(one))
    const sentences = sentencesOf(answer)
    if (!sentences.some(isPhrase)) return false
    return lettersOf(sentences.filter((one) => !isPhrase(one)).join('')).length < tellingLetters
  }
  return answers.filter(hollow).map(({ number }) => number)
}

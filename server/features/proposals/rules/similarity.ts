import type { MarkedText, Piece, SimilarProposal, TextSoFar } from '#contract/finding.ts'
import { lettersOf, lettersWithPlaces, pairAt, pairsOf } from '#platform/chinese/letters.ts'

/** In how many of a sample a pair stands. What is not counted stands in next to none. */
export interface PairCounts {
  sample: number
  counts: ReadonlyMap<number, number>
}

/** How much a pair tells: the logarithm of one over the share of proposals that have it (inverse document frequency). */
export function weightOf({ sample, counts }: PairCounts, pair: number): number {
  if (sample === 0) return 1
  return Math.log((sample + 1) / ((counts.get(pair) ?? 1) + 0.5))
}

/** Pairs of a title count so many times: it says what the matter is. */
const titleTimes = 2.5

/** A text as its pairs with their weights, and the length of that vector. */
export interface Profile {
  weights: ReadonlyMap<number, number>
  norm: number
}

/** @param letters title in the first line, as `searchable` gives them, or the parts themselves */
export function profileOf(counts: PairCounts, title: string, parts: readonly string[]): Profile {
  const weights = new Map<number, number>()
  for (const pair of pairsOf(title)) weights.set(pair, titleTimes * weightOf(counts, pair))
  for (const part of parts)
    for (let i = 0; i + 1 < part.length; i += 1) {
      const pair = pairAt(part, i)
      if (!weights.has(pair)) weights.set(pair, weightOf(counts, pair))
    }
  let sum = 0
  for (const weight of weights.values()) sum += weight * weight
  return { weights, norm: Math.sqrt(sum) }
}

/** How alike two texts are, 0 to 1: the cosine of their weighted pairs. */
export function alikeness(a: Profile, b: Profile): number {
  if (a.norm === 0 || b.norm === 0) return 0
  const [few, many] = a.weights.size < b.weights.size ? [a, b] : [b, a]
  let sum = 0
  for (const [pair, weight] of few.weights) sum += weight * (many.weights.get(pair) ?? 0)
  return sum / (a.norm * b.norm)
}

/** A pair in more than a fiftieth of all says little and costs much. */
const usualShare = 1 / 50

/** The pairs by which candidates are looked up, at most 16 of each sort: of the title the weightiest, which name the
 *  matter; of the text the rarest, which a copy shares; and the rarest that others are known to have, which the same matter
 *  in other words shares. */
export function tellingPairs(counts: PairCounts, title: string, profile: Profile): number[] {
  const countOf = (pair: number) => counts.counts.get(pair) ?? 0
  const usual = Math.max(20, counts.sample * usualShare)
  const inTitle = pairsOf(title)
  const telling = [...profile.weights.keys()].filter((pair) => countOf(pair) <= usual)
  telling.sort((a, b) => countOf(a) - countOf(b))
  const ofTitle = telling.filter((pair) => inTitle.has(pair)).slice(0, lookedUp)
  const ofText = telling.filter((pair) => !inTitle.has(pair))
  const rarest = spread(ofText.filter((pair) => countOf(pair) === 0))
  const known = ofText.filter((pair) => countOf(pair) > 0).slice(0, lookedUp)
  return [...ofTitle, ...rarest, ...known]
}

const lookedUp = 16

/** As many as are looked up, from beginning to end: a copied passage may stand anywhere. */
function spread(pairs: readonly number[]): number[] {
  const step = Math.max(1, pairs.length / lookedUp)
  return Array.from({ length: Math.min(lookedUp, pairs.length) }, (_, i) => pairs[Math.floor(i * step)]!)
}

/** From which alikeness on a proposal is called what; below the last it is not shown. Measured on a year's register of a
 *  province: real duplicates 0.5 and more, neighbours in the matter 0.15 to 0.4. */
const steps: readonly [SimilarProposal['likeness'], number][] = [
  ['same', 0.7],
  ['close', 0.4],
  ['related', 0.08],
]

/** How near is it; null: not worth showing. */
export function likenessOf(alike: number): SimilarProposal['likeness'] | null {
  return steps.find(([, from]) => alike >= from)?.[0] ?? null
}

/** So many letters in a row are a shared passage; fewer are the language's own turns. */
const sharedLetters = 7

/** The stretches of `mine` and `theirs` that both have, at least seven letters long, as hits on the units of each. */
export function sharedPassages(mine: string, theirs: string): { mine: Uint8Array; theirs: Uint8Array } {
  const hits = { mine: new Uint8Array(mine.length), theirs: new Uint8Array(theirs.length) }
  const places = new Map<string, number[]>()
  for (let i = 0; i + sharedLetters <= theirs.length; i += 1) {
    const key = theirs.slice(i, i + sharedLetters)
    const list = places.get(key)
    if (!list) places.set(key, [i])
    // One turn said over and over is looked up at its first places only.
    else if (list.length < 8) list.push(i)
  }
  for (let i = 0; i + sharedLetters <= mine.length; ) {
    let longest = 0
    for (const at of places.get(mine.slice(i, i + sharedLetters)) ?? []) {
      let length = sharedLetters
      while (
        i + length < mine.length &&
        at + length < theirs.length &&
        mine.charCodeAt(i + length) === theirs.charCodeAt(at + length)
      )
        length += 1
      hits.theirs.fill(1, at, at + length)
      longest = Math.max(longest, length)
    }
    hits.mine.fill(1, i, i + longest)
    i += Math.max(longest, 1)
  }
  return hits
}

/** Both texts with what they share marked, part by part; a passage may stand in another part of the other. */
export function markShared(
  mine: Pick<TextSoFar, 'title' | 'analysis' | 'suggestions'>,
  theirs: Pick<TextSoFar, 'title' | 'analysis' | 'suggestions'>,
): { mine: MarkedText; theirs: MarkedText } {
  const partsOf = (text: typeof mine) => [text.title, text.analysis, ...text.suggestions].map(lettersWithPlaces)
  const [a, b] = [partsOf(mine), partsOf(theirs)]
  // A line feed is no letter: no passage runs from one part into the next.
  const hits = sharedPassages(a.map((part) => part.letters).join('\n'), b.map((part) => part.letters).join('\r'))
  return { mine: markedParts(mine, a, hits.mine), theirs: markedParts(theirs, b, hits.theirs) }
}

function markedParts(
  text: Pick<TextSoFar, 'title' | 'analysis' | 'suggestions'>,
  parts: ReturnType<typeof lettersWithPlaces>[],
  hits: Uint8Array,
): MarkedText {
  let from = 0
  const [title, analysis, ...suggestions] = [text.title, text.analysis, ...text.suggestions].map((written, k) => {
    const part = parts[k]!
    const pieces = piecesBy(written, part, hits.subarray(from, from + part.letters.length))
    from += part.letters.length + 1
    return pieces
  })
  return { title: title!, analysis: analysis!, suggestions }
}

/** A text in pieces by which of its letters are hits; signs between two hits belong to them. */
export function piecesBy(
  text: string,
  { starts, ends }: ReturnType<typeof lettersWithPlaces>,
  hits: Uint8Array,
): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (let i = 0; i < hits.length; i += 1) {
    if (!hits[i]) continue
    const from = starts[i]!
    while (i + 1 < hits.length && hits[i + 1]) i += 1
    const to = ends[i]!
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false })
    pieces.push({ text: text.slice(Math.max(from, at), to), hit: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false })
  return pieces
}

/** The letters of a text so far, as `profileOf` takes them. */
export function lettersOfParts(text: Pick<TextSoFar, 'title' | 'analysis' | 'suggestions'>): [string, string[]] {
  return [lettersOf(text.title), [text.analysis, ...text.suggestions].map(lettersOf)]
}

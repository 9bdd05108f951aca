import { diffArrays, diffChars } from 'diff'

/** A stretch of text that stayed, came or went. */
export interface Part {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** One suggestion with its number before and after; null: there was none. */
export interface SuggestionChange {
  before: number | null
  after: number | null
  parts: Part[]
}

const sentence = /[^。！？；\n]*[。！？；\n]+[”’」』）】]*|[^。！？；\n]+/gu
/** Two sentences less alike than this are told apart as wholes: letters picked from both cannot be read. */
const alike = 0.4
/** More changes than this between two passages are no longer looked for one by one. */
const mostEdits = 600

const sentencesOf = (text: string): string[] => text.match(sentence) ?? []
const kindOf = (change: { added: boolean; removed: boolean }): Part['kind'] =>
  change.added ? 'added' : change.removed ? 'removed' : 'same'

/** Joins neighbours of one kind. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (part.text === '') continue
    if (last?.kind === part.kind) last.text += part.text
    else all.push({ ...part })
  }
  return all
}

/** A passage that was written anew: by characters where it is still the same sentence, else as a whole. */
function rewritten(before: string, after: string): Part[] {
  const whole: Part[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  const changes = diffChars(before, after, { maxEditLength: mostEdits })
  if (!changes) return whole
  const kept = changes.reduce((sum, change) => sum + (kindOf(change) === 'same' ? [...change.value].length : 0), 0)
  if (kept < alike * Math.max([...before].length, [...after].length)) return whole
  return changes.map((change) => ({ kind: kindOf(change), text: change.value }))
}

/** What changed between two texts: by sentence first, within a changed sentence by character. Pure. */
export function differences(before: string, after: string): Part[] {
  const parts: Part[] = []
  let gone = ''
  for (const change of diffArrays(sentencesOf(before), sentencesOf(after))) {
    const text = change.value.join('')
    if (change.removed) gone += text
    else if (change.added) {
      parts.push(...(gone === '' ? [{ kind: 'added' as const, text }] : rewritten(gone, text)))
      gone = ''
    } else {
      parts.push({ kind: 'removed', text: gone }, { kind: 'same', text })
      gone = ''
    }
  }
  return joined([...parts, { kind: 'removed', text: gone }])
}

/** What became of each suggestion: those that stayed keep their place, those rewritten stand with what they were. Pure. */
export function suggestionChanges(before: readonly string[], after: readonly string[]): SuggestionChange[] {
  const all: SuggestionChange[] = []
  let gone: string[] = []
  let from = 0
  let to = 0
  const lose = (texts: readonly string[]) => {
    for (const text of texts) all.push({ before: ++from, after: null, parts: [{ kind: 'removed', text }] })
  }
  for (const change of diffArrays([...before], [...after])) {
    if (change.removed) {
      gone = change.value
      continue
    }
    if (change.added) {
      for (const [index, text] of change.value.entries()) {
        const was = gone[index]
        all.push({
          before: was === undefined ? null : ++from,
          after: ++to,
          parts: was === undefined ? [{ kind: 'added', text }] : differences(was, text),
        })
      }
      lose(gone.slice(change.value.length))
    } else {
      lose(gone)
      for (const text of change.value) all.push({ before: ++from, after: ++to, parts: [{ kind: 'same', text }] })
    }
    gone = []
  }
  lose(gone)
  return all
}

/** How many characters came and went. */
export function changedCharacters(parts: readonly Part[]): { added: number; removed: number } {
  const count = (kind: Part['kind']) =>
    parts.reduce((sum, part) => sum + (part.kind === kind ? [...part.text].length : 0), 0)
  return { added: count('added'), removed: count('removed') }
}

import type { CommentPart, CommentThread } from '#contract/comments.ts'
import { commentPartWords } from '../words.ts'

interface Place {
  value: string
  label: string
  body: { part: CommentPart; suggestion?: number }
}

const parts = (['whole', 'title', 'analysis'] as const).map((part) => ({
  value: part,
  label: commentPartWords[part],
  body: { part },
}))

/** What may be spoken of: the whole, its parts, each suggestion by its number and first words. */
export function placesOf(suggestions: readonly string[]): Place[] {
  return [
    ...parts,
    ...suggestions.slice(0, 30).map((words, i) => ({
      value: `suggestion-${i + 1}`,
      label: `建议 ${i + 1}：${[...words.trim()].slice(0, 16).join('')}`,
      body: { part: 'suggestion' as const, suggestion: i + 1 },
    })),
  ]
}

/** What a thread speaks of. Where a suggestion reads otherwise now or stands elsewhere, its first words from then are said. */
export function placeOf(
  thread: Pick<CommentThread, 'part' | 'suggestion' | 'quote'>,
  suggestions: readonly string[],
): { label: string; quote: string } {
  if (thread.part !== 'suggestion' || thread.suggestion === null)
    return { label: commentPartWords[thread.part], quote: thread.part === 'title' ? thread.quote : '' }
  const now = suggestions[thread.suggestion - 1]?.trim() ?? ''
  const label = `${commentPartWords.suggestion} ${thread.suggestion}`
  return now.startsWith(thread.quote)
    ? { label, quote: thread.quote }
    : { label: `${label}（文字已改）`, quote: `当时写的是：${thread.quote}` }
}

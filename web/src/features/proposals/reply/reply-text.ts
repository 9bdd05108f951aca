import type { Assignment } from '#contract/handling.ts'
import type { ReplyText } from './use-reply-saver.ts'

/** Pure pieces of writing a reply. */
const numerals = '一二三四五六七八九十'

/** 一 … 三十. */
export function numeral(n: number): string {
  if (n <= 10) return numerals.charAt(n - 1)
  const tens = Math.floor(n / 10)
  const ones = n % 10
  return `${tens > 1 ? numerals.charAt(tens - 1) : ''}十${ones > 0 ? numerals.charAt(ones - 1) : ''}`
}

/** A heading for each suggestion, so that none is passed over. */
export function outlineOf(suggestions: readonly string[]): string {
  return suggestions
    .map((suggestion, index) => `${numeral(index + 1)}、关于“${shortened(suggestion)}”的建议\n`)
    .join('\n')
}

function shortened(suggestion: string): string {
  const first = suggestion.trim().split(/[\n。；;]/)[0] ?? ''
  const characters = [...first]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}……` : first
}

/** What the proposer has not been met for yet. */
export const noContact = '还没有与提案者面商的记录'

/** What is still missing before a reply can be handed in; the server has the last word. */
export function replyLacks(reply: ReplyText, assignment: Pick<Assignment, 'contacts'>): string[] {
  const lacks: string[] = []
  if (!reply.replyClass) lacks.push('还没有选答复类别')
  if (reply.text.trim() === '') lacks.push('还没有写答复内容')
  if (reply.signedBy.trim() === '') lacks.push('还没有填签发领导')
  if (reply.contactName.trim() === '') lacks.push('还没有填联系人')
  if (reply.contactPhone.trim() === '') lacks.push('还没有填联系电话')
  // A contact the proposer disputes does not count.
  const met = assignment.contacts.some((contact) => contact.disputedAt === null)
  return met ? lacks : [...lacks, noContact]
}

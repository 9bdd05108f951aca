import type { SpeechText } from '#contract/speeches.ts'
import { readCopy } from '../proposals/draft/local-copy.ts'
import type { LocalCopy } from '../proposals/draft/saver.ts'

/** Comparing and joining two texts of one speech. Pure but for what this device keeps. */
const fields = ['title', 'words', 'wish', 'body', 'memberId'] as const satisfies readonly (keyof SpeechText)[]

export const sameSpeech = (a: SpeechText, b: SpeechText): boolean => fields.every((field) => a[field] === b[field])

/** Both in one, where no field was changed on both sides; null where somebody must choose. */
export function joinSpeech(base: SpeechText, mine: SpeechText, theirs: SpeechText): SpeechText | null {
  const both = fields.some(
    (field) => mine[field] !== theirs[field] && mine[field] !== base[field] && theirs[field] !== base[field],
  )
  if (both) return null
  const taken = fields.filter((field) => mine[field] === base[field]).map((field) => [field, theirs[field]])
  return { ...mine, ...Object.fromEntries(taken) }
}

/** Under which the device keeps it. */
export const copyKey = (callId: string, speechId: string | undefined): string => `speech.${callId}.${speechId ?? 'new'}`

/** Where writing goes on: from what the server kept, joined with what this device still had. */
export function startOf(
  accountId: string,
  key: string,
  server: { text: SpeechText; draftVersion: number },
): { copy: LocalCopy<SpeechText>; restored: boolean; apart: boolean } {
  const fresh = { id: key, key: '', base: server.text, version: server.draftVersion, mine: server.text, at: '' }
  const kept = readCopy<SpeechText>(accountId, key)
  if (!kept || sameSpeech(kept.mine, server.text)) return { copy: fresh, restored: false, apart: false }
  const joined = joinSpeech(kept.base, kept.mine, server.text)
  if (joined === null) return { copy: { ...fresh, base: kept.base, mine: kept.mine }, restored: true, apart: true }
  return { copy: { ...fresh, mine: joined }, restored: !sameSpeech(joined, server.text), apart: false }
}

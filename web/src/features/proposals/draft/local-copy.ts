import type { LocalCopy } from './saver.ts'

/** Copies of unfinished drafts on this device, apart for each account. Storage may be full or switched off: then nothing is kept here. */
const keyOf = (accountId: string, id: string) => `tongxin.draft.${accountId}.${id}`

export const newDraft = 'new'

export function readCopy<T>(accountId: string, id: string): LocalCopy<T> | null {
  try {
    const kept = localStorage.getItem(keyOf(accountId, id))
    return kept ? (JSON.parse(kept) as LocalCopy<T>) : null
  } catch {
    return null
  }
}

/** Returns whether the device took it. */
export function keepCopy<T>(accountId: string, id: string, copy: LocalCopy<T>): boolean {
  try {
    localStorage.setItem(keyOf(accountId, id), JSON.stringify(copy))
    return true
  } catch {
    return false
  }
}

export function forgetCopy(accountId: string, id: string): void {
  try {
    localStorage.removeItem(keyOf(accountId, id))
  } catch {
    // Nothing could be kept, so nothing is there.
  }
}

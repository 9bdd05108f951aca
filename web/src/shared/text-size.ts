import { useSyncExternalStore } from 'react'
import type { TextSize } from '#contract/accounts.ts'

const storageKey = 'tongxin.textSize'
const listeners = new Set<() => void>()

function isTextSize(value: string | null | undefined): value is TextSize {
  return value === 'normal' || value === 'large' || value === 'larger'
}

/** Reads what this browser kept and sets it on the page; to be called before the first paint. */
export function restoreTextSize(): void {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(storageKey)
  } catch {
    // Storage may be switched off; the page then starts at the normal size.
  }
  apply(isTextSize(kept) ? kept : 'normal')
}

function apply(size: TextSize): void {
  document.documentElement.dataset.textSize = size
}

export function currentTextSize(): TextSize {
  const size = document.documentElement.dataset.textSize
  return isTextSize(size) ? size : 'normal'
}

/** Sets the text size of this browser. The account's own is kept by `useTextSizeChoice`. */
export function setTextSize(size: TextSize): void {
  if (size === currentTextSize()) return
  apply(size)
  try {
    localStorage.setItem(storageKey, size)
  } catch {
    // As above: it then holds until the page is closed.
  }
  for (const listener of listeners) listener()
}

/** Where a choice waits for its account, as long as the window is open: it must not go to who signs in here tomorrow. */
const waitingKey = 'tongxin.textSizeWaiting'
let waiting: TextSize | null = null

/** A size somebody chose before it was known whose account it is, or that could not be kept with the account. */
export function chooseBeforeLogin(size: TextSize): void {
  waiting = size
  try {
    sessionStorage.setItem(waitingKey, size)
  } catch {
    // As above.
  }
  setTextSize(size)
}

/** That size, once; null where none was chosen. */
export function takeChosenBeforeLogin(): TextSize | null {
  let size: string | null = waiting
  waiting = null
  try {
    size ??= sessionStorage.getItem(waitingKey)
    sessionStorage.removeItem(waitingKey)
  } catch {
    // As above.
  }
  return isTextSize(size) ? size : null
}

export function useTextSize(): TextSize {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentTextSize)
}

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

let chosenBeforeLogin: TextSize | null = null

/** A size somebody chose on the way in, before it was known whose account it is. */
export function chooseBeforeLogin(size: TextSize): void {
  chosenBeforeLogin = size
  setTextSize(size)
}

/** That size, once; null where none was chosen. */
export function takeChosenBeforeLogin(): TextSize | null {
  const size = chosenBeforeLogin
  chosenBeforeLogin = null
  return size
}

export function useTextSize(): TextSize {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentTextSize)
}

import { useState } from 'react'

/** A text that survives a closed page on this device. Storage may be off: then it lives as long as the page.
 *  @param first what stands there where nothing was kept */
export function useKeptText(key: string, first = ''): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => {
    try {
      return localStorage.getItem(key) ?? first
    } catch {
      return first
    }
  })
  const keep = (next: string) => {
    setText(next)
    try {
      if (next === '') localStorage.removeItem(key)
      else localStorage.setItem(key, next)
    } catch {
      // Kept in memory only.
    }
  }
  return [text, keep, () => keep('')]
}

import { useState } from 'react'

/** A text that survives a closed page on this device. Storage may be off: then it lives as long as the page. */
export function useKeptText(key: string): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => {
    try {
      return localStorage.getItem(key) ?? ''
    } catch {
      return ''
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

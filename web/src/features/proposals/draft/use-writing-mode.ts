import { useEffect } from 'react'

/** Marks the page as one for writing: on a phone the bar of the app makes room. */
export function useWritingMode(): void {
  useEffect(() => {
    document.documentElement.classList.add('is-writing')
    return () => document.documentElement.classList.remove('is-writing')
  }, [])
}

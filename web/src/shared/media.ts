import { useSyncExternalStore } from 'react'

const phone = window.matchMedia('(max-width: 767.98px)')

/** True below 768 px: one column, bottom bar, touch sizes. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      phone.addEventListener('change', listener)
      return () => phone.removeEventListener('change', listener)
    },
    () => phone.matches,
  )
}

import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { z } from 'zod'

/** The address carries plain strings only, as the API's query does; nothing is guessed into numbers. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value))
  const tail = params.toString()
  return tail ? `?${tail}` : ''
}

/** A search field that is dropped, not refused, where the address holds nonsense. */
export function searchText(max = 60) {
  return z.string().max(max).optional().catch(undefined)
}

export function searchChoice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values).optional().catch(undefined)
}

/** What every list keeps in its address. Use as `validateSearch: listSearch({ q: searchText() })`. */
export function listSearch<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.object({ cursor: searchText(500), ...shape })
}

type Patch = Record<string, string | undefined>

/** Filters and place of the list on this page: reads the address, writes it back. A new filter starts from the first page. */
export function useListState<T extends Record<string, unknown>>() {
  const raw: unknown = useSearch({ strict: false })
  const search = raw as T & { cursor?: string }
  const navigate = useNavigate()
  const router = useRouter()
  const depth = Number((router.latestLocation.state as { listDepth?: number }).listDepth ?? 0)
  const go = (
    next: Record<string, unknown>,
    options: { replace?: boolean; resetScroll?: boolean; listDepth: number },
  ) =>
    navigate({
      to: '.',
      search: next as never,
      replace: options.replace ?? false,
      resetScroll: options.resetScroll ?? false,
      state: ((before: object) => ({ ...before, listDepth: options.listDepth })) as never,
    })
  return {
    search,
    /** Sets or clears filters; the place in the list goes back to the start. The browser's way back takes the last one off
     *  again: a word that is being typed as a whole. */
    filter: (patch: Patch) =>
      go(
        { ...search, ...patch, cursor: undefined },
        { replace: Object.keys(patch).join() === 'q' && search.q !== undefined, listDepth: 0 },
      ),
    clear: () => go({}, { listDepth: 0 }),
    next: (cursor: string) => go({ ...search, cursor }, { resetScroll: true, listDepth: depth + 1 }),
    /** Null where there is no page to go back to. */
    previous: depth > 0 ? () => router.history.back() : null,
    first: search.cursor ? () => go({ ...search, cursor: undefined }, { resetScroll: true, listDepth: 0 }) : null,
  }
}

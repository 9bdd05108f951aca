/** What the offline worker does with a request of the app. */
export type Way = 'page' | 'file'

/** The app as it was built: its hash, and the files a page needs before it has asked the server anything. */
export interface Build {
  hash: string
  files: readonly string[]
}

const base = '/app/'

/** A page is asked for anew and comes from the device only where the network fails; a file with a hash in its name never
 *  changes. Everything else, above all the API, the worker lets pass: answers to a person are never kept here.
 *  @returns null: none of its business */
export function wayOf(
  request: { method: string; mode: string; url: string },
  origin: string,
  build: Build,
): Way | null {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin || !url.pathname.startsWith(base)) return null
  if (request.mode === 'navigate') return url.pathname.includes('.') ? null : 'page'
  return url.pathname.startsWith(`${base}assets/`) || build.files.includes(url.pathname) ? 'file' : null
}

const prefix = 'tongxin-app-'
export const cacheOf = (build: Build): string => `${prefix}${build.hash}`
/** Caches of builds before this one. */
export const outdated = (names: readonly string[], build: Build): string[] =>
  names.filter((name) => name.startsWith(prefix) && name !== cacheOf(build))

/** The page every address of the app begins with. */
export const shell = base

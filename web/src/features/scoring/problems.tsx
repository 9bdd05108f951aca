import { createContext, type ReactNode, useContext } from 'react'

/** What is wrong with a scheme as it is typed: the sentence and where it stands. */
export interface SchemeProblem {
  path: readonly PropertyKey[]
  message: string
}
const Problems = createContext<readonly SchemeProblem[]>([])
export const ProblemsOf = Problems.Provider

/** items.0.cap: where a field stands, as its problems name it. */
export const placeOf = (path: readonly PropertyKey[]): string => path.map(String).join('.')
const idOf = (place: string) => `scheme.${place}`
/** Its own place or one within it. */
const lies = (place: string, within: string) => place === within || place.startsWith(`${within}.`)
/** The sentence without the name before it, which stands beside the field anyway. */
const bare = (message: string) => message.replace(/^“[^”]*”：/, '')

/** The sentences for some places, each once; `exact` leaves out what stands within them. */
export function useProblems(places: readonly string[], exact = false): string[] {
  const problems = useContext(Problems)
  const here = problems.filter(({ path }) =>
    places.some((at) => (exact ? placeOf(path) === at : lies(placeOf(path), at))),
  )
  return [...new Set(here.map(({ message }) => bare(message)))]
}

/** A field with its words above it, and below what is wrong with it. `at`: where it stands in the scheme. */
export function Labelled(props: { label: string; at?: string; wide?: boolean; children: ReactNode }) {
  const { label, at, wide, children } = props
  const wrong = useProblems(at === undefined ? [] : [at])
  const className = ['scheme-field', wide && 'wide', wrong.length > 0 && 'wrong'].filter(Boolean).join(' ')
  return (
    <div className={className} id={at && idOf(at)}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children */}
      <label>
        <span>{label}</span>
        {children}
      </label>
      <Sentences of={wrong} />
    </div>
  )
}

/** What is wrong with a whole list, where it has no field of its own. */
export function ProblemsAt({ at }: { at: string }) {
  const wrong = useProblems([at], true)
  return (
    <div id={idOf(at)} className="scheme-wrong-list">
      <Sentences of={wrong} />
    </div>
  )
}

function Sentences({ of }: { of: readonly string[] }) {
  return of.map((message) => (
    <p key={message} className="due scheme-wrong">
      {message}
    </p>
  ))
}

/** Brings the field of a problem into sight and puts the cursor into it; the nearest around it where it has none. */
export function goToPlace(place: string): void {
  for (let at = place; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const found = document.getElementById(idOf(at))
    if (!found) continue
    found.scrollIntoView({ block: 'center' })
    found.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
    return
  }
}

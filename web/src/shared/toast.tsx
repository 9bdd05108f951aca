import { useSyncExternalStore } from 'react'
import { errorWords } from './api.ts'
import { Icon } from './icons.tsx'

interface Toast {
  id: number
  kind: 'done' | 'problem'
  words: string
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function show(kind: Toast['kind'], words: string): void {
  lastId += 1
  const id = lastId
  // What is done gives way to what is done next: two of them would cover the rows that are worked on.
  const kept = toasts.filter((one) => one.kind === 'problem' && one.words !== words)
  set([...kept.slice(-2), { id, kind, words }])
  // Problems stay until they are closed: nobody should have to read against a clock.
  if (kind === 'done') setTimeout(() => dismiss(id), 6000)
}

function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/** Says that something is done, for six seconds. */
export function toast(words: string): void {
  show('done', words)
}

/** Says what went wrong, until it is closed. */
export function toastError(error: unknown): void {
  show('problem', errorWords(error))
}

/** Takes what is done off the screen: a dialog opens where it stood. Problems stay. */
export function clearToasts(): void {
  if (toasts.some((one) => one.kind === 'done')) set(toasts.filter((one) => one.kind !== 'done'))
}

/** Where toasts appear; once, in the frame of the app. */
export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className="toaster no-print" role="status" aria-live="polite">
      {shown.map((one) => (
        <div key={one.id} className={`toast toast-${one.kind}`}>
          <Icon name={one.kind === 'done' ? 'check' : 'warn'} />
          <span>{one.words}</span>
          <button type="button" className="plain-button" onClick={() => dismiss(one.id)} aria-label="关闭提示">
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  )
}

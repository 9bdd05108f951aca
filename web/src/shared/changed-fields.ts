/** The fields whose value differs from what was there; lists are compared by content. */
export function changedFields<T extends Record<string, unknown>>(before: T, typed: Partial<T>): Partial<T> {
  const changed: Partial<T> = {}
  for (const key of Object.keys(typed) as (keyof T)[]) {
    const now = typed[key] === undefined ? (before[key] === null ? null : '') : typed[key]
    if (JSON.stringify(now) !== JSON.stringify(before[key])) changed[key] = now as T[keyof T]
  }
  return changed
}

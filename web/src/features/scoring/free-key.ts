/** item3: the first of its sort that is free. */
export function freeKey(taken: readonly { key: string }[], sort = 'item'): string {
  for (let n = taken.length + 1; ; n++) {
    const key = `${sort}${n}`
    if (!taken.some((one) => one.key === key)) return key
  }
}

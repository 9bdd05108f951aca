/** Does the same work for each of several, one after the other: one that fails holds up none of those behind it.
 *  @throws AggregateError at the end, with what failed */
export async function eachAlone<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const failed: unknown[] = []
  for (const one of all) {
    try {
      await work(one)
    } catch (error) {
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${all.length} failed`)
}

interface Waiting<Item, Answer> {
  item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Does together what comes in faster than it can be done one by one: while a round for a key is under way, what arrives for it
 * waits and is taken into the next one. Where nothing waits, each is done at once and alone. A round that fails is done again one
 * by one, so that nobody's fault is another's; `round` must leave nothing behind when it throws.
 * @param most of one round @param round answers in the order of its items
 */
export function gather<Item, Answer>(
  most: number,
  round: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (key: string, item: Item) => Promise<Answer> {
  const queues = new Map<string, Waiting<Item, Answer>[]>()

  async function settle(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await round(batch.map((one) => one.item))
      for (const [i, one] of batch.entries()) one.resolve(answers[i]!)
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error)
      else for (const one of batch) await settle([one])
    }
  }

  async function work(key: string, queue: Waiting<Item, Answer>[]): Promise<void> {
    while (queue.length > 0) await settle(queue.splice(0, most))
    queues.delete(key)
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject }
      const queue = queues.get(key)
      if (queue) {
        queue.push(waiting)
        return
      }
      const fresh = [waiting]
      queues.set(key, fresh)
      void work(key, fresh)
    })
}

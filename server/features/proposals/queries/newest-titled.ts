import { type RawBuilder, sql } from 'kysely'
import { characterBigrams } from '#platform/chinese/text.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import type { Place } from '#platform/lists.ts'
import { seesSubmitted } from '../access.ts'

interface Titled {
  id: string
  at: string
}

interface Values {
  committeeId: string
  /** All pairs of the words, as a tsquery. */
  pairs: string
  beforeAt: string
  beforeId: string
  need: number
}

/** How many of the newest are read before the index of words is asked; each step only where it promises enough. */
const walks = [400, 4_000] as const
/** A walk is tried that promises this share of what is needed: few found in the first say little. */
const promising = 0.7

const behind = ({ beforeAt, beforeId }: Values) =>
  sql`(p.submitted_at, p.id) < (${beforeAt}::timestamptz, ${beforeId}::uuid)`

/** The newest of the register, read one by one until enough have the words. */
const walk = (newest: number, onRegister: RawBuilder<unknown>) =>
  statement('kept', (db, values: Values) => ({
    compile: () =>
      sql<Titled>`
    select id, at
    from (
      select p.id, p.submitted_at as at, p.search_words
      from proposals p
      where p.committee_id = ${values.committeeId} and ${onRegister} and ${behind(values)}
      order by p.submitted_at desc, p.id desc
      limit ${sql.lit(newest)}
    ) newest
    where search_words @@ ${values.pairs}::tsquery
    order by at desc, id desc
    limit ${values.need}::integer`.compile(db),
  }))

/** All that have the words, by their index alone, then the newest of them. */
const lookUp = (onRegister: RawBuilder<unknown>) =>
  statement('kept', (db, values: Values) => ({
    compile: () =>
      sql<Titled>`
    with matching as materialized (
      select committee_id, id, submitted_at, registered_at
      from proposals
      where search_words @@ ${values.pairs}::tsquery
    )
    select p.id, p.submitted_at as at
    from matching p
    where p.committee_id = ${values.committeeId} and ${onRegister} and ${behind(values)}
    order by at desc, id desc
    limit ${values.need}::integer`.compile(db),
  }))

const waysOver = (onRegister: RawBuilder<unknown>) => ({
  walks: walks.map((newest) => ({ newest, run: walk(newest, onRegister) })),
  lookUp: lookUp(onRegister),
})

const submitted = waysOver(sql`p.submitted_at is not null`)
const registered = waysOver(sql`p.submitted_at is not null and p.registered_at is not null`)

/**
 * The newest `need` proposals of the whole register the actor sees whose title or proposers have all words, newest first.
 * The planner takes the pairs of one word (老旧, 旧小, 小区) for independent, so it looked up a thirtieth of 200,000 to show
 * twenty: 28 ms alone, 245 at 16 clients. What is frequent stands among the newest, what is not is few in the index:
 * asked in this order both ways are planned once.
 * @param words each of two characters or more
 */
export async function newestTitled(
  ctx: Context,
  words: readonly string[],
  need: number,
  place: Place | null,
): Promise<Titled[]> {
  const ways = seesSubmitted(ctx.actor.role) ? submitted : registered
  const values = {
    committeeId: ctx.actor.committeeId,
    pairs: words.flatMap(characterBigrams).join(' & '),
    beforeAt: place?.value ?? 'infinity',
    beforeId: place?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    need,
  }
  let share = 1
  for (const { newest, run } of ways.walks) {
    if (share * newest < need * promising) break
    const rows = await run(ctx.db, values)
    if (rows.length >= need) return rows
    share = rows.length / newest
  }
  return ways.lookUp(ctx.db, values)
}

/**
 * How the event log travels to another cluster.
 *
 * `events.tx` is the transaction that wrote the event, a number of the old cluster. Readers of the log (`seal`,
 * `dispatch`) go through it in the order (tx, id), and only below the oldest running transaction. In a new cluster, which
 * begins to count at some 700, the old numbers would hide the log from its readers until that cluster has written as much
 * as the old one; and events written meanwhile would be read before them, so that the old ones were then skipped. The
 * numbers must therefore be given anew, small, with the cursors to match, and so that
 *
 *   1. what is sealed is not sealed again, and what is not will be;
 *   2. what was delivered is not delivered again, and what was not will be. pg-boss's tables are not in the backup: a job
 *      that waits, runs or has failed is lost, so an event whose delivery such a job owed must be dispatched anew.
 *      (A delivery that is merely absent says nothing: a subscriber may be younger than the event, and would then be
 *      flooded with the past. Deliveries already made leave a row, so handing an event out once more does no harm.)
 *
 * The new order is:
 *
 *   done     read by every reader and owed to nobody: all get number 1; their order no longer matters to any reader
 *   left     the others: numbers 2, 3, … in the order of their old ones, so that what is sealed already comes before what
 *            is not, and that is sealed in the order it had
 *
 * and a reader's new place is before the first event, in this order, that it has not read or has to read again. `seal`
 * then stands exactly before what is not sealed (rule 1). `dispatch` stands at the end of done, or further when nothing
 * is owed; what it reads twice is at most what was left, seconds of work, and rule 2 makes that harmless. A reader added
 * later is treated alike: it may read twice, it never skips.
 *
 * An archive made of a restored one is the same: done, left and their numbers map onto themselves.
 */
import type { Connection } from '../database/connection.ts'

/** Statements that give the two tables of the log their new numbers, each without `copy ( )`. */
export interface LogOrder {
  events(columns: readonly string[]): string
  cursors: string
}

const standingReaders = ['dispatch', 'seal']

/** Reads where the readers stand, in the snapshot of `connection`, and gives the statements.
 *  They write nothing, not even a temporary table: a transaction with a number of its own would hold up every reader
 *  of the running system for as long as the backup takes. */
export async function orderLog(connection: Connection): Promise<LogOrder> {
  const { rows } = await connection.query<{ reader: string; tx: string; event_id: string }>(
    'select reader, tx::text as tx, event_id::text as event_id from event_cursors',
  )
  const places = new Map(standingReaders.map((reader) => [reader, { tx: '0', eventId: '0' }]))
  for (const { reader, tx, event_id } of rows) places.set(reader, { tx, eventId: event_id })
  const readers = [...places].map(([reader, at]) => ({ reader, tx: BigInt(at.tx), eventId: BigInt(at.eventId) }))
  const [lowest] = readers.toSorted((a, b) => Number(a.tx - b.tx) || Number(a.eventId - b.eventId))
  const owed = `'{${(await owedDeliveries(connection)).join()}}'::bigint[]`
  const place = (at: { tx: bigint; eventId: bigint }) => `('${at.tx}'::xid8, ${at.eventId}::bigint)`

  const moved = `
    moved as (
      select e.committee_id, e.id, e.tx as old_tx,
        1 + dense_rank() over (order by e.tx) as new_tx
      from events e
      where (e.tx, e.id) > ${place(lowest!)}
        or e.id = any (${owed})
    )`
  const values = readers
    .map(({ reader, ...at }) => `('${reader.replaceAll("'", "''")}', ${place(at).slice(1, -1)})`)
    .join(', ')
  return {
    events: (columns) => `
      with ${moved}
      select ${columns.map((name) => (name === 'tx' ? 'coalesce(m.new_tx, 1)' : `e.${name}`)).join(', ')}
      from events e
      left join moved m on m.committee_id = e.committee_id and m.id = e.id
      order by e.committee_id, e.id`,
    cursors: `
      with ${moved},
      readers (reader, tx, event_id) as (values ${values}),
      unread as (
        select distinct on (r.reader) r.reader, m.new_tx, m.id
        from readers r
        join moved m on (m.old_tx, m.id) > (r.tx, r.event_id) or (r.reader = 'dispatch' and m.id = any (${owed}))
        order by r.reader, m.new_tx, m.id
      ),
      done as (
        select e.id
        from events e
        where (e.tx, e.id) <= ${place(lowest!)}
          and e.id <> all (${owed})
        order by e.id desc
        limit 1
      )
      select r.reader, coalesce(last.new_tx, 1), coalesce(last.id, done.id)
      from readers r
      left join unread u on u.reader = r.reader
      left join lateral (
        select m.new_tx, m.id
        from moved m
        where u.reader is null or (m.new_tx, m.id) < (u.new_tx, u.id)
        order by m.new_tx desc, m.id desc
        limit 1
      ) last on true
      left join done on true
      where coalesce(last.id, done.id) is not null
      order by r.reader collate "C"`,
  }
}

/** Events with a delivery that pg-boss still owes, whether it waits, runs or failed for good. */
async function owedDeliveries(connection: Connection): Promise<string[]> {
  const { rows: found } = await connection.query<{ there: boolean }>(
    `select to_regclass('pgboss.job') is not null as there`,
  )
  if (!found[0]!.there) return []
  const { rows } = await connection.query<{ id: string }>(
    `select distinct j.data ->> 'eventId' as id
     from pgboss.job j
     where j.name = 'events'
       and j.state not in ('completed', 'cancelled')
       and j.data ->> 'eventId' ~ '^[0-9]{1,18}$'
       and not exists (
         select from event_deliveries d
         where d.event_id = (j.data ->> 'eventId')::bigint
           and d.subscriber = j.data ->> 'subscriber'
       )`,
  )
  return rows.map((row) => row.id)
}

/** Counts the cluster's transactions up until the numbers given to events lie behind it, for only then are they read.
 *  A new cluster begins at some 700; a backup has more events outstanding only when its worker had stood still. */
export async function passTransactions(connection: Connection): Promise<void> {
  await connection.query(`
    do $$
    declare
      highest xid8 := (select tx from events order by tx desc, id desc limit 1);
    begin
      while pg_current_xact_id() <= highest loop
        commit;
      end loop;
    end
    $$`)
}

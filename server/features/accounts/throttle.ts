import { type Kysely, sql, type Transaction } from 'kysely'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Device } from './device.ts'
import {
  address,
  knownDevice,
  levelAfter,
  nameFromAddress,
  networkOf,
  type Pace,
  secondStep,
  secondsToWait,
} from './rules/pace.ts'

/** What tries are counted in. */
export interface Bucket {
  key: string
  pace: Pace
  /** What a success does: the bucket of one person is emptied; one shared with others gets this one try back, so that
   *  nobody clears their guesses at others by signing in themselves. */
  onSuccess: 'empty' | 'giveBack'
}

interface Trier {
  address: string
  device: Device | null
  secrets: Secrets
}

/** Whom a try is aimed at: an account, or a name that nobody has. Names stay unreadable: people type passwords there. */
export type Aim = { accountId: string } | { unknown: string }

const keyOf = (secrets: Secrets, aim: Aim) =>
  'accountId' in aim ? aim.accountId : secrets.sign('unknown name', aim.unknown).toString('base64url')

const isKnown = (device: Device | null, aim: Aim): device is Device =>
  device !== null && 'accountId' in aim && device.accountIds.includes(aim.accountId)

/** The buckets of a try to sign in. There is none for a name alone, which others could fill: the rightful owner is held
 *  up only by tries from their own address, and on a device known to be theirs by their own tries only. */
export function signInBuckets(trier: Trier, aim: Aim): Bucket[] {
  const { device, secrets } = trier
  if (isKnown(device, aim)) return [deviceBucket('device', device, keyOf(secrets, aim))]
  const network = networkOf(trier.address)
  return [
    { key: `name ${keyOf(secrets, aim)} from ${network}`, pace: nameFromAddress, onSuccess: 'empty' },
    { key: `from ${network}`, pace: address, onSuccess: 'giveBack' },
  ]
}

/** The buckets of the authenticator's code, reached only with the right password. */
export function secondStepBuckets(trier: Trier, accountId: string): Bucket[] {
  if (isKnown(trier.device, { accountId })) return [deviceBucket('second step', trier.device, accountId)]
  return [{ key: `second step ${accountId}`, pace: secondStep, onSuccess: 'empty' }]
}

function deviceBucket(what: string, device: Device, accountId: string): Bucket {
  return { key: `${what} ${accountId} on ${device.id}`, pace: knownDevice, onSuccess: 'empty' }
}

/** Takes one try out of each bucket before the try is made, so that a thousand tries at once count as a thousand.
 *  @throws DomainError login.slow-down with retryAfterSeconds; nothing is counted then */
export function takeTry(db: Kysely<DB>, buckets: readonly Bucket[], now: Date): Promise<void> {
  return transact(db, (tx) => countTry(tx, buckets, now))
}

/** As `takeTry`, in a transaction that runs already: the try counts if that is committed. */
export async function countTry(tx: Transaction<DB>, buckets: readonly Bucket[], now: Date): Promise<void> {
  const keys = buckets.map((bucket) => bucket.key)
  await tx
    .insertInto('login_failures')
    .values(keys.toSorted().map((bucket) => ({ bucket, level: 0, last_failed_at: now })))
    .onConflict((c) => c.doNothing())
    .execute()
  const rows = await tx
    .selectFrom('login_failures')
    .select(['bucket', 'level', 'last_failed_at'])
    .where('bucket', 'in', keys)
    .orderBy('bucket')
    .forUpdate()
    .execute()
  const states = rows.map((row) => ({
    ...row,
    pace: buckets.find((bucket) => bucket.key === row.bucket)!.pace,
    elapsedSeconds: (now.getTime() - Date.parse(row.last_failed_at)) / 1000,
  }))
  const wait = Math.max(...states.map((state) => secondsToWait(state.pace, state.level, state.elapsedSeconds)))
  if (wait > 0) throw new DomainError('login.slow-down', { retryAfterSeconds: wait }, 429)
  for (const { bucket, pace, level, elapsedSeconds } of states) {
    await tx
      .updateTable('login_failures')
      .set({ level: levelAfter(pace, level, elapsedSeconds) + 1, last_failed_at: now })
      .where('bucket', '=', bucket)
      .execute()
  }
}

/** Sets a try right again that turned out to be the rightful owner's. */
export async function forgiveTry(db: Kysely<DB>, buckets: readonly Bucket[]): Promise<void> {
  // in the order in which tries take them: two at once wait for each other instead of both for ever
  for (const { key, onSuccess } of buckets.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const left = onSuccess === 'empty' ? sql<number>`0` : sql<number>`greatest(level - 1, 0)`
    await db.updateTable('login_failures').set({ level: left }).where('bucket', '=', key).execute()
  }
}

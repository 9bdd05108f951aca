import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Role } from '#contract/accounts.ts'
import { systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { clearTotp } from './authenticator.ts'
import { giveHat } from './hats.ts'
import { openAccount } from './open-account.ts'

type AdminRole = Extract<Role, 'systemAdmin' | 'securityAdmin' | 'auditAdmin'>

const atTheServer = (committeeId: string, now: Date) => ({
  actor: systemActor(committeeId, '系统操作员'),
  now,
  requestId: `cli-${randomBytes(6).toString('hex')}`,
})

/** Opens an administrator's account from the command line of the server: the first three begin so.
 *  @param given.committeeId absent: the committee at the top
 *  @throws DomainError committee.none before there is any, account.taken */
export async function createFirstAdmin(
  db: Kysely<DB>,
  now: Date,
  given: { role: AdminRole; name: string; username: string; committeeId?: string },
): Promise<{ accountId: string; firstPassword: string }> {
  return transact(db, async (tx) => {
    const committee = await tx
      .selectFrom('committees')
      .select('id')
      .where((eb) => (given.committeeId ? eb('id', '=', given.committeeId) : eb('parent_id', 'is', null)))
      .orderBy('created_at')
      .executeTakeFirst()
    if (!committee) throw new DomainError('committee.none')
    const ctx = { ...atTheServer(committee.id, now), db: tx }
    const { name, username, role } = given
    const { accountId, firstPassword } = await openAccount(ctx, { committeeId: committee.id, name, username })
    await giveHat(ctx, { accountId, committeeId: committee.id, role })
    return { accountId, firstPassword: firstPassword! }
  })
}

/** Takes away the authenticator an administrator lost, from the command line of the server. @throws DomainError account.none */
export async function clearAuthenticator(db: Kysely<DB>, now: Date, username: string): Promise<void> {
  await transact(db, async (tx) => {
    const account = await tx
      .selectFrom('accounts')
      .select(['id', 'name', 'committee_id'])
      .where('username', '=', username)
      .forUpdate()
      .executeTakeFirst()
    if (!account) throw new DomainError('account.none')
    await clearTotp(tx, account.id)
    await tx.deleteFrom('logins').where('account_id', '=', account.id).execute()
    await emit(
      { ...atTheServer(account.committee_id, now), db: tx },
      {
        type: 'account.authenticatorCleared',
        subjectKind: 'account',
        subjectId: account.id,
        details: { name: account.name },
      },
    )
  })
}

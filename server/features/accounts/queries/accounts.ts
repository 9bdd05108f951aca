import { sql } from 'kysely'
import type { z } from 'zod'
import type { Account, accountRoutes } from '#contract/accounts.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { mayDo } from '../access.ts'
import { maskPhone } from '../rules/identifiers.ts'
import { hatsOfAccounts, shownHat } from './hats.ts'
import { reachOf } from './reach.ts'

type Query = z.output<typeof accountRoutes.listAccounts.query>

/** Accounts opened in my committee or below it, or wearing a hat there; the newest first. Of the hats, those in my reach.
 *  @throws DomainError access.denied */
export async function listAccounts(
  ctx: Context,
  query: Query,
): Promise<{ items: Account[]; nextCursor: string | null }> {
  if (!mayDo(ctx.actor.role, 'list')) throw accessDenied('list')
  const place = readCursor('accounts', query.cursor, cursorValue.text)
  const mine = reachOf(ctx.actor.committeeId)
  const rows = await ctx.db
    .selectFrom('accounts as a')
    .select([
      'a.id',
      'a.name',
      'a.username',
      'a.phone',
      'a.disabled_at as disabledAt',
      'a.last_login_at as lastLoginAt',
      'a.totp_confirmed_at',
    ])
    .where((eb) => {
      const hatIn = eb
        .selectFrom('hats as h')
        .select('h.id')
        .whereRef('h.account_id', '=', 'a.id')
        .where('h.revoked_at', 'is', null)
        .where(sql<boolean>`h.committee_id in ${mine}`)
      return eb.or([sql<boolean>`a.committee_id in ${mine}`, eb.exists(hatIn)])
    })
    .$if(query.q !== undefined && query.q.trim() !== '', (qb) => {
      const q = query.q!.trim()
      return qb.where(
        sql<boolean>`strpos(a.name, ${q}) > 0 or strpos(a.username, ${q.toLowerCase()}) > 0 or a.phone = ${q}`,
      )
    })
    .$if(query.role !== undefined || query.committeeId !== undefined, (qb) =>
      qb.where((eb) =>
        eb.exists(
          eb
            .selectFrom('hats as h')
            .select('h.id')
            .whereRef('h.account_id', '=', 'a.id')
            .where('h.revoked_at', 'is', null)
            .where(sql<boolean>`h.committee_id in ${mine}`)
            .$if(query.role !== undefined, (hats) => hats.where('h.role', '=', query.role!))
            .$if(query.committeeId !== undefined, (hats) => hats.where('h.committee_id', '=', query.committeeId!)),
        ),
      ),
    )
    .$if(query.neverLoggedIn === 'true', (qb) => qb.where('a.last_login_at', 'is', null))
    .$if(query.neverLoggedIn === 'false', (qb) => qb.where('a.last_login_at', 'is not', null))
    .$if(place !== null, (qb) => qb.where('a.id', '<', place!.id))
    .orderBy('a.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const { items, nextCursor } = cutPage('accounts', rows, query.limit, (row) => ({ value: '', id: row.id }))
  const hats = await hatsOfAccounts(
    ctx.db,
    items.map((row) => row.id),
    ctx.now,
  )
  const { rows: reached } = await sql<{ id: string }>`select id from ${mine} as reach`.execute(ctx.db)
  const inReach = new Set(reached.map((row) => row.id))
  return {
    items: items.map(({ phone, totp_confirmed_at, ...row }) => ({
      ...row,
      phoneMasked: maskPhone(phone),
      totpEnabled: totp_confirmed_at !== null,
      hats: (hats.get(row.id) ?? []).filter((hat) => inReach.has(hat.committeeId)).map(shownHat),
    })),
    nextCursor,
  }
}

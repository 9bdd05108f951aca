import type { z } from 'zod'
import type { MemberListItem, memberRoutes } from '#contract/members.ts'
import type { Context } from '#platform/context.ts'
import { cutPage } from '#platform/lists.ts'
import { keepsRoster } from '../access.ts'
import { maskPhone } from '../rules/phones.ts'
import { byRank, postLabel } from '../rules/posts.ts'
import { listName, openRoster, readRoster } from './roster.ts'

/** A page of the roster of the actor's committee in stroke or pinyin order. Telephone numbers are masked; who has logged
 *  in is told to the member office only. @throws DomainError access.denied, input.invalid */
export async function listMembers(
  ctx: Context,
  { cursor, limit, ...filters }: z.output<typeof memberRoutes.listMembers.query>,
): Promise<{ items: MemberListItem[]; nextCursor: string | null }> {
  const roster = await openRoster(ctx, filters)
  const rows = await readRoster(ctx, roster, cursor, limit + 1)
  const { items, nextCursor } = cutPage(listName(filters.sort), rows, limit, (row) => ({
    value: row.sortKey,
    id: row.id,
  }))
  const office = keepsRoster(ctx.actor)
  return {
    nextCursor,
    items: items.map((row) => ({
      id: row.id,
      name: row.name,
      sex: row.sex,
      parties: row.parties,
      sector: row.groups.find((group) => group.kind === 'sector')?.name ?? null,
      employer: row.employer,
      employerPost: row.employerPost,
      posts: row.posts.sort(byRank).map(postLabel),
      active: row.active,
      hasLoggedIn: office ? row.hasLoggedIn : null,
      phoneMasked: maskPhone(row.phone),
    })),
  }
}

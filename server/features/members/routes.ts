import type { FastifyInstance, FastifyRequest } from 'fastify'
import { memberAccountRoutes } from '#contract/member-accounts.ts'
import { memberRoutes as routes } from '#contract/members.ts'
import type { Context } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import { accessDenied } from '#platform/errors.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { downloadHeaders, readUploads, type Upload } from '#platform/http/uploads.ts'
import { MAX_FILE_BYTES } from '#platform/spreadsheets/limits.ts'
import { keepsRoster } from './access.ts'
import { delegate, endDelegation, openMemberAccount } from './commands/accounts.ts'
import { createMember } from './commands/create-member.ts'
import { editMember } from './commands/edit-member.ts'
import { importMembers } from './commands/import-members.ts'
import { decideMemberChange, proposeMemberChange, withdrawMemberChange } from './commands/member-changes.ts'
import { addMembership, endMembership } from './commands/memberships.ts'
import { previewMemberImport } from './commands/plan-import.ts'
import { addMemberPost, endMemberPost } from './commands/posts.ts'
import { openMemberAccounts, renewFirstPasswords, writeSlips } from './commands/roster-accounts.ts'
import { listMemberAccounts } from './queries/account-states.ts'
import { exportMembers } from './queries/export-members.ts'
import { listMembers } from './queries/list-members.ts'
import { listMemberChanges } from './queries/member-changes.ts'
import { getMember, getMemberHistory, listDelegates } from './queries/member-file.ts'

/** What a broken constraint means to the caller. */
export const memberConstraints: ConstraintCodes = {
  memberships_one_open: 'membership.taken',
  memberships_dates: 'membership.wrong-dates',
  member_posts_dates: 'post.wrong-dates',
  member_changes_one_pending: 'memberChange.pending',
  members_by_account: 'member.has-account',
}

const mostRosterFiles = 10
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Binds the routes of members. @param site where members reach the server; `publicUrl` undefined: as they asked */
export function registerMemberRoutes(
  app: FastifyInstance,
  http: HttpDeps,
  site: { publicUrl: string | undefined },
): void {
  registerAccountsOfRoster(app, http, site.publicUrl ? `${site.publicUrl}/app/` : null)
  implement(app, http, routes.listMembers, (ctx, { query }) => listMembers(ctx, query))
  implement(app, http, routes.exportMembers, async (ctx, { query }, { reply }) => {
    const { name, mediaType, bytes } = await exportMembers(ctx, query)
    reply.headers(downloadHeaders(name, mediaType)).send(bytes)
    return {}
  })
  implement(app, http, routes.getMember, (ctx, { params }) => getMember(ctx, params.id))
  implement(app, http, routes.getMemberHistory, (ctx, { params }) => getMemberHistory(ctx, params.id))
  implement(app, http, routes.createMember, (ctx, { body }) => createMember(ctx, body))
  implement(app, http, routes.editMember, (ctx, { params, body }) => editMember(ctx, params.id, body))

  implement(app, http, routes.proposeMemberChange, (ctx, { params, body }) =>
    proposeMemberChange(ctx, params.id, body.changes),
  )
  implement(app, http, routes.listMemberChanges, (ctx, { query }) => listMemberChanges(ctx, query))
  implement(app, http, routes.decideMemberChange, async (ctx, { params, body }) => {
    await decideMemberChange(ctx, params.id, body)
    return {}
  })
  implement(app, http, routes.withdrawMemberChange, async (ctx, { params }) => {
    await withdrawMemberChange(ctx, params.id)
    return {}
  })

  implement(app, http, routes.addMembership, (ctx, { params, body }) => addMembership(ctx, params.id, body))
  implement(app, http, routes.endMembership, async (ctx, { params, body }) => {
    await endMembership(ctx, params.id, body)
    return {}
  })
  implement(app, http, routes.addMemberPost, (ctx, { params, body }) => addMemberPost(ctx, params.id, body))
  implement(app, http, routes.endMemberPost, async (ctx, { params, body }) => {
    await endMemberPost(ctx, params.id, body.endsOn)
    return {}
  })

  implement(app, http, routes.openMemberAccount, (ctx, { params }) => openMemberAccount(ctx, params.id))
  implement(app, http, routes.delegate, (ctx, { params, body }) => delegate(ctx, params.id, body))
  implement(app, http, routes.listDelegates, async (ctx) => ({ items: await listDelegates(ctx) }))
  implement(app, http, routes.endDelegation, async (ctx, { params }) => {
    await endDelegation(ctx, params.id)
    return {}
  })

  implement(app, http, routes.previewMemberImport, async (ctx, { query }, { request }) =>
    previewMemberImport(ctx, await readRosters(ctx, request), query),
  )
  implement(app, http, routes.importMembers, async (ctx, { query }, { request }) => {
    const uploads = await readRosters(ctx, request)
    return transact(http.db, (db) => importMembers({ ...ctx, db }, uploads, query))
  })
}

function registerAccountsOfRoster(app: FastifyInstance, http: HttpDeps, siteAddress: string | null): void {
  const accounts = memberAccountRoutes
  implement(app, http, accounts.listMemberAccounts, (ctx) => listMemberAccounts(ctx, siteAddress))
  implement(app, http, accounts.openMemberAccounts, (ctx, { body }) => openMemberAccounts(ctx, body.memberIds))
  implement(app, http, accounts.renewFirstPasswords, (ctx, { body }) => renewFirstPasswords(ctx, body.memberIds))
  implement(app, http, accounts.writeSlips, async (ctx, { body }, { reply }) => {
    const bytes = await writeSlips(ctx, body.siteAddress, body.slips)
    reply.headers(downloadHeaders('初始密码.xlsx', xlsxType)).send(bytes)
    return {}
  })
}

/** The right comes before the reading: nobody else makes the server take in files. */
function readRosters(ctx: Context, request: FastifyRequest): Promise<Upload[]> {
  if (!keepsRoster(ctx.actor)) throw accessDenied('importMembers')
  return readUploads(request, { files: mostRosterFiles, bytes: MAX_FILE_BYTES })
}

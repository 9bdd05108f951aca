import type { FastifyInstance } from 'fastify'
import { committeeRoutes as routes } from '#contract/committees.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { createCommittee, editCommittee } from './commands/committees.ts'
import { createGroup, createGroupKind, editGroup } from './commands/groups.ts'
import { joinGroup, leaveGroup } from './commands/seats.ts'
import { type OfferedSetting, putSetting } from './commands/settings.ts'
import { createSession, createTerm, editSession, type TermEnding } from './commands/terms.ts'
import { createUnit, editUnit } from './commands/units.ts'
import { listCommittees } from './queries/committees.ts'
import { listGroupKinds, listGroupMembers, listGroups } from './queries/groups.ts'
import { getSetting, listSettings } from './queries/settings.ts'
import { listTerms } from './queries/terms.ts'
import { listUnits } from './queries/units.ts'

/** What other features hand in, so that this one need not know them. */
export interface CommitteeExtensions {
  settings: readonly OfferedSetting[]
  atTermEnd: readonly TermEnding[]
}

/** What a broken constraint means to the caller. */
export const committeeConstraints: ConstraintCodes = {
  committees_name_once: 'committee.taken',
  terms_number_once: 'term.taken',
  sessions_number_once: 'session.taken',
  group_kinds_pkey: 'groupKind.taken',
  groups_name_once: 'group.taken',
  groups_kind: 'group.unknown-kind',
  units_name_once: 'unit.taken',
  settings_pkey: 'version.stale',
}

/** Binds the routes of committees, terms, groups, units and settings. */
export function registerCommitteeRoutes(app: FastifyInstance, http: HttpDeps, extensions: CommitteeExtensions): void {
  implement(app, http, routes.listCommittees, async (ctx) => ({ items: await listCommittees(ctx) }))
  implement(app, http, routes.createCommittee, (ctx, { body }) => createCommittee(ctx, body))
  implement(app, http, routes.editCommittee, (ctx, { params, body }) => editCommittee(ctx, params.id, body))

  implement(app, http, routes.listTerms, async (ctx) => ({ items: await listTerms(ctx) }))
  implement(app, http, routes.createTerm, (ctx, { body }) => createTerm(ctx, body, extensions.atTermEnd))
  implement(app, http, routes.createSession, (ctx, { params, body }) => createSession(ctx, params.id, body))
  implement(app, http, routes.editSession, async (ctx, { params, body }) => {
    await editSession(ctx, params.id, body)
    return {}
  })

  implement(app, http, routes.listGroupKinds, async (ctx) => ({ items: await listGroupKinds(ctx) }))
  implement(app, http, routes.createGroupKind, (ctx, { body }) => createGroupKind(ctx, body))
  implement(app, http, routes.listGroups, async (ctx, { query }) => ({
    items: await listGroups(ctx, { kind: query.kind, closed: query.closed === 'true' }),
  }))
  implement(app, http, routes.createGroup, (ctx, { body }) => createGroup(ctx, body))
  implement(app, http, routes.editGroup, (ctx, { params, body }) => editGroup(ctx, params.id, body))
  implement(app, http, routes.listGroupMembers, async (ctx, { params }) => ({
    items: await listGroupMembers(ctx, params.id),
  }))
  implement(app, http, routes.joinGroup, async (ctx, { params, body }) => {
    await joinGroup(ctx, params.id, body)
    return {}
  })
  implement(app, http, routes.leaveGroup, async (ctx, { params }) => {
    await leaveGroup(ctx, params.id, params.memberId)
    return {}
  })

  implement(app, http, routes.listUnits, async (ctx, { query }) => ({
    items: await listUnits(ctx, { ...query, closed: query.closed === 'true' }),
  }))
  implement(app, http, routes.createUnit, (ctx, { body }) => createUnit(ctx, body))
  implement(app, http, routes.editUnit, (ctx, { params, body }) => editUnit(ctx, params.id, body))

  implement(app, http, routes.listSettings, async (ctx) => ({ items: await listSettings(ctx, extensions.settings) }))
  implement(app, http, routes.getSetting, (ctx, { params }) => getSetting(ctx, extensions.settings, params.key))
  implement(app, http, routes.putSetting, (ctx, { params, body }) =>
    putSetting(ctx, extensions.settings, params.key, body),
  )
}

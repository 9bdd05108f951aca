import type { Selectable } from 'kysely'
import type { Assignment, InUnit } from '#contract/handling.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import type { Viewer } from '../access.ts'
import { clerkOf, type DutyFacts, leaderOf, readsUnit, turnInUnit } from '../access-unit.ts'

/** A duty's row with its unit and who may act for it today. */
export type HandledDuty = Selectable<DB['assignments']> & {
  unit_name: string
  unit_contact: string
  unit_phone: string
  people: { accountId: string; name: string; desks: string[] }[]
}

const named = (one: { accountId: string; name: string } | null) => one && { accountId: one.accountId, name: one.name }

/** Where a duty stands within its unit, for the unit; for the offices who has it, in one line; for others nothing. */
export function inUnitOf(viewer: Viewer, a: HandledDuty, duty: DutyFacts): InUnit | null {
  const reads = readsUnit(viewer, duty)
  if (reads === 'nothing' || a.accepted_at === null) return null
  const turn = turnInUnit(duty)
  const whole = reads === 'all'
  const handed = turn.desk === 'clerk' && a.clerk_since !== null ? a.clerk_since : a.accepted_at
  const stepped = a.unit_step_since ?? handed
  return {
    step: duty.step,
    clerk: named(clerkOf(duty)),
    leader: named(leaderOf(duty)),
    ledByLeader: a.led_by_leader,
    waitsFor:
      a.state === 'accepted'
        ? {
            desk: turn.desk,
            names: turn.people.map((one) => one.name),
            mine: turn.people.some((one) => one.accountId === viewer.accountId),
            since: stepped > handed ? stepped : handed,
          }
        : null,
    note: whole ? a.unit_note : '',
    opinionDraft: whole ? a.opinion_draft : '',
    people: whole ? duty.people.map((one) => ({ ...one, desks: [...one.desks] })) : [],
  }
}

/** Whom the proposer may call about a duty: its clerk, before it is handed out whoever the unit named. */
export function contactPersonOf(a: HandledDuty, duty: DutyFacts): Assignment['contactPerson'] {
  if (a.accepted_at === null) return null
  const name = clerkOf(duty)?.name ?? a.unit_contact
  const phone = a.contact_phone || a.unit_phone
  return name === '' && phone === '' ? null : { name, phone }
}

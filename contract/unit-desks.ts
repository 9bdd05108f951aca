import { z } from 'zod'
import { unitDesk } from './accounts.ts'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text } from './common.ts'
import { assignmentState, handlingRole, unitStep } from './handling.ts'
import { route } from './route.ts'

/** Somebody of a unit, with what they have on their desk. */
export const unitPerson = z.object({
  accountId: id,
  name: z.string(),
  desks: z.array(unitDesk),
  /** Duties of theirs that are not answered yet, and answered ones whose promises run. */
  openDuties: z.int(),
  /** False: they sign in here no more, and what they held waits for another. */
  inUnit: z.boolean(),
})
export type UnitPerson = z.infer<typeof unitPerson>

/** A duty of the unit: who has it, since when, until when. */
export const unitDuty = z.object({
  /** Of the assignment. */
  id,
  proposalId: id,
  number: z.int().nullable(),
  title: z.string(),
  proposers: z.string(),
  role: handlingRole,
  state: assignmentState,
  step: unitStep,
  clerk: z.object({ accountId: id, name: z.string() }).nullable(),
  ledByLeader: z.boolean(),
  leaderName: z.string(),
  /** Since when it stands where it stands. */
  since: instant,
  dueOn: civilDate.nullable(),
  /** That term stands still (暂停计算). */
  paused: z.boolean(),
  /** Promised measures that are not done. */
  openMeasures: z.int(),
})
export type UnitDuty = z.infer<typeof unitDuty>

/** Where a duty waits: 待签收 · 待分办 · 拟写 · 核稿 · 审签 · 待机关审核 · 已答复有措施. */
export const unitPlace = z.enum(['toAccept', 'toHandOut', 'drafting', 'checking', 'signing', 'examined', 'promised'])
export type UnitPlace = z.infer<typeof unitPlace>
const dutyFilters = {
  /** Those of one clerk; none = all of the unit. */
  clerk: id.optional(),
  place: unitPlace.optional(),
  overdue: z.enum(['true']).optional(),
}

const byId = z.object({ id })
const wrongState = ['assignment.wrong-state'] as const

export const unitDeskRoutes = {
  handOut: route({
    method: 'POST',
    path: '/assignments/:id/hand-out',
    summary: 'Hand a duty to a clerk of the unit (分办到人) and name the leader in charge.',
    access: 'signedIn',
    params: byId,
    body: z.object({
      clerkId: id,
      /** Who had it when this was decided; another one meanwhile: refused with who did it. */
      formerClerkId: id.nullable(),
      leaderId: id.nullable(),
      ledByLeader: z.boolean(),
      contactPhone: text(40),
      note: text(500),
    }),
    response: z.object({}),
    errors: [...wrongState, 'assignment.not-in-unit'],
  }),
  passOn: route({
    method: 'POST',
    path: '/assignments/:id/pass-on',
    summary: 'Pass the reply or opinion on within the unit: to its office to check, to its leader to sign.',
    access: 'signedIn',
    params: byId,
    body: z.object({
      /** A joint unit's opinion; null for a reply, which is saved as it is written. */
      opinion: text(10_000).nullable(),
      note: text(500),
    }),
    response: z.object({ step: unitStep }),
    errors: [...wrongState, 'reply.incomplete', 'reply.needs-contact'],
  }),
  sendBackInUnit: route({
    method: 'POST',
    path: '/assignments/:id/send-back-in-unit',
    summary: 'Send it back to the clerk within the unit, with words.',
    access: 'signedIn',
    params: byId,
    body: z.object({ note: filledText(1000) }),
    response: z.object({}),
    errors: wrongState,
  }),
  listUnitDuties: route({
    method: 'GET',
    path: '/unit-duties',
    summary: 'The duties of my unit: who has them, since when, until when.',
    access: 'signedIn',
    query: z.object({ ...paging, ...dutyFilters }),
    response: page(unitDuty),
  }),
  exportUnitDuties: route({
    method: 'GET',
    path: '/unit-duties/export',
    summary: 'The same as a file.',
    access: 'signedIn',
    query: z.object({ ...dutyFilters, format: exportFormat }),
    download: true,
  }),
  listUnitPeople: route({
    method: 'GET',
    path: '/unit-people',
    summary: 'Who is in my unit, at which desks, with how many duties.',
    access: 'signedIn',
    response: z.object({ items: z.array(unitPerson), mayArrange: z.boolean() }),
  }),
  handOverDuties: route({
    method: 'POST',
    path: '/unit-duties/hand-over',
    summary: 'Hand everything one clerk holds to another (换了承办人).',
    access: 'signedIn',
    body: z.object({ fromId: id, toId: id, note: filledText(500) }),
    response: z.object({ duties: z.int() }),
    errors: ['assignment.not-in-unit', 'assignment.same-clerk', 'assignment.nothing-held'],
  }),
}

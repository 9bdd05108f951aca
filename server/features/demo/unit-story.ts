import { acceptAssignment, giveOpinion, handOut, passOn, submitReply } from '#features/proposals/index.ts'
import type { Actor, Context } from '#platform/context.ts'
import type { House } from './house.ts'

/** Who does what in a unit: three people, or one for all. */
export interface UnitSeats {
  office: Actor
  clerk: Actor
  leader: Actor
  apart: boolean
}

export function seatsOf(house: House, key: string): UnitSeats {
  const office = house.actors.get(`unit:${key}`)!
  const clerk = house.actors.get(`unit:${key}:clerk`)
  const leader = house.actors.get(`unit:${key}:leader`)
  return { office, clerk: clerk ?? office, leader: leader ?? office, apart: clerk !== undefined }
}

/** Something one of them does, some days after the step before. */
export type UnitAct = [who: Actor, daysLater: number, work: (ctx: Context) => Promise<unknown>]

/** Signing for a duty, and handing it to the clerk. */
export function takingOn(seats: UnitSeats, assignmentId: () => string): UnitAct[] {
  const accept: UnitAct = [seats.office, 0, (ctx) => acceptAssignment(ctx, assignmentId())]
  if (!seats.apart) return [accept]
  const given = {
    clerkId: seats.clerk.accountId,
    formerClerkId: null,
    leaderId: seats.leader.accountId,
    ledByLeader: false,
    contactPhone: '0999-2100018',
    note: '请先与提案者见面，再拟答复。',
  }
  return [accept, [seats.office, 0.3, (ctx) => handOut(ctx, assignmentId(), given)]]
}

/** What was written on its way out of the unit: one who does it all sends it at once.
 *  @param stops at which desk it still lies */
export function sendingOff(seats: UnitSeats, assignmentId: () => string, stops: 'office' | 'leader' | null): UnitAct[] {
  const submit: UnitAct = [seats.leader, 1, (ctx) => submitReply(ctx, assignmentId())]
  if (!seats.apart) return [[seats.leader, 0, submit[2]]]
  const pass = (who: Actor, note: string): UnitAct => [
    who,
    1,
    (ctx) => passOn(ctx, assignmentId(), { opinion: null, note }),
  ]
  const all = [pass(seats.clerk, '已按建议逐条写，请核。'), pass(seats.office, ''), submit]
  return all.slice(0, stops === 'office' ? 1 : stops === 'leader' ? 2 : 3)
}

/** A joint unit's opinion on its way out. */
export function givingOpinion(seats: UnitSeats, assignmentId: () => string, text: string): UnitAct[] {
  const give: UnitAct = [seats.leader, 0, (ctx) => giveOpinion(ctx, assignmentId(), text)]
  if (!seats.apart) return [give]
  const pass = (who: Actor): UnitAct => [who, 0, (ctx) => passOn(ctx, assignmentId(), { opinion: text, note: '' })]
  return [pass(seats.clerk), pass(seats.office), give]
}

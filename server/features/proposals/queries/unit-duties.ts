import { sql } from 'kysely'
import type { z } from 'zod'
import type { ExportFormat } from '#contract/common.ts'
import type { AssignmentState, HandlingRole } from '#contract/handling.ts'
import type { RouteResponse } from '#contract/route.ts'
import type { UnitDuty, UnitPerson, UnitPlace, unitDeskRoutes } from '#contract/unit-desks.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { arrangesUnit } from '../access-unit.ts'
import { assignmentWorkflow, type UnitStep, unitWorkflow } from '../workflow.ts'
import { peopleOfUnit, seatOf, staysInUnit } from './unit-people.ts'

type Filters = Omit<z.output<typeof unitDeskRoutes.listUnitDuties.query>, 'cursor' | 'limit'>

/** The unit of the actor. @throws DomainError access.denied for who is in none */
export function ownUnit(ctx: Context): string {
  if (ctx.actor.role !== 'unitClerk' || ctx.actor.unitId === null) throw accessDenied('unitDuties')
  return ctx.actor.unitId
}

/** What of a unit's duties is still its work: not answered while the proposal is handled (a joint opinion nobody waits for
 *  any more is none), or answered with promises that run. */
const openMeasures = sql<number>`(
  select count(*)::int from reply_follow_ups f
  where f.committee_id = a.committee_id and f.assignment_id = a.id and f.state in ('open', 'late'))`
export const stillOpen = sql<boolean>`(
  a.state in ('assigned', 'returnRequested', 'accepted', 'replySubmitted') and exists (
    select from proposals o
    where o.committee_id = a.committee_id and o.id = a.proposal_id and o.state = 'handling')
  or a.state = 'replied' and ${openMeasures} > 0)`

function duties(ctx: Context, { clerk, place, overdue }: Filters) {
  const unitId = ownUnit(ctx)
  const stays = staysInUnit(seatOf(ctx), 'a.clerk_id')
  const rows = ctx.db
    .selectFrom('assignments as a')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'a.committee_id').onRef('p.id', '=', 'a.proposal_id'),
    )
    .leftJoin('accounts as c', 'c.id', 'a.clerk_id')
    .leftJoin('accounts as l', 'l.id', 'a.leader_id')
    .select(['a.id', 'p.id as proposalId', 'p.number', 'p.title', 'p.proposers', 'a.role', 'a.state', 'a.unit_step'])
    .select(['a.clerk_id', 'a.led_by_leader', 'a.paused', 'c.name as clerkName', 'l.name as leaderName'])
    .select([
      stays.as('stays'),
      openMeasures.as('openMeasures'),
      sql<string>`case
        when a.state = 'assigned' then a.assigned_at
        when a.state <> 'accepted' then a.state_since
        when a.unit_step = 'drafting' then greatest(a.unit_step_since, a.accepted_at, a.clerk_since)
        else coalesce(a.unit_step_since, a.accepted_at) end`.as('since'),
      sql<string | null>`case
        when a.state = 'assigned' then a.accept_by
        when a.state = 'replied' then (
          select min(f.due_on) from reply_follow_ups f
          where f.committee_id = a.committee_id and f.assignment_id = a.id and f.state in ('open', 'late'))
        when not a.paused then a.reply_by end`.as('dueOn'),
      sql<UnitPlace>`case a.state
        when 'assigned' then 'toAccept'
        when 'replied' then 'promised'
        when 'accepted' then case
          when a.unit_step = 'drafting' and not ${stays} then 'toHandOut'
          else a.unit_step end
        else 'examined' end`.as('place'),
    ])
    .where('a.committee_id', '=', ctx.actor.committeeId)
    .where('a.unit_id', '=', unitId)
    .where(stillOpen)
  let query = ctx.db.selectFrom(rows.as('d')).selectAll()
  if (clerk !== undefined) query = query.where('d.clerk_id', '=', clerk).where('d.stays', '=', true)
  if (place !== undefined) query = query.where('d.place', '=', place)
  if (overdue) query = query.where('d.dueOn', '<', civilDateOf(ctx.now))
  return query
}

const list = 'unit-duties'

/** The duties of the actor's unit that are still its work, the earliest due first: who has them, since when.
 *  @throws DomainError access.denied */
export async function listUnitDuties(
  ctx: Context,
  f: Filters & { cursor?: string; limit: number },
): Promise<{ items: UnitDuty[]; nextCursor: string | null }> {
  const place = readCursor(list, f.cursor, cursorValue.text)
  const rows = await duties(ctx, f)
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'd."dueOn"::text', 'd.id', place!, 'asc', 'text')))
    .orderBy(sql`d."dueOn"::text`)
    .orderBy('d.id')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.dueOn ?? '', id: row.id }))
  return {
    items: page.items.map((row) => ({
      id: row.id,
      proposalId: row.proposalId,
      number: row.number,
      title: row.title,
      proposers: row.proposers,
      role: row.role as HandlingRole,
      state: row.state as AssignmentState,
      step: row.unit_step as UnitStep,
      clerk: row.clerk_id !== null && row.stays ? { accountId: row.clerk_id, name: row.clerkName ?? '' } : null,
      ledByLeader: row.led_by_leader,
      leaderName: row.leaderName ?? '',
      since: row.since,
      dueOn: row.dueOn,
      paused: row.paused && row.state !== 'replied' && row.state !== 'assigned',
      openMeasures: row.openMeasures,
    })),
    nextCursor: page.nextCursor,
  }
}

const roleNames: Record<HandlingRole, string> = { lead: '主办', joint: '会办', separate: '分办', sole: '独办' }
const stands = (duty: UnitDuty) =>
  duty.state === 'accepted'
    ? duty.clerk === null && duty.step === 'drafting'
      ? '待分办'
      : unitWorkflow.states[duty.step]
    : assignmentWorkflow.states[duty.state]

const columns: readonly ExportColumn<UnitDuty>[] = [
  { heading: '提案号', kind: 'number', value: (d) => d.number },
  { heading: '案由', kind: 'text', width: 44, value: (d) => d.title },
  { heading: '提案者', kind: 'text', value: (d) => d.proposers },
  { heading: '承办方式', kind: 'text', value: (d) => roleNames[d.role] },
  { heading: '办到哪一步', kind: 'text', value: stands },
  { heading: '承办人', kind: 'text', value: (d) => d.clerk?.name ?? '' },
  { heading: '分管领导', kind: 'text', value: (d) => d.leaderName + (d.ledByLeader ? '（领办）' : '') },
  { heading: '自何时', kind: 'date', value: (d) => civilDateOf(new Date(d.since)) },
  { heading: '期限', kind: 'date', value: (d) => d.dueOn ?? '' },
  { heading: '未完成的措施', kind: 'number', value: (d) => d.openMeasures },
]

/** The same as a file, under the same filters. */
export function exportUnitDuties(ctx: Context, f: Filters & { format: ExportFormat }): ExportFile {
  ownUnit(ctx)
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await listUnitDuties(ctx, { ...f, cursor, limit: 500 })
      yield* page.items
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return exportRows({ name: '本单位承办清单', columns, rows: rows(), format: f.format })
}

/** Who is in the actor's unit with how much on their desks, and who has left and still holds something.
 *  @throws DomainError access.denied */
export async function listUnitPeople(ctx: Context): Promise<RouteResponse<(typeof unitDeskRoutes)['listUnitPeople']>> {
  const unitId = ownUnit(ctx)
  const { committeeId } = ctx.actor
  const people = await peopleOfUnit(ctx.db, committeeId, unitId, ctx.now)
  const held = await ctx.db
    .selectFrom('assignments as a')
    .innerJoin('accounts as c', 'c.id', 'a.clerk_id')
    .select(['c.id as accountId', 'c.name', sql<number>`count(*)::int`.as('openDuties')])
    .where('a.committee_id', '=', committeeId)
    .where('a.unit_id', '=', unitId)
    .where(stillOpen)
    .groupBy(['c.id', 'c.name'])
    .orderBy('c.name')
    .execute()
  const countOf = (id: string) => held.find((one) => one.accountId === id)?.openDuties ?? 0
  const gone = held.filter((one) => !people.some((person) => person.accountId === one.accountId))
  const items: UnitPerson[] = [
    ...people.map((one) => ({ ...one, desks: [...one.desks], openDuties: countOf(one.accountId), inUnit: true })),
    ...gone.map((one) => ({ ...one, desks: [], inUnit: false })),
  ]
  return { items, mayArrange: arrangesUnit(ctx.actor, people) }
}

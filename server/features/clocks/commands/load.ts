import { sql } from 'kysely'
import type { ClockKind } from '#contract/clocks.ts'
import type { CivilDate } from '#platform/calendar/civil-date.ts'
import type { Database } from '#platform/database/database.ts'
import type { Pause, PeriodUnit, Term } from '../rules.ts'

/** A clock with all its date is reckoned from. */
export interface LoadedClock {
  committeeId: string
  id: string
  matterId: string
  subjectId: string
  kind: ClockKind
  unitId: string | null
  unitName: string | null
  memberId: string | null
  dueOn: CivilDate
  calendarNumber: number
  calendarEdition: string
  kept: 'past' | 'wouldBePast' | null
  pausedOn: CivilDate | null
  pauseReason: string
  actedAt: string | null
  stoppedAt: string | null
  asked: { id: string; until: CivilDate; reason: string; at: string } | null
  term: Term
}

interface Extension {
  id: string
  askedUntil: CivilDate
  reason: string
  askedAt: string
  grantedUntil: CivilDate | null
  grantedOn: CivilDate | null
  decided: boolean
}

/** Clocks as a query, to be narrowed by the caller. */
export function clockRows(db: Database) {
  return db
    .selectFrom('clocks as c')
    .leftJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'c.committee_id').onRef('u.id', '=', 'c.unit_id'),
    )
    .selectAll('c')
    .select([
      'u.name as unit_name',
      sql<(Pause & { reason: string })[] | null>`(
        select json_agg(json_build_object('from', p.from_on, 'until', p.until_on, 'reason', p.reason) order by p.from_on)
        from clock_pauses p
        where p.committee_id = c.committee_id and p.clock_id = c.id)`.as('pauses'),
      sql<Extension[] | null>`(
        select json_agg(json_build_object(
          'id', e.id, 'askedUntil', e.asked_until, 'reason', e.reason, 'askedAt', e.asked_at,
          'grantedUntil', e.granted_until, 'grantedOn', (e.decided_at at time zone 'Asia/Shanghai')::date,
          'decided', e.decided_at is not null) order by e.asked_at)
        from clock_extensions e
        where e.committee_id = c.committee_id and e.clock_id = c.id)`.as('extensions'),
    ])
}

type ClockRow = Awaited<ReturnType<ReturnType<typeof clockRows>['execute']>>[number]

/** A row as the rules want it. */
export function loaded(row: ClockRow): LoadedClock {
  const pauses = row.pauses ?? []
  const granted = row.extensions?.findLast((one) => one.grantedUntil !== null)
  const open = row.extensions?.find((one) => !one.decided)
  return {
    committeeId: row.committee_id,
    id: row.id,
    matterId: row.matter_id,
    subjectId: row.subject_id,
    kind: row.kind as ClockKind,
    unitId: row.unit_id,
    unitName: row.unit_name,
    memberId: row.member_id,
    dueOn: row.due_on,
    calendarNumber: row.calendar_number,
    calendarEdition: row.calendar_edition,
    kept: row.kept as LoadedClock['kept'],
    pausedOn: row.paused_on,
    pauseReason: pauses.find((pause) => pause.until === null)?.reason ?? '',
    actedAt: row.acted_at,
    stoppedAt: row.stopped_at,
    asked: open ? { id: open.id, until: open.askedUntil, reason: open.reason, at: open.askedAt } : null,
    term: {
      startedOn: row.started_on,
      period: row.period,
      unit: row.period_unit as PeriodUnit,
      pauses,
      extended: granted ? { until: granted.grantedUntil!, grantedOn: granted.grantedOn! } : null,
    },
  }
}

/** What an event about a clock says of it; no name of a person. */
export function clockDetails(clock: LoadedClock): Record<string, unknown> {
  return {
    clock: clock.kind,
    clockId: clock.id,
    ...(clock.unitId ? { unitId: clock.unitId, unit: clock.unitName, assignmentId: clock.subjectId } : {}),
    ...(clock.memberId ? { memberIds: [clock.memberId] } : {}),
  }
}

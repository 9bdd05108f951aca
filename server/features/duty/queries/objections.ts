import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DutyObjection, dutyRoutes } from '#contract/duty.ts'
import type { Context } from '#platform/context.ts'
import { cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { memberScope, objectionActions, requireLedger } from '../access.ts'
import { remediesOf } from '../rules/remedies.ts'
import { opensFor } from './entries.ts'
import { isAccountOf } from './records.ts'

type ListQuery = z.output<typeof dutyRoutes.listDutyObjections.query>
type Row = Omit<DutyObjection, 'actions' | 'opens' | 'remedies'> & { oneself: boolean }
const listName = 'duty.objections'

/** Objections newest first: one's own, and for the office and leaders all. @throws DomainError access.denied */
export async function listDutyObjections(
  ctx: Context,
  { cursor, limit, state }: ListQuery,
): Promise<{ items: DutyObjection[]; nextCursor: string | null }> {
  requireLedger(ctx.actor, 'listDutyObjections')
  const memberId = memberScope(ctx.actor, undefined)
  const place = readCursor(listName, cursor, cursorValue.instant)
  const where: (ReturnType<typeof sql<SqlBool>> | false)[] = [
    sql<SqlBool>`o.committee_id = ${ctx.actor.committeeId}`,
    memberId !== null && sql<SqlBool>`o.member_id = ${memberId}`,
    state !== undefined && sql<SqlBool>`o.state = ${state}`,
    place !== null && sql<SqlBool>`(o.raised_at, o.id) < (${place.value}::timestamptz, ${place.id}::uuid)`,
  ]
  const { rows } = await sql<Row>`
    select o.id, o.entry_id as "entryId", o.member_id as "memberId", m.name as "memberName", o.state, o.reason,
      o.raised_at as "raisedAt", o.remedy, o.answer, o.answered_by_name as "answeredByName",
      o.answered_at as "answeredAt", o.version, ${isAccountOf(ctx.actor.accountId)} as oneself,
      jsonb_build_object('kind', e.kind, 'part', e.part, 'attendance', e.attendance, 'level', e.level,
        'quantity', e.quantity, 'title', e.title, 'occurredOn', e.occurred_on, 'subjectKind', e.subject_kind,
        'subjectId', e.subject_id) as entry,
      (select jsonb_build_object('part', n.part, 'attendance', n.attendance, 'level', n.level, 'quantity', n.quantity,
          'title', n.title, 'occurredOn', n.occurred_on)
        from duty_entries v
        join duty_entries n on n.committee_id = v.committee_id and n.source_event_id = v.source_event_id
          and n.subject_id = v.subject_id and n.slot = v.slot and n.member_id = v.member_id and n.kind = v.kind
          and n.reverses_id is null
        where o.state = 'upheld' and v.committee_id = e.committee_id and v.reverses_id = e.id
          and v.reverses_id is not null
        limit 1) as became
    from duty_objections o
    join duty_entries e on e.committee_id = o.committee_id and e.id = o.entry_id
    join members m on m.committee_id = o.committee_id and m.id = o.member_id
    where ${sql.join(
      where.filter((one) => one !== false),
      sql` and `,
    )}
    order by o.raised_at desc, o.id desc
    limit ${sql.lit(limit + 1)}`.execute(ctx.db)
  const page = cutPage(listName, rows, limit, (row) => ({ value: row.raisedAt, id: row.id }))
  const opens = await opensFor(
    ctx,
    page.items.map(({ entry, memberId }) => ({ ...entry, memberId })),
  )
  return {
    ...page,
    items: page.items.map(({ oneself, ...row }) => ({
      ...row,
      opens: opens({ ...row.entry, memberId: row.memberId }),
      remedies: [...remediesOf(row.entry.subjectKind)],
      actions: objectionActions(ctx.actor, { ...row, oneself }),
    })),
  }
}

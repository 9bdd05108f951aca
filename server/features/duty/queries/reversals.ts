import { sql } from 'kysely'
import type { DutyReversal } from '#contract/duty.ts'
import type { Context } from '#platform/context.ts'

/** What took these entries back, by entry: the event that did it, who and why, and the entry of the same fact it gave instead. */
export async function reversalsOf(
  ctx: Context,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, DutyReversal>> {
  if (entryIds.length === 0) return new Map()
  const { rows } = await sql<DutyReversal & { entryId: string }>`
    select e.id as "entryId", v.recorded_at as at, x.type as event, x.actor_name as "byName",
      coalesce(o.answer, x.details ->> 'reason', x.details ->> 'note', '') as why,
      (select jsonb_build_object('kind', n.kind, 'part', n.part, 'attendance', n.attendance, 'level', n.level,
          'quantity', n.quantity, 'title', n.title, 'occurredOn', n.occurred_on)
        from duty_entries n
        where n.committee_id = v.committee_id and n.source_event_id = v.source_event_id and n.subject_id = v.subject_id
          and n.slot = v.slot and n.member_id = v.member_id and n.reverses_id is null
        order by n.kind = e.kind desc
        limit 1) as became
    from duty_entries e
    join duty_entries v on v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null
    join events x on x.committee_id = v.committee_id and x.id = v.source_event_id
    left join duty_objections o on x.type = 'dutyEntry.corrected' and o.committee_id = e.committee_id
      and o.entry_id = e.id and o.state = 'upheld' and o.remedy <> 'source'
    where e.committee_id = ${ctx.actor.committeeId} and e.id = any(${entryIds}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ entryId, ...reversal }) => [entryId, reversal]))
}

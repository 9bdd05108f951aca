import { sql } from 'kysely'
import type { z } from 'zod'
import type { Delivery, ReceiverKind, assessmentDeliveryRoutes as r } from '#contract/assessment-delivery.ts'
import type { AssessmentResultItem } from '#contract/assessments.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { results, roundOfAll } from './results.ts'

type Filters = Pick<z.output<typeof r.listDeliveries.query>, 'q' | 'handed'>
type Round = Awaited<ReturnType<typeof roundOfAll>>

/** Receivers as list and files filter them, in the order of kind and name. */
const deliveries = (ctx: Context, round: Round, { q, handed }: Filters) =>
  ctx.db
    .selectFrom('assessment_deliveries as d')
    .select([
      'd.id',
      sql<ReceiverKind>`d.receiver_kind`.as('receiverKind'),
      'd.receiver',
      sql<number>`cardinality(d.subject_ids)`.as('subjects'),
      'd.shows_points as showsPoints',
      'd.handed_on as handedOn',
      'd.handed_by as handedBy',
      'd.way',
      'd.received_by as receivedBy',
      sql<boolean>`d.handed_on is null and exists (select from assessment_deliveries h
        where h.committee_id = d.committee_id and h.assessment_id = d.assessment_id and h.receiver_kind = d.receiver_kind
          and h.receiver = d.receiver and h.handed_on is not null)`.as('further'),
      sql<string>`d.receiver_kind || ' ' || d.receiver`.as('place'),
    ])
    .where('d.committee_id', '=', ctx.actor.committeeId)
    .where('d.assessment_id', '=', round.id)
    .$if(q !== undefined && q !== '', (qb) => qb.where((eb) => eb(sql`strpos(d.receiver, ${q})`, '>', 0)))
    .$if(handed !== undefined, (qb) => qb.where('d.handed_on', handed === 'yes' ? 'is not' : 'is', null))
    .orderBy(sql`(d.receiver_kind || ' ' || d.receiver) collate "C"`)
    .orderBy('d.id')

/** Who gets which results, and how far the delivery is. @throws DomainError not-found, access.denied */
export async function listDeliveries(ctx: Context, id: string, f: z.output<typeof r.listDeliveries.query>) {
  const round = await roundOfAll(ctx, id)
  const place = readCursor('assessment-deliveries', f.cursor, cursorValue.text)
  const rows = await deliveries(ctx, round, f)
    .$if(place !== null, (qb) =>
      qb.where((eb) =>
        eb(
          sql`((d.receiver_kind || ' ' || d.receiver) collate "C", d.id)`,
          '>',
          sql`(${place!.value}::text, ${place!.id}::uuid)`,
        ),
      ),
    )
    .limit(f.limit + 1)
    .execute()
  const page = cutPage('assessment-deliveries', rows, f.limit, (row) => ({ value: row.place, id: row.id }))
  const { rows: counts } = await sql<{
    receivers: number
    handed: number
    subjects: number
    acknowledged: number
    withoutEmployer: number
  }>`
    select
      (select count(*)::int from assessment_deliveries d
        where d.committee_id = ${ctx.actor.committeeId} and d.assessment_id = ${id}) as receivers,
      (select count(*)::int from assessment_deliveries d
        where d.committee_id = ${ctx.actor.committeeId} and d.assessment_id = ${id} and d.handed_on is not null) as handed,
      count(*)::int as subjects,
      count(s.acknowledged_on)::int as acknowledged,
      count(*) filter (where coalesce(nullif(m.employer, ''), s.employer) = '')::int as "withoutEmployer"
    from assessment_subjects s
    left join members m on m.committee_id = s.committee_id and m.id = s.subject_id
    where s.committee_id = ${ctx.actor.committeeId}
      and s.assessment_id = ${id}`.execute(ctx.db)
  return {
    items: page.items.map(({ place: _, ...item }): Delivery => item),
    nextCursor: page.nextCursor,
    counts: counts[0]!,
  }
}

/** One receiver with the results that go to it, in the order of names. @throws DomainError not-found, access.denied */
export async function getDelivery(ctx: Context, id: string, deliveryId: string) {
  const round = await roundOfAll(ctx, id)
  const delivery = await deliveries(ctx, round, {}).where('d.id', '=', deliveryId).executeTakeFirst()
  if (!delivery) throw notFound('assessmentDelivery')
  return { round, delivery, results: await resultsOf(ctx, round, delivery.id) }
}

/** Every receiver in turn with its results. @throws DomainError not-found, access.denied */
export async function deliveriesForFiles(ctx: Context, id: string, f: Filters) {
  const round = await roundOfAll(ctx, id)
  const all = await deliveries(ctx, round, f).execute()
  async function* each() {
    for (const delivery of all) yield { delivery, results: await resultsOf(ctx, round, delivery.id) }
  }
  return { round, count: all.length, each: each() }
}

/** What a list tells of a result: staying on it does not mean seeing everything. */
export type ListedResult = Pick<
  AssessmentResultItem,
  'name' | 'about' | 'standing' | 'centipoints' | 'grade' | 'crossed'
>

const resultsOf = (ctx: Context, round: Round, deliveryId: string): Promise<ListedResult[]> =>
  results(ctx, round, {})
    .where(
      sql<boolean>`s.subject_id = any((select d.subject_ids from assessment_deliveries d
        where d.committee_id = s.committee_id and d.assessment_id = s.assessment_id and d.id = ${deliveryId}::uuid)::uuid[])`,
    )
    .execute()

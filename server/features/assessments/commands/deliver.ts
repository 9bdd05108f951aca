import { sql } from 'kysely'
import type { z } from 'zod'
import type { assessmentDeliveryRoutes as r } from '#contract/assessment-delivery.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { type DeliveredSubject, deliveriesOf } from '../rules.ts'
import { deliverySetting } from '../settings.ts'
import { type LockedRound, lockRound, lockSubject, nextState, refuseFuture, refuseTypist, told } from './load.ts'

/** Lists who gets which results by the setting and the roster as they are. What was handed over stays; who came to a receiver since
 *  goes on a further list to it. Source: 结果反馈所在单位、统战部（北京）. @returns how many lists there are */
export async function planDeliveries(ctx: Context, round: Pick<LockedRound, 'id' | 'kind'>): Promise<number> {
  // Of staff the office itself is the unit.
  if (round.kind === 'staff') return 0
  const { committeeId } = ctx.actor
  const { receivers } = await settingInForce(ctx, deliverySetting)
  const { rows: subjects } = await sql<DeliveredSubject>`
    select s.subject_id as "subjectId", coalesce(nullif(m.employer, ''), s.employer) as employer, coalesce(m.parties, '{}') as parties,
      s.grade, s.crossed <> '[]' as crossed
    from assessment_subjects s
    left join members m on m.committee_id = s.committee_id and m.id = s.subject_id
    where s.committee_id = ${committeeId}
      and s.assessment_id = ${round.id}
    order by s.stroke_key, s.subject_id`.execute(ctx.db)
  const handed = await ctx.db
    .selectFrom('assessment_deliveries')
    .select(['receiver_kind', 'receiver', 'subject_ids', 'shows_points'])
    .where('committee_id', '=', committeeId)
    .where('assessment_id', '=', round.id)
    .where('handed_on', 'is not', null)
    .execute()
  // Nobody is told of twice; points that were not told yet still are.
  const got = (kind: string, receiver: string, showsPoints: boolean) =>
    new Set(
      handed
        .filter((h) => h.receiver_kind === kind && h.receiver === receiver && (h.shows_points || !showsPoints))
        .flatMap((h) => h.subject_ids),
    )
  const planned = deliveriesOf(receivers, subjects).flatMap((one) => {
    const before = got(one.kind, one.receiver, one.showsPoints)
    const subjectIds = one.subjectIds.filter((id) => !before.has(id))
    return subjectIds.length > 0 ? [{ id: newId(), ...one, subjectIds }] : []
  })
  await ctx.db
    .deleteFrom('assessment_deliveries')
    .where('committee_id', '=', committeeId)
    .where('assessment_id', '=', round.id)
    .where('handed_on', 'is', null)
    .execute()
  for (let at = 0; at < planned.length; at += 2_000)
    await sql`
      insert into assessment_deliveries (committee_id, assessment_id, id, receiver_kind, receiver, subject_ids, shows_points)
      select ${committeeId}::uuid, ${round.id}::uuid, r.id, r.kind, r.receiver, r."subjectIds", r."showsPoints"
      from jsonb_to_recordset(${JSON.stringify(planned.slice(at, at + 2_000))}::jsonb) as r (
        id uuid, kind text, receiver text, "subjectIds" uuid[], "showsPoints" boolean)`.execute(ctx.db)
  const { n } = await ctx.db
    .selectFrom('assessment_deliveries')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('committee_id', '=', committeeId)
    .where('assessment_id', '=', round.id)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Lists the receivers anew: the setting or an employer was put right. @throws DomainError assessment.wrong-state */
export async function renewDeliveries(ctx: Context, id: string): Promise<{ receivers: number }> {
  const round = await lockRound(ctx, id, 'handOver')
  nextState(round, 'handOver')
  const receivers = await planDeliveries(ctx, round)
  await told(ctx, 'deliveriesRenewed', round, { receivers })
  return { receivers }
}

/** Puts on record that lists were handed over: when, how, by whom, to whom. @throws DomainError assessment.not-yet, assessment.wrong-state */
export async function handOver(
  ctx: Context,
  id: string,
  given: z.output<typeof r.handOver.body>,
): Promise<{ handed: number }> {
  const round = await lockRound(ctx, id, 'handOver')
  nextState(round, 'handOver')
  refuseFuture(civilDateOf(ctx.now), given.on)
  const rows = await ctx.db
    .updateTable('assessment_deliveries')
    .set({ handed_on: given.on, handed_by: ctx.actor.name, way: given.way, received_by: given.receivedBy })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('id', 'in', given.ids)
    .where('handed_on', 'is', null)
    .returning(['id', 'receiver'])
    .execute()
  if (rows.length > 0)
    await told(ctx, 'handedOver', round, {
      receivers: rows.map(({ receiver }) => receiver).slice(0, 20),
      count: rows.length,
      on: given.on,
      way: given.way,
    })
  return { handed: rows.length }
}

/** Takes a record of handing over back; what was still to go to that receiver goes with it again. @throws DomainError not-found, assessment.not-handed, assessment.wrong-state */
export async function takeHandoverBack(
  ctx: Context,
  id: string,
  deliveryId: string,
  note: string,
): Promise<Record<string, never>> {
  const round = await lockRound(ctx, id, 'handOver')
  nextState(round, 'handOver')
  const own = ctx.db
    .selectFrom('assessment_deliveries')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('id', '=', deliveryId)
  const row = await own
    .select(['receiver_kind', 'receiver', 'shows_points', 'subject_ids', 'handed_on'])
    .executeTakeFirst()
  if (!row) throw notFound('assessmentDelivery')
  if (row.handed_on === null) throw new DomainError('assessment.not-handed')
  const further = await ctx.db
    .deleteFrom('assessment_deliveries')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('receiver_kind', '=', row.receiver_kind)
    .where('receiver', '=', row.receiver)
    .where('shows_points', '=', row.shows_points)
    .where('handed_on', 'is', null)
    .returning('subject_ids')
    .execute()
  const subjectIds = new Set([...row.subject_ids, ...further.flatMap((one) => one.subject_ids)])
  await ctx.db
    .updateTable('assessment_deliveries')
    .set({ subject_ids: [...subjectIds], handed_on: null, handed_by: '', way: '', received_by: '' })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('id', '=', deliveryId)
    .execute()
  await told(ctx, 'handoverTakenBack', round, { receiver: row.receiver, note })
  return {}
}

/** Signs for one's own delivered result; done already is done. @throws DomainError assessment.own-hand, assessment.wrong-state */
export async function acknowledgeResult(ctx: Context, id: string, subjectId: string): Promise<Record<string, never>> {
  const round = await lockRound(ctx, id, 'acknowledge', subjectId)
  refuseTypist(ctx)
  nextState(round, 'acknowledge')
  const subject = await lockSubject(ctx, id, subjectId)
  if (subject.acknowledged_on !== null) return {}
  await sign(ctx, id, [subjectId], { on: civilDateOf(ctx.now), way: 'self', by: '' })
  await told(ctx, 'acknowledged', round, { subjectId })
  return {}
}

const sign = (
  ctx: Context,
  id: string,
  subjectIds: readonly string[],
  { on, way, by }: { on: string; way: 'self' | 'paper'; by: string },
) =>
  ctx.db
    .updateTable('assessment_subjects')
    .set({ acknowledged_on: on, acknowledged_way: way, acknowledged_noted_by: by })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('subject_id', 'in', [...subjectIds])
    .where('acknowledged_on', 'is', null)
    .returning('subject_id')
    .execute()

/** Puts on record who signed on paper; who signed already keeps that. @throws DomainError assessment.not-yet, assessment.wrong-state */
export async function noteSignatures(
  ctx: Context,
  id: string,
  given: z.output<typeof r.noteSignatures.body>,
): Promise<{ noted: number }> {
  const round = await lockRound(ctx, id, 'handOver')
  nextState(round, 'handOver')
  refuseFuture(civilDateOf(ctx.now), given.on)
  const rows = await sign(ctx, id, given.subjectIds, { on: given.on, way: 'paper', by: ctx.actor.name })
  if (rows.length > 0)
    await told(ctx, 'signaturesNoted', round, { subjectIds: rows.map((row) => row.subject_id), on: given.on })
  return { noted: rows.length }
}

/** Takes a signature on paper off the record; what a member signed in the system is theirs. @throws DomainError assessment.not-signed */
export async function takeSignatureBack(
  ctx: Context,
  id: string,
  subjectId: string,
  note: string,
): Promise<Record<string, never>> {
  const round = await lockRound(ctx, id, 'handOver')
  nextState(round, 'handOver')
  const subject = await lockSubject(ctx, id, subjectId)
  if (subject.acknowledged_way !== 'paper') throw new DomainError('assessment.not-signed')
  await ctx.db
    .updateTable('assessment_subjects')
    .set({ acknowledged_on: null, acknowledged_way: null, acknowledged_noted_by: '' })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('subject_id', '=', subjectId)
    .execute()
  await told(ctx, 'signatureTakenBack', round, { subjectId, name: subject.name, note })
  return {}
}

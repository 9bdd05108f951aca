import { type SqlBool, sql } from 'kysely'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import { examinationSetting } from '../examination-settings.ts'
import { deskOf, examinersAt, mayExamine, onDay } from '../rules-examination.ts'
import { proposalSetting } from '../settings.ts'

/** A step of the examination at which somebody is named, for one category; null: none is said yet. */
export interface NamedPlace {
  category: string | null
  step: string
}

/** Where the actor is named as an examiner today, or stands in for one who is. */
async function namedPlaces(ctx: Context): Promise<NamedPlace[]> {
  if (ctx.actor.role !== 'proposalOffice') return []
  const settings = onDay(await settingInForce(ctx, examinationSetting), civilDateOf(ctx.now))
  const { categories } = await settingInForce(ctx, proposalSetting)
  return [...categories.map((one) => one.code), null].flatMap((category) =>
    settings.steps
      .filter((step) => {
        const named = examinersAt(settings, deskOf(settings, category), step.code)
        return named.length > 0 && mayExamine(named, ctx.actor.name)
      })
      .map((step) => ({ category, step: step.code })),
  )
}

/** The filters of a list with what «指名给我的» means for the actor now. */
export async function withNamed<F extends { scope: string }>(
  ctx: Context,
  f: F,
): Promise<F & { named?: readonly NamedPlace[] }> {
  return f.scope === 'named' ? { ...f, named: await namedPlaces(ctx) } : f
}

/** Of proposals `p` those that wait for the actor's recommendation at one of these places. */
export function waitsForMine({ actor }: Context, named: readonly NamedPlace[]) {
  return sql<SqlBool>`p.state = 'submitted' and exists (
    select
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n (category text, step text)
    where n.category is not distinct from p.category
      and not exists (
        select
        from examination_opinions o
        where o.committee_id = p.committee_id
          and o.proposal_id = p.id
          and o.text_number = p.text_number
          and o.step = n.step
          and o.account_id = ${actor.accountId}
      )
  )`
}

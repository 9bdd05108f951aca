import type { Kysely } from 'kysely'
import { freezeAssessment, openAssessment } from '#features/assessments/index.ts'
import { adoptScheme, draftScheme } from '#features/scoring/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { contextAt, type House } from './house.ts'

const dayMs = 86_400_000

/** A scheme that has held since the year before, and a draft of another to be tried on the ledger. */
export async function playScoring(db: Kysely<DB>, house: House, now: Date): Promise<void> {
  const office = house.actors.get('memberOffice')
  if (!office) return
  const year = Number(civilDateOf(now).slice(0, 4))
  const at = new Date(now.getTime() - 40 * dayMs)
  await transact(db, async (tx) => {
    const ctx = contextAt(tx, office, at)
    const inForce = { schemeId: null, shipped: 'tongcheng2019', name: '委员履职考核办法', effectiveYear: year - 1 }
    const { id, version } = await draftScheme(ctx, inForce)
    await adoptScheme(ctx, id, { version, by: '主席会议', on: civilDateOf(at) })
  })
  await transact(db, async (tx) => {
    const ctx = contextAt(tx, office, new Date(now.getTime() - 5 * dayMs))
    const next = {
      schemeId: null,
      shipped: 'jinan2015',
      name: '委员履职量化考核办法（修订草案）',
      effectiveYear: year + 1,
    }
    await draftScheme(ctx, next)
  })
  await transact(db, async (tx) => {
    const ctx = contextAt(tx, office, new Date(now.getTime() - 2 * dayMs))
    const round = {
      kind: 'members' as const,
      title: `${year} 年度委员履职考核`,
      year,
      period: null,
      items: [],
      grades: [],
      accountIds: [],
    }
    const { id } = await openAssessment(ctx, round)
    // Reckoned by its job, once the ledger has taken in what the story told.
    await freezeAssessment(ctx, id)
  })
}

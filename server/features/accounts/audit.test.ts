import { expect, it } from 'vitest'
import { accountRoutes as r } from '#contract/accounts.ts'
import { type Actor, systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import { emit } from '#platform/events/emit.ts'
import { sealEvents } from '#platform/events/seal.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { signInAs } from './accounts.fixtures.ts'

const app = await testApp()
const city = await buildCommittee(app.db, { name: '某市政协', level: 'city' })
const county = await buildCommittee(app.db, { name: '某县政协', parentId: city.id })
const elsewhere = await buildCommittee(app.db, { name: '别处政协' })
const auditor = async (committeeId: string) =>
  app.client((await signInAs(app.db, { committeeId, role: 'auditAdmin' })).token)
const cityAuditor = await auditor(city.id)
const countyAuditor = await auditor(county.id)

const tell = (committeeId: string, type: string, at: string, actor: Partial<Actor> = {}) =>
  transact(app.db, (db) =>
    emit(
      {
        db,
        now: new Date(at),
        requestId: 'test',
        actor: { ...systemActor(committeeId), accountId: newId(), ...actor },
      },
      { type, subjectKind: 'proposal', subjectId: newId(), details: { n: 1 } },
    ),
  )

for (let n = 0; n < 30; n++)
  await tell(n % 2 ? county.id : city.id, 'proposal.registered', '2026-02-01T02:00:00Z', { name: '王五' })
await tell(elsewhere.id, 'proposal.registered', '2026-02-02T02:00:00Z')
await tell(county.id, 'proposal.assigned', '2026-02-03T15:59:00Z', { name: '老委员', delegatedBy: '小周' })
await tell(county.id, 'proposal.assigned', '2026-02-03T16:01:00Z', { name: '赵六' })

it('shows everything of the own committee and below, the latest first, page by page', async () => {
  const seen: { id: number; committeeName: string }[] = []
  let cursor: string | undefined
  do {
    const page: { items: typeof seen; nextCursor: string | null } = await cityAuditor(r.listAuditEvents, {
      query: { limit: 7, cursor },
    })
    seen.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const ids = seen.map((event) => event.id)
  expect(ids).toHaveLength(32)
  expect(ids.toSorted((a, b) => b - a)).toEqual(ids)
  expect(new Set(seen.map((event) => event.committeeName))).toEqual(new Set(['某市政协', '某县政协']))
  const below = await countyAuditor(r.listAuditEvents, { query: { limit: 100 } })
  expect(below.items).toHaveLength(17)
})

it('filters by kind, person, who typed, and day in Asia/Shanghai', async () => {
  const count = async (query: { type?: string; actor?: string; from?: string; to?: string }) =>
    (await cityAuditor(r.listAuditEvents, { query: { limit: 100, ...query } })).items.length
  expect(await count({ type: 'proposal.assigned' })).toBe(2)
  expect(await count({ type: 'proposal' })).toBe(0)
  expect(await count({ actor: '王' })).toBe(30)
  expect(await count({ actor: '小周' })).toBe(1)
  expect(await count({ from: '2026-02-03', to: '2026-02-03' })).toBe(1)
  expect(await count({ from: '2026-02-04' })).toBe(1)
  expect(await count({ to: '2026-02-02' })).toBe(30)
  expect(await count({ actor: `'; drop table events; --` })).toBe(0)
})

it('says what is sealed, verifies the seals and tells that it did', async () => {
  const before = await cityAuditor(r.listAuditEvents, { query: { limit: 1 } })
  expect(before.items[0]!.sealed).toBe(false)
  while ((await transact(app.db, (tx) => sealEvents(tx, app.clock.now))) > 0);
  await tell(city.id, 'proposal.concluded', '2026-02-05T02:00:00Z')
  const { items } = await cityAuditor(r.listAuditEvents, { query: { limit: 2 } })
  expect(items.map((event) => event.sealed)).toEqual([false, true])
  const result = await cityAuditor(r.verifyAudit, {})
  expect(result).toMatchObject({ ok: true, sealedEvents: 33, unsealedEvents: 1, firstProblem: null })
  const [latest] = (await cityAuditor(r.listAuditEvents, { query: { limit: 1 } })).items
  expect(latest).toMatchObject({ type: 'audit.verified', actorRole: 'auditAdmin' })
})

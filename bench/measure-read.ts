import { openPool } from '#platform/database/database.ts'
import { atLeast, atMost, type Result } from './report.ts'
import { measureInTurn, type Stage, said } from './stage.ts'

/** anchors.md, performance: read one with history. */
const perSecondMark = 1_500
const readCount = 2_000

/** One proposal as its story, 2,000 different ones in turn, as a member and as the proposal office. */
export async function measureRead(stage: Stage): Promise<Result[]> {
  const { register, house } = await stage.large()
  const floorPort = await stage.floor()
  const { db, close } = openPool(register.url, { max: 1 })
  const rows = await db
    .selectFrom('proposals')
    .select('id')
    .where('committee_id', '=', register.committeeId)
    .where('registered_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(register.size / 2)
    .execute()
  await close()
  const step = Math.floor(rows.length / readCount)
  const ids = Array.from({ length: readCount }, (_, i) => rows[i * step]!.id)
  const get = (token: string) => ids.map((id) => ({ method: 'GET', path: `/api/v1/proposals/${id}`, token }))
  const [floor, member, office] = await measureInTurn(stage.options, [
    { port: floorPort, requests: ids.map((id) => ({ method: 'GET', path: `/${id}` })) },
    { port: house.port, requests: get(register.member) },
    { port: house.port, requests: get(register.office) },
  ])
  said('floor, read', floor!)
  said('read, member', member!)
  said('read, office', office!)
  const against = { floor: floor!.perSecond, mark: perSecondMark }
  return [
    atLeast('read.200k', Math.min(member!.perSecond, office!.perSecond), 'req/s', against),
    atMost('read.200k.p95', Math.max(member!.p95Ms, office!.p95Ms), 'ms', { floor: floor!.p95Ms }),
    atLeast('read.200k.member', member!.perSecond, 'req/s', against),
    atLeast('read.200k.office', office!.perSecond, 'req/s', against),
  ]
}

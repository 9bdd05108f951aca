import { openPool } from '#platform/database/database.ts'
import { putLoad } from './put-load.ts'
import { atLeast, atMost, type Result } from './report.ts'
import type { Register } from './seed.ts'
import { clients, measureInTurn, type Stage, said } from './stage.ts'
import { frequentWord, rareWord } from './texts.data.ts'

const named = (results: Result[]) => results.map((one) => ({ ...one, name: one.name.replace(/^house\b/, 'proposals') }))

const titleQueries = [frequentWord, '加强', rareWord, '老旧小区', '12345', '第777号']
/** In nearly every text, in many, in a dozen, in none; several; a phrase. */
const textQueries = ['问题', '建议', frequentWord, rareWord, '航天器', '养老 农村', '“责任不清”', '一人多岗 养老 社区']

/** Titles and numbers, and the full text, of 200,000 as a member and as the office. */
export async function measureSearch(stage: Stage): Promise<Result[]> {
  const { register, house } = await stage.searchable()
  const results: Result[] = []
  const run = async (what: string, words: readonly string[], rest: string) => {
    const path = (q: string) => `/api/v1/proposals/search?q=${encodeURIComponent(q)}${rest}`
    const all = []
    for (const role of ['member', 'office'] as const)
      for (const q of words) {
        const requests = [{ method: 'GET', path: path(q), token: register[role] }]
        const [measured] = await measureInTurn(stage.options, [{ port: house.port, requests }])
        const alone = await putLoad({
          port: house.port,
          requests,
          clients: 1,
          seconds: 1,
          warmSeconds: 0.2,
          once: false,
        })
        said(`${what}, ${role}, ${q} (alone p95 ${alone.p95Ms.toFixed(0)})`, measured!)
        if (measured!.failures > 0) throw new Error(measured!.firstFailure)
        all.push({ measured: measured!, alone })
      }
    return {
      perSecond: Math.min(...all.map(({ measured }) => measured.perSecond)),
      p95: Math.max(...all.map(({ measured }) => measured.p95Ms)),
      alone: Math.max(...all.map(({ alone }) => alone.p95Ms)),
    }
  }
  const title = await run('title', titleQueries, '&within=title')
  results.push(
    atLeast('search.title', title.perSecond, 'req/s', { mark: 500 }),
    atMost('search.title.p95', title.p95, 'ms', { mark: 20 }),
  )
  for (const order of ['relevance', 'date']) {
    const text = await run(`text by ${order}`, textQueries, `&order=${order}`)
    results.push(
      atMost(`search.text.${order}.p95`, text.alone, 'ms', { mark: 60 }),
      atMost(`search.text.${order}.p95.${clients}-clients`, text.p95, 'ms'),
      atLeast(`search.text.${order}`, text.perSecond, 'req/s'),
    )
  }
  return named(results)
}

async function someTexts({ url, committeeId }: Register) {
  const { pool, close } = openPool(url, { max: 1 })
  const { rows } = await pool.query<{ title: string; analysis: string; suggestions: string[] }>(
    `select title, analysis, suggestions from proposal_texts where committee_id = $1 and handed_in_at is not null
     order by md5(proposal_id::text) limit 40`,
    [committeeId],
  )
  await close()
  return rows
}

/** Similar earlier proposals of whole texts and of titles alone, in 200,000. */
export async function measureSimilar(stage: Stage): Promise<Result[]> {
  const { register, house } = await stage.searchable()
  const texts = await someTexts(register)
  const asked = [...texts, ...texts.map(({ title }) => ({ title, analysis: '', suggestions: [] }))]
  const requests = asked.map((body) => ({
    method: 'POST',
    path: '/api/v1/proposals/similar',
    token: register.member,
    body: JSON.stringify(body),
  }))
  const alone = await putLoad({
    port: house.port,
    requests,
    clients: 1,
    seconds: stage.options.seconds * 3,
    warmSeconds: 1,
    once: false,
  })
  said('similar, alone', alone)
  const [many] = await measureInTurn(stage.options, [{ port: house.port, requests }])
  said('similar', many!)
  if (alone.failures > 0) throw new Error(alone.firstFailure)
  return named([
    atMost('similar.p95', alone.p95Ms, 'ms', { mark: 100 }),
    atMost(`similar.p95.${clients}-clients`, many!.p95Ms, 'ms'),
  ])
}

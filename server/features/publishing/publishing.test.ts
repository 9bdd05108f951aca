import { beforeAll, describe, expect, it } from 'vitest'
import type { ProposalState } from '#contract/proposals.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { buildProposal } from '#features/proposals/proposals.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { homePage } from '#site/home.ts'
import { pageText } from '#site/html.ts'
import { testApp } from '../../testing/app.ts'
import { makePublic } from './publishing.fixtures.ts'

const app = await testApp()
const { db } = app

const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
const browser = { accept: 'text/html,application/xhtml+xml' }
const get = (url: string, headers: Record<string, string> = browser) => app.request({ method: 'GET', url, headers })
const pageOf = async (url: string) => (await get(url)).body

let top: Awaited<ReturnType<typeof buildCommittee>>
let county: Awaited<ReturnType<typeof buildCommittee>>
let nextNumber = 0
/** The office of each committee, by the committee's id. */
const offices = new Map<string, string>()

/** A proposal as it lies in the database; registered, consented and made public unless something else is said. */
async function given(
  title: string,
  set: {
    in?: typeof top
    state?: ProposalState
    consent?: boolean
    registeredAt?: string | null
    concludedAt?: string
    category?: string
    text?: string
  } = {},
): Promise<string> {
  const { id: committeeId, termId } = set.in ?? top
  const state = set.state ?? 'registered'
  const registeredAt = set.registeredAt === undefined ? '2026-01-20T02:00:00Z' : set.registeredAt
  nextNumber += 1
  const id = await buildProposal(db, { committeeId, termId, title, state, category: set.category ?? '社会建设' })
  await db
    .updateTable('proposals')
    .set({
      publish_consent: set.consent ?? true,
      registered_at: registeredAt,
      number: registeredAt === null ? null : nextNumber,
      number_series: registeredAt === null ? null : 'test',
      state: registeredAt === null ? state : 'registered',
    })
    .where('id', '=', id)
    .execute()
  if (set.text !== undefined)
    await app.db
      .updateTable('proposal_texts')
      .set({ analysis: set.text, suggestions: JSON.stringify([set.text]) })
      .where('proposal_id', '=', id)
      .execute()
  if (registeredAt !== null && set.consent !== false) await makePublic(app, offices.get(committeeId)!, id)
  await db
    .updateTable('proposals')
    .set({ state, concluded_at: set.concludedAt ?? null })
    .where('id', '=', id)
    .execute()
  return id
}

async function givenReply(proposalId: string, text: string, deliveredAt: string | null): Promise<void> {
  const assignment_id = newId()
  const reply_id = newId()
  const common = { committee_id: top.id, proposal_id: proposalId }
  await db
    .insertInto('assignments')
    .values({
      ...common,
      id: assignment_id,
      unit_id: top.unitId,
      role: 'sole',
      state: deliveredAt ? 'replied' : 'accepted',
      assigned_at: '2026-01-22T02:00:00Z',
      accept_by: '2026-01-29',
      return_by: '2026-01-29',
      reply_by: '2026-04-22',
      contact_by: null,
      accepted_at: null,
      state_since: '2026-01-22T02:00:00Z',
      opinion_given_at: null,
      reassigned_from: null,
    })
    .execute()
  await db
    .insertInto('replies')
    .values({
      ...common,
      id: reply_id,
      assignment_id,
      round: 1,
      reply_class: 'A',
      text,
      document_number: '建函〔2026〕7号',
      signed_by: '签发人孙某',
      contact_name: '联络人周某',
      contact_phone: '13987654321',
      submitted_at: deliveredAt,
      sent_back_at: null,
      delivered_at: deliveredAt,
      updated_at: '2026-02-10T02:00:00Z',
    })
    .execute()
  if (deliveredAt !== null) await makePublic(app, offices.get(top.id)!, reply_id)
}

beforeAll(async () => {
  top = await buildCommittee(db, { name: '示例市政协', level: 'city' })
  county = await buildCommittee(db, { name: '示例县政协', parentId: top.id })
  for (const { id } of [top, county])
    offices.set(id, (await signInAs(db, { committeeId: id, role: 'proposalOffice', name: '提案委' })).token)
})

describe('what is not public', () => {
  it('is nowhere, though some were public before: not in the list, not on a page, not in the numbers', async () => {
    const hidden = [
      await given('秘不同意公开', { consent: false }),
      await given('秘不同意公开已办结', { consent: false, state: 'concluded', concludedAt: '2026-02-01T02:00:00Z' }),
      await given('秘草稿', { state: 'draft', registeredAt: null }),
      await given('秘待审查', { state: 'submitted', registeredAt: null }),
      await given('秘退回修改', { state: 'returned', registeredAt: null }),
      await given('秘不予立案', { state: 'declined', registeredAt: null }),
      await given('秘撤案', { state: 'withdrawn' }),
      await given('秘撤案后归档', { state: 'archived' }),
      await given('秘不予立案后归档', { state: 'archived', registeredAt: null }),
    ]
    const home = await pageOf('/')
    const list = await pageOf('/proposals')
    for (const page of [home, list, await pageOf(`/proposals?committee=${top.id}&category=社会建设`)])
      expect(page).not.toContain('秘')
    for (const id of hidden) {
      const response = await get(`/proposals/${id}`)
      expect(response.statusCode).toBe(404)
      expect(response.body).not.toContain('秘')
    }
    expect(home).toContain('<dt>已立案</dt><dd class="count">0 件</dd>')
    expect(home).toContain('<dt>已办结</dt><dd class="count">0 件</dd>')
  })
})

describe('the public site', () => {
  it('counts what is public in the terms that run, and tells where each stands', async () => {
    app.clock.now = new Date('2026-03-03T01:00:00Z')
    await given('公开甲')
    await given('公开乙', { state: 'rated', registeredAt: '2026-01-21T02:00:00Z' })
    await given('公开丙', { in: county, state: 'archived', concludedAt: '2026-02-01T02:00:00Z', category: '经济建设' })
    const home = await pageOf('/')
    expect(home).toContain('示例市政协')
    expect(home).toContain('<dt>已立案</dt><dd class="count">3 件</dd>')
    expect(home).toContain('<dt>已答复</dt><dd class="count">2 件</dd>')
    expect(home).toContain('<dt>已办结</dt><dd class="count">1 件</dd>')
    expect(home.indexOf('公开乙')).toBeLessThan(home.indexOf('公开甲'))
    expect(home).toContain('href="/app/"')
  })

  it('keeps its numbers for a minute, whoever asks', async () => {
    await given('公开丁')
    expect(await pageOf('/')).toContain('<dd class="count">3 件</dd>')
    app.clock.now = new Date(app.clock.now.getTime() + 60_000)
    expect(await pageOf('/')).toContain('<dd class="count">4 件</dd>')
  })

  it('filters by committee and category', async () => {
    const ofCounty = await pageOf(`/proposals?committee=${county.id}&category=`)
    expect(ofCounty).toContain('公开丙')
    expect(ofCounty).not.toContain('公开甲')
    const social = await pageOf(`/proposals?category=${encodeURIComponent('社会建设')}`)
    expect(social).toContain('公开甲')
    expect(social).not.toContain('公开丙')
  })

  it('turns pages by place, none twice and none left out', async () => {
    for (let i = 0; i < 45; i += 1)
      await given(`翻页${String(i).padStart(2, '0')}号`, {
        in: county,
        category: '其他',
        registeredAt: '2026-02-01T02:00:00Z',
      })
    const seen: string[] = []
    let url: string | undefined = `/proposals?committee=${county.id}&category=${encodeURIComponent('其他')}`
    while (url) {
      const body: string = await pageOf(url)
      seen.push(...[...body.matchAll(/翻页\d\d号/g)].map(([title]) => title))
      url = /<a rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })

  it('shows the text, the delivered answer and nobody’s signature, contact or rating', async () => {
    const id = await given('一件有答复的', { state: 'disputed', text: '摸底要快' })
    await givenReply(id, '已于六月底前完成摸底。', '2026-02-10T02:00:00Z')
    await db
      .insertInto('ratings')
      .values({
        committee_id: top.id,
        proposal_id: id,
        round: 1,
        member_id: await buildMember(db, { committeeId: top.id, termId: top.termId }),
        handling: 'dissatisfied',
        result: 'dissatisfied',
        words: '评价的话',
        rated_at: '2026-02-12T02:00:00Z',
      })
      .execute()
    const body = await pageOf(`/proposals/${id}`)
    for (const shown of [
      '一件有答复的',
      '已于六月底前完成摸底',
      '已经解决或基本解决',
      '建函〔2026〕7号',
      '住房和城乡建设局',
      '已答复',
    ])
      expect(body).toContain(shown)
    for (const not of ['13987654321', '周某', '孙某', '不满意', '评价的话']) expect(body).not.toContain(not)
  })

  it('shows no answer that was not delivered', async () => {
    const id = await given('一件还在写答复的', { state: 'handling' })
    await givenReply(id, '未送达的答复', null)
    const body = await pageOf(`/proposals/${id}`)
    expect(body).not.toContain('未送达的答复')
    expect(body).toContain('住房和城乡建设局（独办）')
  })

  it('shows hostile text as text', async () => {
    const id = await given(hostile, { text: hostile, category: '政治建设' })
    await db
      .updateTable('proposals')
      .set({ proposers: hostile, category: hostile.slice(0, 40) })
      .where('id', '=', id)
      .execute()
    await makePublic(app, offices.get(top.id)!, id)
    await givenReply(id, hostile, '2026-02-10T02:00:00Z')
    const pages = [await pageOf(`/proposals/${id}`), await pageOf('/proposals'), await pageOf('/')]
    const feed = await pageOf('/feed.xml')
    expect(feed).not.toMatch(/<script|<img/)
    expect(feed).toContain('&lt;script&gt;')
    const echoed = await pageOf(
      `/proposals?category=${encodeURIComponent(hostile.slice(0, 40))}&text=${encodeURIComponent(hostile)}`,
    )
    for (const body of [...pages, echoed, await pageOf(`/nothing/${encodeURIComponent(hostile)}?q=${hostile}`)]) {
      expect(body).not.toMatch(/<script|<img src=x/)
    }
    expect(pages[0]).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })
})

describe('addresses that lead nowhere', () => {
  it.each([
    ['/nothing', 404],
    ['/proposals/not-an-id', 404],
    [`/proposals/${newId()}`, 404],
    [`/proposals?committee=${newId()}`, 404],
    ['/proposals?committee=1', 400],
    ['/proposals?cursor=abc', 400],
    ['/proposals?category=a&category=b', 400],
    [`/proposals?category=${'长'.repeat(41)}`, 400],
  ])('%s is answered %i with a page for people and a problem for programs', async (url, status) => {
    const page = await get(encodeURI(url))
    expect(page.statusCode).toBe(status)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).toContain('<html lang="zh-CN"')
    const problem = await get(encodeURI(url), { accept: 'application/json' })
    expect(problem.statusCode).toBe(status)
    expect(problem.headers['content-type']).toContain('application/problem+json')
  })

  it('leaves the answers of the API as they are', async () => {
    for (const url of ['/api/v1/nothing', '/app/assets/nothing.js'])
      expect((await get(url)).headers['content-type']).toContain('application/problem+json')
  })
})

describe('the frame', () => {
  it('keeps the chosen text size in a cookie and passes by a wrong one', async () => {
    const chosen = await get('/proposals?text=larger')
    expect(chosen.headers['set-cookie']).toContain('tongxin_text=larger')
    expect(chosen.body).toContain('data-text-size="larger"')
    expect((await get('/', { ...browser, cookie: 'tongxin_text=large' })).body).toContain('data-text-size="large"')
    const wrong = await get('/?text=huge', { ...browser, cookie: 'tongxin_text=evil' })
    expect(wrong.statusCode).toBe(200)
    expect(wrong.headers['set-cookie']).toBeUndefined()
    expect(wrong.body).toContain('data-text-size="normal"')
  })

  it('keeps the filters when the text size changes', async () => {
    const body = await pageOf(`/proposals?committee=${county.id}`)
    expect(body).toContain(`/proposals?committee=${county.id}&amp;text=large`)
  })

  it('serves one style sheet that may be kept for ever at its own address', async () => {
    const [, address] = /<link rel="stylesheet" href="([^"]+)"/.exec(await pageOf('/')) ?? []
    const sheet = await get(address!)
    expect(sheet.headers['content-type']).toBe('text/css; charset=utf-8')
    expect(sheet.headers['cache-control']).toContain('immutable')
    expect((await get('/site.css')).headers['cache-control']).toBe('no-cache')
  })

  it('keeps the security headers, and has an icon and a word for robots', async () => {
    const home = await get('/')
    expect(home.headers['content-security-policy']).toContain("default-src 'self'")
    expect(home.headers['x-content-type-options']).toBe('nosniff')
    expect((await get('/favicon.svg')).headers['content-type']).toBe('image/svg+xml')
    expect((await get('/robots.txt')).body).toContain('Disallow: /api/')
  })
})

it('says what to do first where there is no committee yet', async () => {
  const frame = { siteName: '', styleSheet: '/site.css', textSize: 'normal', path: '/', query: {} } as const
  const counts = { registered: 0, replied: 0, concluded: 0, limit: 1 }
  const data = { counts, newest: [], coming: [], committees: [], today: '2026-03-02' }
  expect(pageText(homePage(frame, data))).toContain('还没有建立政协委员会')
})

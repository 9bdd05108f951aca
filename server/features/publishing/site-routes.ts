import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type TextSize, textSize } from '#contract/accounts.ts'
import { cursor, id, text } from '#contract/common.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { invalidInput, notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/store.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { activityListPage, activityPage } from '#site/activities.ts'
import { awardListPage, awardPage } from '#site/awards.ts'
import { failurePage } from '#site/failure.ts'
import { atomFeed, sitemap } from '#site/feed.ts'
import type { Frame } from '#site/frame.ts'
import { homePage } from '#site/home.ts'
import { type Html, pageText } from '#site/html.ts'
import { proposalPage } from '#site/proposal.ts'
import { proposalListPage } from '#site/proposal-list.ts'
import { exportPublicProposals } from './export.ts'
import { getPublicActivity, getPublicPaper, listComing, listPublicActivities } from './queries/activities.ts'
import { getPublicAward, listPublicAwards } from './queries/awards.ts'
import { newestPublished, publicPages } from './queries/feed.ts'
import {
  countPublicProposals,
  getPublicFile,
  getPublicProposal,
  listPublicCommittees,
  listPublicProposals,
  type PublicContext,
  publicCategories,
  publicUnits,
  publicYears,
} from './queries/public.ts'
import { publicSearch } from './rules.ts'
import { sign, styleHash, styleSheet } from './style-sheet.ts'

const textCookie = 'tongxin_text'
const yearSeconds = 365 * 86_400
const pageSize = 20
const newestShown = 10
const comingShown = 5
/** The numbers of the first page may be this old: everybody asks for the same ones. */
const countsLifeMs = 60_000

const listFilters = z.object({
  committee: id.optional(),
  category: text(40).optional(),
  year: z
    .string()
    .regex(/^(19|20|21)\d\d$/)
    .optional(),
  unit: id.optional(),
  q: text(60).optional(),
})
const listQuery = listFilters.extend({ cursor: cursor.optional() })
const feedQuery = z.object({ committee: id.optional() })

/** What the query reads, of what the form sent. */
const filtersOf = ({ year, ...rest }: z.output<typeof listFilters>) => ({
  ...rest,
  ...(year === undefined ? {} : { year: Number(year) }),
})

/** A query as a form without script sends it: what was not chosen is there, and empty. */
function chosenOf(request: FastifyRequest): Record<string, unknown> {
  const { text: _, ...query } = request.query as Record<string, unknown>
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

function textSizeOf(request: FastifyRequest): TextSize {
  const { text } = (request.query ?? {}) as { text?: unknown }
  return textSize.catch(textSize.catch('normal').parse(request.cookies?.[textCookie])).parse(text)
}

function frameOf(request: FastifyRequest, siteName: string, query: Record<string, string>): Frame {
  const [path = '/'] = request.url.split('?')
  return { siteName, styleSheet: `/site.css?v=${styleHash}`, textSize: textSizeOf(request), path, query }
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: Html): FastifyReply {
  const { text } = request.query as { text?: unknown }
  if (textSize.safeParse(text).success)
    reply.setCookie(textCookie, String(text), { path: '/', maxAge: yearSeconds, sameSite: 'lax', httpOnly: true })
  return reply
    .headers({ 'cache-control': 'no-cache', vary: 'cookie' })
    .type('text/html; charset=utf-8')
    .send(pageText(page))
}

/** What a person sees in place of a page of the site that failed; null where a program asked. It needs no database. */
export function publicFailure(request: FastifyRequest, status: number): string | null {
  if (/^\/(api|app)(\/|\?|$)/.test(request.url) || !request.headers.accept?.includes('text/html')) return null
  return pageText(failurePage({ ...frameOf(request, '', {}), path: '/' }, status))
}

/** Binds the pages of the public site. Nobody is signed in here; all read through the one rule of what is public. */
export function registerPublicSite(
  app: FastifyInstance,
  deps: { db: Kysely<DB>; clock(): Date; files: FileStore; publicUrl: string | undefined },
): void {
  const context = (): PublicContext => ({ db: deps.db, now: deps.clock() })
  const today = () => civilDateOf(deps.clock())
  const topOf = (committees: { name: string }[]) => committees[0]?.name ?? ''
  const origin = (request: FastifyRequest) =>
    (deps.publicUrl ?? `${request.protocol}://${request.host}`).replace(/\/+$/, '')
  const counts = keptFor(countsLifeMs, deps.clock, () => countPublicProposals(context()))

  app.get('/', async (request, reply) => {
    const ctx = context()
    const [committees, page, numbers, coming] = await Promise.all([
      listPublicCommittees(ctx),
      listPublicProposals(ctx, { limit: newestShown }),
      counts(),
      listComing(ctx, comingShown),
    ])
    const frame = frameOf(request, topOf(committees), {})
    return sendPage(
      request,
      reply,
      homePage(frame, { counts: numbers, newest: page.items, coming, committees, today: today() }),
    )
  })

  app.get('/proposals', async (request, reply) => {
    const ctx = context()
    const parsed = listQuery.safeParse(chosenOf(request))
    if (!parsed.success) throw invalidInput('query', '网址里的条件无效')
    const { cursor, ...chosen } = parsed.data
    const committees = await listPublicCommittees(ctx)
    if (chosen.committee && !committees.some((one) => one.id === chosen.committee)) throw notFound('committee')
    // A unit is one of a committee's: with another one chosen, or none, it is not asked for any more.
    const units = await publicUnits(ctx, chosen.committee)
    if (chosen.unit && !units.some((one) => one.id === chosen.unit)) delete chosen.unit
    const [categories, years, page] = await Promise.all([
      publicCategories(ctx, chosen.committee),
      publicYears(ctx),
      listPublicProposals(ctx, { ...filtersOf(chosen), cursor, limit: pageSize }),
    ])
    const query = { ...chosen, ...(cursor ? { cursor } : {}) } as Record<string, string>
    const frame = frameOf(request, topOf(committees), query)
    const tooShort = chosen.q !== undefined && publicSearch(chosen.q).words.length === 0
    const data = {
      ...page,
      later: cursor !== undefined,
      committees,
      categories,
      years,
      units,
      chosen,
      tooShort,
      today: today(),
    }
    return sendPage(request, reply, proposalListPage(frame, data))
  })

  app.get('/proposals/:id', async (request, reply) => {
    const ctx = context()
    const { data } = id.safeParse((request.params as { id: string }).id)
    if (!data) throw notFound('proposal')
    const [proposal, committees] = await Promise.all([getPublicProposal(ctx, data), listPublicCommittees(ctx)])
    return sendPage(request, reply, proposalPage(frameOf(request, topOf(committees), {}), proposal, today()))
  })

  app.get('/proposals/:id/files/:fileId', async (request, reply) => {
    const { data } = z.object({ id, fileId: id }).safeParse(request.params)
    if (!data) throw notFound('attachment')
    const file = await getPublicFile(context(), data.id, data.fileId)
    return reply.headers(downloadHeaders(file.name, file.mediaType)).send(deps.files.read(file.sha256))
  })

  app.get('/activities', async (request, reply) => {
    const ctx = context()
    const [items, committees] = await Promise.all([listPublicActivities(ctx), listPublicCommittees(ctx)])
    const frame = frameOf(request, topOf(committees), {})
    return sendPage(request, reply, activityListPage(frame, { ...items, today: today() }))
  })

  app.get('/activities/:id', async (request, reply) => {
    const ctx = context()
    const { data } = id.safeParse((request.params as { id: string }).id)
    if (!data) throw notFound('activity')
    const [one, committees] = await Promise.all([getPublicActivity(ctx, data), listPublicCommittees(ctx)])
    return sendPage(request, reply, activityPage(frameOf(request, topOf(committees), {}), one, today()))
  })

  app.get('/activities/:id/papers/:fileId', async (request, reply) => {
    const { data } = z.object({ id, fileId: id }).safeParse(request.params)
    if (!data) throw notFound('paper')
    const file = await getPublicPaper(context(), data.id, data.fileId)
    return reply.headers(downloadHeaders(file.name, file.mediaType)).send(deps.files.read(file.sha256))
  })

  app.get('/awards', async (request, reply) => {
    const ctx = context()
    const [rounds, committees] = await Promise.all([listPublicAwards(ctx), listPublicCommittees(ctx)])
    return sendPage(request, reply, awardListPage(frameOf(request, topOf(committees), {}), { rounds, today: today() }))
  })

  app.get('/awards/:id', async (request, reply) => {
    const ctx = context()
    const { data } = id.safeParse((request.params as { id: string }).id)
    if (!data) throw notFound('awardRound')
    const [round, committees] = await Promise.all([getPublicAward(ctx, data), listPublicCommittees(ctx)])
    return sendPage(request, reply, awardPage(frameOf(request, topOf(committees), {}), round, today()))
  })

  app.get('/proposals.csv', async (request, reply) => {
    const parsed = listFilters.safeParse(chosenOf(request))
    if (!parsed.success) throw invalidInput('query', '网址里的条件无效')
    const file = exportPublicProposals(context(), filtersOf(parsed.data))
    return reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
  })

  app.get('/feed.xml', async (request, reply) => {
    const ctx = context()
    const parsed = feedQuery.safeParse(chosenOf(request))
    if (!parsed.success) throw invalidInput('query', '网址里的条件无效')
    const committees = await listPublicCommittees(ctx)
    const { committee } = parsed.data
    const name = committee ? committees.find((one) => one.id === committee)?.name : topOf(committees)
    if (name === undefined) throw notFound('committee')
    const entries = await newestPublished(ctx, committee)
    const site = { origin: origin(request), name, path: committee ? `/feed.xml?committee=${committee}` : '/feed.xml' }
    return reply
      .header('cache-control', 'no-cache')
      .type('application/atom+xml; charset=utf-8')
      .send(atomFeed(site, entries, ctx.now.toISOString()))
  })

  app.get('/sitemap.xml', async (request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .type('application/xml; charset=utf-8')
      .send(sitemap(origin(request), await publicPages(context()))),
  )

  app.get('/site.css', async (request, reply) => {
    const { v } = request.query as { v?: unknown }
    const kept = v === styleHash ? `public, max-age=${yearSeconds}, immutable` : 'no-cache'
    return reply.header('cache-control', kept).type('text/css; charset=utf-8').send(styleSheet)
  })
  app.get('/favicon.svg', async (_, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(sign),
  )
  app.get('/robots.txt', async (request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(`User-agent: *\nDisallow: /api/\nDisallow: /app/\nSitemap: ${origin(request)}/sitemap.xml\n`),
  )
}

/** Asks once for all who ask within `lifeMs`; a failure is not kept. */
function keptFor<T>(lifeMs: number, clock: () => Date, ask: () => Promise<T>): () => Promise<T> {
  let kept: { at: number; answer: Promise<T> } | null = null
  return () => {
    const now = clock().getTime()
    if (kept && now - kept.at < lifeMs) return kept.answer
    const answer = ask()
    kept = { at: now, answer }
    answer.catch(() => {
      kept = null
    })
    return answer
  }
}

import { sql } from 'kysely'
import type { FeedEntry } from '#site/feed.ts'
import { publicActivities } from './activities.ts'
import { handledAs, type PublicContext, publicProposals } from './public.ts'

const newest = 50

/** What was made public last, proposals, replies and activities, the newest first. */
export async function newestPublished(ctx: PublicContext, committee: string | undefined): Promise<FeedEntry[]> {
  const proposals = await publicProposals(ctx)
    .innerJoin('committees as c', 'c.id', 'o.committee_id')
    .select(['o.proposal_id as id', 'o.title', 'o.proposers', 'o.analysis as text', 'c.name as committee'])
    .select(sql<string>`o.published_at`.as('publishedAt'))
    .$if(committee !== undefined, (query) => query.where('o.committee_id', '=', committee!))
    .orderBy('o.published_at', 'desc')
    .orderBy('o.proposal_id', 'desc')
    .limit(newest)
    .execute()
  const replies = await publicProposals(ctx)
    .innerJoin('published_replies as y', (join) =>
      join.onRef('y.committee_id', '=', 'o.committee_id').on('y.proposal_id', '=', handledAs),
    )
    .innerJoin('replies as r', (join) =>
      join.onRef('r.committee_id', '=', 'y.committee_id').onRef('r.id', '=', 'y.reply_id'),
    )
    .innerJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'r.committee_id').onRef('a.id', '=', 'r.assignment_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .select(['o.proposal_id as id', 'y.reply_id as replyId', 'o.title', 'u.name as unit', 'y.text'])
    .select(sql<string>`y.published_at`.as('publishedAt'))
    .$if(committee !== undefined, (query) => query.where('o.committee_id', '=', committee!))
    .orderBy('y.published_at', 'desc')
    .orderBy('y.reply_id', 'desc')
    .limit(newest)
    .execute()
  const activities = await publicActivities(ctx)
    .clearSelect()
    .select(['a.id', 'o.title', 'o.words as text', 'c.name as committee', 'g.name as organiser'])
    .select(sql<string>`o.published_at`.as('publishedAt'))
    .$if(committee !== undefined, (query) => query.where('o.committee_id', '=', committee!))
    .orderBy('o.published_at', 'desc')
    .orderBy('o.activity_id', 'desc')
    .limit(newest)
    .execute()
  return [
    ...proposals.map((p) => ({
      key: `proposals/${p.id}`,
      path: `/proposals/${p.id}`,
      title: p.title,
      author: p.proposers,
      text: p.text,
      publishedAt: p.publishedAt,
    })),
    ...replies.map((r) => ({
      key: `proposals/${r.id}:${r.replyId}`,
      path: `/proposals/${r.id}`,
      title: `${r.unit}的答复：${r.title}`,
      author: r.unit,
      text: r.text,
      publishedAt: r.publishedAt,
    })),
    ...activities.map(({ id, organiser, committee, ...shown }) => ({
      key: `activities/${id}`,
      path: `/activities/${id}`,
      author: organiser ?? committee,
      ...shown,
    })),
  ]
    .toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : a.publishedAt > b.publishedAt ? -1 : 0))
    .slice(0, newest)
}

/** As many as a sitemap may hold. Source: sitemaps.org, 50,000 addresses a file. */
const sitemapLimit = 50_000

/** Every public page of a proposal or an activity, with the day it was made public. */
export async function publicPages(ctx: PublicContext): Promise<{ path: string; on: string }[]> {
  const activities = await publicActivities(ctx)
    .clearSelect()
    .select(sql<string>`'/activities/' || o.activity_id`.as('path'))
    .select(sql<string>`(o.published_at at time zone 'Asia/Shanghai')::date`.as('on'))
    .orderBy('o.published_at', 'desc')
    .orderBy('o.activity_id', 'desc')
    .limit(sitemapLimit / 5)
    .execute()
  const proposals = await publicProposals(ctx)
    .select(sql<string>`'/proposals/' || o.proposal_id`.as('path'))
    .select(sql<string>`(o.published_at at time zone 'Asia/Shanghai')::date`.as('on'))
    .orderBy('o.registered_at', 'desc')
    .orderBy('o.proposal_id', 'desc')
    .limit(sitemapLimit - activities.length - 3)
    .execute()
  return [...activities, ...proposals]
}

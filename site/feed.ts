import { fragmentText, html } from './html.ts'

/** Something made public: a proposal, a reply to one, an activity. */
export interface FeedEntry {
  /** What it is known by, never another's: proposals/… */
  key: string
  /** Where it is read: /proposals/… */
  path: string
  title: string
  author: string
  text: string
  publishedAt: string
}

/** Signs that XML cannot hold at all. */
const unprintable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu
const plain = (text: string) => text.replace(unprintable, '')

const summaryCharacters = 200
const shortened = (text: string) => {
  const characters = [...text.trim()]
  return characters.length > summaryCharacters ? `${characters.slice(0, summaryCharacters).join('')}……` : text.trim()
}

/** What was made public last, for feed readers. @param origin where the site stands, without a slash at its end
 *  Source: RFC 4287 (Atom). */
export function atomFeed(
  site: { origin: string; name: string; path: string },
  entries: readonly FeedEntry[],
  now: string,
): string {
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${site.origin}${site.path}</id>
<title>${plain(site.name)}提案公开</title>
<updated>${entries[0]?.publishedAt ?? now}</updated>
<link rel="self" href="${site.origin}${site.path}"/>
<link rel="alternate" type="text/html" href="${site.origin}/proposals"/>
${entries.map(
  (entry) => html`<entry>
<id>${site.origin}/${entry.key}</id>
<title>${plain(entry.title) || '（无案由）'}</title>
<author><name>${plain(entry.author)}</name></author>
<updated>${entry.publishedAt}</updated>
<link rel="alternate" type="text/html" href="${site.origin}${entry.path}"/>
<summary>${shortened(plain(entry.text))}</summary>
</entry>
`,
)}</feed>`
  return `<?xml version="1.0" encoding="utf-8"?>\n${fragmentText(feed)}\n`
}

/** The addresses of all public pages, for search engines. Source: sitemaps.org. */
export function sitemap(origin: string, pages: readonly { path: string; on: string }[]): string {
  const set = html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${origin}/</loc></url>
<url><loc>${origin}/proposals</loc></url>
<url><loc>${origin}/activities</loc></url>
${pages.map((page) => html`<url><loc>${origin}${page.path}</loc><lastmod>${page.on}</lastmod></url>\n`)}</urlset>`
  return `<?xml version="1.0" encoding="utf-8"?>\n${fragmentText(set)}\n`
}

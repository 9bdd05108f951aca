import type { TextSize } from '#contract/accounts.ts'
import { type Content, type Html, html } from './html.ts'

/** What every page of the public site is framed by. */
export interface Frame {
  /** Name of the top committee; empty where none is there, or the page must do without the database. */
  siteName: string
  /** Address of the style sheet, with the hash of its content. */
  styleSheet: string
  textSize: TextSize
  /** Address of the page itself: path, and its query without the text size. */
  path: string
  query: Readonly<Record<string, string>>
}

const sizes: readonly [TextSize, string][] = [
  ['normal', '标准'],
  ['large', '大'],
  ['larger', '特大'],
]
const places: readonly [string, string][] = [
  ['/', '首页'],
  ['/proposals', '提案'],
  ['/activities', '会议活动'],
  ['/awards', '评优公示'],
]

/** An address with its query, empty values left out. */
export function address(path: string, query: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** A whole page. @param title its own name; empty on the first page */
export function page(frame: Frame, title: string, content: Content): Html {
  const name = frame.siteName || '政协'
  return html`<html lang="zh-CN" data-text-size="${frame.textSize}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title ? `${title} · ` : ''}${name}提案公开</title>
<link rel="stylesheet" href="${frame.styleSheet}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="alternate" href="/feed.xml" type="application/atom+xml" title="${name}提案公开">
</head>
<body>
<a class="skip-link" href="#content">跳到正文</a>
<header class="site-top">
<div class="site-width">
<a class="site-name" href="/"><img src="/favicon.svg" alt="" width="32" height="32"><span>${name}<small>提案公开</small></span></a>
<nav class="site-places" aria-label="栏目">
${places.map(([path, word]) => html`<a href="${path}"${frame.path === path && html` aria-current="page"`}>${word}</a>`)}
<a href="/app/">登录工作台</a>
</nav>
<nav class="site-sizes" aria-label="字号">
<span aria-hidden="true">字号</span>
${sizes.map(
  ([size, word]) =>
    html`<a href="${address(frame.path, { ...frame.query, text: size })}" aria-label="字号：${word}"${frame.textSize === size && html` aria-current="true"`}>${word}</a>`,
)}
</nav>
</div>
</header>
<main id="content" class="site-width" tabindex="-1">
${content}
</main>
<footer class="site-foot">
<div class="site-width">
<p>这里只登载已经立案、提案者同意、经审核可以公开的提案和承办单位的答复；有的内容按规定作了删节。会议活动只登载政协决定公开的。可以<a href="/feed.xml">订阅新公开的提案、答复和会议活动</a>。</p>
<p>政协委员、政协机关和承办单位请<a href="/app/">登录工作台</a>办理。</p>
</div>
</footer>
</body>
</html>`
}

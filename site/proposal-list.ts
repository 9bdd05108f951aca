import type { Piece } from '#contract/finding.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { address, type Frame, page } from './frame.ts'
import { type Html, html } from './html.ts'
import { agoWords, dateWords, stateWords } from './words.ts'

/** A public proposal as lists show it. */
export interface PublicItem {
  id: string
  title: string
  /** 第十届五次会议第0077号; empty where it has none. */
  numberText: string
  committee: string
  proposers: string
  /** Its name; empty where it has none. */
  category: string
  state: ProposalState
  registeredOn: string
  /** Of a search: the title and the first passage, what was sought marked. */
  titlePieces?: readonly Piece[]
  excerpt?: readonly Piece[]
}

export interface PublicCommittee {
  id: string
  name: string
  /** Id of the one above; null for the top. */
  parentId: string | null
}

export interface ProposalListData {
  items: readonly PublicItem[]
  nextCursor: string | null
  /** Whether this is not the first page. */
  later: boolean
  committees: readonly PublicCommittee[]
  categories: readonly { code: string; name: string }[]
  years: readonly number[]
  /** Of the committee chosen; none without one. */
  units: readonly { id: string; name: string }[]
  chosen: { committee?: string; category?: string; year?: string; unit?: string; q?: string }
  /** What was typed holds nothing that can be sought: fewer than two letters. */
  tooShort: boolean
  today: string
}

/** A text in pieces, what was sought marked. */
const marks = (pieces: readonly Piece[]): Html[] =>
  pieces.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : html`${text}`))

/** The entries of a list. */
export function itemList(items: readonly PublicItem[], today: string): Html {
  return html`<ol class="matters">
${items.map(
  (item) => html`<li class="matter">
<a class="matter-title" href="/proposals/${item.id}">${item.titlePieces && item.title ? marks(item.titlePieces) : item.title || '（无案由）'}</a>
${item.excerpt && html`<p class="matter-excerpt">${marks(item.excerpt)}</p>`}
<p class="matter-facts">
<span class="state">${stateWords[item.state]}</span>
${item.numberText && html`<span>${item.numberText}</span>`}
<span>${item.committee}</span>
<span>提案者：${item.proposers}</span>
${item.category && html`<span>${item.category}</span>`}
<span>立案：<time datetime="${item.registeredOn}">${dateWords(item.registeredOn)}</time>（${agoWords(item.registeredOn, today)}）</span>
</p>
</li>
`,
)}</ol>`
}

function option(value: string, name: string, chosen: string | undefined): Html {
  return html`<option value="${value}"${value === (chosen ?? '') && html` selected`}>${name}</option>`
}

function nothingWords(data: ProposalListData): Html {
  const filtered = Object.values(data.chosen).some(Boolean)
  const words = data.tooShort
    ? '请至少填两个字再查找。'
    : data.later
      ? '后面没有提案了。'
      : filtered
        ? '没有符合条件的公开提案。可以少选一个条件，或者换个说法。'
        : '这里还没有公开的提案。'
  return html`<p class="nothing" role="status">${words}${filtered && html`可以<a href="/proposals">看全部提案</a>。`}</p>`
}

/** The list of public proposals, filtered and searched, page by page. */
export function proposalListPage(frame: Frame, data: ProposalListData): Html {
  const { items, chosen, nextCursor } = data
  return page(
    frame,
    '提案',
    html`<h1>公开的提案</h1>
<form class="filters no-print" action="/proposals" method="get" role="search">
<p class="wide"><label for="q">查找</label>
<input type="search" id="q" name="q" value="${chosen.q ?? ''}" maxlength="60" placeholder="案由、内容或答复里的字"></p>
<p><label for="committee">政协委员会</label>
<select id="committee" name="committee">
${option('', '全部', chosen.committee)}
${data.committees.map((committee) => option(committee.id, committee.name, chosen.committee))}
</select></p>
<p><label for="category">类别</label>
<select id="category" name="category">
${option('', '全部', chosen.category)}
${data.categories.map((category) => option(category.code, category.name, chosen.category))}
</select></p>
<p><label for="year">立案年份</label>
<select id="year" name="year">
${option('', '各年', chosen.year)}
${data.years.map((year) => option(String(year), `${year} 年`, chosen.year))}
</select></p>
${
  data.units.length > 0 &&
  html`<p><label for="unit">承办单位</label>
<select id="unit" name="unit">
${option('', '全部', chosen.unit)}
${data.units.map((unit) => option(unit.id, unit.name, chosen.unit))}
</select></p>`
}
<p><button type="submit">查看</button></p>
</form>
${items.length > 0 ? itemList(items, data.today) : nothingWords(data)}
<nav class="pages no-print" aria-label="翻页">
${data.later && html`<a href="${address('/proposals', chosen)}">回到最新</a>`}
${items.length > 0 && html`<a href="${address('/proposals.csv', chosen)}">下载成表格（CSV）</a>`}
${nextCursor && html`<a rel="next" href="${address('/proposals', { ...chosen, cursor: nextCursor })}">更早的提案</a>`}
</nav>`,
  )
}

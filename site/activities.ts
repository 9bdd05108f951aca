import { type ActivityKind, activityKindNames } from '#contract/activity-kinds.ts'
import { type Frame, page } from './frame.ts'
import { type Html, html, paragraphs } from './html.ts'
import { agoWords, dateWords, sizeWords } from './words.ts'

/** A meeting or activity as lists show it to everybody. */
export interface PublicActivityItem {
  id: string
  title: string
  kind: ActivityKind
  committee: string
  /** The group or special committee that organises it; null: the committee itself. */
  organiser: string | null
  place: string
  state: 'announced' | 'postponed' | 'concluded' | 'archived' | 'cancelled'
  startsAt: string
  endsAt: string
}

export interface PublicActivity extends PublicActivityItem {
  words: string
  /** 成果、简报、纪要 that were signed and chosen. */
  records: readonly { title: string; text: string }[]
  papers: readonly { id: string; name: string; size: number }[]
}

const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** 2026年3月20日 09:00—12:00, and how far away. */
function when(one: PublicActivityItem, today: string): Html {
  const [from, to] = [day.format(new Date(one.startsAt)), day.format(new Date(one.endsAt))]
  const [begins, ends] = [clock.format(new Date(one.startsAt)), clock.format(new Date(one.endsAt))]
  const words =
    from === to ? `${dateWords(from)} ${begins}—${ends}` : `${dateWords(from)} ${begins} 至 ${dateWords(to)} ${ends}`
  return html`<time datetime="${from}">${words}</time>（${agoWords(from, today)}）`
}

function standing(one: PublicActivityItem, today: string): string {
  if (one.state === 'postponed') return '延期，时间另定'
  if (one.state === 'cancelled') return '已取消'
  if (one.state !== 'announced') return '已举行'
  const [from, to] = [day.format(new Date(one.startsAt)), day.format(new Date(one.endsAt))]
  return to < today ? '已举行' : from > today ? '将举行' : '正在举行'
}

/** The entries of a list. */
export function activityList(items: readonly PublicActivityItem[], today: string): Html {
  return html`<ol class="matters">
${items.map(
  (one) => html`<li class="matter">
<a class="matter-title" href="/activities/${one.id}">${one.title}</a>
<p class="matter-facts"><span>${activityKindNames[one.kind]}</span> <span>${one.committee}</span> <span class="state">${standing(one, today)}</span> ${one.state !== 'postponed' && html`<span>${when(one, today)}</span>`}${one.place && html` <span>${one.place}</span>`}</p>
</li>
`,
)}</ol>`
}

/** What is to come and what was. */
export function activityListPage(
  frame: Frame,
  data: { coming: readonly PublicActivityItem[]; past: readonly PublicActivityItem[]; today: string },
): Html {
  const { coming, past, today } = data
  return page(
    frame,
    '会议活动',
    html`<h1>会议活动</h1>
${
  coming.length + past.length === 0
    ? html`<p class="nothing" role="status">现在没有公开的会议活动。政协决定公开的会议、协商、视察和公益活动，会登在这里。</p>`
    : html`${
        coming.length > 0 &&
        html`<section aria-labelledby="coming"><h2 id="coming">近期</h2>
${activityList(coming, today)}</section>`
      }
${
  past.length > 0 &&
  html`<section aria-labelledby="past"><h2 id="past">已举行</h2>
${activityList(past, today)}</section>`
}`
}`,
  )
}

/** One activity: when, where, what it is about, what came of it, papers. */
export function activityPage(frame: Frame, one: PublicActivity, today: string): Html {
  return page(
    frame,
    one.title,
    html`<p class="back no-print"><a href="/activities">会议活动</a></p>
<h1>${one.title}</h1>
<p class="matter-facts"><span>${activityKindNames[one.kind]}</span> <span>${one.committee}</span>${one.organiser && html` <span>${one.organiser}</span>`} <span class="state">${standing(one, today)}</span></p>
<dl class="facts">
${one.state !== 'postponed' && html`<div><dt>时间</dt><dd>${when(one, today)}</dd></div>`}
${one.place && html`<div><dt>地点</dt><dd>${one.place}</dd></div>`}
</dl>
${one.words && html`<div class="prose">${paragraphs(one.words)}</div>`}
${one.records.map(
  (record) => html`<section>
<h2>${record.title}</h2>
<div class="prose">${paragraphs(record.text)}</div>
</section>
`,
)}
${
  one.papers.length > 0 &&
  html`<section aria-labelledby="papers">
<h2 id="papers">材料</h2>
<ul class="files">
${one.papers.map(({ id, name, size }) => html`<li><a href="/activities/${one.id}/papers/${id}">${name}</a>（${sizeWords(size)}）</li>`)}
</ul>
</section>`
}`,
  )
}

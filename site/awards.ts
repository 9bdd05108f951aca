import { type Frame, page } from './frame.ts'
import { type Html, html } from './html.ts'
import { agoWords, dateWords } from './words.ts'

/** A round of commendation as lists show it. */
export interface PublicAwardRound {
  id: string
  title: string
  committee: string
  kind: 'proposals' | 'units' | 'persons'
  /** Awarded; else on notice (公示). */
  given: boolean
  givenOn: string | null
  noticeFrom: string | null
  noticeUntil: string | null
}

export interface PublicAward extends PublicAwardRound {
  /** Whom to tell of an objection; empty once the notice is over. */
  contact: string
  /** `proposalId` where the proposal itself is public. */
  winners: readonly { proposalId: string | null; name: string; about: string }[]
}

const kindWords: Record<PublicAwardRound['kind'], string> = {
  proposals: '优秀提案',
  units: '提案承办先进单位',
  persons: '提案承办先进个人',
}

/** Where it stands: on notice until a day, or given on a day. */
function standing(round: PublicAwardRound, today: string): Html {
  if (round.given && round.givenOn)
    return html`<span class="state">已表彰</span> <span><time datetime="${round.givenOn}">${dateWords(round.givenOn)}</time>（${agoWords(round.givenOn, today)}）</span>`
  const until = round.noticeUntil ?? ''
  const over = until !== '' && until < today
  return html`<span class="state">${over ? '公示已满' : '公示中'}</span> ${until && html`<span>公示到<time datetime="${until}">${dateWords(until)}</time>（${agoWords(until, today)}）</span>`}`
}

/** All rounds that are public, the newest first. */
export function awardListPage(frame: Frame, data: { rounds: readonly PublicAwardRound[]; today: string }): Html {
  return page(
    frame,
    '评优公示',
    html`<h1>评优公示</h1>
${
  data.rounds.length === 0
    ? html`<p class="nothing" role="status">现在没有公示的评优。优秀提案、承办先进单位和先进个人评出以后，公示的名单登在这里。</p>`
    : html`<ol class="matters">
${data.rounds.map(
  (round) => html`<li class="matter">
<a class="matter-title" href="/awards/${round.id}">${round.title}</a>
<p class="matter-facts"><span>${kindWords[round.kind]}</span> <span>${round.committee}</span> ${standing(round, data.today)}</p>
</li>
`,
)}</ol>`
}`,
  )
}

/** One round: who is commended, and whom to tell of an objection while the notice runs. */
export function awardPage(frame: Frame, round: PublicAward, today: string): Html {
  return page(
    frame,
    round.title,
    html`<p><a href="/awards">评优公示</a></p>
<h1>${round.title}</h1>
<p class="matter-facts"><span>${kindWords[round.kind]}</span> <span>${round.committee}</span> ${standing(round, today)}</p>
<ol class="winners">
${round.winners.map(
  (one) =>
    html`<li>${one.proposalId ? html`<a href="/proposals/${one.proposalId}">${one.name}</a>` : one.name}${one.about && html`<br><span class="winner-about">${one.about}</span>`}</li>
`,
)}</ol>
${
  round.contact &&
  html`<section aria-labelledby="objections">
<h2 id="objections">有不同意见</h2>
<p>对上面的名单有异议的，请在${round.noticeUntil && dateWords(round.noticeUntil)}以前反映：${round.contact}。请说明是哪一项、什么情况。</p>
</section>`
}`,
  )
}

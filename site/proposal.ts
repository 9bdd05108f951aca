import type { HandlingRole } from '#contract/handling.ts'
import { shortened } from '#contract/reply-text.ts'
import { type Frame, page } from './frame.ts'
import { type Html, html, paragraphs } from './html.ts'
import type { PublicItem } from './proposal-list.ts'
import { agoWords, dateWords, roleWords, sizeWords, stateWords } from './words.ts'

export interface PublicReply {
  unit: string
  round: number
  /** Name of its class, e.g. 已经解决或基本解决; empty where it has none. */
  className: string
  documentNumber: string
  text: string
  /** The answer to each suggestion; none in replies written as one text. */
  answers: readonly { number: number; suggestion: string; answer: string; measure: string; dueOn: string | null }[]
  closing: string
  deliveredOn: string
}

/** A public proposal as its page shows it. */
export interface PublicProposal extends PublicItem {
  committeeId: string
  analysis: string
  suggestions: readonly string[]
  units: readonly { name: string; role: HandlingRole }[]
  replies: readonly PublicReply[]
  files: readonly { id: string; name: string; size: number }[]
  concludedOn: string | null
}

function fact(name: string, value: Html | string | false | null): Html | null {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : null
}

function day(on: string, today: string): Html {
  return html`<time datetime="${on}">${dateWords(on)}</time>（${agoWords(on, today)}）`
}

function replySection(reply: PublicReply, today: string): Html {
  return html`<section class="reply">
<h3>${reply.unit}的答复${reply.round > 1 && `（第 ${reply.round} 次办理）`}</h3>
<dl class="facts">
${fact('答复时间', day(reply.deliveredOn, today))}
${fact('办理结果', reply.className)}
${fact('文号', reply.documentNumber)}
</dl>
<div class="prose">${paragraphs(reply.text)}</div>
${reply.answers.map((one) => answerSection(one, today))}
<div class="prose">${paragraphs(reply.closing)}</div>
</section>
`
}

function answerSection(one: PublicReply['answers'][number], today: string): Html {
  return html`<h4>第 ${one.number} 条建议：${shortened(one.suggestion)}</h4>
<div class="prose">${paragraphs(one.answer)}</div>
<dl class="facts">
${fact('措施', one.measure)}
${fact('完成时限', one.dueOn && day(one.dueOn, today))}
</dl>
`
}

/** One proposal with the answers it got. */
export function proposalPage(frame: Frame, proposal: PublicProposal, today: string): Html {
  const { replies, suggestions } = proposal
  const units = proposal.units.map((unit) => `${unit.name}（${roleWords[unit.role]}）`).join('、')
  return page(
    frame,
    proposal.title,
    html`<article>
<p class="back no-print"><a href="/proposals?committee=${proposal.committeeId}">${proposal.committee}的提案</a></p>
<h1>${proposal.title || '（无案由）'}</h1>
<dl class="facts">
${fact('办理状态', html`<span class="state">${stateWords[proposal.state]}</span>`)}
${fact('编号', proposal.numberText)}
${fact('提案者', proposal.proposers)}
${fact('类别', proposal.category)}
${fact('立案时间', day(proposal.registeredOn, today))}
${fact('承办单位', units)}
${fact('办结时间', proposal.concludedOn && day(proposal.concludedOn, today))}
</dl>
<section aria-labelledby="analysis">
<h2 id="analysis">情况分析</h2>
<div class="prose">${paragraphs(proposal.analysis)}</div>
</section>
<section aria-labelledby="suggestions">
<h2 id="suggestions">具体建议</h2>
<ol class="suggestions">
${suggestions.map((suggestion) => html`<li class="prose">${paragraphs(suggestion)}</li>`)}
</ol>
</section>
${
  proposal.files.length > 0 &&
  html`<section aria-labelledby="files">
<h2 id="files">附件</h2>
<ul class="files">
${proposal.files.map((file) => html`<li><a href="/proposals/${proposal.id}/files/${file.id}">${file.name}</a>（${sizeWords(file.size)}）</li>`)}
</ul>
</section>`
}
<section aria-labelledby="replies">
<h2 id="replies">办理答复</h2>
${replies.length > 0 ? replies.map((reply) => replySection(reply, today)) : html`<p class="nothing">还没有公开的答复。</p>`}
</section>
</article>`,
  )
}

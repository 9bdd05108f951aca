import { activityList, type PublicActivityItem } from './activities.ts'
import { type Frame, page } from './frame.ts'
import { type Html, html } from './html.ts'
import { itemList, type PublicCommittee, type PublicItem } from './proposal-list.ts'
import { countWords } from './words.ts'

/** How many public proposals of the terms that run now; each counted up to `limit`. */
export interface PublicCounts {
  registered: number
  replied: number
  concluded: number
  limit: number
}

export interface HomeData {
  counts: PublicCounts
  newest: readonly PublicItem[]
  /** What is to come, soonest first. */
  coming: readonly PublicActivityItem[]
  committees: readonly PublicCommittee[]
  today: string
}

function committeeLink({ id, name }: PublicCommittee): Html {
  return html`<a href="/proposals?committee=${id}">${name}</a>`
}

/** The committees as they stand below each other: one line a city, its counties behind it. */
function committeeTree(committees: readonly PublicCommittee[], parentId: string | null): Html | null {
  const here = committees.filter((committee) => committee.parentId === parentId)
  if (here.length === 0) return null
  return html`<ul class="committees">
${here.map((committee) => html`<li>${committeeLink(committee)}${committeeTree(committees, committee.id)}</li>`)}
</ul>`
}

/** The first page: what this is, how it stands, what is new, whose it is. */
export function homePage(frame: Frame, data: HomeData): Html {
  const { counts, newest, coming, committees } = data
  if (committees.length === 0) {
    return page(
      frame,
      '',
      html`<h1>提案公开</h1>
<p>这套系统还没有建立政协委员会。请系统管理员<a href="/app/">登录工作台</a>建立。</p>`,
    )
  }
  const numbers: [string, number, string][] = [
    ['已立案', counts.registered, '经审查立案，编了号'],
    ['已答复', counts.replied, '承办单位的答复已送达提案者'],
    ['已办结', counts.concluded, '答复和评价都已完成'],
  ]
  return page(
    frame,
    '',
    html`<h1>${frame.siteName}</h1>
<p class="lead">政协委员、政协参加单位和专门委员会把群众关心的事写成提案，政协审查立案，政府部门等承办单位办理并答复。这里公开${committees.length > 1 && '本级和所属各级政协'}经提案者同意的提案和答复，任何人都可以看，不需要登录。</p>
<section aria-labelledby="numbers">
<h2 id="numbers">本届公开的提案</h2>
<dl class="numbers">
${numbers.map(([word, count, meaning]) => html`<div><dt>${word}</dt><dd class="count">${countWords(count, counts.limit)}</dd><dd class="meaning">${meaning}</dd></div>`)}
</dl>
</section>
<section aria-labelledby="newest">
<h2 id="newest">最近立案</h2>
${
  newest.length > 0
    ? html`${itemList(newest, data.today)}
<p class="more"><a href="/proposals">看全部公开的提案</a></p>`
    : html`<p class="nothing">还没有公开的提案。提案立案以后，提案者同意、经审核可以公开的会登在这里。</p>`
}
</section>
${
  coming.length > 0 &&
  html`<section aria-labelledby="coming">
<h2 id="coming">近期的会议活动</h2>
${activityList(coming, data.today)}
<p class="more"><a href="/activities">看全部公开的会议活动</a></p>
</section>`
}
<section aria-labelledby="committees">
<h2 id="committees">政协委员会</h2>
${committeeTree(committees, null)}
</section>`,
  )
}

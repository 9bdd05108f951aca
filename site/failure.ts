import { type Frame, page } from './frame.ts'
import { type Html, html } from './html.ts'

const words: Record<number, [title: string, what: string]> = {
  400: ['这个网址看不懂', '网址里的筛选条件或翻页位置不对，可能是抄漏了几个字。'],
  404: ['没有这个页面', '网址可能抄错了；也可能是这件提案没有公开。'],
  429: ['访问得太快了', '请过一会儿再打开。'],
}

/** What people see in place of a page that cannot be shown. */
export function failurePage(frame: Frame, status: number): Html {
  const [title, what] = words[status] ?? ['页面暂时打不开', '系统出了问题，已经记录下来。请过一会儿再打开。']
  return page(
    frame,
    title,
    html`<h1>${title}</h1>
<p>${what}</p>
<p>可以<a href="/">回到首页</a>，或者<a href="/proposals">看公开的提案</a>。</p>`,
  )
}

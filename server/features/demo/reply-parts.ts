import { civilDateOf } from '#platform/calendar/civil-date.ts'

const heading = /^(?:[一二三四五六七八九十]+、|关于)/u
const dayMs = 86_400_000

/** A reply written as one text, taken apart by its headings, or where it has none paragraph by paragraph: what stands before
 *  them, an answer a suggestion, the rest.
 *  What is still being done (B 类) is promised for a day four months on. */
export function inParts(reply: { replyClass: string; text: string }, suggestions: readonly string[], now: Date) {
  const lines = reply.text.split('\n').filter((line) => line.trim() !== '')
  const headed = lines.flatMap((line, i) => (heading.test(line) ? [i] : []))
  const byHeadings = headed.length > 1
  const first = byHeadings ? headed[0]! : Math.min(1, lines.length - 1)
  const last = byHeadings ? headed.at(-1)! : Math.min(suggestions.length, lines.length - 1)
  const parts = lines.slice(first, last + 1).map((line) => line.replace(/^[一二三四五六七八九十]+、/u, ''))
  const answers = suggestions.map((_, i) => {
    const own = i === suggestions.length - 1 ? parts.slice(i) : parts.slice(i, i + 1)
    const promised = reply.replyClass === 'B' && i === suggestions.length - 1 && parts.length > 0
    return {
      number: i + 1,
      answer: own.join('\n') || '与上一条一并办理，答复见上。',
      measure: promised ? '办完本条余下的事项，并把结果告知提案者' : '',
      dueOn: promised ? civilDateOf(new Date(now.getTime() + 120 * dayMs)) : null,
      responsible: promised ? '承办科室负责人' : '',
    }
  })
  return {
    replyClass: reply.replyClass,
    text: lines.slice(0, first).join('\n'),
    answers,
    closing: lines.slice(last + 1).join('\n'),
  }
}

/** Text that is HTML already; only `html` makes it. */
export interface Html {
  readonly [markup]: string
}
const markup: unique symbol = Symbol('html')

export type Content = Html | string | number | null | undefined | false | readonly Content[]

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function write(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (typeof content === 'object') return markup in content ? content[markup] : content.map(write).join('')
  return String(content).replace(/[&<>"']/g, (sign) => entities[sign]!)
}

/** HTML in which everything put in is escaped, save other HTML of ours. Attributes must stand in double quotes.
 *  Nothing, null and false leave no trace; a list is written one after the other. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Html {
  return { [markup]: parts.reduce((all, part, i) => all + write(contents[i - 1]) + part) }
}

/** The finished page, as it is sent. */
export function pageText(page: Html): string {
  return `<!doctype html>\n${page[markup].trim()}\n`
}

/** The markup alone, for what is no page: feeds and lists of addresses. */
export function fragmentText(content: Html): string {
  return content[markup].trim()
}

/** Text as it was typed, a paragraph a line. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p>${line.trim()}</p>`)
}

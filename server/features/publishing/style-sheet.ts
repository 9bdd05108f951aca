import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** The one style sheet of the public site: the tokens it shares with the application, then its own. */
export const styleSheet = `${read('web/src/shared/base.css')}\n${read('site/site.css')}`
/** Short hash of its content, part of its address. */
export const styleHash = createHash('sha256').update(styleSheet).digest('hex').slice(0, 12)
/** The sign of the product, as the application shows it. */
export const sign = read('web/public/favicon.svg')

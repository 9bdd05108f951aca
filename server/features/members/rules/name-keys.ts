import { normalizeQuery, pinyinKeys, pinyinSearchText } from '#platform/chinese/pinyin.ts'
import { type StrokeRule, strokeSortKey } from '#platform/chinese/stroke-order.ts'

/** Bytes of a stored key: what one index row holds is limited, and no two names differ only behind that. */
const mostKeyCharacters = 360
/** Characters of the text that is searched: the name in every spelling, then the employer. */
const mostSearchCharacters = 8000

/** The key of a name in stroke order under the committee's rule. */
export function strokeKey(name: string, rule: StrokeRule): string {
  return strokeSortKey(name, rule).slice(0, mostKeyCharacters)
}

/** The key of a name in pinyin order: the surname apart, so that 詹刚 does not stand among the 张; names that sound
 *  alike stay together. */
export function pinyinKey(name: string): string {
  const { full } = pinyinKeys(name)
  const surname = pinyinKeys([...name.trim()][0] ?? '').full
  const parted = surname !== '' && full.startsWith(surname) ? `${surname} ${full.slice(surname.length)}` : full
  return [...`${parted} ${name}`].slice(0, mostKeyCharacters / 4).join('')
}

/** The text in which a member is searched: name, pinyin, initials, and where they work. Never a telephone number. */
export function memberSearchText(name: string, employer: string, employerPost: string): string {
  return `${pinyinSearchText(name)} ${normalizeQuery(employer + employerPost)}`.slice(0, mostSearchCharacters)
}

/** The `like` patterns by which a query finds members; empty where nothing in it can be found. Latin letters are pinyin
 *  and match from the beginning of a spelling, everything else anywhere. */
export function searchPatterns(query: string): string[] {
  const wanted = normalizeQuery(query)
  if (wanted === '') return []
  return /^[a-z]+$/.test(wanted) ? [`${wanted}%`, `% ${wanted}%`] : [`%${wanted}%`]
}

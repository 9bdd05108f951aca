import type { MemberFields } from '#contract/members.ts'
import { type CivilDate, isCivilDate } from '#platform/calendar/civil-date.ts'
import { cleanLine, cleanName } from './clean.ts'
import { nationalities, partyNames, partySpellings } from './known-words.data.ts'

/** What a cell was read as. `note` says what was set right, `trifle` the same where it may be told once for a column. */
export interface Read<T> {
  value: T
  note?: string
  trifle?: string
}
/** A cell that cannot pass. */
export interface Refused {
  error: string
}

export function readSex(cell: string): Read<MemberFields['sex']> | Refused {
  if (/^(男|男性|m|male)$/i.test(cell)) return { value: 'male' }
  if (/^(女|女性|f|female)$/i.test(cell)) return { value: 'female' }
  return { error: '看不出是男是女，请填“男”或“女”' }
}

/** A name, and what a note in brackets behind it says: 李娜（女，回族）. Any other note stays: it tells namesakes apart. */
export function readName(cell: string): Read<{ name: string; sex?: 'male' | 'female'; ethnicity?: string }> | Refused {
  const name = cleanName(cell)
  if ([...name].length > 40) return { error: '姓名不能超过 40 字' }
  const found = /^(.+?)[（(]([^（）()]+)[）)]$/u.exec(name)
  const words = (found?.[2] ?? '').split(/[,，、;；\s]+/u).filter(Boolean)
  const known = words.every((word) => word === '男' || word === '女' || nationalities.has(word))
  if (!found || words.length === 0 || !known) return { value: { name } }
  const sex = words.includes('女') ? 'female' : words.includes('男') ? 'male' : undefined
  const ethnicity = words.find((word) => nationalities.has(word))
  return {
    value: { name: found[1]!, ...(sex ? { sex } : {}), ...(ethnicity ? { ethnicity } : {}) },
    note: '姓名后面括号里的内容已归入性别、民族',
  }
}

export function readEthnicity(cell: string): Read<string> {
  if (nationalities.has(cell)) return { value: cell }
  if (nationalities.has(`${cell}族`)) return { value: `${cell}族`, trifle: '民族已补上“族”字' }
  return { value: cell, note: '不在 56 个民族之列，请核对' }
}

/** The parties of a cell. Two in one cell (民建、中共, or 中共民盟 without anything between) are two. */
export function readParties(cell: string): Read<string[]> | Refused {
  const parts = cell.split(/[、，,;；/／\s]+/u).filter(Boolean)
  const names = parts.flatMap((part) => splitParties(part))
  const value = [...new Set(names)]
  if (value.length > 3 || value.some((name) => [...name].length > 20)) return { error: '党派太多或太长，请核对' }
  const unknown = value.filter((name) => !partyNames.has(name))
  if (unknown.length > 0) return { value, note: `没有见过的党派“${unknown.join('、')}”，请核对` }
  if (value.length > 1) return { value, note: `一格里有 ${value.length} 个党派，读作：${value.join('、')}` }
  return value[0] === cell ? { value } : { value, trifle: `党派已统一写作“${value[0]}”等简称` }
}

/** Cuts text into known party names from the left; text that is none of them stays whole. */
function splitParties(text: string): string[] {
  const names: string[] = []
  let rest = text
  while (rest !== '') {
    const spelling = partySpellings.find(([written]) => rest.startsWith(written))
    if (!spelling) return [text]
    names.push(spelling[1])
    rest = rest.slice(spelling[0].length)
  }
  return names
}

/** A date of birth or of joining, in any of the ways offices write it. `monthOnly`: the day is not known and stands as 1. */
export function readDate(cell: string, latest: CivilDate): Read<{ date: CivilDate; monthOnly: boolean }> | Refused {
  const parts =
    /^(\d{4})\s*[-./年．。·\s]\s*(\d{1,2})\s*(?:[-./月．。·\s]\s*(?:(\d{1,2})\s*日?)?)?$/u.exec(cell) ??
    /^(\d{4})(\d{2})(\d{2})?$/.exec(cell) ??
    /^(\d{4}-\d{2}-\d{2})T/.exec(cell)?.[1]?.match(/^(\d{4})-(\d{2})-(\d{2})$/)
  if (!parts) return { error: '看不出是哪一天，请写成 1975-03 或 1975-03-12' }
  const monthOnly = parts[3] === undefined
  const date = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${(parts[3] ?? '1').padStart(2, '0')}`
  if (!isCivilDate(date)) return { error: '没有这一天，请核对' }
  if (date > latest) return { error: '这一天还没有到，请核对' }
  return { value: { date, monthOnly }, ...(monthOnly ? { trifle: '只有年月，日子先记作 1 日' } : {}) }
}

/** A telephone number: mobile, landline with its area code, or of Hong Kong, Macau and Taiwan. */
export function readPhone(cell: string): Read<string> | Refused {
  const numbers = cell
    .normalize('NFKC')
    .split(/[、，,;；/\n]+/u)
    .map((part) => part.replace(/^\+?86[-\s]?(?=1\d{10}$|1\d{2}[-\s])/, '').replace(/[\s().-]/g, ''))
    .filter((part) => part !== '')
  const good = numbers.filter((number) => /^(1[3-9]\d{9}|0\d{2,3}\d{7,8}|\+?(852|853|886)\d{8,9})$/.test(number))
  if (good.length === 0 || good.length < numbers.length) return { error: '不是 11 位手机号，请核对' }
  if (good.length > 1) return { value: good[0]!, note: `一格里有 ${good.length} 个号码，只取第一个` }
  return good[0] === cell ? { value: good[0]! } : { value: good[0]!, trifle: '号码里的空格、横线已去掉' }
}

/** The special committees of a cell: several only where each part is plainly one, for names themselves hold a 、. */
export function readGroups(cell: string, exclusive: boolean): string[] {
  const line = cleanLine(cell)
  if (exclusive) return [line]
  const parts = (separators: RegExp) =>
    line
      .split(separators)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const each = parts(/[;；/、，,]+/u)
  return each.every((part) => /(委员会|委|组|会)$/u.test(part)) ? each : parts(/[;；/]+/u)
}

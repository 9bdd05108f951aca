import { attendanceNames, dutyAttendance } from '#contract/duty-kinds.ts'
import type { SchemeItem } from '#contract/scoring-scheme.ts'

/** 7.5 分 out of 750 centipoints. */
export const pointWords = (centipoints: number): string => `${Number((centipoints / 100).toFixed(2))} 分`

/** Nothing was found: of an item that only takes off that is good news, not a missing record. */
function nothingFound({ tariffs }: SchemeItem): string {
  if (!tariffs.every(({ points }) => points <= 0) || !tariffs.some(({ points }) => points < 0)) return '没有记录'
  const taking = tariffs.filter(({ points }) => points < 0)
  const asked = dutyAttendance.options.filter((one) => taking.some(({ attendance }) => attendance.includes(one)))
  const always = taking.some(({ attendance }) => attendance.length === 0)
  return always || asked.length === 0
    ? '没有扣分'
    : `没有扣分（${asked.map((one) => attendanceNames[one]).join('、')}才扣）`
}

interface Outcome {
  raw: number
  centipoints: number
  met: boolean
  found: number
  counted: number
  judged: boolean
}

/** Why an item brings what it brings, in the words of the office. */
export function itemWords(item: SchemeItem, { raw, centipoints, met, found, counted, judged }: Outcome): string {
  const words: string[] = []
  if (item.way === 'judged') words.push(judged ? '由机关评定' : '还没有评定')
  else if (item.begin !== 0) words.push(`从 ${pointWords(item.begin)} 算起`)
  if (item.way !== 'judged') {
    if (found === 0) words.push(nothingFound(item))
    else if (found < item.need) words.push(`满 ${item.need} 次才计，现有 ${found} 次`)
    else if (item.way === 'once' && found > 1) words.push(`${found} 条记录，只计最高的一次`)
    else if (item.way === 'lowest' && found > 1) words.push(`${found} 条记录，按最差的一次计`)
    else if (item.way !== 'each' || counted === found) words.push(`${found} 条记录`)
    else {
      words.push(`${found} 条记录，计其中 ${counted} 条`)
      if (item.from > 1) words.push(`从第 ${item.from} 条起计`)
      if (item.highestOfSource && counted < found) words.push('同一件事只取最高的')
    }
  }
  if (!met) words.push('先要有分的项目还没有分，这里不计')
  else if (centipoints < raw) words.push(`合计 ${pointWords(raw)}，封顶 ${pointWords(centipoints)}`)
  else if (centipoints > raw) words.push(`合计 ${pointWords(raw)}，最低计 ${pointWords(centipoints)}`)
  return words.join('；')
}

/** Why a group or the total is held at its limit. */
export const limitWords = (sum: number, held: number): string =>
  held < sum
    ? `合计 ${pointWords(sum)}，封顶 ${pointWords(held)}`
    : `合计 ${pointWords(sum)}，最低计 ${pointWords(held)}`

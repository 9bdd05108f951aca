/**
 * Makes national-holidays.json out of the npm package chinese-days (MIT), which follows the yearly notices of the State
 * Council (国务院办公厅关于部分节假日安排的通知). Run each November, when the next year's notice is out:
 *
 *   npm update chinese-days && node server/platform/calendar/make-national-holidays.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

type Published = { holidays: Record<string, string>; workdays: Record<string, string> }

const entry = createRequire(import.meta.url).resolve('chinese-days')
const published = JSON.parse(readFileSync(join(entry, '../chinese-days.json'), 'utf8')) as Published

/** The package writes `Spring Festival,春节,4`: the middle is what the notice calls the holiday. */
function chineseNames(days: Record<string, string>): Record<string, string> {
  const named = Object.entries(days).map(([date, names]) => {
    const name = names.split(',')[1]
    if (!name) throw new Error(`${date}: no Chinese name in ${names}`)
    return [date, name] as const
  })
  return Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const years = [...new Set(Object.keys(published.holidays).map((date) => Number(date.slice(0, 4))))].sort()
const table = { years, holidays: chineseNames(published.holidays), makeUpDays: chineseNames(published.workdays) }
writeFileSync(join(import.meta.dirname, 'national-holidays.json'), `${JSON.stringify(table, null, 2)}\n`)

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const shared = join(import.meta.dirname, '../../../shared/data/fuzz')
const lists = [
  'xss-every-10th.txt',
  'sqli-Generic_SQLI.txt',
  'sqli-Generic_TimeBased.txt',
  'sqli-postgres-enumeration.txt',
]

/** Texts that have broken other systems, of our own making: kept, shown back, never run. */
export const ownNaughtyTexts: readonly string[] = [
  '𠮷野家 𣲗 㐂 龘',
  '👨‍👩‍👧‍👦🏳️‍🌈',
  'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤',
  '\u202eolleh\u202c',
  '\ufeff零宽\u200b字',
  "Robert'); drop table proposals; --",
  '<img src=x onerror=alert(1)>',
  '{{7*7}} #{7*7} <%= 7*7 %>',
  '../../etc/passwd',
  '%00%ff',
  '\r\nset-cookie: a=b',
  '张三\n李四\t王五',
  '=cmd|’/c calc’!A1',
  '__proto__',
  'constructor',
  'ﷺ',
  '\u0001\u001f\u007f',
]

/** The shared lists of such texts, or null where they are not at hand; a test of them is then skipped by name. */
export function sharedNaughtyTexts(): string[] | null {
  const naughty = join(shared, 'blns.json')
  if (!existsSync(naughty)) return null
  const lines = lists.flatMap((file) => readFileSync(join(shared, file), 'utf8').split(/\r?\n/))
  // Neighbours differ by a quote or a comment sign only: each fourth says as much in a quarter of the time.
  const spread = lines.filter((_, number) => number % 4 === 0)
  return [...(JSON.parse(readFileSync(naughty, 'utf8')) as string[]), ...spread].filter((text) => text !== '')
}

/** Texts no field can hold: refused with the field named. */
export const unstorableTexts: readonly string[] = ['\0', 'a\0b', '\ud800', 'x\udfff']

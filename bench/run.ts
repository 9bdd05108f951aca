/** `npm run bench`: measures all but `house.clone`; `npm run bench -- NAME…` only what begins so, e.g. `house.list`.
 *  `--seconds N` a measurement, `--rounds N` of each (the median counts), `--minutes N` of mixed load for the memory. */
import { parseArgs } from 'node:util'
import { measureClocks } from './measure-clocks.ts'
import { measureDesk } from './measure-desk.ts'
import { measureLedger } from './measure-duty.ts'
import { measureHall } from './measure-hall.ts'
import { measureImport } from './measure-import.ts'
import { measureLetters } from './measure-letters.ts'
import { measureList } from './measure-list.ts'
import { measureMemory } from './measure-memory.ts'
import { measureRead } from './measure-read.ts'
import { measureSearch, measureSimilar } from './measure-search.ts'
import { measureClone, measureStart } from './measure-start.ts'
import { measureSubmit } from './measure-submit.ts'
import { openReport, type Result, tableOf } from './report.ts'
import { openStage, type Stage } from './stage.ts'

const measurements: Record<string, (stage: Stage) => Promise<Result[]>> = {
  'house.list': measureList,
  'house.read': measureRead,
  // Before 12,000 are handed in within a minute: for members, who do not see them, they would all stand first and be skipped.
  'proposals.search': measureSearch,
  'proposals.similar': measureSimilar,
  'house.submit': measureSubmit,
  'house.rss': measureMemory,
  'house.import': measureImport,
  'proposals.letters': measureLetters,
  'proposals.clocks': measureClocks,
  'proposals.desk': measureDesk,
  // Check-ins and votes of a plenary: `duty.check-in`, `duty.vote`.
  'duty.hall': measureHall,
  'duty.ledger': measureLedger,
  'house.start': measureStart,
  'house.clone': measureClone,
}
/** Slow, and needs the network: only when named. */
const onlyNamed = ['house.clone']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '10' },
  },
})
const named = (key: string, name: string) => key.startsWith(name) || name.startsWith(`${key}.`)
const chosen = Object.keys(measurements).filter((key) =>
  positionals.length === 0 ? !onlyNamed.includes(key) : positionals.some((name) => named(key, name)),
)
if (chosen.length === 0) {
  console.error(`No such measurement. There are: ${Object.keys(measurements).join(' ')}`)
  process.exit(2)
}

const report = openReport()
const stage = openStage({
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  minutes: Number(values.minutes),
})
const results: Result[] = []
const broken: string[] = []
// One that breaks costs its own figures and not the half hour of the others.
for (const key of chosen)
  try {
    results.push(...(await measurements[key]!(stage)))
  } catch (error) {
    console.error(`${key}:`, error)
    broken.push(key)
  }
await stage.close()
const kept = report.write(results)
console.log(`\n${tableOf(results)}\n\n${kept}`)
if (broken.length > 0) console.error(`Not measured: ${broken.join(' ')}`)
process.exitCode = broken.length > 0 || results.some((one) => one.met === false) ? 1 : 0

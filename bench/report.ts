/** What was measured, against the mark and the floor; kept in bench/results and printed. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'

export interface Result {
  /** `house.<what>` */
  name: string
  value: number
  unit: string
  /** The same by the barest means on the same machine in the same run; null where there is no such thing. */
  floor: number | null
  /** value / floor */
  ratio: number | null
  /** The figure asked for; null: measured for its own sake. */
  mark: number | null
  met: boolean | null
}

const root = join(import.meta.dirname, '..')
const folder = join(import.meta.dirname, 'results')

const rounded = (value: number) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100)

function result(
  name: string,
  value: number,
  unit: string,
  against: { mark?: number; floor?: number },
  meets: (value: number, mark: number) => boolean,
): Result {
  const { mark = null, floor = null } = against
  return {
    name: `house.${name}`,
    value: rounded(value),
    unit,
    floor: floor === null ? null : rounded(floor),
    ratio: floor === null ? null : rounded(value / floor),
    mark,
    met: mark === null ? null : meets(value, mark),
  }
}

/** More is better. */
export function atLeast(name: string, value: number, unit: string, against: { mark?: number; floor?: number } = {}) {
  return result(name, value, unit, against, (got, mark) => got >= mark)
}

/** Less is better. */
export function atMost(name: string, value: number, unit: string, against: { mark?: number; floor?: number } = {}) {
  return result(name, value, unit, against, (got, mark) => got <= mark)
}

function commitNow(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`
}

function machineNow(): string {
  const [load = 0] = loadavg()
  const memory = Math.round(totalmem() / 2 ** 30)
  return [
    `${cpus()[0]?.model ?? arch()} × ${cpus().length}`,
    `${memory} GB`,
    `${platform()} ${release()}`,
    `Node ${process.versions.node}`,
    `load before ${load.toFixed(1)}`,
  ].join(', ')
}

interface Report {
  commit: string
  measuredAt: string
  results: readonly (Result & { of?: Pick<Report, 'commit' | 'measuredAt'> })[]
}

/** Figures of an earlier run that this one, which measured a part, did not take anew; each says of which state it is. */
function earlierIn(path: string, results: readonly Result[]): Report['results'] {
  if (!existsSync(path)) return []
  const { commit, measuredAt, results: before } = JSON.parse(readFileSync(path, 'utf8')) as Report
  return before
    .filter((one) => !results.some(({ name }) => name === one.name))
    .map((one) => ({ of: { commit, measuredAt }, ...one }))
}

/** Begins a report: commit and machine as they are before the load. */
export function openReport(): { write(results: readonly Result[]): string } {
  const commit = commitNow()
  const machine = machineNow()
  return {
    write(results) {
      const measuredAt = new Date().toISOString()
      const latest = join(folder, 'latest.json')
      const kept = join(folder, `${measuredAt.slice(0, 16).replace(':', '')}-${commit.replace('+', '-changed')}.json`)
      mkdirSync(folder, { recursive: true })
      const textOf = (all: readonly Result[]) =>
        `${JSON.stringify({ commit, machine, measuredAt, results: all }, null, 2)}\n`
      writeFileSync(kept, textOf(results))
      writeFileSync(latest, textOf([...earlierIn(latest, results), ...results]))
      return kept
    },
  }
}

/** The results as a table. */
export function tableOf(results: readonly Result[]): string {
  const figure = (value: number | null) => (value === null ? '' : value.toLocaleString('en'))
  const rows = results.map((one) => [
    one.name,
    `${figure(one.value)} ${one.unit}`,
    figure(one.floor),
    one.ratio === null ? '' : `${figure(one.ratio)}×`,
    figure(one.mark),
    one.met === null ? '' : one.met ? 'met' : 'NOT MET',
  ])
  const table = [['name', 'value', 'floor', 'of floor', 'mark', ''], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  return table
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

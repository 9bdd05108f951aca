import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { startHouse } from './house.ts'
import { atMost, type Result } from './report.ts'
import { seedRegister } from './seed.ts'
import type { Stage } from './stage.ts'
import { givenNames, sectors, surnames } from './texts.data.ts'

const samples = join(import.meta.dirname, '../server/features/members/samples')

/** A province's roster in one CSV: every name with a running number, so that nobody is taken for somebody else. */
function rosterOf(rows: number): File {
  const pick = (list: readonly string[] | string, n: number) => list[n % list.length]
  const lines = ['序号,姓名,性别,民族,党派,界别,手机号码,现工作单位及职务']
  for (let n = 0; n < rows; n += 1) {
    const name = `${pick(surnames, n)}${pick(givenNames, n * 7)}${pick(givenNames, n * 3 + 1)}`
    const party = n % 3 === 0 ? '中共' : '无党派'
    lines.push(
      `${n + 1},${name},${n % 4 === 0 ? '女' : '男'},汉族,${party},${pick(sectors, n)},1${String(3_000_000_000 + n)},某单位第${n}科负责人`,
    )
  }
  return new File([`\ufeff${lines.join('\r\n')}\r\n`], '全省委员.csv')
}

/** Looks at the files and imports them as the web does. @returns seconds of both together */
async function importRoster(port: number, token: string, files: File[], groupKind: string): Promise<number> {
  const send = async (path: string) => {
    const form = new FormData()
    for (const file of files) form.append('file', file)
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/members/imports${path}`, {
      method: 'POST',
      headers: { cookie: `tongxin_login=${token}` },
      body: form,
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`import: ${response.status} ${text.slice(0, 1000)}`)
    return JSON.parse(text) as { fingerprint: string; errorCount: number; problems: unknown[]; created: number }
  }
  const startedAt = performance.now()
  const seen = await send(`/preview?groupKind=${groupKind}`)
  if (seen.errorCount > 0) throw new Error(`import: ${JSON.stringify(seen.problems.slice(0, 3))}`)
  const done = await send(`?groupKind=${groupKind}&fingerprint=${encodeURIComponent(seen.fingerprint)}`)
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`${done.created} members imported in ${seconds.toFixed(1)} s, preview included`)
  return seconds
}

/** The two lists of a district (339 rows), and a province's 100,000 rows, each into a committee of its own. */
export async function measureImport(stage: Stage): Promise<Result[]> {
  const ground = await stage.ground()
  const run = async (name: string, files: File[]) => {
    const register = await seedRegister(await ground.createDatabase(name), 24, 0)
    const house = await startHouse(join(ground.directory, `data-${name}`), register.url)
    const seconds = await importRoster(house.port, register.memberOffice, files, 'streetGroup')
    const { peakMegabytes } = house.memory()
    await house.stop()
    return { seconds, peakMegabytes }
  }
  const lists = ['sector-roster.utf8.csv', 'street-roster.gbk.csv']
  const district = await run(
    'import_339',
    lists.map((name) => new File([readFileSync(join(samples, name))], name)),
  )
  const province = await run('import_100k', [rosterOf(100_000)])
  return [
    atMost('import.339', district.seconds, 's', { mark: 2 }),
    atMost('import.100k', province.seconds, 's', { mark: 60 }),
    atMost('import.100k.rss', province.peakMegabytes, 'MB', { mark: 500 }),
  ]
}

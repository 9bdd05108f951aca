import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTerm } from '#features/committees/index.ts'
import { readLastBackup } from '#platform/backup/last-backup.ts'
import { transact } from '#platform/database/database.ts'
import { newId } from '#platform/ids.ts'
import { testDatabase } from '../testing/database.ts'
import { columnsTaken, tableText } from './column-text.ts'
import { operatorIn } from './committee.ts'
import { runCli } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongxin-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const samples = resolve(import.meta.dirname, '../features/members/samples')
const committee = '测试市政协'
const house = await testDatabase()

/** Carries a command out on a database, and keeps what it says. */
async function tongxin(words: string[], at = house.url) {
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir, { recursive: true })
  let printed = ''
  let told = ''
  const code = await runCli(words, {
    env: { DATABASE_URL: at, DATA_DIR: dataDir },
    print: (text) => {
      printed += `${text}\n`
    },
    tell: (text) => {
      told += `${text}\n`
    },
    progress: () => undefined,
    onInterrupt: () => () => undefined,
    clock: () => new Date('2026-03-02T01:00:00Z'),
  })
  return { code, printed, told }
}

const admin = (...words: string[]) => tongxin(['create-admin', '--name', '张三', ...words])

beforeAll(async () => {
  const founded = await admin(
    '--committee',
    committee,
    '--level',
    'city',
    '--role',
    'systemAdmin',
    '--username',
    'first',
  )
  expect(founded).toMatchObject({ code: 0, told: '' })
  const { id } = await house.db.selectFrom('committees').select('id').executeTakeFirstOrThrow()
  const now = new Date('2026-03-02T01:00:00Z')
  await transact(house.db, (tx) =>
    createTerm(operatorIn(tx, id, 'memberOffice', now), { number: 10, startsOn: '2022-01-10' }, []),
  )
})

describe('the command line', () => {
  it('explains itself', async () => {
    const help = await tongxin(['--help'])
    expect(help.code).toBe(0)
    for (const name of ['create-admin', 'import', 'export', 'backup', 'restore', 'verify', 'demo']) {
      expect(help.printed).toContain(`  ${name} `)
      const own = await tongxin([name, '--help'])
      expect(own).toMatchObject({ code: 0, told: '' })
      expect(own.printed).toContain(`tongxin ${name}`)
      expect(own.printed).toContain('退出码')
    }
  })

  it.each([
    [[], '用法'],
    [['reboot'], '没有「reboot」这个命令'],
    [['backup'], '须写一个备份文件的名字'],
    [['backup', 'x', '--fast'], "Unknown option '--fast'"],
    [['import', 'opinions', 'x.csv'], '导入的内容须是'],
    [['import', 'members'], '缺少要导入的文件'],
    [['export', 'members', '--committee', committee], '缺少 --out'],
    [['export', 'members', '--committee', committee, '--out', 'x.pdf'], '--format须是'],
    [['create-admin', '--committee', committee, '--role', 'leader'], '--role须是'],
  ])('answers a command written wrongly with 2: %j', async (words, sentence) => {
    const { code, told } = await tongxin(words)
    expect(code).toBe(2)
    expect(told.replaceAll(' 须是', '须是')).toContain(sentence)
  })
})

describe('create-admin', () => {
  it('gives a first password once, in the committee named', async () => {
    const { code, printed } = await admin('--committee', committee, '--role', 'auditAdmin', '--username', 'audit')
    expect(code).toBe(0)
    expect(printed).toMatch(/首次口令（只显示这一次）：\n\S{8,}\n$/)
  })

  it('founds no second tree, and takes no user name twice', async () => {
    expect(await admin('--province', '别的省政协', '--role', 'auditAdmin', '--username', 'other')).toMatchObject({
      code: 1,
      told: expect.stringContaining('已经有委员会了'),
    })
    expect(await admin('--committee', '没有的', '--role', 'auditAdmin', '--username', 'other')).toMatchObject({
      code: 1,
      told: expect.stringContaining(`现有：${committee}`),
    })
    expect(await admin('--committee', committee, '--role', 'auditAdmin', '--username', 'first')).toMatchObject({
      code: 1,
      told: expect.stringContaining('用户名已被使用'),
    })
  })
})

describe('import', () => {
  const roster = join(samples, 'sector-roster.xlsx')
  const members = () => house.db.selectFrom('members').select('id').execute()

  it('shows what it would do, and writes nothing in a dry run', async () => {
    const { code, printed } = await tongxin(['import', 'members', roster, '--committee', committee, '--dry-run'])
    expect(code).toBe(0)
    expect(printed).toContain('sector-roster.xlsx：表头在第 2 行')
    expect(printed).toContain('（未写入）')
    expect(await members()).toEqual([])
  })

  it('takes a roster over, and finds nothing new in it the second time', async () => {
    const first = await tongxin(['import', 'members', roster, '--committee', committee, '--term', '10'])
    expect(first).toMatchObject({ code: 0, told: '' })
    const count = (await members()).length
    expect(count).toBeGreaterThan(300)
    const second = await tongxin(['import', 'members', roster, '--committee', committee])
    expect(second.printed).toContain(`已新增 0，更新 0，不变 ${count}`)
  })

  it('names each error by row and column, writes nothing, and answers 4', async () => {
    const file = join(folder, 'old.csv')
    writeFileSync(file, '提案号,案由,提案者,内容\n1,关于甲的提案,王某,甲。建议：做甲。\nx,关于乙的提案,,乙\n')
    const words = ['import', 'proposals', file, '--committee', committee, '--as', 'archive']
    const refused = await tongxin(words)
    expect(refused.code).toBe(4)
    expect(refused.printed).toMatch(/错误 +old\.csv +3 +提案号 +x +提案号不是数字/)
    expect((await tongxin([...words, '--dry-run'])).code).toBe(3)
    expect(await house.db.selectFrom('proposals').select('id').execute()).toEqual([])
    writeFileSync(file, '提案号,案由,提案者,内容\n1,关于甲的提案,王某,甲。建议：做甲。\n')
    expect(await tongxin(words)).toMatchObject({ code: 0, printed: expect.stringContaining('已新增 1') })
  })

  it('says so when a file or a term is not there', async () => {
    const absent = await tongxin(['import', 'members', join(folder, 'no.xlsx'), '--committee', committee])
    expect(absent).toMatchObject({ code: 1, told: expect.stringContaining('没有这个文件') })
    const term = await tongxin(['import', 'members', roster, '--committee', committee, '--term', '99'])
    expect(term).toMatchObject({ code: 1, told: expect.stringContaining('没有第 99 届') })
  })
})

describe('backup, restore and verify', () => {
  const archive = join(folder, 'house.tar.gz')
  const exportOf = async (subject: string, at: string) => {
    const out = join(folder, `${newId()}.json`)
    const words = ['export', subject, '--committee', committee, '--out', out]
    expect(await tongxin(words, at)).toMatchObject({ code: 0, told: '' })
    return readFileSync(out, 'utf8')
  }

  it('give a new database the same exports', async () => {
    const place = await testDatabase()
    const { code, printed } = await tongxin(['backup', archive])
    expect(code).toBe(0)
    expect(printed).toContain('SHA-256')
    expect(statSync(archive).mode & 0o777).toBe(0o600)
    expect(readLastBackup(join(folder, 'data'))).toMatchObject({ takenAt: '2026-03-02T01:00:00.000Z', whole: true })
    const restored = await tongxin(['restore', archive], place.url)
    expect(restored).toMatchObject({ code: 0, printed: expect.stringContaining('全部相符') })
    for (const subject of ['members', 'proposals'])
      expect(await exportOf(subject, place.url)).toBe(await exportOf(subject, house.url))
    expect((await tongxin(['restore', archive], place.url)).told).toContain('只能恢复到空的数据库')
  })

  it('are refused while a server works on the database', async () => {
    const place = await testDatabase()
    // Whoever is connected under the name of the program counts as a server.
    await place.pool.query('select 1')
    const { code, told } = await tongxin(['restore', archive], place.url)
    expect(code).toBe(1)
    expect(told).toContain('请先停止服务')
  })

  it('tell with 3 what was changed behind their back, and which file is gone', async () => {
    await house.pool.query(`update proposals set state = 'rated' where number = 1`)
    const { id } = await house.db.selectFrom('committees').select('id').executeTakeFirstOrThrow()
    await house.pool.query(
      `insert into files (committee_id, id, name, media_type, size, sha256, created_at, created_by)
       values ($1, $2, '丢失的附件.pdf', 'application/pdf', 1, $3, now(), $2)`,
      [id, newId(), 'a'.repeat(64)],
    )
    const { code, printed } = await tongxin(['verify'])
    expect(code).toBe(3)
    expect(printed).toContain('✗ 提案的状态与最后一次办理记录相符')
    expect(printed).toContain(`${committee} `)
    expect(printed).toContain('缺失：丢失的附件.pdf')
    expect(await tongxin(['backup', join(folder, 'gone.tar.gz')])).toMatchObject({
      code: 3,
      told: expect.stringContaining('附件缺失'),
    })
  })
})

describe('bin/tongxin', () => {
  it('runs on any Node, from any folder, through any link', () => {
    const link = join(folder, 'tongxin')
    symlinkSync(resolve(import.meta.dirname, '../../bin/tongxin'), link)
    const { status, stdout } = spawnSync(link, ['--help'], {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin' },
    })
    expect(status).toBe(0)
    expect(stdout).toContain('tongxin <命令>')
  })
})

describe('a table in the terminal', () => {
  it('counts a Chinese character as two columns and stays in line', () => {
    expect(columnsTaken('ab提案（）')).toBe(10)
    const lines = tableText(
      ['列', '问题'],
      [
        ['提案号', '不是数字\n见说明'],
        ['a', '空'.repeat(50)],
      ],
    ).split('\n')
    expect(lines.map((line) => columnsTaken(line.slice(0, line.search(/[问不空]/))))).toEqual([8, 8, 8])
    expect(lines[1]).toBe('提案号  不是数字 见说明')
  })
})

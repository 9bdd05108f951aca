import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { ApiError } from '#contract/client.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { memberRoutes } from '#contract/members.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { writeXlsx } from '#platform/spreadsheets/write-xlsx.ts'
import { testApp } from '../../testing/app.ts'

const app = await testApp()
const { db } = app

const sample = (name: string) => new File([readFileSync(join(import.meta.dirname, 'samples', name))], name)
const csv = (name: string, text: string, encoding = 'utf8') =>
  new File([new Uint8Array(iconv.encode(text, encoding))], name)

async function office() {
  const committee = await buildCommittee(db)
  const { token } = await signInAs(db, { committeeId: committee.id, role: 'memberOffice', name: '联络办小李' })
  const call = app.client(token)
  const preview = (files: File[], query: { groupKind?: string; termId?: string } = {}) =>
    call(memberRoutes.previewMemberImport, { query }, { files })
  const importAll = async (files: File[], query: { groupKind?: string; termId?: string } = {}) => {
    const { fingerprint } = await preview(files, query)
    return call(memberRoutes.importMembers, { query: { ...query, fingerprint } }, { files })
  }
  return { committee, token, call, preview, importAll }
}

async function counts(committeeId: string) {
  const of = (table: 'members' | 'memberships' | 'group_members' | 'events') =>
    db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('n'))
      .where('committee_id', '=', committeeId)
      .executeTakeFirstOrThrow()
      .then((row) => Number(row.n))
  return {
    members: await of('members'),
    memberships: await of('memberships'),
    seats: await of('group_members'),
    events: await of('events'),
  }
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('was let through')
    },
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error
      return error.problem
    },
  )

describe('the two lists of a district', { timeout: 90_000 }, () => {
  const lists = {
    'CSV in UTF-8 and GB18030': ['sector-roster.utf8.csv', 'street-roster.gbk.csv'],
    'two workbooks': ['sector-roster.xlsx', 'street-roster.xlsx'],
    'the street list first': ['street-roster.xlsx', 'sector-roster.utf8.csv'],
  }
  it.each(Object.entries(lists))('become one register: %s', async (_, names) => {
    const { committee, call, preview } = await office()
    const files = names.map(sample)
    const seen = await preview(files)
    expect(seen).toMatchObject({ toCreate: 339, toUpdate: 0, unchanged: 0, errorCount: 0 })
    expect(seen.files.map((file) => [file.headerRow, file.rows, file.unknownColumns])).toEqual([
      [2, 339, []],
      [2, 339, []],
    ])
    const before = process.cpuUsage()
    const done = await call(memberRoutes.importMembers, { query: { fingerprint: seen.fingerprint } }, { files })
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6, 'seconds of work for 339 rows').toBeLessThan(2)
    expect(done).toEqual({ created: 339, updated: 0, unchanged: 0 })

    const sexes = await db
      .selectFrom('members')
      .select((eb) => ['sex', eb.fn.countAll<number>().as('n')])
      .where('committee_id', '=', committee.id)
      .groupBy('sex')
      .orderBy('sex')
      .execute()
    expect(sexes).toEqual([
      { sex: 'female', n: 127 },
      { sex: 'male', n: 212 },
    ])
    const { items: groups } = await call(committeeRoutes.listGroups, { query: {} })
    const sectors = groups.filter((group) => group.kind === 'sector' && group.memberCount > 0)
    const streets = groups.filter((group) => group.kind === 'streetGroup')
    expect(sectors).toHaveLength(16)
    expect(streets).toHaveLength(15)
    expect(streets.find((group) => group.name === '政协领导')?.memberCount).toBe(9)
    expect(sectors.reduce((sum, group) => sum + group.memberCount, 0)).toBe(339)
    expect(streets.reduce((sum, group) => sum + group.memberCount, 0)).toBe(339)
    expect(await counts(committee.id)).toMatchObject({ members: 339, memberships: 339, seats: 678 })
  })

  it('says what it set right, by row and column as one counts in the file', async () => {
    const { preview } = await office()
    const { problems } = await preview([sample('sector-roster.utf8.csv')])
    const parties = problems.filter((problem) => problem.column === '党派')
    expect(parties.map((problem) => problem.value).sort()).toEqual(['中共民盟', '九三学社 ', '民建、中共'])
    const trailing = parties.find((problem) => problem.value === '九三学社 ')!
    expect(trailing).toMatchObject({ file: 'sector-roster.utf8.csv', row: 222, severity: 'warning' })
    expect(problems.some((problem) => problem.message.includes('序号不连续'))).toBe(true)
    const newSectors = problems.filter((problem) => problem.message.includes('导入时新建'))
    // 经济 is the 经济界 that is there
    expect(newSectors).toHaveLength(15)
  })

  it('puts both parties of a cell into the file', async () => {
    const { committee, importAll } = await office()
    await importAll([sample('sector-roster.xlsx')])
    const several = await db
      .selectFrom('members')
      .select('parties')
      .where('committee_id', '=', committee.id)
      .where((eb) => eb(eb.fn('cardinality', ['parties']), '=', 2))
      .execute()
    expect(several.map((row) => row.parties.join('、')).sort()).toEqual(['中共、民盟', '民建、中共'])
  })

  it('imported again changes nothing', async () => {
    const { committee, importAll, preview } = await office()
    const files = [sample('sector-roster.utf8.csv'), sample('street-roster.gbk.csv')]
    await importAll(files)
    const before = await counts(committee.id)
    expect(await preview(files)).toMatchObject({ toCreate: 0, toUpdate: 0, unchanged: 339 })
    expect(await importAll(files)).toEqual({ created: 0, updated: 0, unchanged: 339 })
    expect(await counts(committee.id)).toEqual({ ...before, events: before.events + 1 })
  })

  it('tells in each member’s history that they came by the roster, and once for the committee', async () => {
    const { committee, call, importAll } = await office()
    await importAll([sample('sector-roster.utf8.csv')])
    const { items } = await call(memberRoutes.listMembers, { query: {} })
    const history = await call(memberRoutes.getMemberHistory, { params: { id: items[0]!.id } })
    expect(history.items.map((entry) => [entry.type, entry.actorName])).toEqual([['member.imported', '联络办小李']])
    const whole = await db
      .selectFrom('events')
      .select('details')
      .where('committee_id', '=', committee.id)
      .where('type', '=', 'committee.rosterImported')
      .execute()
    expect(whole).toHaveLength(1)
    expect(whole[0]!.details).toMatchObject({ created: 339 })
  })

  it('writes nothing in the preview', async () => {
    const { committee, preview } = await office()
    await preview([sample('sector-roster.utf8.csv')])
    expect(await counts(committee.id)).toEqual({ members: 0, memberships: 0, seats: 0, events: 0 })
  })
})

describe('what a roster says of somebody who is there', () => {
  it('updates them, keeps what the roster leaves blank, and moves them between sectors', async () => {
    const { call, importAll } = await office()
    await importAll([
      csv(
        'a.csv',
        '姓名,性别,界别,工作单位,职务,手机\n王伟,男,经济,市一中,校长,13800001111\n李娜,女,教育,市二中,教师,\n',
      ),
    ])
    const again = await importAll([
      csv('b.csv', '姓名,界别,工作单位,职务,学历\n王伟,教育,市一中,校长,大学\n李娜,教育,市二中,教师,\n'),
    ])
    expect(again).toEqual({ created: 0, updated: 1, unchanged: 1 })
    const { items } = await call(memberRoutes.listMembers, { query: { q: '王伟' } })
    const file = await call(memberRoutes.getMember, { params: { id: items[0]!.id } })
    expect(file).toMatchObject({ sex: 'male', phone: '13800001111', education: '大学', employer: '市一中', version: 2 })
    expect(file.groups.map((group) => [group.name, group.endsOn === null])).toEqual([
      ['教育', true],
      ['经济界', false],
    ])
  })

  it('takes two of one name with different posts for two people', async () => {
    const { importAll, preview } = await office()
    const files = [csv('a.csv', '姓名,工作单位及职务\n王伟,市一中校长\n王伟,农科院研究员\n')]
    const seen = await preview(files)
    expect(seen).toMatchObject({ toCreate: 2, errorCount: 0 })
    expect(seen.problems.map((problem) => problem.row)).toEqual([3])
    expect(await importAll(files)).toMatchObject({ created: 2 })
    expect(await importAll(files)).toMatchObject({ unchanged: 2 })
  })

  it('knows somebody with a new post by their telephone number', async () => {
    const { importAll } = await office()
    await importAll([csv('a.csv', '姓名,工作单位及职务,手机\n王伟,市一中副校长,13800001111\n')])
    expect(await importAll([csv('b.csv', '姓名,工作单位及职务,手机\n王伟,市一中校长,13800001111\n')])).toMatchObject({
      created: 0,
      updated: 1,
    })
  })

  it('reads unit and post in one column or in two as the same', async () => {
    const { importAll } = await office()
    await importAll([csv('a.csv', '姓名,工作单位及职务\n王伟,市一中校长\n')])
    expect(await importAll([csv('b.csv', '姓名,工作单位,职务\n王伟,市一中,校长\n')])).toEqual({
      created: 0,
      updated: 0,
      unchanged: 1,
    })
  })

  it('takes members of the last term into the new one and leaves the old as it was', async () => {
    const { call, importAll } = await office()
    const files = [csv('a.csv', '姓名,性别,界别,政协职务,工作单位及职务\n王伟,男,经济,副主席,市一中校长\n')]
    await importAll(files)
    const { id: termId } = await call(committeeRoutes.createTerm, { body: { number: 11, startsOn: '2026-03-01' } })
    expect(await importAll(files, { termId })).toEqual({ created: 0, updated: 1, unchanged: 0 })
    const { items } = await call(memberRoutes.listMembers, { query: { active: 'true' } })
    const file = await call(memberRoutes.getMember, { params: { id: items[0]!.id } })
    expect(file.memberships.map((one) => [one.termNumber, one.joinedOn, one.leftOn, one.leaveReason])).toEqual([
      [11, '2026-03-01', null, null],
      [10, '2022-01-10', '2026-02-28', 'termEnded'],
    ])
    expect(file.postsHeld.map((held) => [held.post, held.startsOn, held.endsOn])).toEqual([
      ['viceChair', '2026-03-02', null],
      ['viceChair', '2022-01-10', '2026-03-01'],
    ])
  })
})

describe('what must not pass', () => {
  const header = '序号,姓名,性别,界别,出生年月,手机,工作单位及职务\n'
  it.each([
    ['a missing name', '1,,男,经济,1975.03,13800001111,市一中校长\n', '姓名', '缺姓名'],
    ['an unknown sex', '1,王伟,南,经济,,,市一中校长\n', '性别', '看不出是男是女'],
    ['a day that does not exist', '1,王伟,男,经济,1975-02-30,,市一中校长\n', '出生年月', '没有这一天'],
    ['a birth to come', '1,王伟,男,经济,2075-02-03,,市一中校长\n', '出生年月', '还没有到'],
    ['a telephone number with a digit too few', '1,王伟,男,经济,,1380000111,市一中校长\n', '手机', '不是 11 位手机号'],
  ])('is an error at its place: %s', async (_, line, column, message) => {
    const { committee, call, preview } = await office()
    const files = [csv('a.csv', `${header}9,赵云,女,经济,1970.1,,某局局长\n${line}`)]
    const seen = await preview(files)
    expect(seen.errorCount).toBe(1)
    expect(seen.problems[0]).toMatchObject({ file: 'a.csv', row: 3, column, severity: 'error' })
    expect(seen.problems[0]!.message).toContain(message)
    const problem = await refusal(
      call(memberRoutes.importMembers, { query: { fingerprint: seen.fingerprint } }, { files }),
    )
    expect(problem).toMatchObject({ status: 409, code: 'import.has-errors' })
    expect((await counts(committee.id)).members).toBe(0)
  })

  it('is the same person twice with contradicting data, over two files too', async () => {
    const { preview } = await office()
    const seen = await preview([
      csv('甲.csv', '姓名,性别,党派,工作单位及职务\n王伟,男,中共,市一中校长\n李娜,女,民盟,市二中教师\n'),
      csv('乙.csv', '名单,,,\n姓名,性别,党派,工作单位及职务\n李　娜,女,民进,市二中 教师\n王伟,女,中共,市一中校长\n'),
    ])
    const errors = seen.problems.filter((problem) => problem.severity === 'error')
    expect(errors.map(({ file, row, column, value }) => [file, row, column, value])).toEqual([
      ['乙.csv', 3, '党派', '民进'],
      ['乙.csv', 4, '性别', '女'],
    ])
    expect(errors[0]!.message).toContain('《甲.csv》第 3 行')
  })

  it('is a file without a header, or one that is no table', async () => {
    const { preview } = await office()
    expect(await refusal(preview([csv('a.csv', '一,二\n三,四\n')]))).toMatchObject({
      code: 'import.no-header',
      status: 400,
    })
    expect(
      await refusal(preview([new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0])], 'a.jpg')])),
    ).toMatchObject({
      code: 'spreadsheet.not-a-spreadsheet',
    })
  })

  it('is an import of something else than was previewed', async () => {
    const { call, preview, importAll } = await office()
    const files = [csv('a.csv', '姓名,工作单位及职务\n王伟,市一中校长\n')]
    const { fingerprint } = await preview(files)
    const other = [csv('a.csv', '姓名,工作单位及职务\n王伟,市一中教师\n')]
    const run = (sent: File[]) => call(memberRoutes.importMembers, { query: { fingerprint } }, { files: sent })
    expect(await refusal(run(other))).toMatchObject({ code: 'import.changed', status: 409 })
    await importAll(files)
    expect(await refusal(run(files)), 'the roster has moved on').toMatchObject({ code: 'import.changed' })
  })

  it('leaves nothing behind when the database refuses a row in the middle', async () => {
    const { committee, call, preview } = await office()
    const lines = Array.from({ length: 50 }, (_, n) => `委员${n},市第${n}中学校长`).join('\n')
    const files = [csv('a.csv', `姓名,工作单位及职务,界别\n${lines}\n坏行,某单位,新界别\n`)]
    const { fingerprint } = await preview(files)
    await db.schema.alterTable('members').addCheckConstraint('members_test_refuses', sql`name <> '坏行'`).execute()
    const before = await counts(committee.id)
    const response = await refusal(call(memberRoutes.importMembers, { query: { fingerprint } }, { files }))
    await db.schema.alterTable('members').dropConstraint('members_test_refuses').execute()
    expect(response.status).toBe(500)
    expect(await counts(committee.id)).toEqual(before)
    const { items } = await call(committeeRoutes.listGroups, { query: { kind: 'sector' } })
    expect(items.map((group) => group.name)).toEqual(['经济界'])
  })

  it('is an import by anybody but the member office', async () => {
    const { committee } = await office()
    const { token } = await signInAs(db, { committeeId: committee.id, role: 'proposalOffice' })
    const files = [csv('a.csv', '姓名\n王伟\n')]
    expect(await refusal(app.client(token)(memberRoutes.previewMemberImport, { query: {} }, { files }))).toMatchObject({
      status: 403,
      code: 'access.denied',
    })
  })
})

describe('dirt of real lists', () => {
  it.each(['utf8', 'gb18030', 'utf16le', 'utf16be'])('is read in %s', async (encoding) => {
    const { importAll, call } = await office()
    const bom = encoding.startsWith('utf16') ? '\ufeff' : ''
    const text = `${bom}某区政协委员名单,,,\n,,,\n序号,姓　名,性 别,"现工作单位\n及职务"\n1,王  伟,男,市一中校长\n2,买买提·艾力,男,市二中\n3,欧阳　娜娜（女，回族）,,市三中\n`
    expect(await importAll([csv('名单.csv', text, encoding)])).toMatchObject({ created: 3 })
    const { items } = await call(memberRoutes.listMembers, { query: {} })
    expect(items.map((item) => [item.name, item.sex])).toEqual([
      ['王伟', 'male'],
      ['买买提·艾力', 'male'],
      ['欧阳娜娜', 'female'],
    ])
  })

  it('is told as a warning: padded names, blanks and line breaks, notes below, a header repeated on each page', async () => {
    const { preview } = await office()
    const text =
      '序号,姓名,政治面貌,民族,出生年月,手机,工作单位及职务\n1,王  伟,中共党员,汉,1975年3月,138 0000 1111,"市一中\n校长 "\n' +
      '序号,姓名,政治面貌,民族,出生年月,手机,工作单位及职务\n2,李娜,民建,回族,1980/12/5,+86 13800001112,市二中\n说明：以姓氏笔画为序,,,,,,\n'
    const seen = await preview([csv('a.csv', text)])
    expect(seen).toMatchObject({ errorCount: 0, toCreate: 2 })
    const told = seen.problems.map(({ row, column, severity }) => [row, column, severity])
    expect(told).toEqual(
      expect.arrayContaining([
        [2, '姓名', 'warning'],
        [2, '工作单位及职务', 'warning'],
        [2, '政治面貌', 'warning'],
        [2, '民族', 'warning'],
        [2, '出生年月', 'warning'],
        [2, '手机', 'warning'],
        [5, '', 'warning'],
      ]),
    )
    expect(seen.sample[0]).toMatchObject({
      姓名: '王伟',
      党派: '中共',
      民族: '汉族',
      工作单位: '市一中校长',
      手机: '13800001111',
    })
    expect(seen.files[0]!.rows).toBe(2)
  })

  it('gives the group written once in a merged cell to each of its rows', async () => {
    const { importAll, call } = await office()
    const bytes = readFileSync(join(import.meta.dirname, 'samples/merged-groups.xlsx'))
    await importAll([new File([bytes], 'merged-groups.xlsx')])
    const { items } = await call(committeeRoutes.listGroups, { query: { kind: 'streetGroup' } })
    expect(items.map((group) => [group.name, group.memberCount])).toEqual([
      ['第一小组', 3],
      ['第二小组', 2],
    ])
  })

  it('names the columns it does not use', async () => {
    const { preview } = await office()
    const { files } = await preview([csv('a.csv', '姓名,备注,鞋码,手机（必填）\n王伟,x,42,13800001111\n')])
    expect(files[0]!.unknownColumns).toEqual(['备注', '鞋码'])
  })

  it('reads several sheets of one workbook as several lists', async () => {
    const { preview } = await office()
    const sheet = (name: string, rows: string[][]) => ({
      name,
      columns: ['姓名', '工作单位'].map((heading) => ({ heading, kind: 'text' as const })),
      rows,
    })
    const bytes = await writeXlsx({
      sheets: [
        sheet('甲', [['王伟', '市一中']]),
        sheet('乙', [
          ['王伟', '市一中'],
          ['李娜', '市二中'],
        ]),
      ],
    })
    const seen = await preview([new File([new Uint8Array(bytes)], 'a.xlsx')])
    expect(seen.files.map((file) => file.name)).toEqual(['a.xlsx（甲）', 'a.xlsx（乙）'])
    expect(seen.toCreate).toBe(2)
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fillDown, findHeader } from './find-header.ts'
import { readHere } from './spreadsheets.fixtures.ts'

const rosters = new URL('../../../../shared/data/rosters/', import.meta.url)
const plans = new URL('../../../../shared/data/duty-plans/', import.meta.url)
const aliases = {
  name: ['姓名', '委员姓名'],
  gender: ['性别'],
  sector: ['界别', '所属界别'],
  group: ['街道委员小组'],
  party: ['党派', '政治面貌'],
  phone: ['联系电话(手机)'],
  post: ['现工作单位及职务', '工作单位及职务'],
}

describe('finding the header', () => {
  it('finds it below a title, a note and blank rows', () => {
    const rows = [
      ['某县政协委员名册'],
      [],
      ['', '填报时间：2026年5月'],
      ['序号', '姓名', '', '性别'],
      ['1', '马永青', '', '男'],
    ]
    expect(findHeader(rows, aliases, ['name'])).toEqual({
      headerRow: 3,
      columns: { name: 1, gender: 3 },
      unknown: [{ heading: '序号', column: 0 }],
      duplicates: [],
    })
  })

  it('knows headings whatever their width, blanks, line breaks, stars and colons', () => {
    const rows = [['＊姓　名：', '性\n 别', '联系电话\r\n（手机）', '界\u200b别*']]
    expect(findHeader(rows, aliases, ['name'])?.columns).toEqual({ name: 0, gender: 1, phone: 2, sector: 3 })
  })

  it('tells a field named twice and takes the first', () => {
    const found = findHeader([['姓名', '党派', '委员姓名']], aliases, ['name'])
    expect(found?.columns.name).toBe(0)
    expect(found?.duplicates).toEqual([{ field: 'name', columns: [0, 2] }])
  })

  it('takes the row that names most, not a note that names one', () => {
    expect(findHeader([['姓名'], ['姓名', '性别', '界别']], aliases, ['name'])?.headerRow).toBe(1)
  })

  it('finds nothing when a required field has no column', () => {
    expect(findHeader([['姓名', '性别']], aliases, ['name', 'sector'])).toBeNull()
    expect(findHeader([], aliases, ['name'])).toBeNull()
  })

  it('does not search beyond the top of the table', () => {
    const rows = [...Array.from({ length: 60 }, () => ['说明']), ['姓名']]
    expect(findHeader(rows, aliases, ['name'])).toBeNull()
  })
})

describe('filling down', () => {
  it('gives each row the unit that stands on the first of its rows only', () => {
    const rows = [
      ['中共界别', '1月'],
      ['', '9月'],
      [' ', '3月'],
      ['工会界别', ''],
    ]
    expect(fillDown(rows, [0])).toEqual([
      ['中共界别', '1月'],
      ['中共界别', '9月'],
      ['中共界别', '3月'],
      ['工会界别', ''],
    ])
  })

  it('does not carry an inner value into the next outer group', () => {
    const rows = [
      ['甲', '一组', 'a'],
      ['', '', 'b'],
      ['', '二组', 'c'],
      ['乙', '', 'd'],
      ['', '', 'e'],
    ]
    expect(fillDown(rows, [0, 1]).map((row) => row.slice(0, 2).join(''))).toEqual([
      '甲一组',
      '甲一组',
      '甲二组',
      '乙',
      '乙',
    ])
  })

  it('ends a group at a blank row and changes nothing it was given', () => {
    const rows = [['甲', 'a'], [], ['', 'b']]
    expect(fillDown(rows, [0])).toEqual([['甲', 'a'], [], ['', 'b']])
    expect(rows).toEqual([['甲', 'a'], [], ['', 'b']])
  })
})

describe.skipIf(!existsSync(rosters))('the headers of real rosters (needs ../shared/data/rosters)', () => {
  it.each([
    ['sector-roster.xlsx', { name: 1, sector: 2, gender: 3, party: 4, post: 5 }],
    ['sector-roster.utf8.csv', { name: 1, sector: 2, gender: 3, party: 4, post: 5 }],
    ['street-roster.xlsx', { group: 1, name: 2, party: 3, gender: 4, post: 5 }],
    ['street-roster.gbk.csv', { group: 1, name: 2, party: 3, gender: 4, post: 5 }],
  ])('finds those of %s in the second row', async (fileName, columns) => {
    const table = await readHere(readFileSync(new URL(fileName, rosters)), fileName)
    const found = findHeader(table.sheets[0]!.rows, aliases, ['name', 'gender'])
    expect(found).toEqual({ headerRow: 1, columns, unknown: [{ heading: '序号', column: 0 }], duplicates: [] })
  })
})

describe.skipIf(!existsSync(plans))('real plans of a year (needs ../shared/data/duty-plans)', () => {
  it.each([
    [
      'hz-shangcheng-2026-sector-duty-plan.json',
      { unit: ['界别'], title: ['活动名称'], kind: ['活动类型'], time: ['拟召开时间'] },
      34,
    ],
    [
      'hz-shangcheng-2026-street-consultation-plan.json',
      { unit: ['责任部门'], title: ['协商课题'], kind: [], time: ['时间'] },
      32,
    ],
  ])('gives every row of %s its unit', (fileName, planAliases, count) => {
    const records = JSON.parse(readFileSync(new URL(fileName, plans), 'utf8')) as Record<string, string | null>[]
    const rows = [
      Object.keys(records[0]!),
      ...records.map((record) => Object.values(record).map((value) => value ?? '')),
    ]
    const found = findHeader(rows, planAliases, ['unit', 'title', 'time'])
    expect(found?.headerRow).toBe(1)
    const unit = found!.columns.unit!
    const body = fillDown(rows.slice(2), [unit]).filter((row) => row[found!.columns.title!] !== '')
    expect(body).toHaveLength(count)
    expect(body.every((row) => row[unit] !== '')).toBe(true)
  })
})

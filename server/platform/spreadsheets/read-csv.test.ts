import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readHere } from './spreadsheets.fixtures.ts'

const messages = new URL('../../../../shared/data/civic-messages/', import.meta.url)
const text = '姓名,备注\r\n马永青,"两行\n文字, 带逗号和""引号"""\r\n'
const expected = [
  ['姓名', '备注'],
  ['马永青', '两行\n文字, 带逗号和"引号"'],
]
const gb18030 = Buffer.from(
  'd0d5c3fb2cb1b8d7a20d0ac2edd3c0c7e02c22c1bdd0d00acec4d7d62c20b4f8b6babac5bacd2222d2fdbac52222220d0a',
  'hex',
)
const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

describe('reading a CSV', () => {
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8-bom', Buffer.from(`\ufeff${text}`)],
    ['gb18030', gb18030],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', utf16be],
  ])('reads %s and says so', async (encoding, bytes) => {
    const table = await readHere(bytes, '名册.csv')
    expect(table).toMatchObject({ format: 'csv', encoding, sheets: [{ name: '名册', hidden: false, rows: expected }] })
  })

  it.each([
    [
      'semicolons',
      '姓名;职务\n马永青;主任,书记\n',
      [
        ['姓名', '职务'],
        ['马永青', '主任,书记'],
      ],
    ],
    [
      'tabs',
      '姓名\t职务\n马永青\t主任,书记\n',
      [
        ['姓名', '职务'],
        ['马永青', '主任,书记'],
      ],
    ],
    [
      'a title above',
      '某县政协委员名单\n序号;姓名;性别\n1;马永青;男\n',
      [['某县政协委员名单'], ['序号', '姓名', '性别'], ['1', '马永青', '男']],
    ],
    ['a first line that names it', 'sep=;\r\n姓名;a,b,c\r\n', [['姓名', 'a,b,c']]],
    ['one column only', '姓名\n马永青\n', [['姓名'], ['马永青']]],
  ])('finds the delimiter: %s', async (_, content, rows) => {
    expect((await readHere(Buffer.from(content), 'a.csv')).sheets[0]!.rows).toEqual(rows)
  })

  it('keeps blank rows between and drops blank cells and rows at the end', async () => {
    const table = await readHere(Buffer.from('a,b,,\n\n,,\nc\n,,,\n\n'), 'a.csv')
    expect(table.sheets[0]!.rows).toEqual([['a', 'b'], [], [], ['c']])
  })

  it.each([
    ['bytes of no encoding', Buffer.from([0xc4, 0xe3, 0x2c, 0xff, 0xff, 0x0a]), 'spreadsheet.encoding'],
    ['UTF-16 without its mark', Buffer.from('a,b\n', 'utf16le'), 'spreadsheet.encoding'],
    ['a broken UTF-8 under a mark', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff]), 'spreadsheet.encoding'],
    ['a quote never closed', Buffer.from('a,"b\nc,d\n'), 'spreadsheet.damaged'],
    ['a web page', Buffer.from('  <!DOCTYPE html><table>'), 'spreadsheet.not-a-spreadsheet'],
    ['a row far too wide', Buffer.from(`${'a,'.repeat(600)}b`), 'spreadsheet.too-large'],
    ['a quote never closed in a long file', Buffer.from(`a,"${'字'.repeat(700_000)}`), 'spreadsheet.too-large'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(readHere(bytes, 'a.csv')).rejects.toMatchObject({ code })
  })

  it('asks to save a text table named .xls as a workbook', async () => {
    await expect(readHere(Buffer.from('姓名\t性别\n'), '名册.xls')).rejects.toMatchObject({
      code: 'spreadsheet.legacy-format',
    })
  })
})

describe.skipIf(!existsSync(messages))(
  'the same messages in three encodings (needs ../shared/data/civic-messages)',
  () => {
    it('gives the same rows', async () => {
      const read = async (name: string) => (await readHere(readFileSync(new URL(name, messages)), name)).sheets[0]!.rows
      const rows = await read('official-sample-e3.utf8-bom.csv')
      expect(rows).toHaveLength(31)
      expect(await read('official-sample-e3.gb18030.csv')).toEqual(rows)
      expect(await read('official-sample-e3.utf16-bom.csv')).toEqual(rows)
    })
  },
)

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellValue, Column } from './column.ts'
import { openOfficePackage } from './ooxml.ts'
import { readHere } from './spreadsheets.fixtures.ts'
import { streamCsv, writeCsv } from './write-csv.ts'
import { streamXlsx, writeXlsx } from './write-xlsx.ts'
import { readZipEntrySync } from './zip.ts'

const columns: Column[] = [
  { heading: '姓名', kind: 'text' },
  { heading: '分值', kind: 'number' },
  { heading: '=日期', kind: 'date' },
]
const rows: CellValue[][] = [
  ['马永青', 12.5, '2026-05-01'],
  ['=1+1', -3, '待定'],
  [null, undefined, ''],
  ['+86 10', 0, null],
]
const readBack = [
  ['姓名', '分值', '=日期'],
  ['马永青', '12.5', '2026-05-01'],
  ['=1+1', '-3', '待定'],
  [],
  ['+86 10', '0'],
]

/** Any text an office or an attacker might leave in a cell. */
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  fc
    .array(
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      { maxLength: 20 },
    )
    .map((units) => units.join('')),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        "'",
        '"',
        ',',
        ';',
        ' ',
        '\0',
        '\u000b',
        '_x',
        '_x000D_',
        '_x005F_',
        '0041',
        '_',
        '字',
        '\ufeff',
        '\ud800',
        '&lt;',
        '<',
        ']]>',
        'sep=;',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('长'.repeat(32_767), `${'a'.repeat(32_766)}\ud83d`),
)
const anyRows = fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 6 })
const textColumns: Column[] = ['甲', '乙', '丙', '丁'].map((heading) => ({ heading, kind: 'text' }))

/** Blank cells and rows at the end do not come back. */
function trimmed(table: readonly (readonly string[])[]): string[][] {
  const cut = table.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1)
}

async function sheetXmlOf(bytes: Buffer): Promise<string> {
  const { parts } = openOfficePackage(bytes, 100)
  return readZipEntrySync(bytes, parts.get('xl/worksheets/sheet1.xml')!, 10_000_000).toString()
}

describe('writing a workbook', () => {
  it('comes back as it was, dates and numbers included', async () => {
    const table = await readHere(await writeXlsx({ sheets: [{ name: '履职台账', columns, rows }] }), 'a.xlsx')
    expect(table.sheets).toEqual([{ name: '履职台账', hidden: false, rows: readBack, mergedRanges: [] }])
  })

  it('has no formula, a frozen header, a filter and columns wide enough for Chinese', async () => {
    const post = '某某区某某街道办事处党工委副书记、主任'
    const sheets = [
      {
        name: 'a',
        columns: [...columns, { heading: '职务', kind: 'text' as const }],
        rows: rows.map((row) => [...row, post]),
      },
    ]
    const xml = await sheetXmlOf(await writeXlsx({ sheets }))
    expect(xml).not.toMatch(/<f[ >]/)
    expect(xml).toContain('<is><t xml:space="preserve">=1+1</t></is>')
    expect(xml).toContain('state="frozen"')
    expect(xml).toContain('<autoFilter ref="A1:D5"/>')
    expect(Number(/<col min="4" max="4" width="(\d+)"/.exec(xml)?.[1])).toBeGreaterThanOrEqual(2 * post.length)
  })

  it('cuts what Excel cannot hold in a cell, and says so in the cell', async () => {
    const sheets = [{ name: 'a', columns: textColumns, rows: [['字'.repeat(40_000)]] }]
    const cell = (await readHere(await writeXlsx({ sheets }), 'a.xlsx')).sheets[0]!.rows[1]![0]!
    expect(cell).toHaveLength(32_767)
    expect(cell).toMatch(/^字+……（全文 40000 字，超出单元格上限，此处截断）$/)
  })

  it('gives sheets names Excel takes', async () => {
    const names = ['提案[2026]/一', "'", '', '重复', '重复', '长'.repeat(40), '长'.repeat(41), 'a"&<\ud800']
    const bytes = await writeXlsx({ sheets: names.map((name) => ({ name, columns: textColumns, rows: [] })) })
    const found = (await readHere(bytes, 'a.xlsx')).sheets.map(({ name }) => name)
    expect(found.slice(0, 5)).toEqual(['提案 2026  一', 'Sheet', 'Sheet (2)', '重复', '重复 (2)'])
    expect(found[7]).toBe('a"&<\ufffd')
    expect(new Set(found).size).toBe(8)
    for (const name of found) expect(name.length).toBeLessThanOrEqual(31)
  })

  it('takes rows from the database as they come, and no faster than they are read', async () => {
    let taken = 0
    let ended = false
    async function* endless(): AsyncGenerator<CellValue[]> {
      try {
        for (;;) yield [`委员${taken++}`, taken, '2026-05-01']
      } finally {
        ended = true
      }
    }
    let read = 0
    for await (const piece of streamXlsx({ sheets: [{ name: 'a', columns, rows: endless() }] })) {
      read += (piece as Buffer).length
      if (read > 200_000) break
    }
    expect(taken).toBeLessThan(200_000)
    await expect.poll(() => ended).toBe(true)
  })

  it('fails when its rows fail', async () => {
    async function* failing(): AsyncGenerator<CellValue[]> {
      yield ['a', 1, null]
      throw new Error('the database went away')
    }
    const sheets = [{ name: 'a', columns, rows: failing() }]
    await expect(writeXlsx({ sheets })).rejects.toThrow('the database went away')
    await expect(writeCsv(columns, failing())).rejects.toThrow('the database went away')
  })

  it('holds any text, control characters and half characters too', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (table) => {
        const bytes = await writeXlsx({ sheets: [{ name: 'a', columns: textColumns, rows: table }] })
        expect((await readHere(bytes, 'a.xlsx')).sheets[0]!.rows.slice(1)).toEqual(trimmed(table))
      }),
      { numRuns: 150, examples: [[[['_x0041\u0001', '_x0041_\u0001', '__x0041_']]]] },
    )
  })
})

describe('writing a CSV', () => {
  it('comes back as it was', async () => {
    const table = await readHere(await writeCsv(columns, rows), 'a.csv')
    expect(table).toMatchObject({ format: 'csv', encoding: 'utf-8-bom', sheets: [{ rows: readBack }] })
  })

  it('is UTF-8 with mark and CRLF, and nothing in it runs as a formula', async () => {
    const dangerous = ['=cmd', '+1', '-1', '@a', '\tx', '\rx', "'=x"].map((text) => [text, -5])
    const text = (await writeCsv(columns.slice(0, 2), dangerous)).toString()
    expect(text).toBe(
      `\ufeff姓名,分值\r\n'=cmd,-5\r\n'+1,-5\r\n'-1,-5\r\n'@a,-5\r\n"'\tx",-5\r\n"'\rx",-5\r\n''=x,-5\r\n`,
    )
  })

  it('streams what it writes', async () => {
    const pieces = (await Array.fromAsync(streamCsv(columns, rows))) as Buffer[]
    expect(Buffer.concat(pieces)).toEqual(await writeCsv(columns, rows))
  })

  it('holds any text that UTF-8 can hold', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (table) => {
        const found = (await readHere(await writeCsv(textColumns, table), 'a.csv')).sheets[0]!.rows
        expect(found.slice(1)).toEqual(trimmed(table.map((row) => row.map((text) => text.toWellFormed()))))
      }),
      { numRuns: 300 },
    )
  })
})

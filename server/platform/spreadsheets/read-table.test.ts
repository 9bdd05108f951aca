import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTable, type TableSheet } from './read-table.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { buildWorkbook, buildZip, workbookParts } from './spreadsheets.fixtures.ts'

const sharedData = new URL('../../../../shared/data/', import.meta.url)
const hostileFolder = new URL('spreadsheets/poi/', sharedData)
const rosterFolder = new URL('rosters/', sharedData)

async function firstSheet(bytes: Uint8Array, fileName = 'a.xlsx'): Promise<TableSheet> {
  const table = await readTable(bytes, { fileName })
  return table.sheets[0]!
}

async function refusalOf(bytes: Uint8Array, fileName = 'a.xlsx'): Promise<SpreadsheetError> {
  const answer = await readTable(bytes, { fileName }).catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(SpreadsheetError)
  return answer as SpreadsheetError
}

describe('reading a workbook', () => {
  it('gives text, numbers, dates, times, yes and no, formulas and errors as plain text', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\\ hh:mm"/><numFmt numFmtId="171" formatCode="[h]:mm"/><numFmt numFmtId="172" formatCode="[Red]0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="31"/><xf numFmtId="20"/></cellXfs>'
    const strings = '<si><t>马永青</t></si><si><r><t>九三</t></r><r><t>学社 </t></r><rPh><t>jiusan</t></rPh></si>'
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"><v>3.0000000000000004E-1</v></c><c r="D1"><v>320106196001010015</v></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>46143</v></c><c r="B3" s="2"><v>46143.395833333336</v></c><c r="C3" s="3"><v>1.5</v></c><c r="D3" s="4"><v>12.50</v></c><c r="E3" s="5"><v>60</v></c><c r="F3" s="6"><v>0.395833333333333</v></c></row>' +
      '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="b"><v>0</v></c><c r="C4" t="str"><f>A1&amp;B1</f><v>两个_x000D_\n行</v></c><c r="D4"><f>SUM(A1:A9)</f><v>42</v></c><c r="E4" t="e"><v>#N/A</v></c><c r="G4" t="inlineStr"><is><t>备注</t></is></c><c r="J4" s="1"/></row>' +
      '<row r="900" s="1" customFormat="1"/>'
    const sheet = await firstSheet(buildWorkbook({ styles, strings, rows }))
    expect(sheet).toEqual({
      name: '名册',
      hidden: false,
      mergedRanges: [],
      rows: [
        ['马永青', '九三学社 ', '0.30000000000000004', '320106196001010015'],
        [],
        ['2026-05-01', '2026-05-01T09:30:00', '36:00:00', '12.5', '1900-02-29', '09:30:00'],
        ['TRUE', 'FALSE', '两个\r\n行', '42', '#N/A', '', '备注'],
      ],
    })
  })

  it('counts dates from 1904 where the workbook does', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    const bytes = buildWorkbook({
      styles,
      workbookPr: '<workbookPr date1904="1"/>',
      rows: '<row r="1"><c r="A1" s="0"><v>0</v></c></row>',
    })
    expect((await firstSheet(bytes)).rows).toEqual([['1904-01-01']])
  })

  it('keeps the value of merged cells in the top left and tells the ranges', async () => {
    const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
    const rows = `<row r="1">${text('A1', '委员名单')}${text('C1', '旧')}</row><row r="2">${text('A2', '旧')}${text('D2', '姓名')}</row>`
    const bytes = buildWorkbook({ rows, after: '<mergeCells><mergeCell ref="A1:C2"/></mergeCells>' })
    const sheet = await firstSheet(bytes)
    expect(sheet.rows).toEqual([['委员名单'], ['', '', '', '姓名']])
    expect(sheet.mergedRanges).toEqual([{ top: 0, left: 0, bottom: 1, right: 2 }])
  })

  it('reads rows and cells that do not say where they stand', async () => {
    const bytes = buildWorkbook({ rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>' })
    expect((await firstSheet(bytes)).rows).toEqual([['1', '2'], ['3']])
  })
})

describe('refusing a workbook', () => {
  const cells = (count: number, xml: string) => xml.repeat(count)
  const doctype = '<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
  const spoilt = (index: number, lie: object) =>
    buildZip(
      workbookParts({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }).map((part, i) =>
        i === index ? { ...part, ...lie } : part,
      ),
    )
  const whole = buildWorkbook({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' })
  const cases: [string, () => Buffer, string, object][] = [
    ['an empty file', () => Buffer.alloc(0), 'spreadsheet.empty', {}],
    ['half a file', () => whole.subarray(0, whole.length / 2), 'spreadsheet.damaged', { reason: 'truncated' }],
    [
      'something before the first entry',
      () => buildZip(workbookParts(), 'PK<script>'),
      'spreadsheet.damaged',
      { reason: 'corrupt' },
    ],
    [
      'something after the last',
      () => Buffer.concat([whole, Buffer.from('x')]),
      'spreadsheet.damaged',
      { reason: 'truncated' },
    ],
    [
      'the same part twice',
      () => buildZip([...workbookParts(), { name: 'XL/Workbook.xml', content: '' }]),
      'spreadsheet.damaged',
      { reason: 'duplicate-entry' },
    ],
    [
      'a part with two names',
      () => spoilt(6, { localName: 'xl/worksheets/sheet2.xml' }),
      'spreadsheet.damaged',
      { reason: 'corrupt' },
    ],
    [
      'a part whose extra field gives another name',
      () => spoilt(6, { extra: Buffer.from('up\x08\x00\x01\x00\x00\x00\x00abc', 'latin1') }),
      'spreadsheet.damaged',
      { reason: 'corrupt' },
    ],
    [
      'a part that lies over the next',
      () => spoilt(5, { declaredPackedSize: 200 }),
      'spreadsheet.damaged',
      { reason: 'overlapping-entries' },
    ],
    ['a wrong checksum', () => spoilt(6, { declaredCrc: 1 }), 'spreadsheet.damaged', { reason: 'corrupt' }],
    ['a part longer than it says', () => spoilt(6, { declaredSize: 10 }), 'spreadsheet.damaged', { reason: 'corrupt' }],
    [
      'a part that would inflate beyond the limit',
      () => spoilt(6, { declaredSize: 2_000_000_000 }),
      'spreadsheet.too-large',
      { limit: 'too-large' },
    ],
    ['entries under a password', () => spoilt(6, { flags: 1 }), 'spreadsheet.encrypted', {}],
    [
      'a path out of the package',
      () => buildZip([...workbookParts(), { name: '../evil', content: '' }]),
      'spreadsheet.damaged',
      {},
    ],
    [
      'too many entries',
      () =>
        buildZip([...workbookParts(), ...Array.from({ length: 4_100 }, (_, i) => ({ name: `x${i}`, content: '' }))]),
      'spreadsheet.too-large',
      { limit: 'too-many-entries' },
    ],
    [
      'a document type with entities',
      () => buildWorkbook({ sheet: `${doctype}<worksheet><sheetData/></worksheet>` }),
      'spreadsheet.damaged',
      { reason: 'doctype' },
    ],
    [
      'an entity nobody declared',
      () => buildWorkbook({ rows: '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>' }),
      'spreadsheet.damaged',
      { reason: 'xml' },
    ],
    [
      'elements without end',
      () => buildWorkbook({ rows: '<row>'.repeat(200) }),
      'spreadsheet.damaged',
      { reason: 'xml' },
    ],
    [
      'attributes without end',
      () => buildWorkbook({ rows: `<row ${Array.from({ length: 500 }, (_, i) => `a${i}=""`).join(' ')}/>` }),
      'spreadsheet.damaged',
      { reason: 'xml' },
    ],
    [
      'XML that stops in the middle',
      () => buildWorkbook({ sheet: '<worksheet><sheetData><row r="1">' }),
      'spreadsheet.damaged',
      { reason: 'xml' },
    ],
    [
      'a text that is not in the table of texts',
      () => buildWorkbook({ rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }),
      'spreadsheet.damaged',
      { reason: 'corrupt' },
    ],
    [
      'macros',
      () => buildZip([...workbookParts(), { name: 'xl/vbaProject.bin', content: 'x' }]),
      'spreadsheet.macros',
      {},
    ],
    [
      'a macro workbook under a plain name',
      () => buildWorkbook({ mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
      'spreadsheet.macros',
      {},
    ],
    [
      'a binary workbook',
      () => buildWorkbook({ mainType: 'application/vnd.ms-excel.sheet.binary.main' }),
      'spreadsheet.legacy-format',
      {},
    ],
    [
      'a Word file',
      () =>
        buildWorkbook({ mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml' }),
      'spreadsheet.not-a-spreadsheet',
      {},
    ],
    ['any zip', () => buildZip([{ name: 'a.txt', content: 'a' }]), 'spreadsheet.not-a-spreadsheet', {}],
    [
      'a mark in the last row Excel has',
      () => buildWorkbook({ rows: '<row r="1048576"><c r="A1048576"><v>1</v></c></row>' }),
      'spreadsheet.too-large',
      { limit: 'rows', row: 1_048_576 },
    ],
    [
      'a mark in the last column Excel has',
      () => buildWorkbook({ rows: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }),
      'spreadsheet.too-large',
      { limit: 'columns' },
    ],
    [
      'one endless cell',
      () => buildWorkbook({ rows: `<row r="1"><c r="A1" t="str"><v>${'长'.repeat(200_001)}</v></c></row>` }),
      'spreadsheet.too-large',
      { limit: 'cell-characters' },
    ],
    [
      'one long text in very many cells',
      () =>
        buildWorkbook({
          strings: `<si><t>${'长'.repeat(100_000)}</t></si>`,
          rows: cells(1_000, '<row><c t="s"><v>0</v></c></row>'),
        }),
      'spreadsheet.too-large',
      { limit: 'text' },
    ],
    [
      'merged ranges over one another without end',
      () =>
        buildWorkbook({
          rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="60000"><c r="A60000"><v>1</v></c></row>',
          after: `<mergeCells>${cells(1_000, '<mergeCell ref="B1:XFD1048576"/>')}</mergeCells>`,
        }),
      'spreadsheet.damaged',
      { reason: 'merged-ranges' },
    ],
    [
      'a web page named as a workbook',
      () => Buffer.from('<html><table><tr><td>1</td></tr></table></html>'),
      'spreadsheet.not-a-spreadsheet',
      {},
    ],
    ['a text named as a workbook', () => Buffer.from('姓名,性别\n'), 'spreadsheet.damaged', { reason: 'text' }],
  ]
  it.each(cases)('refuses %s with a sentence', async (_, build, code, details) => {
    const refusal = await refusalOf(build())
    expect(refusal).toMatchObject({ code, details })
    expect(refusal.sentence).toMatch(/^\p{Script=Han}.*。$/u)
  })

  it('stops a read that takes too long', async () => {
    const bytes = buildWorkbook({ rows: cells(50_000, '<row><c><v>1</v></c></row>') })
    await expect(readTable(bytes, { fileName: 'a.xlsx', timeLimitMs: 1 })).rejects.toMatchObject({
      code: 'spreadsheet.timeout',
    })
  })

  it('survives a file that fills the memory of its thread', async () => {
    const strings = Array.from({ length: 300_000 }, (_, i) => `<si><t>第${i}位委员</t></si>`).join('')
    const reading = readTable(buildWorkbook({ strings }), { fileName: 'a.xlsx', heapMiB: 16 })
    await expect(reading).rejects.toMatchObject({ code: 'spreadsheet.too-large', details: { limit: 'memory' } })
  })

  it('turns away whoever comes when too many are waiting, and serves the others', async () => {
    const reads = Array.from({ length: 24 }, () =>
      readTable(whole, { fileName: 'a.xlsx' }).then(
        () => 'read',
        (error: SpreadsheetError) => error.code,
      ),
    )
    const answers = await Promise.all(reads)
    expect(answers.filter((answer) => answer === 'read')).toHaveLength(22)
    expect(answers.filter((answer) => answer === 'spreadsheet.busy')).toHaveLength(2)
  })
})

describe.skipIf(!existsSync(rosterFolder))('a real roster (needs ../shared/data/rosters)', () => {
  it.each([
    ['sector-roster.xlsx', undefined],
    ['sector-roster.utf8.csv', 'utf-8-bom'],
    ['street-roster.xlsx', undefined],
    ['street-roster.gbk.csv', 'gb18030'],
  ])('gives the 339 members of %s below title and header', async (fileName, encoding) => {
    const table = await readTable(readFileSync(new URL(fileName, rosterFolder)), { fileName })
    expect(table.encoding).toBe(encoding)
    expect(table.sheets).toHaveLength(1)
    expect(table.sheets[0]!.rows).toHaveLength(341)
    expect(table.sheets[0]!.rows[0]).toEqual(['示范区政协委员街道分组名单'])
  })
})

describe.skipIf(!existsSync(hostileFolder))('odd and hostile workbooks (needs ../shared/data/spreadsheets)', () => {
  const refused: Record<string, string> = {
    'clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx': 'spreadsheet.damaged',
    'crash-274d6342e4842d61be0fb48eaadad6208ae767ae.xlsx': 'spreadsheet.damaged',
    'duplicate-filename.xlsx': 'spreadsheet.damaged',
    'poc-xmlbomb.xlsx': 'spreadsheet.damaged',
    'protected_passtika.xlsx': 'spreadsheet.encrypted',
    'xlsx-corrupted.xlsx': 'spreadsheet.damaged',
  }
  const content: Record<string, string[][]> = {
    'SampleSS.strict.xlsx': [['Test spreadsheet'], ['2nd row', '2nd row 2nd column'], [], ['This one is red']],
    'MalformedSSTCount.xlsx': [
      ['sdgf', 'fdsag', 'dsafv', 'asdf'],
      ['asdc', 'sadc', 'asdfXZc', 'sadf'],
      ['23', '24', '2', '1'],
    ],
    'noSharedStringTable.xlsx': [['2006-04-12', '123']],
    'template.xlsx': [],
    'TwoSheetsOneHidden.xlsx': [['Sheet1A1']],
  }
  const files = existsSync(hostileFolder) ? readdirSync(hostileFolder) : []
  it.each(files)('reads or refuses %s', async (fileName) => {
    const reading = readTable(readFileSync(new URL(fileName, hostileFolder)), { fileName, timeLimitMs: 15_000 })
    if (refused[fileName] !== undefined) {
      await expect(reading).rejects.toMatchObject({ code: refused[fileName] })
      return
    }
    const table = await reading
    expect(table.sheets.length).toBeGreaterThan(0)
    if (content[fileName] !== undefined) expect(table.sheets[0]!.rows).toEqual(content[fileName])
    if (fileName === 'TwoSheetsOneHidden.xlsx') expect(table.sheets.map(({ hidden }) => hidden)).toEqual([true, false])
  })
})

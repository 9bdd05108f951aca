/** Proposals of earlier years to bring in: the whole public file where it lies beside the project, else a small sample. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'

export interface PastProposals {
  path: string
  rows: number
  /** One of them, long enough to be worth a member's while. */
  text: { title: string; body: string }
}

const wholeFile = resolve(import.meta.dirname, '../../../shared/data/proposals/jiangsu-cppcc-proposals-2019.csv')
const sample = join(import.meta.dirname, '../samples/past-proposals.csv')

/** Columns of the public file, and of ours. */
interface Row {
  reason?: string
  content?: string
  案由?: string
  情况分析?: string
  具体建议?: string
}

export function pastProposals(): PastProposals {
  const path = existsSync(wholeFile) ? wholeFile : sample
  const rows = parse<Row>(readFileSync(path), { columns: true, bom: true })
  const texts = rows.map((row) => ({
    title: row.reason ?? row.案由 ?? '',
    body: row.content ?? `${row.情况分析}具体建议：${row.具体建议}`,
  }))
  const text = texts.find(({ title, body }) => title.length <= 40 && /建议[:：]/.test(body) && body.length > 60)
  if (!text) throw new Error(`No proposal with suggestions in ${path}`)
  return { path, rows: rows.length, text }
}

/** Two that are one: 0544 and 0615 of the public file, else one of the sample handed in a second time. */
export function knownDuplicate(): [PastProposals['text'], PastProposals['text']] {
  if (!existsSync(wholeFile)) {
    const { text } = pastProposals()
    return [text, { ...text, body: `据走访了解，${text.body}` }]
  }
  const rows = parse<Row & { proposal_number: string }>(readFileSync(wholeFile), { columns: true, bom: true })
  const textOf = (number: string) => {
    const row = rows.find((one) => one.proposal_number === number)
    if (!row) throw new Error(`No proposal ${number} in ${wholeFile}`)
    return { title: row.reason ?? '', body: row.content ?? '' }
  }
  return [textOf('0544'), textOf('0615')]
}

/** A spreadsheet as an office clerk types it for members, a line each. */
export function typedTable(...lines: { title: string; proposer: string; body: string }[]): Buffer {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const line = (cells: string[]) => `${cells.map(quoted).join(',')}\r\n`
  const rows = lines.map(({ title, proposer, body }) => line([title, proposer, body]))
  return Buffer.from(`\uFEFF${line(['案由', '提案人', '内容'])}${rows.join('')}`)
}

/** Names of a roster file of the district that stand there once. */
export function namesOnceIn(rosterPath: string): string[] {
  const [, , ...rows] = parse(readFileSync(rosterPath), { bom: true, relax_column_count: true })
  const names = rows.map((row) => row[1] ?? '')
  return names.filter((name) => name && names.indexOf(name) === names.lastIndexOf(name))
}

import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Block, TableBlock, TextBlock } from '../paper.ts'
import { printable, printableLine } from '../rules.ts'
import { character, faces, linePitch, size, typeWidth } from './measures.ts'

/** All slots of a face, so that figures and letters stand in it too. */
export const face = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })
/** One line of the grid. */
export const gridLine = { line: linePitch, lineRule: LineRuleType.EXACTLY }
/** Indent of a paragraph: two characters. */
export const twoCharacters = { firstLine: Math.round(character * 2), firstLineChars: 200 }

/** Word takes longer ones too; other programs stop at 65,535 characters a paragraph. */
const paragraphCharacters = 20_000

/** A text as runs; none is so long that a program chokes on it, and no pair of halves is cut. */
export function runsOf(text: string, options: { font?: string; size?: number; bold?: boolean; color?: string } = {}) {
  const { font, ...rest } = options
  return new TextRun({ text, ...(font ? { font: face(font) } : {}), ...rest })
}

const firstLevel = /^[一二三四五六七八九十百]{1,4}、/u
const secondLevel = /^（[一二三四五六七八九十百]{1,4}）/u
/** A heading that goes on for longer is a sentence. */
const headingCharacters = 60

/** The runs of a line: its heading in the face of its level (结构层次序数, GB/T 9704-2012 7.3.3), the rest in the body's. */
function levelled(line: string): TextRun[] {
  const font = firstLevel.test(line) ? faces.first : secondLevel.test(line) ? faces.second : null
  if (font === null) return [runsOf(line)]
  const end = line.indexOf('。') + 1
  const heading = end === 0 ? line : line.slice(0, end)
  if ([...heading].length > headingCharacters) return [runsOf(line)]
  return [runsOf(heading, { font }), ...(heading.length < line.length ? [runsOf(line.slice(heading.length))] : [])]
}

/** Pieces of a line no longer than a paragraph may be. */
function pieces(line: string): string[] {
  if (line.length <= paragraphCharacters) return [line]
  const found: string[] = []
  for (let at = 0; at < line.length; ) {
    let end = Math.min(line.length, at + paragraphCharacters)
    if (end < line.length) {
      const stop = line.lastIndexOf('。', end - 1)
      if (stop > at) end = stop + 1
      else if (/[\ud800-\udbff]/.test(line[end - 1]!)) end -= 1
    }
    found.push(line.slice(at, end))
    at = end
  }
  return found
}

const looks: Record<TextBlock['kind'], IParagraphOptions> = {
  text: { indent: twoCharacters },
  plain: {},
  label: {},
  centred: { alignment: AlignmentType.CENTER },
  right: { alignment: AlignmentType.RIGHT },
}

/** Running text: each line a paragraph; lines of a table that was pasted as text become a table again. */
export function textParagraphs(block: TextBlock, last = false): (Paragraph | Table)[] {
  const lines = printable(block.text).split('\n')
  const out: (Paragraph | Table)[] = []
  for (let i = 0; i < lines.length; ) {
    const rows = pastedTable(lines, i)
    if (rows.length > 0) {
      out.push(tableOf(plainTable(rows)))
      i += rows.length
      continue
    }
    const line = lines[i]!.trim()
    i += 1
    if (line === '') continue
    const left = lines.slice(i).some((one) => one.trim() !== '')
    for (const piece of pieces(line))
      out.push(
        new Paragraph({
          ...looks[block.kind],
          // The signature never stands on a page without text (GB/T 9704-2012 7.3.5).
          keepNext: (last && !left) || (firstLevel.test(piece) && [...piece].length <= headingCharacters),
          spacing: gridLine,
          children: block.kind === 'label' ? [runsOf(piece, { font: faces.first })] : levelled(piece),
        }),
      )
  }
  return out
}

/** Most columns a table of a portrait page holds with room for a word in each. */
const pastedColumns = 12

/** The lines from `from` on that are the rows of a table pasted from Word or Excel: two and more, with as many tabs each. */
function pastedTable(lines: readonly string[], from: number): string[][] {
  const columns = lines[from]!.split('\t').length
  if (columns < 2 || columns > pastedColumns) return []
  let end = from
  while (end < lines.length && lines[end]!.split('\t').length === columns) end += 1
  return end - from < 2 ? [] : lines.slice(from, end).map((line) => line.split('\t'))
}

function plainTable(rows: readonly string[][]): TableBlock {
  return {
    kind: 'table',
    shares: rows[0]!.map(() => 1),
    heads: [],
    rows: rows.map((row) => row.map((text) => ({ text }))),
  }
}

const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const rules = { top: rule, bottom: rule, left: rule, right: rule }

/** A ruled table over the whole width; heads are repeated; rows may go over the page unless `whole`. */
export function tableOf(block: TableBlock, width = typeWidth, fontSize: number = size.fourth, whole = false): Table {
  const all = block.shares.reduce((sum, share) => sum + share, 0)
  const widths = block.shares.map((share) => Math.floor((width * share) / all))
  const cell = (text: string, at: number, options: { span?: number; label?: boolean; centred?: boolean }) => {
    const span = Math.max(1, options.span ?? 1)
    const own = widths.slice(at, at + span).reduce((sum, one) => sum + one, 0)
    return new TableCell({
      width: { size: own, type: WidthType.DXA },
      columnSpan: span,
      borders: rules,
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 40, bottom: 40, left: 90, right: 90, marginUnitType: WidthType.DXA },
      children: cellLines(text).map(
        (line) =>
          new Paragraph({
            alignment: options.label || options.centred ? AlignmentType.CENTER : AlignmentType.LEFT,
            spacing: { line: Math.round(fontSize * 14), lineRule: LineRuleType.AT_LEAST },
            children: [runsOf(line, { size: fontSize, ...(options.label ? { font: faces.first } : {}) })],
          }),
      ),
    })
  }
  const row = (
    cells: readonly { text: string; span?: number; label?: boolean; centred?: boolean }[],
    head: boolean,
  ) => {
    let at = 0
    return new TableRow({
      tableHeader: head,
      cantSplit: head || whole,
      children: cells.map((one) => {
        const made = cell(one.text, at, one)
        at += Math.max(1, one.span ?? 1)
        return made
      }),
    })
  }
  return new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      ...(block.heads.length > 0
        ? [
            row(
              block.heads.map((text) => ({ text, label: true })),
              true,
            ),
          ]
        : []),
      ...block.rows.map((cells) => row(cells, false)),
    ],
  })
}

function cellLines(text: string): string[] {
  const lines = printable(text)
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').trim())
    .filter((line) => line !== '')
  return lines.length > 0 ? lines.flatMap(pieces) : ['']
}

/** An empty line of the grid. */
export const emptyLine = (options: IParagraphOptions = {}) => new Paragraph({ spacing: gridLine, ...options })

/** The body of a paper. */
export function bodyOf(
  blocks: readonly Block[],
  width: number,
  fontSize: number,
  whole = false,
): (Paragraph | Table)[] {
  return blocks.flatMap((block, i) => {
    if (block.kind === 'gap') return [emptyLine()]
    if (block.kind === 'table') return [tableOf(block, width, fontSize, whole)]
    return textParagraphs(block, i === blocks.length - 1)
  })
}

/** One line of text as it may be printed. */
export const oneLine = printableLine

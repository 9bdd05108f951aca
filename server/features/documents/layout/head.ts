import { AlignmentType, BorderStyle, LineRuleType, PageNumber, Paragraph, TextRun } from 'docx'
import type { Paper } from '../paper.ts'
import { widthOf } from '../rules.ts'
import {
  belowNumber,
  character,
  faces,
  markDrop,
  numberLine,
  red,
  ruleGapPoints,
  ruleOverhang,
  size,
  typeWidth,
} from './measures.ts'
import { emptyLine, face, gridLine, oneLine, runsOf } from './text.ts'

/** 发文机关标志 in one line: as large as its name lets it be, never larger than what looks well (GB/T 9704-2012 7.2.4). */
function markRun(paper: Paper, largestPoints: number) {
  const name = oneLine(paper.issuer)
  const points = Math.max(16, Math.min(largestPoints, Math.floor(typeWidth / 20 / Math.max(1, widthOf(name)))))
  return { run: runsOf(name, { font: paper.titleFont, size: points * 2, color: red }), points }
}

/** Head of a letter's first page: 发文机关标志 and the red double rule, thick above thin (10.1). */
export function letterHead(paper: Paper): Paragraph[] {
  const { run, points } = markRun(paper, 36)
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      indent: { left: -ruleOverhang, right: -ruleOverhang },
      spacing: { line: Math.round(points * 24), lineRule: LineRuleType.EXACTLY },
      border: {
        bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, space: ruleGapPoints, color: red },
      },
      children: [run],
    }),
    new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACTLY } }),
  ]
}

/** Foot of a letter's first page: the second double rule, thin above thick; no page number (10.1). */
export function firstFoot(): Paragraph[] {
  return [
    new Paragraph({
      indent: { left: -ruleOverhang, right: -ruleOverhang },
      spacing: { line: 20, lineRule: LineRuleType.EXACTLY },
      border: { top: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, space: 1, color: red } },
    }),
  ]
}

/** Page numbers — 1 —, 四号 宋体, one character in from the outer edge (7.5). */
export function foot(side: 'odd' | 'even'): Paragraph[] {
  const oneCharacter = Math.round(character)
  return [
    new Paragraph({
      alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
      indent: side === 'odd' ? { right: oneCharacter } : { left: oneCharacter },
      spacing: { line: numberLine, lineRule: LineRuleType.EXACTLY },
      children: [
        new TextRun({ font: face(faces.number), size: size.fourth, children: ['— ', PageNumber.CURRENT, ' —'] }),
      ],
    }),
    new Paragraph({ spacing: { line: belowNumber, lineRule: LineRuleType.EXACTLY } }),
  ]
}

/** What stands above the title. */
export function headOf(paper: Paper): Paragraph[] {
  if (paper.format === 'letter') {
    // 10.1: 发文字号 at the right of the first line below the rule; the class of the reply below it, at the right too.
    const lines = [oneLine(paper.documentNumber), oneLine(paper.mark)].filter((line) => line !== '')
    return [
      ...lines.map(
        (line, i) =>
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: gridLine,
            children: [runsOf(line, i === lines.length - 1 && paper.mark !== '' ? { font: faces.first } : {})],
          }),
      ),
      emptyLine(),
    ]
  }
  if (paper.format !== 'document') return []
  const { run, points } = markRun(paper, 42)
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: markDrop, line: Math.round(points * 24), lineRule: LineRuleType.EXACTLY },
      children: [run],
    }),
    emptyLine(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: gridLine,
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: ruleGapPoints, color: red } },
      children: [runsOf(oneLine(paper.documentNumber))],
    }),
    emptyLine(),
    emptyLine(),
  ]
}

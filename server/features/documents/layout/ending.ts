import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  HorizontalPositionAlign,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
  VerticalPositionAlign,
} from 'docx'
import type { Paper } from '../paper.ts'
import { widthOf } from '../rules.ts'
import { character, size, typeWidth } from './measures.ts'
import { emptyLine, gridLine, oneLine, runsOf, twoCharacters } from './text.ts'

/** Characters to the right of the date where a seal is set (GB/T 9704-2012 7.3.5.1). */
const dateInset = 4
/** Of a name longer than its date. */
const leastInset = 2

/** Indents at the right, in characters: the name stands centred over its date. */
export function signatureInsets(name: string, date: string): { name: number; date: number } {
  const wider = (widthOf(name) - widthOf(date)) / 2
  return wider <= dateInset - leastInset
    ? { name: dateInset - wider, date: dateInset }
    : { name: leastInset, date: leastInset + wider }
}

/** 附件说明, 署名 with room for the seal, 成文日期, 附注. They stay together on one page. */
export function signOff(paper: Paper): Paragraph[] {
  const enclosures = paper.enclosures.map(oneLine)
  const name = oneLine(paper.signedBy)
  const { note, date } = paper
  const insets = signatureInsets(name, date)
  const line = (text: string, inset: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(inset * character) },
      keepNext: true,
      spacing: gridLine,
      children: [runsOf(text)],
    })
  return [
    ...(enclosures.length > 0 ? [emptyLine()] : []),
    ...enclosures.map((text, i) => {
      const number = enclosures.length > 1 ? `${i + 1}. ` : ''
      const lead = i === 0 ? '附件：' : '　　　'
      return new Paragraph({ indent: twoCharacters, spacing: gridLine, children: [runsOf(`${lead}${number}${text}`)] })
    }),
    ...(name === '' && date === '' ? [] : [emptyLine({ keepNext: true }), emptyLine({ keepNext: true })]),
    ...(name === '' ? [] : [line(name, insets.name)]),
    ...(date === '' ? [] : [line(date, insets.date)]),
    ...(note === ''
      ? []
      : [new Paragraph({ indent: twoCharacters, spacing: gridLine, children: [runsOf(`（${oneLine(note)}）`)] })]),
  ]
}

/** 版记 at the foot of the last page, in 四号: 抄送, and of documents 印发机关 and 印发日期 between rules (7.4). A letter has
 *  neither these nor the rules (10.1). */
export function colophonOf(paper: Paper): Paragraph[] {
  const copies = paper.copiesTo.map(oneLine).filter((one) => one !== '')
  const printed = paper.format === 'document' && paper.printedBy !== ''
  if (copies.length === 0 && !printed) return []
  const oneCharacter = 280
  const thick = { style: BorderStyle.SINGLE, size: 8, space: 1, color: '000000' }
  const thin = { ...thick, size: 6 }
  const framed: Partial<IParagraphOptions> = {
    frame: {
      type: 'alignment',
      width: typeWidth,
      height: 0,
      anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
      alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
    },
    spacing: { line: 420, lineRule: LineRuleType.EXACTLY },
  } as Partial<IParagraphOptions>
  const ruled = paper.format === 'document'
  const out: Paragraph[] = []
  if (copies.length > 0)
    out.push(
      new Paragraph({
        ...framed,
        // Further lines stand under the first one's text.
        indent: { left: oneCharacter * 4, hanging: oneCharacter * 3, right: oneCharacter },
        ...(ruled ? { border: { top: thick, ...(printed ? {} : { bottom: thick }) } } : {}),
        children: [runsOf(`抄送：${copies.join('，')}。`, { size: size.fourth })],
      }),
    )
  if (printed)
    out.push(
      new Paragraph({
        ...framed,
        indent: { left: oneCharacter, right: oneCharacter },
        border: { top: copies.length > 0 ? thin : thick, bottom: thick },
        tabStops: [{ type: TabStopType.RIGHT, position: typeWidth - oneCharacter }],
        children: [
          new TextRun({
            size: size.fourth,
            children: [oneLine(paper.printedBy), new Tab(), `${paper.printedOn}印发`],
          }),
        ],
      }),
    )
  return out
}

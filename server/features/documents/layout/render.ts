import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageOrientation,
  Paragraph,
  type Table,
} from 'docx'
import type { Paper } from '../paper.ts'
import { titleLines } from '../rules.ts'
import { colophonOf, signOff } from './ending.ts'
import { firstFoot, foot, headOf, letterHead } from './head.ts'
import {
  characterSpacing,
  faces,
  footEnd,
  letterHeadTop,
  linePitch,
  page,
  size,
  substitutes,
  titleLine,
  titleSubstitutes,
  typeWidth,
} from './measures.ts'
import { bodyOf, emptyLine, face, gridLine, oneLine, runsOf } from './text.ts'

/** A paper as a Word file. Pure but for the time it takes. */
export async function renderPaper(paper: Paper): Promise<Uint8Array> {
  const file = new Document({
    title: oneLine(paper.title),
    creator: oneLine(paper.signedBy || paper.issuer),
    lastModifiedBy: '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            font: face(faces.body),
            size: size.third,
            characterSpacing,
            language: { eastAsia: 'zh-CN', value: 'zh-CN' },
          },
        },
      },
    },
    sections: [sectionOf(paper)],
  })
  return Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: fontTable(paper.titleFont) }])
}

function sectionOf(paper: Paper): ISectionOptions {
  const across = paper.format === 'sheet'
  const letter = paper.format === 'letter'
  const margins = across
    ? // The sheet turned: its binding edge lies on top.
      { top: page.left, right: page.top, bottom: page.right, left: page.bottom }
    : { top: page.top, right: page.right, bottom: page.bottom, left: page.left }
  return {
    properties: {
      titlePage: letter,
      page: {
        size: {
          width: page.width,
          height: page.height,
          orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { ...margins, header: letterHeadTop, footer: across ? 600 : footEnd },
      },
      // No snapping: lines are as high as they are said to be, in every program.
      grid: { type: DocumentGridType.DEFAULT, linePitch },
    },
    headers: letter
      ? { first: new Header({ children: letterHead(paper) }), default: empty(), even: empty() }
      : undefined,
    footers: {
      ...(letter ? { first: new Footer({ children: firstFoot() }) } : {}),
      default: new Footer({ children: foot('odd') }),
      even: new Footer({ children: foot('even') }),
    },
    children: across ? sheetOf(paper) : pagesOf(paper),
  }
}

const empty = () => new Header({ children: [new Paragraph({})] })

function titleOf(paper: Paper, limit: number): Paragraph[] {
  return titleLines(paper.title, limit).map(
    (line) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: { line: titleLine, lineRule: LineRuleType.EXACTLY },
        children: [runsOf(line, { font: paper.titleFont, size: size.second })],
      }),
  )
}

function subtitleOf(paper: Paper): Paragraph[] {
  if (paper.subtitle === '') return []
  const children = [runsOf(oneLine(paper.subtitle), { font: faces.second })]
  return [new Paragraph({ alignment: AlignmentType.CENTER, spacing: gridLine, children })]
}

/** 标题 two lines below the rule, 主送 one line below it (GB/T 9704-2012 7.3.1, 7.3.2). */
function pagesOf(paper: Paper): (Paragraph | Table)[] {
  const form = paper.format === 'form'
  return [
    ...headOf(paper),
    ...titleOf(paper, 19.5),
    ...subtitleOf(paper),
    ...(paper.title === '' ? [] : [emptyLine()]),
    ...(paper.addressee === ''
      ? []
      : [new Paragraph({ spacing: gridLine, children: [runsOf(oneLine(paper.addressee))] })]),
    ...bodyOf(paper.blocks, typeWidth, form ? size.fourth : size.smallFourth),
    ...signOff(paper),
    ...colophonOf(paper),
  ]
}

function sheetOf(paper: Paper): (Paragraph | Table)[] {
  const width = page.height - page.top - page.bottom
  return [
    ...titleOf(paper, 30),
    ...subtitleOf(paper),
    ...bodyOf(paper.blocks, width, size.smallFourth, true),
    ...signOff(paper),
  ]
}

/** Faces by name with what takes their place; `docx` writes only those it embeds. */
function fontTable(titleFont: string): string {
  const all = { ...substitutes, [titleFont]: titleSubstitutes }
  const fonts = Object.entries(all).map(
    ([name, others]) =>
      `<w:font w:name="${attribute(name)}"><w:altName w:val="${attribute(others)}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
}

const attribute = (text: string) =>
  oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

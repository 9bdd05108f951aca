/** The figures of GB/T 9704-2012, 党政机关公文格式, in twentieths of a point (twips); clauses where they are used. */

/** Twips of a length in millimetres. */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

/** 5.1, 5.2.1: A4; 天头 37 mm, 订口 28 mm, type area 156 × 225 mm. */
export const page = { width: 11906, height: 16838, top: mm(37), left: mm(28), right: mm(26), bottom: mm(35) }
export const typeWidth = page.width - page.left - page.right
const typeHeight = page.height - page.top - page.bottom
/** 5.2.3: 22 lines a page, 28 characters a line. */
export const linesPerPage = 22
export const charactersPerLine = 28
/** A line: rounded down, so that the 22nd stays on its page. */
export const linePitch = Math.floor(typeHeight / linesPerPage)
/** One character of the body, with its space. */
export const character = typeWidth / charactersPerLine
/** What is taken off each character of 16 points, so that 28 fill a line: rounded down to a twip, or the 28th goes over. Set
 *  on the text, not on the grid of the page: LibreOffice takes a grid of characters for squares and spreads them. */
export const characterSpacing = Math.floor(character - 16 * 20)

/** Sizes in half points: 二号, 三号, 四号, 小四. */
export const size = { second: 44, third: 32, fourth: 28, smallFourth: 24 } as const

/** A line of a title, half as high again as its letters. */
export const titleLine = 33 * 20

/** 7.5: the page number stands 7 mm below the type area, in 四号. The foot ends this far from the edge of the paper. */
export const footEnd = mm(20)
export const numberLine = 14 * 20 + 40
export const belowNumber = page.bottom - mm(7) - numberLine - footEnd

/** 10.1: of a letter the mark begins 30 mm from the edge, a red double rule of 170 mm stands 4 mm below it and another 20 mm
 *  above the lower edge. */
export const letterHeadTop = mm(30)
export const ruleOverhang = (mm(170) - typeWidth) / 2
/** 7.2.4: of a document the mark begins 35 mm below the upper edge of the type area. */
export const markDrop = mm(35)
/** Points between a line and a rule 4 mm below it. */
export const ruleGapPoints = 11

/** Faces, each with what takes its place where it is not installed. Latin letters and figures stand in the same. */
export const faces = {
  body: '仿宋',
  first: '黑体',
  second: '楷体',
  number: '宋体',
} as const
export const substitutes: Readonly<Record<string, string>> = {
  仿宋: '仿宋_GB2312;华文仿宋;FangSong;STFangsong',
  黑体: 'SimHei;华文黑体',
  楷体: '楷体_GB2312;华文楷体;KaiTi;STKaiti',
  宋体: 'SimSun;华文宋体',
}
/** For the face of titles, whichever the settings name. */
export const titleSubstitutes = '小标宋体;华文中宋;STZhongsong;宋体'
export const red = 'FF0000'

/** What stands on a paper, as plain data: built by `papers/`, set in type by `layout/`. Measures are no matter here. */

/** A line of running text. `text`: indented by two characters, its numbering sets its face (一、黑体 （一）楷体); `plain`:
 *  flush left; `label`: 黑体 flush left; `centred` and `right` as they say. */
export interface TextBlock {
  kind: 'text' | 'plain' | 'label' | 'centred' | 'right'
  text: string
}

/** A table. Widths are shares of the type area; `heads` are repeated on each page. */
export interface TableBlock {
  kind: 'table'
  shares: readonly number[]
  heads: readonly string[]
  rows: readonly (readonly TableCell[])[]
}
export interface TableCell {
  text: string
  /** Columns it takes; 1 unless said. */
  span?: number
  /** A label of a form: 黑体, centred. */
  label?: boolean
  centred?: boolean
}
export type Block = TextBlock | TableBlock | { kind: 'gap' }

/** One paper. Empty texts are left out. */
export interface Paper {
  /** `letter`: 信函格式; `document`: 文件格式, with the red head; `form`: without any head; `sheet`: a landscape table. */
  format: 'letter' | 'document' | 'form' | 'sheet'
  /** 发文机关标志 of letter and document. */
  issuer: string
  /** 发文字号, printed as it stands. */
  documentNumber: string
  /** Stands at the top right of the first page: 答复类别. */
  mark: string
  title: string
  /** A line below the title of a form or sheet. */
  subtitle: string
  /** 主送, with its colon. */
  addressee: string
  blocks: readonly Block[]
  /** 附件说明: names of what is enclosed. */
  enclosures: readonly string[]
  /** 发文机关署名; room for the seal is left above it. */
  signedBy: string
  /** 成文日期, as printed. */
  date: string
  /** 附注, without its brackets: contact and telephone. */
  note: string
  /** 抄送. */
  copiesTo: readonly string[]
  /** 印发机关 and 印发日期, of documents only. */
  printedBy: string
  printedOn: string
  /** Face of titles and heads. */
  titleFont: string
}

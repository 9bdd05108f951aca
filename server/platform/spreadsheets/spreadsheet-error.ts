import { DomainError } from '#platform/errors.ts'

/** Why a table could not be read or written. The codes are part of the API and never renamed. */
export type SpreadsheetErrorCode =
  | 'spreadsheet.empty'
  | 'spreadsheet.not-a-spreadsheet'
  | 'spreadsheet.legacy-format'
  | 'spreadsheet.encrypted'
  | 'spreadsheet.macros'
  | 'spreadsheet.damaged'
  | 'spreadsheet.encoding'
  | 'spreadsheet.too-large'
  | 'spreadsheet.timeout'
  | 'spreadsheet.busy'

type Details = Record<string, unknown>

/** A table that is refused: a stable code, its details, and the sentence the person is shown. */
export class SpreadsheetError extends DomainError {
  override readonly code: SpreadsheetErrorCode
  readonly sentence: string

  constructor(code: SpreadsheetErrorCode, details: Details = {}, options?: ErrorOptions) {
    super(code, details, statuses[code] ?? 422)
    this.name = 'SpreadsheetError'
    this.code = code
    this.sentence = sentences[code](details)
    if (options?.cause !== undefined) this.cause = options.cause
  }
}

const statuses: Partial<Record<SpreadsheetErrorCode, number>> = {
  'spreadsheet.too-large': 413,
  'spreadsheet.not-a-spreadsheet': 415,
  'spreadsheet.legacy-format': 415,
  'spreadsheet.busy': 503,
}

const sentences: Record<SpreadsheetErrorCode, (details: Details) => string> = {
  'spreadsheet.empty': () => '这个文件是空的，请确认选对了文件。',
  'spreadsheet.not-a-spreadsheet': () =>
    '这个文件不是 Excel 表格或 CSV 文本，请用 Excel 或 WPS 另存为 .xlsx 后再上传。',
  'spreadsheet.legacy-format': () => '这是旧格式的表格（.xls 或 .et），请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。',
  'spreadsheet.encrypted': () => '这个表格设有打开密码，请取消密码后再上传。',
  'spreadsheet.macros': () => '这个表格含有宏，请另存为不含宏的 .xlsx 后再上传。',
  'spreadsheet.damaged': () => '这个文件已损坏或不完整，请用 Excel 或 WPS 打开，确认无误后另存为 .xlsx 再上传。',
  'spreadsheet.encoding': () => '这个文本的编码无法识别，请另存为 UTF-8 编码的 CSV 或 .xlsx 后再上传。',
  'spreadsheet.too-large': tooLargeSentence,
  'spreadsheet.timeout': () => '读取这个表格用时过长，已停止；请拆成几个较小的文件再上传。',
  'spreadsheet.busy': () => '正在读取的表格较多，请过一会儿再上传。',
}

function tooLargeSentence({ limit, most, row }: Details): string {
  const where = row === undefined ? '' : `（第 ${row} 行）`
  switch (limit) {
    case 'file':
      return `文件超过 ${Math.floor(Number(most) / 1024 / 1024)} MB，请拆成几个较小的文件再上传。`
    case 'rows':
      return `表格超过 ${most} 行${where}，请拆成几个较小的文件，或删去下方多余的内容后再上传。`
    case 'columns':
      return `表格超过 ${most} 列${where}，请删去右侧多余的列后再上传。`
    case 'cell-characters':
      return `有单元格超过 ${most} 字${where}，请缩短后再上传。`
    default:
      return '表格内容过多，请拆成几个较小的文件再上传。'
  }
}

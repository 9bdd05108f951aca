/** What one uploaded table may cost. A county roster has 300 rows, a province's ten-year register 100,000; the
 *  limits sit above that and below what the machine feels. */

/** Bytes of the uploaded file as it arrives. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024
/** Bytes inflated out of one workbook, summed over every part that is read; a part read twice counts twice. */
export const MAX_DECOMPRESSED_BYTES = 300 * 1024 * 1024
/** Entries in the zip directory. A workbook with a photo for each member stays below. */
export const MAX_ENTRIES = 4_096
/** Worksheets in a workbook. */
export const MAX_SHEETS = 256
/** Number of the last row that holds anything, in one sheet. */
export const MAX_ROWS = 250_000
/** Number of the last column that holds anything. */
export const MAX_COLUMNS = 512
/** Cells of the whole file, gaps before a filled cell included, for they take memory too. */
export const MAX_CELLS = 4_000_000
/** Characters (UTF-16 units) in one cell. Excel stops at 32,767; a CSV of full texts may hold more. */
export const MAX_CELL_CHARACTERS = 200_000
/** Characters (UTF-16 units) of all cells together. A short text repeated a million times counts a million times. */
export const MAX_TEXT_CHARACTERS = 64_000_000
/** Merged ranges in one workbook. */
export const MAX_MERGED_RANGES = 65_536
/** Wall time of one read, from the start of its thread, in milliseconds. */
export const READ_TIME_LIMIT_MS = 60_000
/** Old-generation heap of the reading thread, in MiB; beyond it the thread dies and the server lives. */
export const READ_HEAP_MIB = 256
/** Files read at the same time, each in a thread of its own. */
export const MAX_READS_AT_ONCE = 2
/** Reads that may wait for their turn before the next is turned away. */
export const MAX_READS_WAITING = 20

/** Characters Excel holds in a cell; a longer one makes it call the whole file damaged. */
export const EXCEL_CELL_CHARACTERS = 32_767
/** Rows of an Excel sheet, the header among them. */
export const EXCEL_ROWS = 1_048_576

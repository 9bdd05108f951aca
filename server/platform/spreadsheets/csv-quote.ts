/** Spreadsheet programs run a CSV cell as a formula when it begins with one of these (OWASP, CSV Injection). */
const formulaStart = /^'*[=+\-@\t\r]/
const guardedStart = /^'+[=+\-@\t\r]/

/** Puts a single quote before text that a spreadsheet program would run. Text that already begins with quotes before
 *  such a character gets one more, so that `unguardCsvText` gives every text back exactly. */
export function guardCsvText(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text
}

/** Takes the quote of `guardCsvText` away. */
export function unguardCsvText(text: string): string {
  return guardedStart.test(text) ? text.slice(1) : text
}

/** How many columns of a terminal a text takes: Chinese characters take two. */
export function columnsTaken(text: string): number {
  let columns = 0
  for (const character of text)
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1
  return columns
}

function cut(text: string, most: number): string {
  if (columnsTaken(text) <= most) return text
  let kept = ''
  for (const character of text) {
    if (columnsTaken(kept + character) > most - 1) break
    kept += character
  }
  return `${kept}…`
}

/** Rows as a table for the terminal: columns as wide as their widest text, at most 40; the last as long as it is. */
export function tableText(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const plain = rows.map((row) => row.map((cell) => cell.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()))
  const last = headings.length - 1
  const shown = [headings, ...plain].map((row) => row.map((cell, at) => (at === last ? cell : cut(cell, 40))))
  const widths = headings.map((_, at) => Math.max(...shown.map((row) => columnsTaken(row[at] ?? ''))))
  return shown
    .map((row) =>
      row.map((cell, at) => (at === last ? cell : cell + ' '.repeat(widths[at]! - columnsTaken(cell)))).join('  '),
    )
    .join('\n')
}

/** A text in parts: a paragraph each line, and tables where at least two lines in a row hold tabs. */
export function tableParts(text: string): (string | string[][])[] {
  const lines = text.split(/\n+/).filter((line) => line.trim() !== '')
  const parts: (string | string[][])[] = []
  for (let at = 0; at < lines.length; ) {
    let end = at
    while (end < lines.length && lines[end]!.includes('\t')) end += 1
    if (end - at >= 2) {
      const rows = lines.slice(at, end).map((line) => line.split('\t').map((cell) => cell.trim()))
      const width = Math.max(...rows.map((row) => row.length))
      parts.push(rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]))
      at = end
    } else {
      parts.push(lines[at]!)
      at += 1
    }
  }
  return parts
}

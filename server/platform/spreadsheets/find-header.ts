/** Where a table's header stands and which column holds which field. Rows and columns are zero-based. */
export interface FoundHeader<Field extends string> {
  headerRow: number
  columns: Partial<Record<Field, number>>
  /** Columns whose heading is no alias of any field; columns without a heading are left out. */
  unknown: { heading: string; column: number }[]
  /** Fields that more than one heading names; `columns` has the first. */
  duplicates: { field: Field; columns: number[] }[]
}

/** Rows from the top that are looked at; titles and notes above a header take a handful. */
const HEADER_SEARCH_ROWS = 50

/**
 * Finds the header row by itself: the first row with the most known headings, among those that name every required
 * field. Titles, notes and blank rows may stand above. Headings are compared by `normalizeHeading`.
 * @returns null when no row names every required field
 */
export function findHeader<Field extends string>(
  rows: readonly (readonly string[])[],
  headingAliases: Readonly<Record<Field, readonly string[]>>,
  required: readonly Field[],
): FoundHeader<Field> | null {
  const fieldByHeading = new Map<string, Field>()
  for (const field of Object.keys(headingAliases) as Field[]) {
    for (const alias of headingAliases[field]) fieldByHeading.set(normalizeHeading(alias), field)
  }
  let best: FoundHeader<Field> | null = null
  let bestCount = 0
  for (let headerRow = 0; headerRow < Math.min(rows.length, HEADER_SEARCH_ROWS); headerRow++) {
    const found = mapHeadings(rows[headerRow] ?? [], headerRow, fieldByHeading)
    const count = Object.keys(found.columns).length
    if (count > bestCount && required.every((field) => found.columns[field] !== undefined)) {
      best = found
      bestCount = count
    }
  }
  return best
}

function mapHeadings<Field extends string>(
  row: readonly string[],
  headerRow: number,
  fieldByHeading: ReadonlyMap<string, Field>,
): FoundHeader<Field> {
  const columnsByField = new Map<Field, number[]>()
  const unknown: FoundHeader<Field>['unknown'] = []
  for (const [column, heading] of row.entries()) {
    const normalized = normalizeHeading(heading)
    if (normalized === '') continue
    const field = fieldByHeading.get(normalized)
    if (field === undefined) unknown.push({ heading: heading.trim(), column })
    else columnsByField.set(field, [...(columnsByField.get(field) ?? []), column])
  }
  const columns: Partial<Record<Field, number>> = {}
  const duplicates: FoundHeader<Field>['duplicates'] = []
  for (const [field, found] of columnsByField) {
    columns[field] = found[0]
    if (found.length > 1) duplicates.push({ field, columns: found })
  }
  return { headerRow, columns, unknown, duplicates }
}

/** Brings a heading to the form in which headings are compared: NFKC (full-width letters and parentheses become
 *  ordinary ones), no white space or line breaks, no case, none of the stars and colons offices put around it. */
export function normalizeHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^[*:※]+|[*:※]+$/g, '')
    .toLowerCase()
}

/**
 * Gives each row the values that stand only on the first of its group, as in plan tables where the unit is written
 * once. `columns` go from the outer to the inner: a new value in one ends the groups of those after it. Rows that are
 * blank throughout stay blank and end every group. The rows given are not changed.
 */
export function fillDown(rows: readonly (readonly string[])[], columns: readonly number[]): string[][] {
  let current = columns.map(() => '')
  return rows.map((row) => {
    const filled = [...row]
    if (filled.every(isBlank)) {
      current = columns.map(() => '')
      return filled
    }
    let outerChanged = false
    for (const [i, column] of columns.entries()) {
      const own = filled[column] ?? ''
      if (!isBlank(own)) {
        outerChanged ||= own !== current[i]
        current[i] = own
        continue
      }
      if (outerChanged) current[i] = ''
      while (filled.length <= column) filled.push('')
      filled[column] = current[i] ?? ''
    }
    return filled
  })
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

import type { KeyboardEvent, ReactNode } from 'react'

export interface Column<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** Left out on a phone. */
  desk?: boolean
  align?: 'right'
  /** On a phone its value stands without its title. */
  bare?: boolean
  /** Buttons for the row; the title is for screen readers only. */
  acts?: boolean
}

interface TableProps<T> {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
}

/** A dense table on a desk, cards on a phone, in plain markup. ↑ ↓ (or k j) move between the rows' links. */
export function DataTable<T>({ caption, columns, rows, rowKey }: TableProps<T>) {
  return (
    <div className="table-wrap">
      <table className="table" onKeyDown={moveByKey}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.acts ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, i) => (
                <td
                  key={column.key}
                  data-label={i === 0 || column.bare || column.acts ? undefined : column.title}
                  className={classOf(column)}
                >
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function classOf<T>({ desk, align, acts }: Column<T>): string | undefined {
  return [desk && 'desk-only', align, acts && 'acts'].filter(Boolean).join(' ') || undefined
}

function moveByKey(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
  if (!step || event.target instanceof HTMLInputElement) return
  const row = (event.target as HTMLElement).closest('tr')
  if (!row?.parentElement) return
  const rows = [...row.parentElement.querySelectorAll<HTMLTableRowElement>('tr')]
  const link = rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>('a, button')
  if (!link) return
  event.preventDefault()
  link.focus()
}

import { Button } from 'antd'
import { type ComponentType, useContext, useId } from 'react'
import { LinkButton } from '../../shared/link-button.tsx'
import { blank, kindOf, type Path, plain, type Schema, same } from './schema.ts'
import { type PartProps, SettingContext, SettingInput, Standard, usePartTitle } from './setting-input.tsx'

type Row = Record<string, unknown>

/** A list of rows, such as categories: typed in a table, moved up, removed, added. Rows the default lacks are marked. What holds more
 *  than a table can show, a list within a row, is typed one below another. */
export function SettingRows(props: PartProps & { title: string; Part: ComponentType<PartProps> }) {
  const { schema, value, standard, path, title, Part } = props
  const { editable, set } = useContext(SettingContext)
  const rows = (value as Row[] | null) ?? []
  const standards = (standard as Row[] | null) ?? []
  const item = plain(schema.items ?? {})
  const deep = Object.values(item.properties ?? {}).some((part) => ['rows', 'object'].includes(kindOf(part)))
  const replace = (next: unknown[]) => set(path, next)
  const parts = { rows, standards, item, path, replace }
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <p>
        <Standard value={rows} standard={standards} path={path} />
      </p>
      {deep ? <DeepRows {...parts} title={title} Part={Part} /> : <RowTable {...parts} />}
      {editable && (
        <div className="form-buttons">
          <Button onClick={() => replace([...rows, blank(item)])}>{deep ? '添一份' : '添一行'}</Button>
          {!same(rows, standards) && <Button onClick={() => replace(standards)}>用全国默认</Button>}
        </div>
      )}
    </fieldset>
  )
}

interface RowsProps {
  rows: readonly Row[]
  standards: readonly Row[]
  item: Schema
  path: Path
  replace: (next: unknown[]) => void
}

function DeepRows(props: RowsProps & { title: string; Part: ComponentType<PartProps> }) {
  const { rows, standards, item, path, title, Part } = props
  return rows.map((row, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is typed
    <fieldset key={i} className="field-group">
      <legend>
        {title}（{i + 1}）
      </legend>
      <div className="setting-parts">
        {Object.entries(item.properties ?? {}).map(([name, part]) => (
          <Part key={name} schema={part} value={row[name]} standard={standards[i]?.[name]} path={[...path, i, name]} />
        ))}
      </div>
      <RowEnd {...props} i={i} />
    </fieldset>
  ))
}

function RowTable(props: RowsProps) {
  const { rows, standards, item, path } = props
  const base = useId()
  const title = usePartTitle()
  const names = Object.keys(item.properties ?? {})
  const words = (i: number, name: string) => title([...path, i, name], item.properties?.[name] ?? {})
  return (
    <div className="setting-rows table-wrap">
      <table className="table">
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {words(0, name)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">移动与删去</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is typed
            <tr key={i} className={standards.some((one) => same(one, row)) ? undefined : 'row-differs'}>
              {names.map((name) => (
                <td key={name} data-label={words(i, name)}>
                  <SettingInput
                    id={`${base}-${i}-${name}`}
                    label={`第 ${i + 1} 行的${words(i, name)}`}
                    schema={item.properties?.[name] ?? {}}
                    value={row[name]}
                    path={[...path, i, name]}
                    inRow
                  />
                </td>
              ))}
              <td>
                <RowEnd {...props} i={i} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What may be done with a row, and what is wrong with it. */
function RowEnd({ rows, standards, item, path, replace, i }: RowsProps & { i: number }) {
  const { editable, problems } = useContext(SettingContext)
  const title = usePartTitle()
  return (
    <>
      {editable && (
        <span className="row-buttons">
          <LinkButton disabled={i === 0} aria-label={`第 ${i + 1} 行上移`} onClick={() => replace(moveUp(rows, i))}>
            上移
          </LinkButton>
          <LinkButton
            decisive
            aria-label={`删去第 ${i + 1} 行`}
            onClick={() => replace(rows.filter((_, at) => at !== i))}
          >
            删去
          </LinkButton>
        </span>
      )}
      {!standards.some((one) => same(one, rows[i])) && <span className="tag tag-due">本级</span>}
      {problems
        .filter((one) => startsWith(one.path, [...path, i]))
        .map((one) => (
          <p key={one.path.join('.')} className="due" role="alert">
            {title(one.path, item.properties?.[String(one.path.at(-1))] ?? {})}
            {one.message}
          </p>
        ))}
    </>
  )
}

function moveUp<T>(rows: readonly T[], i: number): T[] {
  const next = [...rows]
  const [row] = next.splice(i, 1)
  if (row !== undefined) next.splice(i - 1, 0, row)
  return next
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((part, i) => path[i] === part)
}

import { Button } from 'antd'
import { useContext, useId } from 'react'
import { LinkButton } from '../../shared/link-button.tsx'
import { blank, type Path, plain, same } from './schema.ts'
import { type PartProps, partTitle, SettingContext, SettingInput, Standard } from './setting-input.tsx'

/** A list of rows, such as categories: typed in a table, moved up, removed, added. Rows the default lacks are marked. */
export function SettingRows({ schema, value, standard, path, title }: PartProps & { title: string }) {
  const { editable, problems, set } = useContext(SettingContext)
  const base = useId()
  const rows = (value as Record<string, unknown>[] | null) ?? []
  const standards = (standard as Record<string, unknown>[] | null) ?? []
  const item = plain(schema.items ?? {})
  const names = Object.keys(item.properties ?? {})
  const replace = (next: unknown[]) => set(path, next)
  const here = (row: number) => problems.filter((one) => startsWith(one.path, [...path, row]))
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <p>
        <Standard value={rows} standard={standards} />
      </p>
      <div className="setting-rows table-wrap">
        <table className="table">
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name} scope="col">
                  {partTitle(name, item.properties?.[name] ?? {})}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">移动与删去</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => {
              const isStandard = standards.some((one) => same(one, row))
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is typed
                <tr key={i} className={isStandard ? undefined : 'row-differs'}>
                  {names.map((name) => {
                    const words = partTitle(name, item.properties?.[name] ?? {})
                    return (
                      <td key={name} data-label={words}>
                        <SettingInput
                          id={`${base}-${i}-${name}`}
                          label={`第 ${i + 1} 行的${words}`}
                          schema={item.properties?.[name] ?? {}}
                          value={row[name]}
                          path={[...path, i, name]}
                        />
                      </td>
                    )
                  })}
                  <td>
                    {editable && (
                      <span className="row-buttons">
                        <LinkButton
                          disabled={i === 0}
                          aria-label={`第 ${i + 1} 行上移`}
                          onClick={() => replace(moveUp(rows, i))}
                        >
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
                    {!isStandard && <span className="tag tag-due">本级</span>}
                    {here(i).map((one) => (
                      <p key={one.path.join('.')} className="due" role="alert">
                        {partTitle(String(one.path.at(-1)), item.properties?.[String(one.path.at(-1))] ?? {})}
                        {one.message}
                      </p>
                    ))}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {editable && (
        <div className="form-buttons">
          <Button onClick={() => replace([...rows, blank(item)])}>添一行</Button>
          {!same(rows, standards) && <Button onClick={() => replace(standards)}>用全国默认</Button>}
        </div>
      )}
    </fieldset>
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

import { useContext, useId } from 'react'
import { kindOf, plain } from './schema.ts'
import { type PartProps, SettingContext, SettingInput, Standard, usePartTitle } from './setting-input.tsx'
import { SettingRows } from './setting-rows.tsx'

/** One part of a setting, drawn by its schema: groups, tables of rows, lines, single fields. */
export function SettingPart(props: PartProps) {
  const schema = plain(props.schema)
  const title = usePartTitle()(props.path, schema)
  const kind = kindOf(schema)
  if (kind === 'object') {
    const parts = Object.entries(schema.properties ?? {}).map(([part, partSchema]) => (
      <SettingPart
        key={part}
        schema={partSchema}
        value={(props.value as Record<string, unknown> | null)?.[part]}
        standard={(props.standard as Record<string, unknown> | null)?.[part]}
        path={[...props.path, part]}
      />
    ))
    if (props.path.length === 0) return <div className="setting-parts">{parts}</div>
    return (
      <fieldset className="field-group">
        <legend>{title}</legend>
        <div className="setting-parts">{parts}</div>
      </fieldset>
    )
  }
  if (kind === 'rows') return <SettingRows {...props} schema={schema} title={title} Part={SettingPart} />
  return <SettingField {...props} schema={schema} title={title} />
}

function SettingField({ schema, value, standard, path, title }: PartProps & { title: string }) {
  const { problems } = useContext(SettingContext)
  const id = useId()
  const problem = problems.find((one) => one.path.join('.') === path.join('.'))
  return (
    <div className="setting-field">
      <label htmlFor={id}>{title}</label>
      <SettingInput
        id={id}
        schema={schema}
        value={value}
        path={path}
        label={kindOf(schema) === 'choice' || kindOf(schema) === 'choices' ? title : undefined}
      />
      {schema.description && kindOf(schema) !== 'choice' && <p className="faint">{schema.description}</p>}
      <p>
        <Standard value={value} standard={standard} path={path} />
      </p>
      {problem && (
        <p className="due" role="alert">
          {problem.message}
        </p>
      )}
    </div>
  )
}

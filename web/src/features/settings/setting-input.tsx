import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { createContext, useContext } from 'react'
import { DateInput } from '../../shared/date-input.tsx'
import { brief, kindOf, type Path, plain, type Schema, same } from './schema.ts'
import { choiceWord, partWord } from './words.ts'

interface Editing {
  /** The setting, whose words these are. */
  name: string
  editable: boolean
  problems: readonly { path: Path; message: string }[]
  set: (path: Path, next: unknown) => void
}

export const SettingContext = createContext<Editing>({ name: '', editable: false, problems: [], set: () => undefined })

export interface PartProps {
  schema: Schema
  value: unknown
  /** The national default of this part. */
  standard: unknown
  path: Path
}

/** The words a part goes by: its schema's own title, else ours, else its name. */
export function usePartTitle(): (path: Path, schema: Schema) => string {
  const { name } = useContext(SettingContext)
  return (path, schema) => schema.title ?? partWord(name, path) ?? String(path.at(-1) ?? '')
}

/** The national default and whether this committee departs from it. */
export function Standard({ value, standard, path }: { value: unknown; standard: unknown; path: Path }) {
  const { name } = useContext(SettingContext)
  const words = (one: unknown): string =>
    Array.isArray(one) ? one.map(words).join('、') || '空' : (choiceWord(name, path, one) ?? brief(one))
  if (same(value, standard)) return <span className="faint">与全国默认相同</span>
  return (
    <span className="differs">
      <span className="tag tag-due">与全国默认不同</span> 全国默认：{words(standard)}
    </span>
  )
}

/** More to choose from than this goes into a list that opens. */
const inSight = 8

interface InputProps {
  id: string
  schema: Schema
  value: unknown
  path: Path
  label?: string
  /** In a row of a table: what is chosen from opens instead of standing in full. */
  inRow?: boolean
}

/** The field itself, by the kind of its schema. */
export function SettingInput({ id, schema: given, value, path, label, inRow = false }: InputProps) {
  const { name, editable, set } = useContext(SettingContext)
  const schema = plain(given)
  const common = { id, disabled: !editable, 'aria-label': label }
  const change = (next: unknown) => set(path, next)
  const choices = (values: readonly unknown[] | undefined) =>
    (values ?? []).map((one) => ({ value: one as string, label: choiceWord(name, path, one) ?? String(one) }))
  switch (kindOf(schema)) {
    case 'number':
      return (
        <InputNumber
          {...common}
          value={value as number | null}
          min={schema.minimum}
          max={schema.maximum}
          precision={schema.type === 'integer' ? 0 : undefined}
          onChange={change}
        />
      )
    case 'flag':
      return (
        <Checkbox {...common} checked={value === true} onChange={(event) => change(event.target.checked)}>
          是
        </Checkbox>
      )
    case 'choice':
      if (inRow || (schema.enum ?? []).length > inSight)
        return (
          <Select
            {...common}
            className="setting-select"
            popupMatchSelectWidth={false}
            value={value as string}
            onChange={change}
            options={choices(schema.enum)}
          />
        )
      // All in sight and in full: a rule is longer than a phone is wide.
      return (
        <Radio.Group
          {...common}
          className="setting-choice"
          value={value}
          onChange={(event) => change(event.target.value)}
          options={choices(schema.enum)}
        />
      )
    case 'choices': {
      const options = choices(plain(schema.items ?? {}).enum)
      if (options.length > inSight)
        return (
          <Select
            {...common}
            mode="multiple"
            className="setting-select"
            showSearch={{ optionFilterProp: 'label' }}
            value={(value as string[]) ?? []}
            onChange={change}
            options={options}
          />
        )
      return (
        <Checkbox.Group
          disabled={!editable}
          aria-label={label}
          className="setting-choice"
          value={(value as string[]) ?? []}
          onChange={change}
          options={options}
        />
      )
    }
    case 'lines':
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2 }}
          value={((value as unknown[]) ?? []).join('\n')}
          onChange={(event) => change(event.target.value === '' ? [] : event.target.value.split('\n'))}
        />
      )
    case 'date':
      return editable ? (
        <DateInput id={id} value={(value as string | null) ?? null} onChange={change} />
      ) : (
        <span id={id}>{brief(value)}</span>
      )
    case 'text':
      return (
        <Input
          {...common}
          value={String(value ?? '')}
          maxLength={schema.maxLength}
          onChange={(event) => change(event.target.value)}
        />
      )
    default:
      return <code>{JSON.stringify(value)}</code>
  }
}

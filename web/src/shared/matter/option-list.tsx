import './matter.css'
import { useId } from 'react'

export interface Option<C extends string = string> {
  code: C
  name: string
  hint?: string
}

interface OptionListProps<C extends string> {
  label: string
  options: readonly Option<C>[]
  value?: C | null
  onChange?: (code: C) => void
  /** Side by side while there is room; otherwise one under another with their hints. */
  inline?: boolean
  problem?: string | null
}

/** One of several, all in sight with what each means. Native radio buttons: arrows move, the whole line is the target. */
export function OptionList<C extends string>(props: OptionListProps<C>) {
  const { label, options, value, onChange, inline, problem } = props
  const name = useId()
  return (
    <fieldset
      className={`option-list${inline ? ' option-inline' : ''}`}
      aria-describedby={problem ? `${name}-problem` : undefined}
    >
      <legend>{label}</legend>
      <div className="option-options">
        {options.map((option) => (
          <label key={option.code} className="option">
            <input type="radio" name={name} checked={value === option.code} onChange={() => onChange?.(option.code)} />
            <span>
              {option.name}
              {option.hint && <span className="option-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {problem && (
        <p id={`${name}-problem`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { parseTypedDate } from './dates.ts'
import { Icon } from './icons.tsx'
import { useIsPhone } from './media.ts'

interface DateInputProps {
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
  min?: string
  max?: string
}

/** A civil date: the phone's own wheel on a phone; on a desk typed in any usual way, or picked from the browser's calendar. */
export function DateInput(props: DateInputProps) {
  const phone = useIsPhone()
  const { value, onChange, ...rest } = props
  if (!phone) return <TypedDate {...props} />
  return (
    <Input type="date" {...rest} value={value ?? ''} onChange={(event) => onChange?.(event.target.value || null)} />
  )
}

function TypedDate({ value, onChange, id, min, max }: DateInputProps) {
  const [typed, setTyped] = useState(value ?? '')
  const picker = useRef<HTMLInputElement>(null)
  useEffect(() => setTyped(value ?? ''), [value])
  const unreadable = typed.trim() !== '' && parseTypedDate(typed) === null
  const settle = () => {
    const date = parseTypedDate(typed)
    if (typed.trim() === '' || date) {
      setTyped(date ?? '')
      if (date !== (value ?? null)) onChange?.(date)
    } else if (value) onChange?.(null)
  }
  return (
    <span className="date-input">
      <Input
        id={id}
        value={typed}
        placeholder="如 2026-03-01"
        maxLength={16}
        autoComplete="off"
        status={unreadable && typed.length >= 8 ? 'error' : undefined}
        aria-invalid={unreadable}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onPressEnter={settle}
        suffix={
          <button
            type="button"
            className="plain-button"
            tabIndex={-1}
            aria-label="从日历里选"
            onClick={() => picker.current?.showPicker?.()}
          >
            <Icon name="calendar" />
          </button>
        }
      />
      <input
        ref={picker}
        type="date"
        className="date-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={value ?? ''}
        min={min}
        max={max}
        onChange={(event) => onChange?.(event.target.value || null)}
      />
    </span>
  )
}

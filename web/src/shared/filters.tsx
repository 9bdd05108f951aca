import { type ReactNode, useEffect, useRef, useState } from 'react'
import { DateInput } from './date-input.tsx'
import { Icon } from './icons.tsx'
import { useIsPhone } from './media.ts'

interface SelectProps {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  options: readonly (readonly [value: string, words: string])[]
  /** What nothing chosen is called; null: one is always chosen. */
  all?: string | null
}

/** One filter of a list: the platform's own select, marked where it is set. */
export function SelectFilter({ label, value, onChange, options, all = '全部' }: SelectProps) {
  return (
    <label>
      {label}
      <select
        className={`select ${value ? 'set' : ''}`}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        {all !== null && <option value="">{all}</option>}
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

/** One end of a span of days. */
export function DateFilter(props: {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  min?: string | undefined
  max?: string | undefined
}) {
  const { label, value, onChange, ...limits } = props
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is inside
    <label>
      {label}
      <DateInput value={value} onChange={(day) => onChange(day ?? undefined)} {...limits} />
    </label>
  )
}

/** A search field that waits for a pause in typing; a Chinese input method is let finish. */
export function SearchFilter(props: {
  label: string
  /** Shown in the empty field. */
  hint?: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const { label, hint, value, onChange } = props
  const [typed, setTyped] = useState(value ?? '')
  const [composing, setComposing] = useState(false)
  const sent = useRef(value ?? '')
  useEffect(() => {
    // Only a change from outside (清除条件, 返回) is taken over; the echo of our own must not overtake the typing.
    if ((value ?? '') !== sent.current) setTyped(value ?? '')
    sent.current = value ?? ''
  }, [value])
  useEffect(() => {
    const next = typed.trim()
    if (composing || next === sent.current) return
    const timer = setTimeout(() => {
      sent.current = next
      onChange(next || undefined)
    }, 300)
    return () => clearTimeout(timer)
  })
  return (
    <label className="wide">
      {label}
      <input
        type="search"
        className="search-box"
        value={typed}
        placeholder={hint}
        maxLength={60}
        enterKeyHint="search"
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
    </label>
  )
}

/** The bar of filters. On a phone only `first` shows until 筛选 is pressed. */
export function Filters({
  first,
  children,
  count,
  clear,
}: {
  first: ReactNode
  children?: ReactNode
  count: number
  clear: () => void
}) {
  const phone = useIsPhone()
  const [open, setOpen] = useState(false)
  return (
    <search className="filters no-print">
      {first}
      {phone && children && (
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="filter" />
          筛选{count > 0 ? `（${count}）` : ''}
        </button>
      )}
      {(!phone || open) && children}
      {count > 0 && (
        <button type="button" className="button" onClick={clear}>
          清除条件
        </button>
      )}
    </search>
  )
}

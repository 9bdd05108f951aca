import { Input, Select } from 'antd'
import { useState } from 'react'

interface NumberProps {
  id?: string
  value: number | null
  onChange: (value: number) => void
  label?: string
  suffix?: string
}

/** A number as it is typed. What is no number stays as typed and is handed on as NaN, for the scheme to refuse in words: nothing is
 *  put in its place. */
export function NumberInput(props: NumberProps) {
  return <TypedNumber {...props} per={1} empty={Number.NaN} onChange={(value) => props.onChange(value ?? Number.NaN)} />
}

/** Points as people write them (7.5); kept as hundredths. */
export function PointsInput(props: NumberProps) {
  return (
    <TypedNumber {...props} per={100} empty={Number.NaN} onChange={(value) => props.onChange(value ?? Number.NaN)} />
  )
}

/** As `PointsInput`, and may be left empty: null. */
export function LimitInput(props: Omit<NumberProps, 'onChange'> & { onChange: (value: number | null) => void }) {
  return <TypedNumber {...props} per={100} empty={null} />
}

function TypedNumber(
  props: Omit<NumberProps, 'onChange'> & {
    per: number
    empty: number | null
    onChange: (value: number | null) => void
  },
) {
  const { id, value, onChange, label, suffix, per, empty } = props
  const [seen, setSeen] = useState({ value, typed: shown(value, per) })
  // Another row may have come to this place.
  if (!Object.is(seen.value, value)) setSeen({ value, typed: shown(value, per) })
  return (
    <Input
      id={id}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      suffix={suffix}
      maxLength={12}
      value={seen.typed}
      onChange={({ target }) => {
        const next = read(target.value, per, empty)
        setSeen({ value: next, typed: target.value })
        onChange(next)
      }}
    />
  )
}

const shown = (value: number | null, per: number): string =>
  value === null || Number.isNaN(value) ? '' : String(Number((value / per).toFixed(4)))

function read(typed: string, per: number, empty: number | null): number | null {
  const text = typed.normalize('NFKC').replace('−', '-').trim()
  if (text === '') return empty
  // 7.55 × 100 is not quite 755.
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number((Number(text) * per).toFixed(4)) : Number.NaN
}

/** Some of a few, by their words; none chosen means any. */
export function ManySelect<K extends string>(props: {
  label: string
  value: readonly K[]
  options: { value: K; label: string }[]
  onChange: (value: K[]) => void
  any?: string
}) {
  return (
    <Select<K[]>
      aria-label={props.label}
      mode="multiple"
      value={[...props.value]}
      options={props.options}
      optionFilterProp="label"
      placeholder={props.any ?? '不限'}
      onChange={props.onChange}
      style={{ width: '100%' }}
      maxTagCount={4}
    />
  )
}

/** One of a few, by their words. */
export function OneSelect<K extends string>(props: {
  label: string
  value: K
  options: { value: K; label: string }[]
  onChange: (value: K) => void
}) {
  return (
    <Select<K>
      aria-label={props.label}
      value={props.value}
      options={props.options}
      onChange={props.onChange}
      showSearch={props.options.length > 12}
      optionFilterProp="label"
      style={{ width: '100%' }}
    />
  )
}

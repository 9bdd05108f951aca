import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'

/** A field with its words above it. */
export function Labelled({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children
    <label className={wide ? 'scheme-field wide' : 'scheme-field'}>
      <span>{label}</span>
      {children}
    </label>
  )
}

/** Points as people write them (7.5); kept as hundredths. Empty: null. */
export function PointsInput(props: { value: number | null; onChange: (value: number | null) => void; label?: string }) {
  const { value, onChange, label } = props
  return (
    <InputNumber
      aria-label={label}
      value={value === null ? null : value / 100}
      step={0.5}
      precision={2}
      min={-9999}
      max={9999}
      formatter={(shown) => (shown === undefined || String(shown) === '' ? '' : String(Number(shown)))}
      onChange={(points) => onChange(points === null ? null : Math.round(Number(points) * 100))}
    />
  )
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

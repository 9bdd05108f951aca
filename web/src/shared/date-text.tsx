import { civilDateOf, formatCivil, formatInstant, howFar } from './dates.ts'

/** A civil date with how far away it is. */
export function CivilDate({ value, far = true }: { value: string; far?: boolean }) {
  return (
    <time dateTime={value} className="date-text">
      <span className="nowrap">{formatCivil(value)}</span>
      {far && <span className="faint">（{howFar(value)}）</span>}
    </time>
  )
}

/** An instant to the minute with how far away its day is. */
export function Instant({ value, far = true }: { value: string; far?: boolean }) {
  return (
    <time dateTime={value} className="date-text">
      <span className="nowrap">{formatInstant(value)}</span>
      {far && <span className="faint">（{howFar(civilDateOf(value))}）</span>}
    </time>
  )
}

import type { FormInstance } from 'antd'
import { errorWords, problemOf } from './api.ts'

type Path = (string | number)[]

/** `body.units.0.unitId`, `/units/0/unitId` or `units[0].unitId` → the name antd's form knows the field by. */
export function fieldName(path: string): Path {
  const parts = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split(/[./]/)
    .filter((part) => part !== '')
  if (parts.length > 1 && (parts[0] === 'body' || parts[0] === 'query')) parts.shift()
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Puts what the server found wrong at the fields it names. Returns the sentence for what belongs to no field, or null. */
export function showProblem(form: FormInstance, error: unknown): string | null {
  const fields = problemOf(error)?.fields ?? []
  const shown: unknown = form.getFieldsValue()
  const placed = fields.filter(({ path }) => holds(shown, fieldName(path)))
  form.setFields(placed.map(({ path, message }) => ({ name: fieldName(path), errors: [message] })))
  const first = placed[0]
  if (first) form.scrollToField(fieldName(first.path), { behavior: 'smooth', block: 'center', focus: true })
  return placed.length > 0 && placed.length === fields.length ? null : errorWords(error)
}

/** Whether a form shows a field of this name; a field's value may be undefined, its name is there. */
function holds(values: unknown, [head, ...rest]: Path): boolean {
  if (head === undefined) return true
  if (typeof values !== 'object' || values === null || !(head in values)) return false
  return rest.length === 0 || holds((values as Record<string | number, unknown>)[head], rest)
}

/** Trims what was typed and turns nothing into null, for fields the wire keeps as `string | null`. */
export function orNull(typed: string | null | undefined): string | null {
  const trimmed = typed?.trim()
  return trimmed ? trimmed : null
}

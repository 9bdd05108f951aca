import type { MemberFields } from '#contract/members.ts'
import { personalFields } from '../access.ts'

type Field = keyof MemberFields

/** A field as text, as a person reads it. */
export function fieldText(value: MemberFields[Field]): string {
  return Array.isArray(value) ? value.join('、') : (value ?? '')
}

/** The fields that would be other than they are. */
export function differingFields(current: MemberFields, wanted: Partial<MemberFields>): Field[] {
  return (Object.keys(wanted) as Field[]).filter(
    (field) => wanted[field] !== undefined && JSON.stringify(wanted[field]) !== JSON.stringify(current[field]),
  )
}

/** What a member proposes, field by field, without what is so already. */
export function proposedChanges(
  current: MemberFields,
  wanted: Partial<MemberFields>,
): Record<string, { from: string; to: string }> {
  return Object.fromEntries(
    differingFields(current, wanted).map((field) => [
      field,
      { from: fieldText(current[field]), to: fieldText(wanted[field]!) },
    ]),
  )
}

/** Proposed fields whose value has meanwhile become another than the one the member saw. */
export function movedOn(
  current: MemberFields,
  changes: Record<string, { from: string; to: string }>,
): Record<string, { from: string; to: string; current: string }> {
  return Object.fromEntries(
    Object.entries(changes)
      .map(([field, change]) => [field, { ...change, current: fieldText(current[field as Field]) }] as const)
      .filter(([, { from, to, current: now }]) => now !== from && now !== to),
  )
}

/** What an event tells of an edit: every field by name, and what it was and is where that is not personal. */
export function toldOf(
  current: MemberFields,
  wanted: Partial<MemberFields>,
  fields: readonly Field[],
): { fields: readonly Field[]; changes: Record<string, { from: string; to: string }> } {
  const open = fields.filter((field) => !(personalFields as readonly string[]).includes(field))
  return {
    fields,
    changes: Object.fromEntries(
      open.map((field) => [field, { from: fieldText(current[field]), to: fieldText(wanted[field]!) }]),
    ),
  }
}

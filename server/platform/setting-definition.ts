import { z } from 'zod'

/** Data that differs between committees: validated, versioned, with a national default. */
export interface SettingDefinition<S extends z.ZodType> {
  readonly key: string
  /** In the office's words. */
  readonly title: string
  /** What it is about, in one sentence of the office. */
  readonly explanation: string
  readonly schema: S
  /** The national default; each figure names its source where it is written. */
  readonly defaults: z.output<S>
}

/** Declares a setting. @throws when its own default does not fit its schema */
export function defineSetting<S extends z.ZodType>(definition: SettingDefinition<S>): SettingDefinition<S> {
  definition.schema.parse(definition.defaults)
  return definition
}

/** The JSON Schema of a setting, from which the editor draws its form. */
export function settingSchema(definition: SettingDefinition<z.ZodType>): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(definition.schema, { io: 'input' })
}

import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { type SettingDefinition, settingSchema } from '#platform/setting-definition.ts'
import type { Schema } from '../web/src/features/settings/schema.ts'
import { areas, choiceWord, partWord } from '../web/src/features/settings/words.ts'

/** Every setting there is: whatever a file of the server declares with `defineSetting`. */
const definitions = await Promise.all(
  readdirSync('server/features', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(`server/features/${file}`, 'utf8').includes('= defineSetting('))
    .map(
      (file) =>
        import(/* @vite-ignore */ pathToFileURL(`server/features/${file}`).href) as Promise<
          Record<string, Partial<SettingDefinition<never>>>
        >,
    ),
).then((files) => files.flatMap((file) => Object.values(file).filter((one) => one?.key && one.schema && one.defaults)))

/** The places of a setting that have no words of the office. */
function unnamed(setting: string, schema: Schema, path: readonly string[] = []): string[] {
  const branches = schema.anyOf ?? []
  const named = path.length === 0 || schema.title || partWord(setting, path) !== undefined
  return [
    ...(named || branches.length > 0 ? [] : [path.join('.')]),
    ...(schema.enum ?? [])
      .filter((value) => choiceWord(setting, path, value) === undefined)
      .map((value) => `${path.join('.')}=${value}`),
    ...branches
      .filter((one) => one.type !== 'null')
      .flatMap((one) => unnamed(setting, { title: schema.title, ...one }, path)),
    ...(schema.items ? unnamed(setting, { ...schema.items, title: schema.items.title ?? '一项' }, path) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => unnamed(setting, part, [...path, name])),
  ]
}

it('says every part of every setting, and every value to choose from, in the words of the office', () => {
  expect(definitions.length).toBeGreaterThan(15)
  const missing = definitions.flatMap((one) =>
    unnamed(one.key!, settingSchema(one as never) as Schema).map((part) => `${one.key}: ${part}`),
  )
  expect(missing).toEqual([])
})

it('explains a setting without names of the program', () => {
  expect(definitions.filter((one) => /[a-z]{3}/.test(`${one.title}${one.explanation}`)).map((one) => one.key)).toEqual(
    [],
  )
})

it('puts every setting under an area of work', () => {
  const placed = areas.flatMap(({ keys }) => keys).sort()
  expect(definitions.map((one) => one.key).sort()).toEqual(placed)
})

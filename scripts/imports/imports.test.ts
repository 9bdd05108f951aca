import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Breach } from './breach.ts'
import { importBreaches } from './cruise.ts'
import { featureCircles } from './feature-circles.ts'
import { houseBreaches, lengthBreaches, nameBreaches, numberBreaches } from './house.ts'

// That the house keeps them is what `npm run check` finds out.
const planted = join(import.meta.dirname, 'planted')

describe('the rules of imports', async () => {
  const found = inShort([...(await importBreaches(planted)), ...houseBreaches(planted)])

  const announced = plantedFiles().flatMap(announcedIn)

  test.for(announced)('find %s', (breach) => {
    expect(found).toContain(breach)
  })

  test('find nothing else, neither in the files that keep the rules nor in tests and builders', () => {
    expect(found.filter((breach) => !announced.includes(breach))).toEqual([])
  })

  test.for(ruleNames())('leave none unproven: %s', (rule) => {
    expect(found.filter((breach) => breach.endsWith(` ${rule}`))).not.toEqual([])
  })
})

describe('circles between features', () => {
  test('are found over three features, with the way back', () => {
    const imports = [
      { from: 'server/features/a/commands.ts', to: 'server/features/b/index.ts' },
      { from: 'server/features/b/jobs.ts', to: 'server/features/c/index.ts' },
      { from: 'server/features/c/queries.ts', to: 'server/features/a/index.ts' },
      { from: 'server/features/c/queries.ts', to: 'server/features/d/index.ts' },
    ]
    expect(featureCircles(imports).map(({ detail }) => detail)).toEqual([
      'a → b → c → a',
      'b → c → a → b',
      'c → a → b → c',
    ])
  })

  test('do not count what tests and builders import', () => {
    const imports = [
      { from: 'server/features/a/a.test.ts', to: 'server/features/b/index.ts' },
      { from: 'server/features/b/b.fixtures.ts', to: 'server/features/a/a.fixtures.ts' },
      { from: 'server/features/b/jobs.ts', to: 'server/features/a/index.ts' },
    ]
    expect(featureCircles(imports)).toEqual([])
  })
})

describe('numbered files', () => {
  test('have each number once and leave none out', () => {
    const of = (...names: string[]) => numberBreaches('server/migrations', names).map(({ file }) => file)
    expect(of('0002_b.sql', '0001_a.sql', 'README.md')).toEqual([])
    expect(of('0001_a.sql', '0002_b.sql', '0002_c.sql')).toEqual(['server/migrations/0002_c.sql'])
    expect(of('0001_a.sql', '0003_c.sql')).toEqual(['server/migrations/0003_c.sql'])
  })
})

describe('names and lengths', () => {
  test.for([
    ['server/platform/utils.ts', ['name-says-what']],
    ['web/src/helpers/dates.ts', ['name-says-what']],
    ['server/features/opinions/managers.ts', ['name-says-what']],
    ['contract/types.ts', ['name-says-what']],
    ['web/src/shared/date-helpers.ts', ['name-says-what']],
    ['web/src/shared/index.ts', ['no-barrel']],
    ['server/features/opinions/rules/index.ts', ['no-barrel']],
    ['server/features/opinions/index.ts', []],
    ['server/features/activities/activity-types.ts', []],
    ['server/features/documents/mime.ts', []],
  ] as const)('%s: %j', ([file, rules]) => {
    expect(nameBreaches(file).map(({ rule }) => rule)).toEqual(rules)
  })

  test.for([
    ['server/platform/events.ts', 400, []],
    ['server/platform/events.ts', 401, ['file-is-readable']],
    ['web/src/features/proposals/list.tsx', 401, ['file-is-readable']],
    ['server/platform/schema.generated.ts', 4000, []],
    ['server/features/opinions/opinions.test.ts', 900, []],
    ['server/features/demo/content/opinions.ts', 900, []],
    ['server/features/opinions/index.ts', 20, []],
    ['server/features/opinions/index.ts', 21, ['front-door-is-small']],
  ] as const)('%s with %i lines: %j', ([file, lines, rules]) => {
    expect(lengthBreaches(file, lines).map(({ rule }) => rule)).toEqual(rules)
  })
})

/** The breaches as "file rule", each once, in order: one bad import may be found along several ways. */
function inShort(breaches: Breach[]): string[] {
  return [...new Set(breaches.map(({ rule, file }) => `${file} ${rule}`))].sort()
}

/** A planted file says on its first line what it breaks: `// breaks: rule, rule`. */
function announcedIn(file: string): string[] {
  const rules = /^[/][/] breaks: (.+)\n/.exec(readFileSync(join(planted, file), 'utf8'))?.[1]?.split(', ') ?? []
  return rules.map((rule) => `${file} ${rule}`)
}

function plantedFiles(): string[] {
  const files = readdirSync(planted, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => /[.]tsx?$/.test(file)).sort()
}

function ruleNames(): string[] {
  const { forbidden } = createRequire(import.meta.url)('./rules.cjs') as { forbidden: { name: string }[] }
  const ofHouse = ['features-in-no-circle', 'name-says-what', 'no-barrel', 'file-is-readable', 'front-door-is-small']
  return [...new Set([...forbidden.map(({ name }) => name), ...ofHouse])]
}

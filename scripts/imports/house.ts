/** Rules of the house that a file breaks by its name or its length, whatever it imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Breach } from './breach.ts'

const folders = ['bin', 'contract', 'server', 'web', 'site', 'e2e', 'bench', 'scripts']
const skipped = ['node_modules', 'dist', '.artifacts', 'samples', 'planted']
const code = /[.]([cm]?[jt]s|tsx|jsx)$/
const test = /[.](test|fixtures)[.]tsx?$/
const generated = /[.]generated[.]ts$|[.]d[.]ts$|[.]gen[.]ts$/
// Content is text and tables for people (dictionaries, regulations, demo stories), long by nature.
const content = /[.]content[.]tsx?$|[.]data[.]ts$|\/content\//
const wornNames = /(^|[.-])(utils?|helpers?|managers?|mappers?)$|^(types|repositor(y|ies))$/

/** Folders whose files are numbered one by one. */
const numbered = ['server/migrations', 'docs/decisions']

const maxLines = 400
const maxFrontDoorLines = 20

/** Every file of the tree under `root` with a name that says nothing, a barrel, or too many lines. */
export function houseBreaches(root: string): Breach[] {
  const files = folders.flatMap((folder) => codeFiles(join(root, folder)))
  return [
    ...files.flatMap((path) => {
      const file = relative(root, path).split(sep).join('/')
      return [...nameBreaches(file), ...lengthBreaches(file, countLines(path))]
    }),
    ...numbered.flatMap((folder) =>
      existsSync(join(root, folder)) ? numberBreaches(folder, readdirSync(join(root, folder))) : [],
    ),
  ]
}

/** The breaches in a folder of files named 0001-…, 0002-…: none is left out and none is given twice. */
export function numberBreaches(folder: string, names: readonly string[]): Breach[] {
  const files = names.filter((name) => /^[0-9]{4}[-_]/.test(name)).toSorted()
  return files.flatMap((name, i) =>
    Number(name.slice(0, 4)) === i + 1
      ? []
      : [{ rule: 'number-is-next', file: `${folder}/${name}`, detail: `number ${i + 1} would be the next` }],
  )
}

/** The breaches that lie in a file's name, given as a path from the root with forward slashes. */
export function nameBreaches(file: string): Breach[] {
  const breaches: Breach[] = []
  const worn = file
    .split('/')
    .map((part) => part.replace(code, ''))
    .find((name) => wornNames.test(name))
  if (worn) breaches.push({ rule: 'name-says-what', file, detail: `"${worn}" says nothing; name what it holds` })
  if (/(^|\/)index[.][^/]+$/.test(file) && !isFrontDoor(file)) {
    breaches.push({ rule: 'no-barrel', file, detail: 'only server/features/NAME/index.ts is a front door' })
  }
  return breaches
}

/** The breaches that lie in a file's length in lines. */
export function lengthBreaches(file: string, lines: number): Breach[] {
  if (isFrontDoor(file) && lines > maxFrontDoorLines) {
    return [{ rule: 'front-door-is-small', file, detail: `${lines} lines, at most ${maxFrontDoorLines}` }]
  }
  const free = test.test(file) || generated.test(file) || content.test(file)
  if (free || lines <= maxLines) return []
  return [{ rule: 'file-is-readable', file, detail: `${lines} lines, at most ${maxLines}: make the room a folder` }]
}

function isFrontDoor(file: string): boolean {
  return /^server\/features\/[^/]+\/index[.]ts$/.test(file)
}

function countLines(path: string): number {
  return readFileSync(path, 'utf8').trimEnd().split('\n').length
}

function codeFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : codeFiles(join(folder, entry.name))
    return code.test(entry.name) ? [join(folder, entry.name)] : []
  })
}

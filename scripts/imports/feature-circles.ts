/** Circles between features, which no single file need close: a → b/index.ts, and elsewhere b → a/index.ts. */
import type { Breach } from './breach.ts'

type Import = { from: string; to: string }

const feature = /^server\/features\/([^/]+)\//
const test = /[.](test|fixtures)[.]tsx?$|\/testing([.]ts$|\/)/

/** The imports that close a circle of features, each with the way back. Tests and builders do not count. */
export function featureCircles(imports: Import[]): Breach[] {
  const between = imports.flatMap(({ from, to }) => {
    const [a, b] = [feature.exec(from)?.[1], feature.exec(to)?.[1]]
    return a && b && a !== b && !test.test(from) && !test.test(to) ? [{ file: from, a, b }] : []
  })
  const neighbours = Map.groupBy(between, ({ a }) => a)
  return between.flatMap(({ file, a, b }) => {
    const back = way(b, a, neighbours)
    return back ? [{ rule: 'features-in-no-circle', file, detail: [a, ...back].join(' → ') }] : []
  })
}

/** The shortest way from one feature to another, both included. */
function way(start: string, goal: string, neighbours: Map<string, { b: string }[]>): string[] | undefined {
  const ways: string[][] = [[start]]
  const seen = new Set([start])
  for (const path of ways) {
    const last = path[path.length - 1]!
    if (last === goal) return path
    for (const { b } of neighbours.get(last) ?? []) {
      if (seen.has(b)) continue
      seen.add(b)
      ways.push([...path, b])
    }
  }
  return undefined
}

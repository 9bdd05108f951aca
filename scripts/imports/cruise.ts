/** Runs dependency-cruiser with rules.cjs over a tree, and looks for circles between features. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IModule } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import type { Breach } from './breach.ts'
import { featureCircles } from './feature-circles.ts'

const rulesFile = join(import.meta.dirname, 'rules.cjs')
const folders = ['contract', 'server', 'web', 'site', 'e2e', 'bench', 'scripts']

/** Every import of the tree under `root` that breaks a rule of rules.cjs, or closes a circle of features. */
export async function importBreaches(root: string): Promise<Breach[]> {
  const { modules, summary } = await cruiseTree(root)
  const breaches = summary.violations.map(({ rule, from, to, cycle, via }) => {
    const steps = (cycle ?? via)?.map((step) => step.name) ?? (to === from ? [] : [to])
    return { rule: rule.name, file: from, detail: steps.length > 0 ? `→ ${steps.join(' → ')}` : 'stands alone' }
  })
  return [...breaches, ...featureCircles(featureImports(modules))]
}

async function cruiseTree(root: string): Promise<ICruiseResult> {
  const options = await extractOptions(rulesFile)
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  // Without bustTheCache a second tree in the same process would be resolved with the first tree's files.
  const resolve = { ...options.enhancedResolveOptions, bustTheCache: true } as Parameters<typeof cruise>[2]
  const { output } = await cruise(present, { ...options, baseDir: root, validate: true }, resolve)
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`)
  return output
}

function featureImports(modules: IModule[]) {
  return modules.flatMap((module) =>
    module.dependencies.map((dependency) => ({ from: module.source, to: dependency.resolved })),
  )
}

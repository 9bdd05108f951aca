import { createHash } from 'node:crypto'
import type { ImportPreview } from '#contract/common.ts'
import { currentTerm, findTerm, listGroupKinds } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, invalidInput } from '#platform/errors.ts'
import type { Upload } from '#platform/http/uploads.ts'
import { keepsRoster } from '../access.ts'
import { readGroups, readRegister } from '../queries/register.ts'
import { readRosterFiles } from '../roster-files.ts'
import { fieldText } from '../rules/field-changes.ts'
import { mergeRows, type RosterPerson } from '../rules/roster/merge.ts'
import { planRoster, type RosterPlan } from '../rules/roster/plan.ts'
import { collectProblems, type Problems } from '../rules/roster/problems.ts'

/** What is asked besides the files: the term (the current one unless given) and what kind a mere 小组 is. */
export interface ImportOptions {
  termId?: string
  groupKind: string
}

/** A roster import reckoned through, before anything is written. */
export interface ReckonedImport {
  term: { id: string; number: number; startsOn: string; endsOn: string | null }
  plan: RosterPlan
  problems: Problems
  files: ImportPreview['files']
  /** Changes with the files, the options, and what the import would do. */
  fingerprint: string
  people: number
  sample: ImportPreview['sample']
}

const sampleRows = 8

/** Reads the files and reckons what importing them does.
 *  @throws DomainError access.denied, import.no-header, spreadsheet.*; input.invalid for an unknown term or kind */
export async function reckonImport(
  ctx: Context,
  uploads: readonly Upload[],
  options: ImportOptions,
): Promise<ReckonedImport> {
  if (!keepsRoster(ctx.actor)) throw accessDenied('importMembers')
  const term = options.termId === undefined ? await currentTerm(ctx) : await findTerm(ctx, options.termId)
  if (!term) throw invalidInput('query.termId', options.termId ? '没有这一届' : '还没有届次，请先开始一届')
  const kinds = await listGroupKinds(ctx)
  if (!kinds.some((kind) => kind.code === options.groupKind)) throw invalidInput('query.groupKind', '没有这类小组')
  const today = civilDateOf(ctx.now)
  const exclusiveKinds = new Set(kinds.filter((kind) => kind.exclusive).map((kind) => kind.code))
  const problems = collectProblems()
  const { rows, files, hash } = await readRosterFiles(
    uploads,
    kinds,
    options.groupKind,
    { today, exclusiveKinds, readBefore: new Map() },
    problems,
  )
  const people = mergeRows(rows, exclusiveKinds, problems)
  const sample = people.slice(0, sampleRows).map(sampleOf)
  const plan = planRoster(
    await readRegister(ctx, term.id, today),
    await readGroups(ctx),
    people,
    { exclusiveKinds, kindNames: new Map(kinds.map((kind) => [kind.code, kind.name])), term },
    problems,
  )
  const fingerprint = fingerprintOf(hash, { termId: term.id, groupKind: options.groupKind }, plan)
  return { term, plan, problems, files, fingerprint, people: people.length, sample }
}

/** Reads roster files and says what an import would do. Nothing is written. @throws as `reckonImport` */
export async function previewMemberImport(
  ctx: Context,
  uploads: readonly Upload[],
  options: ImportOptions,
): Promise<ImportPreview> {
  const { plan, problems, files, fingerprint, sample } = await reckonImport(ctx, uploads, options)
  return {
    fingerprint,
    files,
    toCreate: plan.create.length,
    toUpdate: plan.update.length,
    unchanged: plan.unchanged,
    errorCount: problems.errorCount,
    problems: problems.list(),
    sample,
  }
}

/** Two imports with one fingerprint write the same: same files, same options, same register where they touch it. */
function fingerprintOf(hash: string, options: unknown, plan: RosterPlan): string {
  const digest = createHash('sha256').update(`${hash}\n${JSON.stringify(options)}\n${JSON.stringify(plan.newGroups)}\n`)
  digest.update(`${plan.create.length} ${plan.unchanged}\n`)
  for (const { person } of plan.create) digest.update(`${person.nameKey}\n${person.postKey}\n`)
  for (const { id, version, changed } of plan.update) digest.update(`${id} ${version} ${changed.join()}\n`)
  return digest.digest('hex')
}

const sampleWords = [
  ['name', '姓名'],
  ['sex', '性别'],
  ['bornOn', '出生日期'],
  ['ethnicity', '民族'],
  ['parties', '党派'],
  ['employer', '工作单位'],
  ['employerPost', '单位职务'],
  ['phone', '手机'],
] as const

function sampleOf(person: RosterPerson): Record<string, string> {
  const told: Record<string, string> = {}
  for (const [field, word] of sampleWords) {
    const value = person.fields[field]
    if (value) told[word] = field === 'sex' ? (value === 'male' ? '男' : '女') : fieldText(value)
  }
  const groups = person.groups.map((group) => group.name)
  if (groups.length > 0) told['界别、小组'] = groups.join('；')
  return told
}

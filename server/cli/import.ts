import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ImportPreview, ImportResult } from '#contract/common.ts'
import { memberRoutes } from '#contract/members.ts'
import type { ProposalImportWanted } from '#contract/proposals.ts'
import { importMembers, previewMemberImport } from '#features/members/index.ts'
import { importProposals, previewProposalImport } from '#features/proposals/index.ts'
import { type Database, transact } from '#platform/database/database.ts'
import { cleanFileName, type Upload } from '#platform/http/uploads.ts'
import { StartError } from '#platform/start-error.ts'
import { tableText } from './column-text.ts'
import { defineCommand, exit, type Io, oneOf, UsageError } from './command.ts'
import { committeeNamed, operatorIn } from './committee.ts'
import { type Installation, withInstallation } from './installation.ts'

/** A kind of import: what it would do, and doing it. */
interface Importing {
  preview(db: Database): Promise<ImportPreview>
  carryOut(db: Database, fingerprint: string): Promise<ImportResult>
}

export const importCommand = defineCommand({
  name: 'import',
  summary: '导入委员名册或提案 import members or proposals',
  help: `用法 usage:
  tongxin import members 文件… --committee 委员会 [--term 届] [--group-kind 代码] [--dry-run]
  tongxin import proposals 文件… --committee 委员会 --as draft|archive [--term 届] [--dry-run]

文件为 xlsx 或 csv（UTF-8、GB18030），可以多个。先读出全部问题（文件、行、列），有一处错误就什么也不写；
没有错误时全部写入，或者一条也不写。
  --dry-run         只看问题和将要做的事，不写入
  --term 届         第几届，如 --term 10；缺省为本届（草稿总是本届的）
  --group-kind 代码 名册里只写「小组」时归入哪一类，缺省 streetGroup（街道活动组）
  --as draft        每件成为所写委员的草稿
  --as archive      每件作为已办结的旧提案归档，保留原号`,
  options: {
    committee: { type: 'string' },
    term: { type: 'string' },
    'group-kind': { type: 'string' },
    as: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  },
  async run({ values, words }, io) {
    const [what, ...paths] = words
    const subject = oneOf(what, '导入的内容', ['members', 'proposals'])
    if (paths.length === 0) throw new UsageError('缺少要导入的文件')
    const as = subject === 'proposals' ? oneOf(values.as, '--as', ['draft', 'archive']) : undefined
    const termNumber = values.term === undefined ? undefined : Number(values.term)
    if (termNumber !== undefined && !Number.isInteger(termNumber)) throw new UsageError('--term 须是数字')
    const uploads = await Promise.all(paths.map(readUpload))
    return withInstallation(io, 'tables', async ({ db }) => {
      const committeeId = await committeeNamed(db, values.committee)
      const now = io.clock()
      const termId = termNumber === undefined ? undefined : await termNumbered(db, committeeId, termNumber)
      const importing: Importing = as
        ? proposalImport(committeeId, now, uploads, { as, termId })
        : memberImport(committeeId, now, uploads, { termId, groupKind: values['group-kind'] })
      return carryOut(io, db, importing, values['dry-run'])
    })
  },
})

async function readUpload(path: string): Promise<Upload> {
  return { name: cleanFileName(basename(path)), bytes: await readFile(resolve(path)) }
}

function proposalImport(committeeId: string, now: Date, uploads: Upload[], wanted: ProposalImportWanted): Importing {
  return {
    preview: (db) => previewProposalImport(operatorIn(db, committeeId, 'proposalOffice', now), uploads, wanted),
    carryOut: (db, fingerprint) =>
      importProposals(operatorIn(db, committeeId, 'proposalOffice', now), uploads, wanted, fingerprint),
  }
}

/** @throws StartError when the committee has no such term */
async function termNumbered(db: Installation['db'], committeeId: string, number: number): Promise<string> {
  const term = await db
    .selectFrom('terms')
    .select('id')
    .where('committee_id', '=', committeeId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!term) throw new StartError(`没有第 ${number} 届。There is no such term.`)
  return term.id
}

function memberImport(
  committeeId: string,
  now: Date,
  uploads: Upload[],
  given: { termId: string | undefined; groupKind: string | undefined },
): Importing {
  const options = memberRoutes.previewMemberImport.query.parse(given)
  return {
    preview: (at) => previewMemberImport(operatorIn(at, committeeId, 'memberOffice', now), uploads, options),
    carryOut: (at, fingerprint) =>
      importMembers(operatorIn(at, committeeId, 'memberOffice', now), uploads, { ...options, fingerprint }),
  }
}

async function carryOut(io: Io, db: Installation['db'], importing: Importing, dryRun: boolean) {
  io.progress('读取文件')
  const preview = await importing.preview(db)
  tellPreview(io, preview)
  if (preview.errorCount > 0) {
    io.tell(`有 ${preview.errorCount} 处错误，什么也没有写入`)
    return dryRun ? exit.problems : exit.input
  }
  if (dryRun) {
    io.print(`将新增 ${preview.toCreate}，更新 ${preview.toUpdate}，不变 ${preview.unchanged}（未写入）`)
    return exit.done
  }
  io.progress('写入')
  const done = await transact(db, (tx) => importing.carryOut(tx, preview.fingerprint))
  io.print(`已新增 ${done.created}，更新 ${done.updated}，不变 ${done.unchanged}`)
  return exit.done
}

function tellPreview(io: Io, { files, problems }: ImportPreview): void {
  for (const file of files) {
    const encoding = file.encoding ? `，编码 ${file.encoding}` : ''
    const unknown = file.unknownColumns.length > 0 ? `；不认识的列：${file.unknownColumns.join('、')}` : ''
    io.print(`${file.name}：表头在第 ${file.headerRow} 行，${file.rows} 行数据${encoding}${unknown}`)
  }
  if (problems.length === 0) return
  const severity = { error: '错误', warning: '提醒' } as const
  io.print(
    tableText(
      ['级别', '文件', '行', '列', '内容', '问题'],
      problems.map((p) => [severity[p.severity], p.file, String(p.row), p.column, p.value, p.message]),
    ),
  )
}

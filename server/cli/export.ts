import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ExportFormat } from '#contract/common.ts'
import { exportFormat } from '#contract/common.ts'
import { exportMembers } from '#features/members/index.ts'
import { exportProposals } from '#features/proposals/index.ts'
import type { Database } from '#platform/database/database.ts'
import { StartError } from '#platform/start-error.ts'
import { defineCommand, exit, oneOf, required, UsageError } from './command.ts'
import { committeeNamed, operatorIn } from './committee.ts'
import { withInstallation } from './installation.ts'

export const exportCommand = defineCommand({
  name: 'export',
  summary: '导出委员名单或提案清单 export members or proposals',
  help: `用法 usage:
  tongxin export members|proposals --committee 委员会 --out 文件 [--format xlsx|csv|json]

与系统里「导出」所得相同：委员按笔画排列，含联系方式；提案为已提交的全部。格式缺省看文件名的后缀。
已有的文件不覆盖。`,
  options: { committee: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  async run({ values, words }, io) {
    const [what, ...more] = words
    const subject = oneOf(what, '导出的内容', ['members', 'proposals'])
    if (more.length > 0) throw new UsageError(`多出来的词：${more.join(' ')}`)
    const out = resolve(required(values.out, '--out 文件'))
    const format = oneOf(values.format ?? extname(out).slice(1), '--format', exportFormat.options)
    if (existsSync(out)) throw new StartError(`文件 ${out} 已经存在，不覆盖。The file exists already.`)
    const now = io.clock()
    return withInstallation(io, 'tables', ({ db }) =>
      // One moment for all pages of the list.
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (tx) => {
          const committeeId = await committeeNamed(tx, values.committee)
          io.progress('写入文件')
          await writeWhole(io.onInterrupt, out, await exportStream(tx, committeeId, now, subject, format))
          io.print(`已导出到 ${out}`)
          return exit.done
        }),
    )
  },
})

async function exportStream(
  db: Database,
  committeeId: string,
  now: Date,
  subject: 'members' | 'proposals',
  format: ExportFormat,
): Promise<Readable> {
  if (subject === 'members')
    return (await exportMembers(operatorIn(db, committeeId, 'memberOffice', now), { format, sort: 'stroke' })).bytes
  const filters = { scope: 'all', sort: '-submitted' } as const
  return exportProposals(operatorIn(db, committeeId, 'proposalOffice', now), { ...filters, format }).stream
}

/** The file appears under its name only when it is whole. */
async function writeWhole(
  onInterrupt: (undo: () => unknown) => () => void,
  out: string,
  stream: Readable,
): Promise<void> {
  const draft = join(dirname(out), `.${basename(out)}.${process.pid}.partial`)
  const forget = onInterrupt(() => rm(draft, { force: true }))
  try {
    await pipeline(stream, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(draft, out)
  } finally {
    await rm(draft, { force: true })
    forget()
  }
}

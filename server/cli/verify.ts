import { proveLedger } from '#features/duty/prove-ledger.ts'
import { proposalInvariants } from '#features/proposals/invariants.ts'
import { publishingInvariants } from '#features/publishing/invariants.ts'
import { checkStoredFiles } from '#platform/backup/stored-files.ts'
import { verifySeals } from '#platform/events/seal.ts'
import { checkInvariants, type Invariant } from '#platform/invariants.ts'
import { defineCommand, type Exit, exit, type Io, UsageError } from './command.ts'
import { type Installation, withInstallation } from './installation.ts'

/** What must be so, feature by feature. */
const invariants: readonly Invariant[] = [...proposalInvariants, ...publishingInvariants]

export const verify = defineCommand({
  name: 'verify',
  summary: '核对记录封存、数据与附件 verify seals, data and files',
  help: `用法 usage:
  tongxin verify

重算全部办理记录的封存（国密 SM3），改动、删除、添加过的记录会被发现；逐条核对数据中必须成立的事
（提案号、状态、承办、评价、记录）；从头重放全部事件，证明履职台账与它们相符；核对每个附件的内容。只读，服务运行时也可以做。有不符的，退出码 3。`,
  options: {},
  async run({ words }, io) {
    if (words.length > 0) throw new UsageError(`多出来的词：${words.join(' ')}`)
    return withInstallation(io, 'data', (installation) => verifyInstallation(io, installation))
  },
})

/** Looks through everything and prints what was found. @returns 0 or 3 */
export async function verifyInstallation(io: Io, { db, files }: Installation): Promise<Exit> {
  let problems = 0
  const report = (good: boolean, what: string, details: readonly string[] = []) => {
    io.print([`${good ? '✓' : '✗'} ${what}`, ...details.map((line) => `    ${line}`)].join('\n'))
    if (!good) problems++
  }
  // One moment for all checks, while a server may be writing.
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const seals = await verifySeals(tx, (count) => io.progress(`封存 ${count}`))
      report(
        seals.ok,
        `办理记录：封存 ${seals.seals} 号，${seals.sealedEvents} 条；待封存 ${seals.unsealedEvents} 条`,
        seals.firstProblem ? [seals.firstProblem] : [],
      )
      const names = new Map(
        (await tx.selectFrom('committees').select(['id', 'name']).execute()).map((row) => [row.id, row.name]),
      )
      for (const { name, count, breaches } of await checkInvariants(tx, invariants, io.progress)) {
        const lines = breaches.map((b) => `${names.get(b.committeeId) ?? b.committeeId} ${b.subject}：${b.detail}`)
        if (count > breaches.length) lines.push(`…… 共 ${count} 处`)
        report(count === 0, name, lines)
      }
      const ledger = await proveLedger(tx, (count) => io.progress(`履职台账 ${count}`))
      const wrong = [
        ...(ledger.differences > 0 ? [`有 ${ledger.differences} 处不符`] : []),
        ...(ledger.unread > 0 ? [`有 ${ledger.unread} 条事件读不出、没有入账`] : []),
      ]
      const older = Object.entries(ledger.older).map(([type, count]) => `${type} ${count} 条`)
      report(
        wrong.length === 0,
        `履职台账：${ledger.entries} 条，与 ${ledger.events} 条事件重放的结果${wrong.join('，') || '相符'}；待入账 ${ledger.pending} 条`,
        [...ledger.examples, ...(older.length > 0 ? [`旧格式（当时没有记提案者，不入账）：${older.join('、')}`] : [])],
      )
      const stored = await checkStoredFiles(tx, files, (count) => io.progress(`附件 ${count}`))
      report(
        stored.problems.length === 0,
        `附件：${stored.checked} 个`,
        stored.problems.map((p) => `${p.missing ? '缺失' : '损坏'}：${p.name}（${p.sha256}）`),
      )
    })
  io.print(problems === 0 ? '全部相符' : `有 ${problems} 项不符`)
  return problems === 0 ? exit.done : exit.problems
}

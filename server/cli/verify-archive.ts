import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { archiveEntries } from '#features/duty/archive-file.ts'
import { archiveKeyOf, checkArchive } from '#features/duty/archive-proof.ts'
import { readConfig } from '#platform/config.ts'
import { openSecrets } from '#platform/secrets.ts'
import { listZipEntries, readZipEntrySync } from '#platform/spreadsheets/zip.ts'
import { defineCommand, type Exit, exit, type Io, required } from './command.ts'

const root = resolve(import.meta.dirname, '../..')
const largestBytes = 100_000_000

export const verifyArchive = defineCommand({
  name: 'verify-archive',
  summary: '核验一份封存的履职档案 check a sealed archive of duty',
  help: `用法 usage:
  tongxin verify-archive 档案.zip [--key 公钥]
  tongxin verify-archive --show-key

核对档案原文、封存记录、封存号与签名，不需要数据库和网络。公钥是 64 个十六进制字符；不写时，本机有
安装的用本机的，没有的只核对档案自身，并显示签发公钥，请与签发单位公布的比对：谁都能用自己的公钥签发。
--show-key 显示本机签发档案所用的公钥。有不符的，退出码 3；对得上而没有公钥可比的，退出码 5。`,
  options: { key: { type: 'string' }, 'show-key': { type: 'boolean' } },
  async run({ values, words }, io) {
    if (values['show-key']) {
      io.print(ownKey(io) ?? '本机还没有安装')
      return exit.done
    }
    return verifyFile(io, required(words[0], '档案文件'), values.key?.toLowerCase() ?? ownKey(io))
  },
})

/** The key of the installation of this machine; null where there is none. */
function ownKey(io: Io): string | null {
  const dataDir = resolve(root, readConfig(io.env).dataDir)
  return existsSync(join(dataDir, 'secret.key')) ? archiveKeyOf(openSecrets(dataDir)) : null
}

function verifyFile(io: Io, file: string, trustedKey: string | null): Exit {
  const bytes = readFileSync(file)
  const entries = listZipEntries(bytes, 20)
  const read = (name: string): Buffer => {
    const entry = entries.find((one) => one.name === name)
    if (!entry) throw new Error(`文件里没有「${name}」，不是封存的履职档案`)
    return readZipEntrySync(bytes, entry, largestBytes)
  }
  const check = checkArchive(
    {
      content: read(archiveEntries.content).toString('utf8'),
      paper: read(archiveEntries.paper),
      proof: read(archiveEntries.proof).toString('utf8'),
    },
    trustedKey,
  )
  io.print(check.about)
  io.print(`封存：第 ${check.sealNumber} 号，${check.sealedAt}`)
  io.print(`签发公钥：${check.publicKey}${trustedKey === null ? '（没有可比对的，请与签发单位公布的比对）' : ''}`)
  for (const problem of check.problems) io.print(`✗ ${problem}`)
  if (check.problems.length > 0) {
    io.print(`有 ${check.problems.length} 项不符`)
    return exit.problems
  }
  // Anybody can sign with a key of their own.
  io.print(trustedKey === null ? '与所附签名相符，签发人没有核对' : '✓ 与封存时一字不差')
  return trustedKey === null ? exit.unproven : exit.done
}

import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { rememberBackup } from '#platform/backup/last-backup.ts'
import { writeBackup } from '#platform/backup/write-backup.ts'
import { defineCommand, exit, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

/** The version in package.json. */
export function programVersion(): string {
  const file = join(import.meta.dirname, '../../package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

export const backup = defineCommand({
  name: 'backup',
  summary: '备份数据库和文件 back up database and files',
  help: `用法 usage:
  tongxin backup 文件.tar.gz [--with-secret]

把同一时刻的全部数据和附件写成一个文件；服务运行时也可以做，不影响使用。文件只有本用户可读，写完整了才出现，
已有的文件不覆盖。备份里有委员的个人信息，请妥善保管。
  --with-secret  连同密钥 DATA_DIR/secret.key。管理员验证器（TOTP）的种子用它加密：没有它，恢复后验证器须解除重绑
                 （tongxin clear-authenticator）。密钥与数据放在一起，拿到备份的人就能用这些验证器，所以缺省不带；
                 请把 secret.key 另行保存一份。
附件缺失或损坏时照样备份并说明，退出码 3。`,
  options: { 'with-secret': { type: 'boolean', default: false } },
  async run({ values, words }, io) {
    const [path, ...more] = words
    if (!path || more.length > 0) throw new UsageError('须写一个备份文件的名字')
    const file = resolve(path)
    return withInstallation(io, 'data', async ({ pool, files, dataDir }) => {
      const done = await writeBackup(
        {
          pool,
          files,
          dataDir,
          withSecret: values['with-secret'],
          version: programVersion(),
          now: io.clock(),
          onProgress: io.progress,
        },
        file,
      )
      const rows = done.tables.reduce((sum, table) => sum + table.rows, 0)
      const bytes = statSync(file).size
      const size = (bytes / 1_000_000).toFixed(1)
      const whole = done.files.damaged.length + done.files.missing.length === 0
      try {
        rememberBackup(dataDir, { takenAt: done.takenAt, bytes, whole })
      } catch (error) {
        // The backup stands; only the page of the system administrator does not know of it.
        io.tell(`备份时间没有记到数据目录，“运行状况”里看不到：${(error as Error).message}`)
      }
      io.print(
        `已备份到 ${file}（${size} MB）：${done.tables.length} 张表 ${rows} 行，附件 ${done.files.count} 个\nSHA-256 ${done.sha256}`,
      )
      if (!done.secret) io.tell('不含密钥 secret.key，请另行保存（见 tongxin backup --help）')
      for (const { name } of done.files.damaged) io.tell(`附件损坏，按现状备份：${name}`)
      for (const sha256 of done.files.missing) io.tell(`附件缺失：${sha256}`)
      return whole ? exit.done : exit.problems
    })
  },
})

import { resolve } from 'node:path'
import { restoreBackup } from '#platform/backup/restore-backup.ts'
import { defineCommand, exit, UsageError } from './command.ts'
import { refuseRunningServer, withInstallation } from './installation.ts'
import { verifyInstallation } from './verify.ts'

export const restore = defineCommand({
  name: 'restore',
  summary: '把备份恢复到空的数据库 restore a backup',
  help: `用法 usage:
  tongxin restore 文件.tar.gz

只恢复到空的数据库（新的 DATA_DIR，或 DATABASE_URL 指向的空库），服务须先停止；不是空的就拒绝，不会覆盖。
先把备份从头到尾核对一遍，残缺或改动过的不动一行数据；然后全部装入或者一点也不装，升级到本版本，最后自动核对
（同 tongxin verify）。备份来自更新的版本时拒绝。
备份带有密钥时，放到 DATA_DIR/secret.key，原有的另存；不带时请把原来的 secret.key 放回 DATA_DIR。`,
  options: {},
  async run({ words }, io) {
    const [path, ...more] = words
    if (!path || more.length > 0) throw new UsageError('须写一个备份文件的名字')
    const file = resolve(path)
    return withInstallation(io, 'nothing', async (installation) => {
      const { db, pool, files, dataDir } = installation
      await refuseRunningServer(installation)
      const { manifest, migrated, keyPutAside } = await restoreBackup(
        { pool, files, dataDir, now: io.clock(), onProgress: io.progress },
        file,
      )
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      io.print(
        `已恢复 ${manifest.takenAt} 的备份：${manifest.tables.length} 张表 ${rows} 行，附件 ${manifest.files.count} 个`,
      )
      if (migrated.length > 0) io.print(`已升级：${migrated.join('、')}`)
      if (keyPutAside) io.tell(`原有的密钥另存为 ${keyPutAside}`)
      if (!manifest.secret) {
        const { count } = await db
          .selectFrom('accounts')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('totp_secret', 'is not', null)
          .executeTakeFirstOrThrow()
        if (count > 0)
          io.tell(
            `备份不含密钥：请把原来的 secret.key 放到 ${dataDir}；找不回时，${count} 个账号的验证器须用 tongxin clear-authenticator 解除`,
          )
      }
      return (await verifyInstallation(io, installation)) === exit.done ? exit.done : exit.problems
    })
  },
})

import { demoAccountLines, loadDemoOnce } from '#features/demo/index.ts'
import { readConfig } from '#platform/config.ts'
import { DomainError } from '#platform/errors.ts'
import { StartError } from '#platform/start-error.ts'
import { defineCommand, exit, UsageError } from './command.ts'
import { refuseRunningServer, withInstallation } from './installation.ts'

export const demo = defineCommand({
  name: 'demo',
  summary: '装入演示省份 load the demonstration province',
  help: `用法 usage:
  tongxin demo

在空的安装里装入一个演示省份：各级政协、委员、办理中的提案和演示账号（口令人人皆知）。不是空的就拒绝；
正式环境（NODE_ENV=production）不能装。服务须先停止。`,
  options: {},
  async run({ words }, io) {
    if (words.length > 0) throw new UsageError(`多出来的词：${words.join(' ')}`)
    if (readConfig(io.env).production)
      throw new StartError('正式环境不能装入演示省份。The demonstration is not for production.')
    return withInstallation(io, 'tables', async (installation) => {
      await refuseRunningServer(installation)
      let begun = false
      await loadDemoOnce(installation, io.clock(), (line) => {
        begun = true
        io.progress(line.trim())
      })
      if (!begun) throw new DomainError('demo.not-empty')
      io.print((await demoAccountLines(installation.db)).join('\n'))
      return exit.done
    })
  },
})

import { clearAuthenticator as clear } from '#features/accounts/index.ts'
import { defineCommand, exit, required } from './command.ts'
import { withInstallation } from './installation.ts'

export const clearAuthenticator = defineCommand({
  name: 'clear-authenticator',
  summary: '解除管理员丢失的验证器 take away a lost authenticator',
  help: `用法 usage:
  tongxin clear-authenticator --username 用户名

管理员的手机丢了，或恢复备份后没有原来的密钥时用。账号的登录全部结束，下次登录重新绑定。`,
  options: { username: { type: 'string' } },
  async run({ values }, io) {
    const username = required(values.username, '--username')
    return withInstallation(io, 'tables', async ({ db }) => {
      await clear(db, io.clock(), username)
      io.print(`已解除 ${username} 的验证器`)
      return exit.done
    })
  },
})

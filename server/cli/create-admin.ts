import type { z } from 'zod'
import { accountRoutes } from '#contract/accounts.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { createFirstAdmin } from '#features/accounts/index.ts'
import { foundTopCommittee } from '#features/committees/index.ts'
import { transact } from '#platform/database/database.ts'
import { StartError } from '#platform/start-error.ts'
import { defineCommand, exit, oneOf, required, UsageError } from './command.ts'
import { committeeNamed } from './committee.ts'
import { type Installation, withInstallation } from './installation.ts'

const roles = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const
const roleNames = { systemAdmin: '系统管理员', securityAdmin: '安全管理员', auditAdmin: '审计管理员' } as const
const levels = ['province', 'city', 'county'] as const

/** @throws UsageError with the contract's own words */
function fitting<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new UsageError(`${name}：${parsed.error.issues[0]?.message}`)
  return parsed.data
}

export const createAdmin = defineCommand({
  name: 'create-admin',
  summary: '建立管理员（第一次也建立委员会） create an administrator',
  help: `用法 usage:
  tongxin create-admin --province 名称 --role 角色 --username 用户名 --name 姓名
  tongxin create-admin --committee 名称 --role 角色 --username 用户名 --name 姓名

建立一名管理员，首次口令只显示一次，登录后须更改。三员须分立：三个角色用三个账号。
还没有任何委员会时，先以所给名称建立最上级的委员会：
  --province 名称      省级委员会
  --committee 名称     已有的委员会；还没有时加 --level 建立
  --level 级别         province、city、county
  --short-name 简称    缺省同名称
  --division-code 代码 行政区划代码
其他：
  --role 角色          systemAdmin 系统管理员、securityAdmin 安全管理员、auditAdmin 审计管理员
  --username 用户名    小写字母开头，3–40 位
  --name 姓名`,
  options: {
    province: { type: 'string' },
    committee: { type: 'string' },
    level: { type: 'string' },
    'short-name': { type: 'string' },
    'division-code': { type: 'string' },
    role: { type: 'string' },
    username: { type: 'string' },
    name: { type: 'string' },
  },
  async run({ values, words }, io) {
    if (words.length > 0) throw new UsageError(`多出来的词：${words.join(' ')}`)
    if ((values.province === undefined) === (values.committee === undefined))
      throw new UsageError('--province 与 --committee 须写且只写一个')
    const role = oneOf(values.role, '--role', roles)
    const body = accountRoutes.createAccount.body.shape
    const username = fitting(body.username, required(values.username, '--username'), '--username')!
    const name = fitting(body.name, required(values.name, '--name'), '--name')
    const committeeName = required(values.province ?? values.committee, '委员会名称')
    const level = values.province ? 'province' : values.level && oneOf(values.level, '--level', levels)
    const found = {
      name: committeeName,
      shortName: values['short-name']?.trim() || committeeName,
      divisionCode: values['division-code'] ?? '',
    }
    const schema = committeeRoutes.createCommittee.body.shape
    fitting(schema.name, found.name, '委员会名称')
    fitting(schema.shortName, found.shortName, '--short-name')
    if (found.divisionCode) fitting(schema.divisionCode, found.divisionCode, '--division-code')
    return withInstallation(io, 'tables', async ({ db }) => {
      const now = io.clock()
      const committeeId = level
        ? await topCommittee(db, now, { ...found, level: level as (typeof levels)[number] })
        : await committeeNamed(db, committeeName)
      const { firstPassword } = await createFirstAdmin(db, now, { role, name, username, committeeId })
      io.print(`已建立${roleNames[role]} ${name}（${username}），首次口令（只显示这一次）：\n${firstPassword}`)
      return exit.done
    })
  },
})

/** The committee of this name, founded when there is none at all. @throws StartError when another one is at the top */
async function topCommittee(
  db: Installation['db'],
  now: Date,
  given: Parameters<typeof foundTopCommittee>[1],
): Promise<string> {
  return transact(db, async (tx) => {
    const any = await tx.selectFrom('committees').select('id').limit(1).executeTakeFirst()
    if (!any) return (await foundTopCommittee({ db: tx, now, requestId: 'cli-create-admin' }, given)).id
    const same = await tx
      .selectFrom('committees')
      .select('id')
      .where('name', '=', given.name)
      .where('level', '=', given.level)
      .executeTakeFirst()
    if (same) return same.id
    throw new StartError(
      `已经有委员会了，不能再建立最上级的「${given.name}」；已有的委员会用 --committee。There is a committee already.`,
    )
  })
}

import { strict as assert } from 'node:assert'
import { demoAccounts, demoPassword } from '#features/demo/accounts.ts'
import type { Shape } from '../desk.ts'
import { setTextSize } from '../desks/member.ts'
import { signIn } from '../desks/signing-in.ts'
import { tour } from '../desks/tour.ts'
import type { World } from '../world.ts'

const homes: Record<string, string> = { systemAdmin: '账号', securityAdmin: '账号', auditAdmin: '操作记录' }

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const faults: string[] = []
  let pages = 0
  const visit = async ({ username, who, role }: (typeof demoAccounts)[number], shape: Shape) => {
    const desk = await world.desk(installation, `${who} ${shape}`, shape)
    await signIn(desk, username, demoPassword, homes[role ?? ''] ?? '待办')
    await setTextSize(desk.page, shape === 'phone' ? '特大' : '标准')
    const seen = await tour(desk.page, username, shape === 'desk')
    pages += seen.pages
    faults.push(...seen.faults.map((fault) => `${shape} ${fault}`))
    await desk.context.close()
  }
  for (const account of demoAccounts) {
    // One after the other: the text size is the account's, on whatever it signs in.
    await visit(account, 'desk')
    await visit(account, 'phone')
  }
  world.tell(`${pages} pages seen`)
  assert.deepEqual(faults, [])
}

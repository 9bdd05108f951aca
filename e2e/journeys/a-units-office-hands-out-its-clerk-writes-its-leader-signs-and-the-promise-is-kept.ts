import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { settle } from '../desks/forms.ts'
import * as office from '../desks/proposal-office.ts'
import { expectText, textsOf } from '../desks/seeing.ts'
import { signIn } from '../desks/signing-in.ts'
import * as unit from '../desks/unit.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const sitDown = async (who: string, username: string, shape: 'desk' | 'phone' = 'desk') => {
    const desk = await world.desk(installation, who, shape)
    await signIn(desk, username, demoPassword, '待办')
    return desk.page
  }
  const assigning = await sitDown('政府督查室', 'ducha')
  const waiting = assigning.getByRole('region', { name: '待交办', exact: true })
  const [title = ''] = await textsOf(waiting.getByRole('link', { name: /^关于/ }))
  await office.assign(assigning, title, ['澄远市城市管理局'])

  // The office signs for it and hands it to its clerk, under a leader.
  const [desk, clerk, leader] = await Promise.all([
    sitDown('城管局办公室', 'chengguan'),
    sitDown('城管局承办人', 'chengban'),
    sitDown('城管局分管领导', 'fenguan', 'phone'),
  ])
  await unit.accept(desk, title)
  await unit.handOut(desk, '请先与委员见面。')

  // The clerk meets the proposer, writes, promises something for today, and passes it on.
  await office.takeFromWorkbench(clerk, '待答复', title)
  await unit.recordContact(clerk, '登门听取意见，商定本月内公布清单。')
  await unit.draftReply(clerk, { class: 'B', text: '已会同街道逐处核实，清单编制完成。', measure: '公布清单' })

  // The office sends it back once, then on to the leader, who signs it on a phone.
  await office.takeFromWorkbench(desk, '待核稿', title)
  await desk.getByRole('link', { name: '核稿', exact: true }).click()
  await desk.getByRole('link', { name: '退回承办人' }).click()
  const back = desk.getByRole('dialog', { name: '退回承办人' })
  await back.getByLabel('修改意见').fill('写明在哪里公布。')
  await settle(desk, back, '退回承办人', '已退回承办人')
  await office.takeFromWorkbench(clerk, '待答复', title)
  await expectText(clerk, '写明在哪里公布。')
  await clerk.getByRole('link', { name: '写答复' }).click()
  await unit.passOn(clerk, '检查并送审', '送审')
  await office.takeFromWorkbench(desk, '待核稿', title)
  await desk.getByRole('link', { name: '核稿', exact: true }).click()
  await unit.passOn(desk, '送领导审签', '送领导审签')
  await office.takeFromWorkbench(leader, '待审签', title)
  await leader.getByRole('link', { name: '审签' }).click()
  await unit.passOn(leader, '审签并报送', '审签并报送')

  // The committee's office reads who had it in one line, and delivers it; the promise comes due and is kept.
  const proposals = await sitDown('提案委办公室', 'tian')
  await office.openReview(proposals, title)
  await office.deliver(proposals)
  const story = await proposals.getByRole('main').innerText()
  assert.ok(!story.includes('写明在哪里公布'), 'what was said within the unit is seen outside')
  await office.takeFromWorkbench(clerk, '答复中的措施到期', title)
  await unit.keepPromise(clerk, '清单已在政府网站公布。')
  await clerk.goto('/app/unit-duties')
  await expectText(clerk, '岗位和人员')
}

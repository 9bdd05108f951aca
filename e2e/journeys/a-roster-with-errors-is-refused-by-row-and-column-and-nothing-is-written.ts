import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { expectText, textsOf } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

const roster = [
  '姓名,性别,手机号,党派,工作单位,出生日期',
  '欧阳海云,女,13800002222,民进,第三中学,1968-02-30',
  '诸葛长青,男,138000,农工党,县医院,1970-05-06',
  ',男,13800003333,中共,县林业局,1971-01-01',
].join('\r\n')

export async function journey(world: World): Promise<void> {
  const desk = await world.desk(await world.demonstration(), '委员联络办', 'desk')
  const { page } = desk
  await signIn(desk, 'lianluo', demoPassword, '待办')
  await page.goto('/app/members/import')
  await heading(page, '导入名单')
  await page
    .getByLabel('选择表格文件')
    .setInputFiles({ name: '新增委员.csv', mimeType: 'text/csv', buffer: Buffer.from(roster) })
  await page.getByRole('button', { name: '读取并预览' }).click()
  await expectText(page, /^有 \d+ 处错误，所以一条也没有导入。/)
  const problems = await textsOf(page.getByRole('table', { name: '需要看的地方' }).getByRole('row'))
  for (const place of ['第 2 行「出生日期」', '第 3 行「手机号」', '第 4 行「姓名」'])
    assert.ok(
      problems.some((line) => line.includes(place)),
      `${place} in ${problems.join('\n')}`,
    )
  assert.ok(await page.getByRole('button', { name: '导入', exact: true }).isDisabled())
  await page.getByRole('button', { name: '重新选择文件' }).click()
  await page.goto('/app/members?q=%E6%AC%A7%E9%98%B3%E6%B5%B7%E4%BA%91')
  await expectText(page, '没有符合条件的委员')
}

import { z } from 'zod'
import { defineSetting } from '#platform/setting-definition.ts'

/** Whose stroke order the lists of a committee follow. Source: 政协、党代会用“姓氏笔画”, 人大用“姓名笔画”. */
export const orderingSetting = defineSetting({
  key: 'members.ordering',
  title: '委员名单的排列',
  explanation: '姓氏笔画按政协的规则，还是按人大的规则。',
  schema: z.object({
    rule: z.enum(['cppcc', 'npc']).meta({ title: '姓氏笔画规则', description: 'cppcc：政协规则；npc：人大规则' }),
  }),
  defaults: { rule: 'cppcc' },
})

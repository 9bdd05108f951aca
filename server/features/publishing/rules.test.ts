import { expect, it } from 'vitest'
import { withoutContacts } from './rules.ts'

it.each([
  ['请致电13812345678，谢谢', '请致电（电话略），谢谢'],
  ['手机 138 1234 5678 或 +86 138-1234-5678', '手机 （电话略） 或 （电话略）'],
  ['联系人：张三，联系电话：0562-2123456', '（联系人略），联系电话：（电话略）'],
  ['联系人及电话：李四 2123456。', '（联系人略）。'],
  ['电话：2123456', '（电话略）'],
  ['座机（0562）2123456', '座机（电话略）'],
  ['１３８１２３４５６７８', '（电话略）'],
  ['身份证 34070219800101123X', '身份证 （证件号略）'],
])('hides what reaches a person: %s', (text, shown) => {
  expect(withoutContacts(text)).toBe(shown)
})

it.each([
  '全区 2000 年前建成的住宅 412 栋，投资 13812345 元',
  '皖政办〔2026〕12号，统一社会信用代码 91340700MA2ABCDEFG',
  '2021-2025 年累计 1234567890 元',
  '市民热线 12345 应当有人接听',
])('leaves the rest as it is: %s', (text) => {
  expect(withoutContacts(text)).toBe(text)
})

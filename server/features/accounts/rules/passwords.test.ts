import { expect, it } from 'vitest'
import { passwordWeakness } from './passwords.ts'

const known = { name: '欧阳春', username: 'ouyang.chun', phone: '13800001111' }

it.each([
  ['', 'tooShort'],
  ['a1B!c2D@e', 'tooShort'],
  ['一二三四五六七八九', 'tooShort'],
  ['🌊🌊🌊🌊🌊🌊🌊🌊🌊', 'tooShort'],
  ['13800001111', 'aboutYou'],
  ['138-0000-1111', 'aboutYou'],
  ['13800001111abc', 'aboutYou'],
  ['ouyangchun1', 'aboutYou'],
  ['Ouyang.Chun2026', 'aboutYou'],
  ['欧阳春欧阳春欧阳春欧阳春', 'aboutYou'],
  ['1234567890', 'tooCommon'],
  ['１２３４５６７８９０', 'tooCommon'],
  ['Password123', 'tooCommon'],
  ['pass.word.123', 'tooCommon'],
  ['woaini1314520', 'tooCommon'],
  ['zhengxie2026', 'tooCommon'],
  ['aaaaaaaaaaaa', 'tooPlain'],
  ['abcdefghijklm', 'tooPlain'],
  ['zyxwvutsrqpo', 'tooPlain'],
  ['xyxyxyxyxyxy', 'tooPlain'],
  ['甲乙甲乙甲乙甲乙甲乙', 'tooPlain'],
  ['春天里 我们去看海', 'tooShort'],
  ['春天里，我们一起去看海', null],
  ['correct horse battery', null],
  ['alllowercase words', null],
  ['kq7m-x2pd-hv9c', null],
  ['ouyangchun 与三山五岳同行', null],
])('%s is %s', (password, weakness) => {
  expect(passwordWeakness(password, known)).toBe(weakness)
})

it('takes no notice of a user name or phone that is not there', () => {
  expect(passwordWeakness('春天里，我们一起去看海', { name: '李', username: null, phone: null })).toBeNull()
})

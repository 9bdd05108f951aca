import { describe, expect, it } from 'vitest'
import {
  dateText,
  documentNumberText,
  numberByPattern,
  printable,
  proposalReference,
  safeFileName,
  titleLines,
  uniqueNames,
  widthOf,
} from './rules.ts'

it.each([
  ['2026-03-05', '2026年3月5日'],
  ['2026-12-31', '2026年12月31日'],
])('writes the day %s without a padded figure: %s', (date, text) => expect(dateText(date)).toBe(text))

it.each([
  ['吉政数字〔2022〕1号', '吉政数字〔2022〕1号'],
  ['吉政数字[2022]01号', '吉政数字〔2022〕1号'],
  ['浙海渔提（2024）第007号', '浙海渔提〔2024〕7号'],
  [' 某建函 (2024) 12 ', '某建函〔2024〕12号'],
  ['某建函【2024年】12号', '某建函〔2024〕12号'],
  ['某建函2024-12', '某建函2024-12'],
  ['', ''],
])('prints the document number %j as %j', (raw, text) => expect(documentNumberText(raw)).toBe(text))

it('fills the pattern of the committee, and leaves room for a number still to be given', () => {
  expect(numberByPattern('政协提〔{年}〕{号}号', 2026, 3)).toBe('政协提〔2026〕3号')
  expect(numberByPattern('政协提〔{年}〕{号}号', 2026, null)).toBe('政协提〔2026〕　　号')
})

it.each([
  [{ sessionNumber: 5, number: 77 }, '省政协十二届五次会议第77号提案'],
  [{ sessionNumber: null, number: 3 }, '省政协十二届第3号平时提案'],
  [{ sessionNumber: 1, number: null }, '省政协十二届一次会议提案'],
])('names a proposal %j as %s', (p, text) =>
  expect(proposalReference({ committee: '省政协', termNumber: 12, ...p })).toBe(text),
)

describe('a title', () => {
  it.each([
    ['对省政协十二届五次会议第77号提案的答复', ['对省政协十二届五次会议第77号提案的答复']],
    ['关于交办省政协十二届五次会议第77号提案的通知', ['关于交办省政协十二届五次会议', '第77号提案的通知']],
    ['对省政协十二届五次会议第77号提案的会办意见', ['对省政协十二届五次会议', '第77号提案的会办意见']],
  ])('%s is broken where the sense pauses', (title, lines) => expect(titleLines(title, 19.5)).toEqual(lines))

  it('of any length keeps every character, in lines that fit, none begun by a mark', () => {
    for (let length = 1; length <= 100; length += 1) {
      const title = '关于加快推进数字政府建设、让群众少跑腿，办好2026年一件事的建议'.repeat(4).slice(0, length)
      const lines = titleLines(title, 19.5)
      expect(lines.join('')).toBe(title)
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(19.5)
      for (const line of lines) expect(line).not.toMatch(/^[、，。]/)
    }
  })

  it('never parts a character of two halves', () => {
    const lines = titleLines('𠮷😀'.repeat(40), 19.5)
    expect(lines.every((line) => line.isWellFormed())).toBe(true)
    expect(lines.join('')).toBe('𠮷😀'.repeat(40))
  })
})

it('takes out what a file of Word may not hold, and keeps every line', () => {
  expect(printable('a\u0000b\u0008c\ud800d\ufffee\u202ef\ufeffg')).toBe('abc\ufffddefg')
  expect(printable('一\r\n二\r三\v四\u2028五\t六')).toBe('一\n二\n三\n四\n五\t六')
  expect(printable('訚虢郄𠮷👨‍👩‍👧')).toBe('訚虢郄𠮷👨‍👩‍👧')
})

it.each([
  ['0077 答复函：“水/电\\气”<如何>?*|', '0077 答复函：“水_电_气”_如何____'],
  ['a:b', 'a_b'],
  ['con', '文书con'],
  ['LPT1', '文书LPT1'],
  ['  . ', '文书'],
  ['..\\..\\x', '_.._x'],
  ['长'.repeat(300), '长'.repeat(80)],
  ['名\u0000字\n换行. ', '名字 换行'],
])('makes of %j a name that Windows takes too', (text, name) => expect(safeFileName(text)).toBe(name))

it('never gives a name twice, whatever the case', () => {
  const unique = uniqueNames()
  expect([unique('A'), unique('a'), unique('A'), unique('b')]).toEqual(['A', 'a（2）', 'A（3）', 'b'])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redacted } from '#contract/redaction.ts'
import { publicProposers, publicSearch, refuseStrayMarks } from './rules.ts'
import { suggestedMarks, suggestionsLeft } from './rules-suggest.ts'

const part = (text: string, key = 'analysis') => ({ key, label: '', text })
const shown = (text: string) => {
  const parts = [part(text)]
  return redacted(parts, suggestedMarks(parts))[0]!.text
}

describe('what is suggested to be taken out', () => {
  it.each([
    ['请致电13812345678，谢谢', '请致电（电话略），谢谢'],
    ['手机 138 1234 5678 或 +86 138-1234-5678', '手机 （电话略） 或 （电话略）'],
    ['联系人：张三，联系电话：0562-2123456', '（联系人略），联系电话：（电话略）'],
    ['联系人及电话：李四 2123456。', '（联系人略）。'],
    ['电话：2123456', '电话：（电话略）'],
    ['座机（0562）2123456', '座机（电话略）'],
    ['１３８１２３４５６７８', '（电话略）'],
    ['身份证 34070219800101123X', '身份证 （证件号略）'],
    ['写信到 wu.ying@example.com.cn 即可', '写信到 （邮箱略） 即可'],
    ['通讯地址：城源县翠湖路 8 号 2 单元 301，邮编 244000', '通讯地址：（地址略），邮编 244000'],
    ['家住：现住址为翠湖新村 3 栋。', '家住：现住址为（地址略）。'],
    ['账号：6222 0202 0000 1234 567', '账号：（账号略）'],
    ['𠮷电话：2123456', '𠮷电话：（电话略）'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  it.each([
    '全区 2000 年前建成的住宅 412 栋，投资 13812345 元',
    '皖政办〔2026〕12号，统一社会信用代码 91340700MA2ABCDEFG',
    '2021-2025 年累计 1234567890 元',
    '市民热线 12345 应当有人接听',
    '建议公布各站点地址和开放时间',
  ])('not: %s', (text) => {
    expect(suggestedMarks([part(text)])).toEqual([])
  })

  it('is what was taken out of the proposal, where a reply repeats it', () => {
    const parts = [part('吴某小区的吴某反映的问题', 'text')]
    expect(suggestedMarks(parts, ['吴某']).map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [0, 2, 'takenOut'],
      [5, 7, 'takenOut'],
    ])
  })

  it('is left over only where no mark covers it', () => {
    const parts = [part('电话：2123456 和 13812345678')]
    const all = suggestedMarks(parts)
    expect(suggestionsLeft(all, [{ part: 'analysis', from: 0, to: 10, instead: '' }])).toEqual([all[1]])
    expect(suggestionsLeft(all, [{ part: 'title', from: 0, to: 99, instead: '' }])).toEqual(all)
  })
})

describe('a redacted text', () => {
  it('has nothing of what was marked, whatever overlaps, and keeps the rest', () => {
    const marks = [
      { part: 'analysis', from: 2, to: 4, instead: '甲' },
      { part: 'analysis', from: 3, to: 6, instead: '乙' },
      { part: 'analysis', from: 8, to: 9, instead: '' },
    ]
    expect(redacted([part('〇一二三四五六七八九')], marks)[0]!.text).toBe('〇一甲六七（略）九')
  })

  it('never cuts a rare character in half', () => {
    const text = redacted([part('前𠮷后')], [{ part: 'analysis', from: 2, to: 4, instead: '' }])[0]!.text
    expect(text).toBe('前（略）')
    expect(text.isWellFormed()).toBe(true)
  })

  it('refuses marks behind the end or the wrong way round', () => {
    const mark = (from: number, to: number) => () =>
      refuseStrayMarks([part('三个字')], [{ part: 'analysis', from, to, instead: '' }])
    expect(mark(0, 4)).toThrow('input.invalid')
    expect(mark(2, 2)).toThrow('input.invalid')
  })

  it('shows of a marked passage no character, for any marks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 20 })), { maxLength: 8 }), (places) => {
        // Each character is another one, so that what is left can be told.
        const text = String.fromCodePoint(...Array.from({ length: 60 }, (_, i) => 0x5000 + i))
        const marks = places.map(([from, length]) => ({
          part: 'analysis',
          from,
          to: Math.min(60, from + length),
          instead: '',
        }))
        const taken = new Set(marks.flatMap(({ from, to }) => [...text.slice(from, to)]))
        const left = redacted([part(text)], marks)[0]!.text.replaceAll('（略）', '')
        expect(left).toBe([...text].filter((one) => !taken.has(one)).join(''))
      }),
    )
  })
})

it.each([
  ['whole', '陈立业等 3 人', '陈立业', false, '陈立业等 3 人'],
  ['surname', '陈立业等 3 人', '陈立业', false, '陈委员等 3 人'],
  ['surname', '欧阳春', '欧阳春', false, '欧阳委员'],
  ['none', '陈立业', '陈立业', false, '政协委员'],
  ['none', '民建城源县委', null, true, '民建城源县委'],
  ['surname', '陈立业', '改了名的', false, '政协委员'],
] as const)('shows the proposers as the setting says: %s, %s', (setting, proposers, lead, collective, expected) => {
  expect(publicProposers(setting, { proposers, lead, collective })).toBe(expected)
})

it.each([
  ['电梯 补助', ['电梯', '补助']],
  ['的', []],
  ['', []],
  ["'; drop table -- &|!():*", ['droptable']],
])('reads what the public types: %s', (typed, words) => {
  const sought = publicSearch(typed)
  expect(sought.words.join('')).toBe(words.join(''))
  for (const pair of sought.pairs) expect(pair).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
})

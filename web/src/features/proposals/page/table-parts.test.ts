import { describe, expect, it } from 'vitest'
import { tableParts } from './table-parts.ts'

describe('a text with a table pasted from Word', () => {
  it('is shown as paragraphs and a table, short rows filled up', () => {
    expect(tableParts('两年的数字如下。\n年份\t栋数\t户数\n2024\t12\n2025\t30\t412\n\n可见进度不快。')).toEqual([
      '两年的数字如下。',
      [
        ['年份', '栋数', '户数'],
        ['2024', '12', ''],
        ['2025', '30', '412'],
      ],
      '可见进度不快。',
    ])
  })

  it('keeps a single line with a tab as it stands, and nothing of an empty text', () => {
    expect(tableParts('名称\t数量')).toEqual(['名称\t数量'])
    expect(tableParts(' \n\n')).toEqual([])
  })
})

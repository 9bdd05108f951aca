import { describe, expect, it } from 'vitest'
import { dateSerial, numberKindOf, numberText } from './cell-text.ts'

describe('the kind of a number format', () => {
  it.each([
    [0, undefined, 'number'],
    [14, undefined, 'date'],
    [58, undefined, 'date'],
    [22, undefined, 'datetime'],
    [164, 'General', 'number'],
    [164, '0.00E+00', 'number'],
    [164, '#,##0.00_);[Red](#,##0.00)', 'number'],
    [164, '"day" 0', 'number'],
    [164, '0\\d', 'number'],
    [164, 'yyyy"年"m"月"', 'date'],
    [164, '[$-804]yyyy年m月d日', 'date'],
    [164, '[DBNum1][$-804]yyyy"年"m"月"d"日"', 'date'],
    [164, 'yyyy/m/d h:mm', 'datetime'],
    [164, '上午/下午h"时"mm"分"', 'time'],
    [164, 'mm:ss.0', 'time'],
    [164, '[hh]:mm', 'duration'],
  ])('%s %s is a %s', (id, code, kind) => {
    expect(numberKindOf(id, code)).toBe(kind)
  })
})

describe('the text of a number', () => {
  it.each([
    ['1', 'date', '1900-01-01'],
    ['59', 'date', '1900-02-28'],
    ['61', 'date', '1900-03-01'],
    ['36526', 'date', '2000-01-01'],
    ['2958465', 'date', '9999-12-31'],
    ['46143.999999999', 'date', '2026-05-02'],
    ['46143.5', 'date', '2026-05-01'],
    ['-1', 'date', '-1'],
    ['2958466', 'date', '2958466'],
    ['1E3', 'number', '1000'],
    ['-0', 'number', '0'],
    ['0.10', 'number', '0.1'],
    ['98765432109876543210', 'number', '98765432109876543210'],
    ['不是数', 'number', '不是数'],
  ] as const)('%s as a %s is %s', (raw, kind, text) => {
    expect(numberText(raw, kind, false)).toBe(text)
  })

  it('knows only civil dates as serial numbers, and each way back', () => {
    expect(dateSerial('2026-05-01')).toBe(46143)
    expect(dateSerial('1900-03-01')).toBe(61)
    for (const text of ['2026-02-30', '2026-5-1', '1900-02-28', '二〇二六年五月']) expect(dateSerial(text)).toBeNull()
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterBigrams, cleanInput, countCharacters, foldText } from './text.ts'

const anything = fc.string({ unit: 'binary', maxLength: 60 })

describe('folding text for search', () => {
  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['關於發展臺灣鄉村的提案', '关於发展台湾乡村的提案'],
    ['頭髮與發展', '头发与发展'],
    ['  加强\u3000养老\n服务  ', '加强 养老 服务'],
    ['养\u200b老\ufeff', '养老'],
    ['①㎡Ⅳ', '1m2iv'],
    ['cafe\u200b\u0301', 'caf\u00e9'],
    ['ﾃﾞｰﾀ', 'データ'],
    ['', ''],
  ])('makes of %j %j', (written, folded) => {
    expect(foldText(written)).toBe(folded)
  })

  it('leaves standard characters alone though they serve as traditional forms elsewhere', () => {
    expect(foldText('著名乾坤於氏')).toBe('著名乾坤於氏')
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constantFrom('İ', 'ẞ', 'ﬃ', 'ͅα\u034f', '㋿', '\u1f80\u200d')), (text) => {
        const folded = foldText(text)
        expect(foldText(folded)).toBe(folded)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('bigrams for an index of titles', () => {
  it('pairs neighbouring characters, each pair once', () => {
    expect(characterBigrams('养老服务养老')).toEqual(['养老', '老服', '服务', '务养'])
  })

  it('gives a single character itself, and nothing for text without letters', () => {
    expect(characterBigrams('水')).toEqual(['水'])
    expect(characterBigrams(' ，。 ')).toEqual([])
    expect(characterBigrams('')).toEqual([])
  })

  it('passes over signs, so that “十四五”规划 is found by 十四五规划', () => {
    const title = characterBigrams('关于“十四五”规划的提案')
    for (const pair of characterBigrams('十四五规划')) expect(title).toContain(pair)
  })

  it('finds simplified by traditional and full width by half width', () => {
    expect(characterBigrams('５Ｇ網絡')).toEqual(characterBigrams('5g网络'))
  })

  it('never cuts a character of the supplementary planes in two', () => {
    expect(characterBigrams('𬱖𠮷')).toEqual(['𬱖𠮷'])
  })

  it('contains the bigrams of every part of a title', () => {
    const character = fc.constantFrom(...'关于加强城乡养老服务体系建设的提案5G')
    const part = fc.array(character, { minLength: 2, maxLength: 8 }).map((characters) => characters.join(''))
    fc.assert(
      fc.property(part, part, part, (before, searched, after) => {
        const title = new Set(characterBigrams(before + searched + after))
        expect(characterBigrams(searched).every((pair) => title.has(pair))).toBe(true)
      }),
    )
  })
})

describe('counting characters for a limit', () => {
  it.each([
    ['', 0],
    ['关于养老的提案', 7],
    ['Tongxin 同心', 10],
    ['𬱖𠮷', 2],
    ['👨‍👩‍👧', 1],
    ['🇨🇳', 1],
    ['1️⃣', 1],
    ['e\u0301', 1],
    ['葛\u{e0100}', 1],
    ['か\u3099', 1],
    ['一\n二', 3],
  ])('counts %j as %i', (text, count) => {
    expect(countCharacters(text)).toBe(count)
  })

  it('counts as a segmenter does, whether or not it needs one', () => {
    const segmenter = new Intl.Segmenter('zh-Hans', { granularity: 'grapheme' })
    const segments = (text: string) => [...segmenter.segment(text)].length
    const differing: string[] = []
    for (let codeUnit = 0; codeUnit <= 0xffff; codeUnit += 1) {
      const text = `一${String.fromCharCode(codeUnit)}一`
      if (countCharacters(text) !== segments(text)) differing.push(codeUnit.toString(16))
    }
    expect(differing).toEqual([])
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: fc.constantFrom(...'提案ab 1，。！“\n（）👍') })), (text) => {
        expect(countCharacters(text)).toBe(segments(text))
      }),
    )
  })
})

describe('cleaning what comes in', () => {
  it('takes out NUL and lone surrogates only', () => {
    expect(cleanInput('提\0案\ud800号\udc00')).toBe('提案号')
  })

  it.each([
    '<script>alert(1)</script>',
    "'; drop table members; --",
    ' 前后空格 ',
    '\u202e反向',
    '零\u200b宽',
    'ＡＢＣ',
    '關於',
    '\ufeffBOM',
    '\u0001\u001f\u007f\u0085',
    '👨‍👩‍👧',
    '\r\n\t',
    '../../etc/passwd',
    '{{7*7}}',
    '%00%s%n',
  ])('leaves %j as it was written', (text) => {
    expect(cleanInput(text)).toBe(text)
  })

  it('lets through everything that UTF-8 carries there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = cleanInput(text)
        expect(Buffer.from(cleaned, 'utf8').toString('utf8')).toBe(cleaned)
        expect(cleaned).not.toContain('\0')
        expect(cleaned).toBe([...text].filter((c) => c !== '\0').join(''))
      }),
    )
  })
})

const naughtyStrings = join(import.meta.dirname, '../../../../shared/data/fuzz/blns.json')

describe.skipIf(!existsSync(naughtyStrings))('the big list of naughty strings (shared/data/fuzz)', () => {
  const strings = existsSync(naughtyStrings) ? (JSON.parse(readFileSync(naughtyStrings, 'utf8')) as string[]) : []

  it('is stored and shown back unchanged', () => {
    expect(strings.length).toBeGreaterThan(400)
    for (const text of strings) expect(cleanInput(text)).toBe(text.replaceAll('\0', ''))
  })

  it('is folded, counted and indexed without harm', () => {
    for (const text of strings) {
      expect(foldText(foldText(text))).toBe(foldText(text))
      expect(countCharacters(text)).toBeLessThanOrEqual(text.length)
      expect(characterBigrams(text).every((pair) => [...pair].length <= 2)).toBe(true)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizeQuery, pinyinKeys, pinyinSearchText } from './pinyin.ts'

function finds(typed: string, name: string): boolean {
  return pinyinSearchText(name).includes(normalizeQuery(typed))
}

describe('the spelling of a member’s name', () => {
  it.each([
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['曾国', 'zengguo', 'zg'],
    ['解缙', 'xiejin', 'xj'],
    ['仇英', 'qiuying', 'qy'],
    ['区寄', 'ouji', 'oj'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['翟天临', 'zhaitianlin', 'ztl'],
    ['朴正', 'piaozheng', 'pz'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['吕布', 'lvbu', 'lb'],
    ['呂布', 'lvbu', 'lb'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
  ])('reads %s as a surname is read: %s', (name, full, initials) => {
    expect(pinyinKeys(name)).toMatchObject({ full, initials })
  })

  it('keeps the other readings for those who do not know the surname', () => {
    expect(pinyinKeys('单雄信').alternatives).toEqual(expect.arrayContaining(['danxiongxin', 'dxx']))
    expect(pinyinKeys('尉迟恭').alternatives).toContain('weichigong')
    expect(pinyinKeys('朴正').alternatives).toContain('puzheng')
    expect(pinyinKeys('翟天临').alternatives).toContain('ditianlin')
  })

  it('spells ü as v, u and yu', () => {
    expect(pinyinKeys('吕布').alternatives).toEqual(expect.arrayContaining(['lubu', 'lyubu']))
  })

  it('keeps every reading of the surname even where the given name has very many', () => {
    const { alternatives } = pinyinKeys('单乐重行重乐')
    expect(alternatives.some((spelling) => spelling.startsWith('dan'))).toBe(true)
    expect(alternatives.length).toBeLessThanOrEqual(64)
  })

  it('drops the middle dot and spaces, keeps Latin letters in lower case', () => {
    expect(pinyinKeys('买买提·艾力')).toMatchObject({ full: 'maimaitiaili', initials: 'mmtal' })
    expect(pinyinKeys('王  伟')).toEqual(pinyinKeys('王伟'))
    expect(pinyinKeys('Anna 李').full).toBe('annali')
  })

  it('keeps a character whose reading nobody knows', () => {
    expect(pinyinKeys('\u{2a6a5}\u{30000}').full).toContain('\u{30000}')
    expect(pinyinKeys('').full).toBe('')
  })
})

describe('the search for a member', () => {
  it.each([
    ['shan', '单雄信'],
    ['zeng', '曾国'],
    ['zg', '曾国'],
    ['lv', '吕布'],
    ['lu', '吕布'],
    ['lü', '吕布'],
    ['Lǚ Bù', '吕布'],
    ['LU:BU', '吕布'],
    ['ｌｖｂｕ', '吕布'],
    ['xiongxin', '单雄信'],
    ["shan xiong-xin'", '单雄信'],
    ['雄信', '单雄信'],
    ['單雄信', '单雄信'],
    ['单雄信', '單雄信'],
    ['买买提艾力', '买买提·艾力'],
    ['mmt', '买买提·艾力'],
    ['王 伟', '王伟'],
  ])('by %s finds %s', (typed, name) => {
    expect(finds(typed, name)).toBe(true)
  })

  it('does not find whom nobody meant', () => {
    expect(finds('zhang', '单雄信')).toBe(false)
    expect(finds('曾', '单雄信')).toBe(false)
  })

  it('stores one lower-case line of single-spaced words', () => {
    expect(pinyinSearchText('吕布')).toBe('吕布 lvbu lb lubu lyubu')
    expect(pinyinSearchText('😀')).toBe('')
  })

  it('leaves nothing in a query that a like pattern would expand, and normalizes once for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const query = normalizeQuery(typed)
        expect(query).not.toMatch(/[%_\\\s]/)
        expect(normalizeQuery(query)).toBe(query)
      }),
    )
    expect(normalizeQuery('100%_\\')).toBe('100')
  })

  it('finds every name by itself, by its full spelling and by its initials', () => {
    const character = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((codePoint) => String.fromCodePoint(codePoint))
    fc.assert(
      fc.property(fc.array(character, { minLength: 2, maxLength: 4 }), (characters) => {
        const name = characters.join('')
        const { full, initials } = pinyinKeys(name)
        for (const typed of [name, full, initials]) expect(finds(typed, name)).toBe(true)
      }),
    )
  })
})

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareByStroke, type StrokeRule, strokeCountOf, strokeKeyVersion, strokeSortKey } from './stroke-order.ts'

function listed(names: readonly string[], rule: StrokeRule): string[] {
  return [...names].sort((a, b) => compareByStroke(a, b, rule))
}

/** A list that is right as it stands must come out of any other order unchanged. */
function expectOrder(names: readonly string[], rule: StrokeRule): void {
  expect(listed([...names].reverse(), rule)).toEqual(names)
}

describe('list order by strokes', () => {
  it('puts the surname with fewer strokes first', () => {
    expectOrder(['丁一', '王一', '田一', '刘一', '陈一', '赵一', '黄一', '戴一'], 'cppcc')
  })

  it('compares surnames of equal strokes stroke by stroke: 横 竖 撇 点 折', () => {
    expectOrder(['王一', '车一', '毛一', '方一', '孔一'], 'cppcc')
    expectOrder(['李一', '吴一', '何一', '沈一', '张一', '陈一'], 'cppcc')
  })

  it('tells characters of the very same strokes apart as the national table does', () => {
    expectOrder(['土一', '士一'], 'cppcc')
    expectOrder(['己一', '已一', '巳一'], 'cppcc')
    expectOrder(['甲一', '申一', '田一', '由一'], 'cppcc')
    // 什 and 仃 stand in different levels of the table: 竖 comes before 竖钩.
    expectOrder(['什一', '仃一'], 'cppcc')
  })

  it('puts 田富 before 田大利 for 政协, after it for 人大', () => {
    expectOrder(['田富', '田大利'], 'cppcc')
    expectOrder(['田大利', '田富'], 'npc')
  })

  it('orders names of one surname by the second, then the third character', () => {
    expectOrder(['王宁', '王勇', '王强', '王一鸣', '王小红', '王小明', '王文涛'], 'cppcc')
  })

  it('lets only the first character of a compound surname decide where it stands', () => {
    expectOrder(['司马光明', '吴一', '欧文', '欧阳文山', '欧阳修', '周一', '诸葛亮', '慕容雪'], 'cppcc')
  })

  it('keeps a surname together whatever follows', () => {
    const names = ['王鹏', '王一', '毛一', '王齉齉', '车齉', '方一', '王𠀀', '王Li']
    expect(
      listed(names, 'cppcc')
        .map((name) => name[0])
        .join(''),
    ).toBe('王王王王王车毛方')
  })

  it('does not count padding, middle dots, width, case and variation selectors', () => {
    for (const rule of ['cppcc', 'npc'] as const) {
      for (const [as, printed] of [
        ['王伟', '王  伟'],
        ['王伟', '\u3000王\u3000伟 '],
        ['买买提艾力', '买买提·艾力'],
        ['买买提艾力', '买买提•艾力'],
        ['买买提艾力', '买买提\u30fb艾力'],
        ['王A', '王ａ'],
        ['葛明', '葛\u{e0100}明'],
        ['王凯', '王凯（河南）'],
        ['王凯', '王凯(解放军和武警部队)'],
      ] as const) {
        expect(strokeSortKey(printed, rule)).toBe(strokeSortKey(as, rule))
      }
    }
  })

  it('puts traditional characters behind the standard ones of as many strokes', () => {
    expect(strokeCountOf('張')).toBe(11)
    expectOrder(['梁一', '隆一', '張一', '彭一'], 'cppcc')
  })

  it('puts characters of unknown strokes behind the known, and other scripts last', () => {
    expectOrder(['丁一', '齉一', '\u{20000}一', '\u{20001}一', 'anna', 'Bob', 'bobby', 'Олег'], 'cppcc')
  })

  it('knows the rare standard characters beyond the basic plane, and simplified ones counted as simplified', () => {
    expect(strokeCountOf('𬱖')).toBe(11)
    expect(strokeCountOf('䜣')).toBe(6)
    expect(strokeCountOf('\u{20000}')).toBeNull()
    expect(strokeCountOf('A')).toBeNull()
  })

  it('gives no key to what has no letter, and survives what is no name', () => {
    for (const text of ['', '   ', '😀', '·', '（）', '\ud800']) expect(strokeSortKey(text, 'cppcc')).toBe('')
  })
})

describe('stroke keys', () => {
  const character = fc.oneof(
    { arbitrary: fc.constantFrom(...'王毛方孔丁刘陈赵黄田富大利一土士己已巳龘齉張龍'), weight: 4 },
    fc.integer({ min: 0x4e00, max: 0x9fff }).map((codePoint) => String.fromCodePoint(codePoint)),
    fc.constantFrom('\u{20000}', '\u{2a6d6}', '\ue000', '·', ' ', 'a', 'Z', '7', 'é', '\u3007', '😀'),
  )
  const name = fc.array(character, { maxLength: 5 }).map((characters) => characters.join(''))
  const rule = fc.constantFrom<StrokeRule>('cppcc', 'npc')

  it('are printable ASCII, so that a column with collation "C" sorts as the comparison does', () => {
    fc.assert(
      fc.property(name, name, rule, (a, b, rule) => {
        const keyA = strokeSortKey(a, rule)
        const keyB = strokeSortKey(b, rule)
        expect(keyA).toMatch(/^[\x20-\x7e]*$/)
        const bytewise = Buffer.compare(Buffer.from(keyA), Buffer.from(keyB))
        expect(Math.sign(compareByStroke(a, b, rule))).toBe(bytewise)
      }),
    )
  })

  it('give a total order: antisymmetric, transitive, the same whatever the list came in', () => {
    fc.assert(
      fc.property(name, name, name, rule, (a, b, c, rule) => {
        expect(Math.sign(compareByStroke(a, b, rule))).toBe(-Math.sign(compareByStroke(b, a, rule)) + 0)
        const [first, second, third] = listed([a, b, c], rule) as [string, string, string]
        expect(compareByStroke(first, second, rule)).toBeLessThanOrEqual(0)
        expect(compareByStroke(second, third, rule)).toBeLessThanOrEqual(0)
        expect(compareByStroke(first, third, rule)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('never set a name of more strokes before one of fewer, place by place, by either rule', () => {
    const known = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((codePoint) => String.fromCodePoint(codePoint))
    const knownName = fc.array(known, { minLength: 1, maxLength: 4 }).map((characters) => characters.join(''))
    fc.assert(
      fc.property(knownName, knownName, rule, (a, b, rule) => {
        const [before, after] = listed([a, b], rule) as [string, string]
        const differs = placesOf(before, rule).findIndex((place, index) => place !== placesOf(after, rule)[index])
        const strokesOf = (text: string) => strokesAt(placesOf(text, rule)[differs])
        if (differs !== -1) expect(strokesOf(before)).toBeLessThanOrEqual(strokesOf(after))
      }),
    )
  })

  it('are made again when the tables change: a changed table asks for a new version', () => {
    const tables = ['stroke-ranks.txt', 'stroke-counts.txt'].map((file) =>
      readFileSync(join(import.meta.dirname, 'tables', file)),
    )
    const digest = createHash('sha256').update(Buffer.concat(tables)).digest('hex').slice(0, 16)
    expect({ version: strokeKeyVersion, digest }).toEqual({ version: 1, digest: '12a73ae4a480b12f' })
  })
})

function placesOf(name: string, rule: StrokeRule): string[] {
  const characters = [...name]
  return rule === 'cppcc' && characters.length === 2 ? [characters[0] ?? '', '', characters[1] ?? ''] : characters
}

function strokesAt(place: string | undefined): number {
  return place === undefined || place === '' ? 0 : (strokeCountOf(place) ?? Number.POSITIVE_INFINITY)
}

const officialList = join(import.meta.dirname, '../../../../shared/data/names/cc20-full-205-official-stroke-order.csv')

describe.skipIf(!existsSync(officialList))('205 names in their official order (shared/data/names)', () => {
  const names = existsSync(officialList)
    ? readFileSync(officialList, 'utf8')
        .split('\n')
        .slice(1)
        .flatMap((line) => line.split(',')[1] ?? [])
    : []
  const neighbours = names.slice(1).map((name, index) => [names[index] ?? '', name] as const)

  it('are all there', () => {
    expect(names).toHaveLength(205)
  })

  it('agree with the official order at every one of the 204 neighbours', () => {
    const agreeing = neighbours.filter(([before, after]) => compareByStroke(before, after, 'cppcc') <= 0)
    expect(agreeing.length).toBeGreaterThanOrEqual(204)
  })

  it('come out of any other order as published', () => {
    expect(listed([...names].reverse(), 'cppcc')).toEqual(names)
  })

  it('show no inversion in surname strokes, unbroken surnames, two characters before three', () => {
    const ours = listed([...names].sort(), 'cppcc')
    const surnames = ours.map((name) => name[0] ?? '')
    const strokes = surnames.map((surname) => strokeCountOf(surname) ?? 0)
    expect(strokes).toEqual([...strokes].sort((a, b) => a - b))
    const blocks = surnames.filter((surname, index) => surname !== surnames[index - 1])
    expect(blocks).toHaveLength(new Set(surnames).size)
    for (const surname of new Set(surnames)) {
      const lengths = ours.filter((name) => name.startsWith(surname)).map((name) => Math.min(name.length, 3))
      expect(lengths).toEqual([...lengths].sort())
    }
  })
})

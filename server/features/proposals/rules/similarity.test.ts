import { describe, expect, it } from 'vitest'
import type { Piece } from '#contract/finding.ts'
import { lettersOf, pairsOf } from '#platform/chinese/letters.ts'
import {
  alikeness,
  lettersOfParts,
  likenessOf,
  markShared,
  type PairCounts,
  profileOf,
  sharedPassages,
  tellingPairs,
} from './similarity.ts'

const texts = {
  lift: {
    title: '关于在老旧小区加装电梯的建议',
    analysis:
      '全区二〇〇〇年前建成的多层住宅四百一十二栋，六十岁以上住户五千三百人，四楼以上的近半数每周下楼不足两次。',
    suggestions: ['由住建局会同街道在六月底前完成一遍摸底。', '财政补助按层数而不按台数给。'],
  },
  liftAgain: {
    title: '关于推进既有住宅加装电梯的建议',
    analysis: '多层住宅四百一十二栋，六十岁以上住户五千三百人，老人下楼难。',
    suggestions: ['财政补助按层数而不按台数给，六层以下的不少于十二万元。'],
  },
  water: {
    title: '关于农村饮水安全的建议',
    analysis: '部分村庄水窖年久失修，冬季断水，水质检测一年一次。',
    suggestions: ['由水利局逐村检测并公布结果。'],
  },
  charging: {
    title: '关于规范电动自行车充电的建议',
    analysis: '飞线充电屡禁不止，消防通道被占用。',
    suggestions: ['由住建局会同街道建设充电棚。'],
  },
}
const counted: PairCounts = (() => {
  const counts = new Map<number, number>()
  for (const text of Object.values(texts)) {
    const [title, parts] = lettersOfParts(text)
    for (const pair of new Set([title, ...parts].flatMap((part) => [...pairsOf(part)])))
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return { sample: 4, counts }
})()
const profile = (text: (typeof texts)['lift']) => profileOf(counted, ...lettersOfParts(text))
const bracketed = (pieces: readonly Piece[]) => pieces.map((p) => (p.hit ? `[${p.text}]` : p.text)).join('')

describe('how alike two proposals are', () => {
  it('is all for the same, and the same both ways', () => {
    expect(alikeness(profile(texts.lift), profile(texts.lift))).toBeCloseTo(1)
    expect(alikeness(profile(texts.lift), profile(texts.water))).toBe(
      alikeness(profile(texts.water), profile(texts.lift)),
    )
  })
  it('is most for the same matter in other words', () => {
    const to = (other: keyof typeof texts) => alikeness(profile(texts.lift), profile(texts[other]))
    expect(likenessOf(to('liftAgain'))).not.toBeNull()
    expect(to('liftAgain')).toBeGreaterThan(4 * to('water'))
    expect(to('liftAgain')).toBeGreaterThan(4 * to('charging'))
  })
  it('is nothing for nothing', () => {
    expect(alikeness(profileOf(counted, '', []), profile(texts.lift))).toBe(0)
    expect(profileOf({ sample: 0, counts: new Map() }, '加装电梯', []).norm).toBeGreaterThan(0)
  })
  it.each([
    [0.95, 'same'],
    [0.5, 'close'],
    [0.2, 'related'],
    [0.01, null],
  ])('of %d is called %s', (alike, name) => {
    expect(likenessOf(alike)).toBe(name)
  })
  it('looks others up by what tells, not by what every proposal says', () => {
    const usual = lettersOf('关于的建议')
    const counts = new Map([...pairsOf(usual)].map((pair) => [pair, 900]))
    const sample = { sample: 1000, counts }
    const title = lettersOf('关于加装电梯的建议')
    const telling = tellingPairs(sample, title, profileOf(sample, title, [lettersOf('老旧小区四楼以上')]))
    for (const pair of pairsOf(usual)) expect(telling).not.toContain(pair)
    for (const pair of pairsOf('加装电梯')) expect(telling).toContain(pair)
  })
})

describe('what two texts share', () => {
  it('is marked in both, part by part, as written', () => {
    const { mine, theirs } = markShared(texts.lift, texts.liftAgain)
    expect(bracketed(mine.analysis)).toBe(
      '全区二〇〇〇年前建成的[多层住宅四百一十二栋，六十岁以上住户五千三百人]，四楼以上的近半数每周下楼不足两次。',
    )
    expect(bracketed(theirs.analysis)).toBe('[多层住宅四百一十二栋，六十岁以上住户五千三百人]，老人下楼难。')
    expect(mine.suggestions.map(bracketed)).toEqual([
      '由住建局会同街道在六月底前完成一遍摸底。',
      '[财政补助按层数而不按台数给]。',
    ])
  })
  it('is found whatever the spelling, and keeps it', () => {
    const { mine } = markShared(
      { title: '', analysis: '我們提到“老舊小區加裝電梯”的事。', suggestions: [] },
      { title: '', analysis: '老旧小区加装电梯', suggestions: [] },
    )
    expect(bracketed(mine.analysis)).toBe('我們提到“[老舊小區加裝電梯]”的事。')
  })
  it('is nothing of the language’s own turns, and never runs over the end of a part', () => {
    const { mine } = markShared(
      { title: '关于加强', analysis: '管理工作', suggestions: [] },
      { title: '关于加强管理工作', analysis: '', suggestions: [] },
    )
    expect(bracketed(mine.title)).toBe('关于加强')
    expect(bracketed(mine.analysis)).toBe('管理工作')
  })
  it('of long and repeating texts is found in bounded time', () => {
    const started = performance.now()
    sharedPassages('啊'.repeat(20_000), '啊'.repeat(20_000))
    sharedPassages('城市管理工作'.repeat(20_000), '城市管理工作'.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

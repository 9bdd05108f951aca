import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lettersOf } from '#platform/chinese/letters.ts'
import { reuseSetting } from '../reuse-settings.ts'
import {
  markPassages,
  marksOf,
  markWindow,
  replyMarks,
  sharedPercent,
  spreadMarks,
  surelyFound,
  withoutFormulas,
} from './fingerprints.ts'

const { formulas } = reuseSetting.defaults
const hanzi = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code))
const text = (minLength: number, maxLength: number) =>
  fc.array(hanzi, { minLength, maxLength }).map((characters) => characters.join(''))

describe('the marks of a text', () => {
  it('share at least one whenever two texts share fifteen letters, wherever they stand', () => {
    fc.assert(
      fc.property(text(surelyFound, 60), text(0, 80), text(0, 80), text(0, 80), text(0, 80), (same, a, b, c, d) => {
        const other = marksOf(`${c}${same}${d}`)
        expect([...marksOf(`${a}${same}${b}`)].some((mark) => other.has(mark))).toBe(true)
      }),
    )
  })

  it('are the same for the same text, whatever its signs, widths and spaces', () => {
    fc.assert(
      fc.property(text(20, 200), fc.integer({ min: 1, max: 19 }), (words, at) => {
        const spaced = `${words.slice(0, at)}，\n “${words.slice(at)}”。`
        expect([...marksOf(lettersOf(spaced))]).toEqual([...marksOf(lettersOf(words))])
      }),
    )
  })

  it('are few: about two of each nine letters, and never none where there is a run of letters', () => {
    fc.assert(
      fc.property(text(400, 800), (words) => {
        const share = marksOf(words).size / words.length
        expect(share).toBeGreaterThan(1 / markWindow / 2)
        expect(share).toBeLessThan(0.34)
      }),
    )
    expect(marksOf('八个字就有一个标').size).toBe(1)
    expect(marksOf('七个字没有标记').size).toBe(0)
  })

  it('are integers as the database holds them', () => {
    fc.assert(
      fc.property(text(30, 60), (words) => {
        for (const mark of marksOf(words)) expect(mark).toBe(mark | 0)
      }),
    )
  })
})

const own = '我局已会同街道完成第一轮摸底，共涉及四百一十二栋，其中具备条件的二百六十栋，年内先启动六十栋。'
const template =
  '我局高度重视提案办理工作，成立了由主要负责同志任组长的领导小组，明确了责任科室和责任人，制定了办理方案。下一步我局将进一步加大工作力度，加强部门协同，完善工作机制，切实把有关工作抓实抓好抓出成效。'

describe('what is told of a reply', () => {
  it('is the share of its own words that stand in another: all of a copy, half of a half, none of another text', () => {
    const share = (mine: string, theirs: string) =>
      sharedPercent(replyMarks(mine, [], formulas), new Set(replyMarks(theirs, [], formulas)))
    expect(share(template, template)).toBe(100)
    expect(share(own + template, template)).toBeGreaterThan(50)
    expect(share(own + template, template)).toBeLessThan(85)
    expect(share(own, template)).toBe(0)
  })

  it('is at least 80 of a copy in which single words were changed', () => {
    const changed = template.replace('制定了办理方案', '印发了工作方案').replace('抓出成效', '见到实效')
    const percent = sharedPercent(replyMarks(changed, [], formulas), new Set(replyMarks(template, [], formulas)))
    expect(percent).toBeGreaterThan(70)
  })

  it('leaves out what is quoted from the proposal, the greeting and the formulas', () => {
    const proposal = '由住建局会同街道在六月底前完成一遍摸底，逐栋公布能不能装、卡在哪里，并在政府网站公示结果。'
    expect(replyMarks(proposal, [proposal], formulas)).toEqual([])
    const polite =
      '陈立业委员：\n您提出的关于加装电梯的建议收悉，现答复如下：\n感谢您对住房城乡建设工作的关心和支持，欢迎继续提出宝贵意见建议。'
    expect(replyMarks(polite, [], formulas)).toEqual([])
    expect(withoutFormulas(`${polite}${own}`, formulas).trim()).toBe(own)
  })

  it('says nothing of a text of a line', () => {
    expect(
      sharedPercent(replyMarks('已经办结，特此答复。', [], []), new Set(replyMarks('已经办结，特此答复。', [], []))),
    ).toBe(0)
  })

  it('is looked up by marks from beginning to end', () => {
    const marks = Array.from({ length: 1000 }, (_, i) => i)
    expect(spreadMarks(marks, 4)).toEqual([0, 250, 500, 750])
    expect(spreadMarks([1, 2], 48)).toEqual([1, 2])
  })

  it('is shown passage by passage in both', () => {
    const { mine, theirs } = markPassages(`${own}\n${template}`, `前言。${template}结尾。`)
    const hits = (pieces: typeof mine) => pieces.filter((piece) => piece.hit).map((piece) => piece.text)
    expect(hits(mine).join('')).toContain('制定了办理方案')
    expect(hits(mine).join('')).not.toContain('四百一十二栋')
    expect(theirs.map((piece) => piece.text).join('')).toBe(`前言。${template}结尾。`)
    expect(hits(theirs)).toHaveLength(1)
  })
})

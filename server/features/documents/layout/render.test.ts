import { describe, expect, it } from 'vitest'
import { buildDuty, buildFacts, buildReply, buildStory } from '../documents.fixtures.ts'
import { meetingList } from '../papers/meeting-list.ts'
import { writePaper } from '../papers/write-paper.ts'
import { renderPaper } from './render.ts'
import { linesOf, numbersOf, readWord } from './word.fixtures.ts'

/** GB/T 9704-2012, figures of clauses 5 to 10. */
const standard = {
  pageMm: [210, 297],
  topMm: 37,
  leftMm: 28,
  typeAreaMm: [156, 225],
  toleranceMm: 1,
  lines: 22,
  characters: 28,
  bodyPoints: 16,
  titlePoints: 22,
  footPoints: 14,
  letterMarkMm: 30,
  letterRuleMm: 170,
} as const
const mm = (twips: number) => (twips * 25.4) / 1440

const reply = buildReply()
const lead = buildDuty({ replies: [reply] })
const story = buildStory({ assignments: [lead] })
const facts = buildFacts(story, { contactName: '办公室', contactPhone: '0431-1234567' })
const letter = writePaper(facts, { kind: 'reply', on: reply.id })
const word = readWord(await renderPaper(letter))
const body = word.get('word/document.xml')!
const styles = word.get('word/styles.xml')!

describe('a reply letter by GB/T 9704-2012', () => {
  it('stands on A4 with a type area of 156 × 225 mm, 37 mm from above and 28 mm from the left', () => {
    const size = numbersOf(body, 'w:pgSz')
    const margins = numbersOf(body, 'w:pgMar')
    const near = (twips: number, millimetres: number) =>
      expect(Math.abs(mm(twips) - millimetres)).toBeLessThan(standard.toleranceMm / 2)
    near(size.w!, standard.pageMm[0])
    near(size.h!, standard.pageMm[1])
    near(margins.top!, standard.topMm)
    near(margins.left!, standard.leftMm)
    near(size.w! - margins.left! - margins.right!, standard.typeAreaMm[0])
    near(size.h! - margins.top! - margins.bottom!, standard.typeAreaMm[1])
    near(margins.header!, standard.letterMarkMm)
  })

  it('has 22 lines a page and 28 characters a line of 三号 仿宋', () => {
    const size = numbersOf(body, 'w:pgSz')
    const margins = numbersOf(body, 'w:pgMar')
    const line = Number(/<w:spacing w:line="(\d+)" w:lineRule="exact[a-z]*"\/><w:ind w:firstLine/u.exec(body)?.[1])
    expect(Math.floor((size.h! - margins.top! - margins.bottom!) / line)).toBe(standard.lines)
    const defaults = /<w:docDefaults>.*?<\/w:docDefaults>/su.exec(styles)![0]
    expect(Number(/<w:sz w:val="(\d+)"/u.exec(defaults)?.[1])).toBe(standard.bodyPoints * 2)
    expect(defaults).toContain('w:eastAsia="仿宋"')
    const spacing = Number(/<w:spacing w:val="(-?\d+)"/u.exec(defaults)?.[1])
    const width = size.w! - margins.left! - margins.right!
    expect(Math.floor(width / (standard.bodyPoints * 20 + spacing))).toBe(standard.characters)
  })

  it('says number, class, title, addressee, text, unit, day and whom to ask, in this order', () => {
    expect(linesOf(body).filter((line) => line !== '')).toEqual([
      '吉政数字〔2022〕1号',
      '答复类别：A',
      '对省政协十二届五次会议第77号提案的答复',
      '马永青等3位委员：',
      '你们提出的《关于加快推进我省数字政府建设、让群众少跑腿的建议》（省政协十二届五次会议第77号提案）收悉。现答复如下：',
      '一、关于建设统一平台的建议',
      '平台已于三月上线，接入部门42个。',
      '二、关于数据共享的建议',
      '（一）已经做的',
      '共享目录已公布。',
      '省政务服务和数字化建设管理局',
      '2026年4月5日',
      '（联系人：王某某，联系电话：0431-88900000）',
      '抄送：政协提案委员会，政府办公室。',
    ])
  })

  it('sets the title in 二号 of the face for titles, 一、 in 黑体 and （一） in 楷体', () => {
    const runOf = (text: string) =>
      new RegExp(`<w:r><w:rPr>((?:(?!<w:r>).)*?)</w:rPr><w:t[^>]*>${text}`, 'u').exec(body)![1]!
    const title = runOf('对省政协')
    expect(title).toContain('w:eastAsia="方正小标宋简体"')
    expect(title).toContain(`<w:sz w:val="${standard.titlePoints * 2}"/>`)
    expect(runOf('一、关于建设')).toContain('w:eastAsia="黑体"')
    expect(runOf('（一）已经做的')).toContain('w:eastAsia="楷体"')
  })

  it('names what takes the place of a face that is not installed', () => {
    const fonts = word.get('word/fontTable.xml')!
    expect(fonts).toMatch(/w:name="方正小标宋简体"><w:altName w:val="[^"]*华文中宋/u)
    expect(fonts).toMatch(/w:name="仿宋"><w:altName w:val="[^"]*仿宋_GB2312/u)
  })

  it('begins with the unit in red over a double rule of 170 mm, without a page number; later pages have — 1 — outside', () => {
    const parts = [...word].filter(([path]) => /word\/(header|footer)\d/.test(path)).map(([, xml]) => xml)
    const head = parts.find((xml) => xml.includes('省政务服务'))!
    expect(head).toContain('<w:color w:val="FF0000"/>')
    expect(head).toContain('w:val="thickThinSmallGap"')
    const size = numbersOf(body, 'w:pgSz')
    const margins = numbersOf(body, 'w:pgMar')
    const overhang = numbersOf(head, 'w:ind')
    const rule = size.w! - margins.left! - margins.right! - overhang.left! - overhang.right!
    expect(Math.abs(mm(rule) - standard.letterRuleMm)).toBeLessThan(0.5)
    const first = parts.find((xml) => xml.includes('thinThickSmallGap'))!
    expect(first).not.toContain('PAGE')
    const numbered = parts.filter((xml) => xml.includes('PAGE'))
    expect(numbered).toHaveLength(2)
    for (const xml of numbered) {
      expect(linesOf(xml).join('')).toContain('— ')
      expect(xml).toContain(`<w:sz w:val="${standard.footPoints * 2}"/>`)
      expect(xml).toContain('w:eastAsia="宋体"')
    }
    expect(numbered.map((xml) => /<w:jc w:val="(\w+)"/u.exec(xml)![1]).toSorted()).toEqual(['left', 'right'])
  })

  it('leaves the class out where the committee does not print it', async () => {
    const without = writePaper(buildFacts(story, { classShown: false }), { kind: 'reply', on: reply.id })
    const lines = linesOf(readWord(await renderPaper(without)).get('word/document.xml')!)
    expect(lines.some((line) => line.includes('答复类别'))).toBe(false)
  })

  it('keeps the greeting the unit wrote, and does not repeat a title the unit repeats', () => {
    const own = buildReply({ text: `尊敬的马永青委员:\n您提出的“${story.title}”收悉。\n已经办好。` })
    const paper = writePaper(buildFacts(buildStory({ ...story, assignments: [buildDuty({ replies: [own] })] })), {
      kind: 'reply',
      on: own.id,
    })
    expect(paper.addressee).toBe('尊敬的马永青委员：')
    expect(paper.blocks).toHaveLength(1)
  })
})

describe('hard content', () => {
  const hard: [string, string][] = [
    ['emoji and rare characters', '訚虢郄𠮷😀👨‍👩‍👧‍👦🏳️‍🌈'],
    ['forbidden and markup characters', 'a\u0000\u0001\u000b\u001f\ufffe\uffff\ud800]]><w:p>&amp;"\'</w:t>'],
    ['a paragraph of 2 MB', '办理情况。'.repeat(140_000)],
    ['2 MB without a full stop', '𠮷'.repeat(500_000)],
    ['nothing but line ends', '\r\n\u2028\v\n'.repeat(1000)],
    ['tabs without an end', `${'\t'.repeat(5000)}\n`.repeat(3)],
    ['characters that turn the line', '\u202eabc\u202c\u2066def\u2069\ufeff'],
  ]
  it.each(hard)(
    '%s gives a file that can be read',
    async (_, text) => {
      const own = buildReply({ text, documentNumber: text.slice(0, 60), contactName: text.slice(0, 40) })
      const duty = buildDuty({ replies: [own], unitName: text.slice(0, 40) })
      const p = buildStory({ title: text.slice(0, 100), analysis: text, assignments: [duty] })
      for (const offer of [
        { kind: 'reply', on: own.id },
        { kind: 'proposalForm', on: null },
      ] as const) {
        const read = readWord(await renderPaper(writePaper(buildFacts(p), offer)))
        const xml = read.get('word/document.xml')!
        // All that may stand on paper stands there.
        if (text.startsWith('办理')) expect(linesOf(xml).join('').split('办理情况。').length).toBeGreaterThan(140_000)
        if (text.startsWith('訚')) expect(xml).toContain('訚虢郄𠮷😀👨‍👩‍👧‍👦🏳️‍🌈')
      }
    },
    60_000,
  )

  it('a table pasted from Word as text is a table again', async () => {
    const own = buildReply({ text: '情况如下：\n事项\t件数\n办结\t12\n在办\t3\n以上。' })
    const p = buildStory({ assignments: [buildDuty({ replies: [own] })] })
    const xml = readWord(await renderPaper(writePaper(buildFacts(p), { kind: 'reply', on: own.id }))).get(
      'word/document.xml',
    )!
    expect(xml.match(/<w:tr>/gu)).toHaveLength(3)
    expect(xml.match(/<w:tc>/gu)).toHaveLength(6)
  })
})

it('lays the list for the meeting across the page, its heads on each', async () => {
  const xml = readWord(await renderPaper(meetingList(facts, [story, story], ''))).get('word/document.xml')!
  const size = numbersOf(xml, 'w:pgSz')
  expect(size.w).toBeGreaterThan(size.h!)
  expect(xml).toContain('w:orient="landscape"')
  expect(xml.match(/<w:tblHeader\/>/gu)).toHaveLength(1)
  expect(xml.match(/<w:tr>/gu)).toHaveLength(3)
})

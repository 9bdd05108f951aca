import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildDuty, buildFacts, buildReply, buildStory } from '../documents.fixtures.ts'
import { meetingList } from '../papers/meeting-list.ts'
import { writePaper } from '../papers/write-paper.ts'
import * as measures from './measures.ts'
import { renderPaper } from './render.ts'

const figures = join(import.meta.dirname, '../../../../../shared/data/gongwen/gbt9704-2012-figures.json')
const given = existsSync(figures)

describe.skipIf(!given)(
  `the figures of GB/T 9704-2012 ${given ? 'as published' : '(skipped: no shared/data/gongwen)'}`,
  () => {
    it('are those papers are set by', () => {
      const { page, grid, letter, header, page_number } = JSON.parse(readFileSync(figures, 'utf8'))
      const near = (twips: number, millimetres: number) =>
        expect(Math.abs(twips - measures.mm(millimetres))).toBeLessThan(12)
      near(measures.page.width, page.size_mm[0])
      near(measures.page.height, page.size_mm[1])
      near(measures.page.top, page.top_margin_mm)
      near(measures.page.left, page.left_margin_mm)
      near(measures.page.right, page.derived_right_margin_mm)
      near(measures.page.bottom, page.derived_bottom_margin_mm)
      near(measures.typeWidth, page.type_area_mm[0])
      expect(measures.linesPerPage).toBe(grid.lines_per_page)
      expect(measures.charactersPerLine).toBe(grid.chars_per_line)
      expect(Math.abs(measures.linePitch / 20 - grid.line_pitch_derived_pt)).toBeLessThan(0.1)
      expect(Math.abs(measures.character / 20 - grid.char_pitch_derived_pt)).toBeLessThan(0.05)
      near(measures.letterHeadTop, letter.top_double_red_rule_mm_from_paper_top)
      near(measures.footEnd, letter.bottom_double_rule_mm_from_paper_bottom)
      near(measures.typeWidth + 2 * measures.ruleOverhang, letter.rule_length_mm)
      near(measures.markDrop, header.issuer_mark.top_to_type_area_top_mm)
      near(
        measures.page.bottom - measures.footEnd - measures.belowNumber - measures.numberLine,
        page_number.mm_below_type_area,
      )
    })
  },
)

const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find(existsSync)

describe.skipIf(!soffice)(`LibreOffice ${soffice ? '' : '(skipped: not installed)'}`, () => {
  it('opens one of each kind and makes pages of it', { timeout: 120_000 }, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tongxin-papers-'))
    try {
      const reply = buildReply({ text: '办理情况如下，訚虢郄𠮷😀。'.repeat(120) })
      const duty = buildDuty({ replies: [reply] })
      const joint = buildDuty({ role: 'joint', opinion: '可以。', opinionGivenAt: '2026-03-01T00:00:00Z' })
      const late = buildDuty({ role: 'separate', state: 'accepted' })
      const facts = buildFacts(buildStory({ assignments: [duty, joint, late] }))
      const papers = {
        form: writePaper(facts, { kind: 'proposalForm', on: null }),
        'co-sign': writePaper(facts, { kind: 'coSignPage', on: null }),
        examination: writePaper(facts, { kind: 'examination', on: null }),
        notice: writePaper(facts, { kind: 'assignmentNotice', on: duty.id }),
        reply: writePaper(facts, { kind: 'reply', on: reply.id }),
        opinion: writePaper(facts, { kind: 'jointOpinion', on: joint.id }),
        reminder: writePaper(facts, { kind: 'reminder', on: late.id }),
        list: meetingList(facts, [facts.proposal], ''),
      }
      const names = Object.keys(papers)
      for (const [name, paper] of Object.entries(papers))
        writeFileSync(join(directory, `${name}.docx`), await renderPaper(paper))
      execFileSync(
        soffice!,
        [
          `-env:UserInstallation=file://${directory}/profile`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          directory,
          ...names.map((name) => join(directory, `${name}.docx`)),
        ],
        { timeout: 100_000, stdio: 'ignore' },
      )
      for (const name of names) {
        const pdf = readFileSync(join(directory, `${name}.pdf`))
        expect(pdf.subarray(0, 5).toString(), name).toBe('%PDF-')
        expect(pdf.length, name).toBeGreaterThan(3000)
      }
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})

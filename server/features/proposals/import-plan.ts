import type { ImportProblem } from '#contract/common.ts'
import { isCivilDate } from '#platform/calendar/civil-date.ts'
import { foldText } from '#platform/chinese/text.ts'
import type { UploadedTable } from '#platform/spreadsheets/uploaded-tables.ts'

/** Headings under which proposals come, the usual one first. */
export const proposalHeadings = {
  number: ['提案号', '案号', '提案编号', '编号', 'proposal_number'],
  title: ['案由', '提案标题', '标题', '题目', '提案名称', 'reason', 'title'],
  proposers: ['提案者', '提案人', '第一提案人', '提案单位', '提案者（单位）', 'personnel_name'],
  category: ['类别', '提案类别', '分类', 'type'],
  date: ['提交日期', '提交时间', '日期', '提出日期', 'publish_time'],
  analysis: ['情况分析', '案由分析', '内容', '正文', '提案内容', 'content'],
  suggestions: ['具体建议', '建议', '建议办法'],
} as const
export type ProposalField = keyof typeof proposalHeadings

/** One proposal of a file, ready to be written. */
export interface PlannedProposal {
  number: number | null
  title: string
  proposers: string
  leadMemberId: string | null
  category: string | null
  /** Civil date it was handed in; null: not stated. */
  submittedOn: string | null
  analysis: string
  suggestions: string[]
}

export interface ProposalPlan {
  create: PlannedProposal[]
  unchanged: number
  problems: ImportProblem[]
}

const bodyLimit = 20_000
const suggestionLimit = 4_000
const suggestionCount = 30
const adviceHeading = /(?:具体|对策|工作|意见|相关|对策及)?(?:建议|对策)[:：]/g
const numbered =
  /(?<=^|\n|\s{2}|[。；])\s*(?=(?:[（(]?[一二三四五六七八九十]{1,2}[)）、]|[一二三四五六七八九十]是|第[一二三四五六七八九十][，、：]|\d{1,2}[.、．]))/

/** A long line that stops in the middle of a sentence, and goes on below without a number of its own. */
const brokenLine =
  /(?<=[^\n]{24}[^\n。！？；：…”』）)])\n(?=[^\n\s])(?![（(]?[一二三四五六七八九十\d]{1,2}[)）、.．是]|第[一二三四五六七八九十])/g

/** Joins the lines of a text that was broken to a page's width: files copied from PDF come so. */
const joinLines = (text: string): string => text.replace(brokenLine, '')

/** Parts a proposal written in one piece: what stands below its last «建议：» is the suggestions, split where they are numbered. */
export function splitBody(body: string): { analysis: string; suggestions: string[] } {
  const text = body.replace(/\u00a0/g, ' ').trim()
  const heading = [...text.matchAll(adviceHeading)].at(-1)
  if (!heading) return { analysis: joinLines(text), suggestions: [] }
  const advice = text.slice(heading.index + heading[0].length).trim()
  const parts = advice
    .split(numbered)
    .map((part) => part.trim())
    .filter(Boolean)
  const whole =
    parts.length > suggestionCount || parts.some((part) => [...part].length > suggestionLimit) ? [advice] : parts
  return {
    analysis: joinLines(text.slice(0, heading.index).trim()),
    suggestions: whole.filter((part) => [...part].length <= suggestionLimit).map(joinLines),
  }
}

/** 马永青等9人 → 马永青. */
export const leadName = (proposers: string): string => proposers.replace(/等\s*\d*\s*(?:人|名委员|位委员)?$/, '').trim()

/** Decides what an import would do. `as` draft: each becomes the open draft of the member it names; archive: each is kept as a finished one.
 *  Pure: preview and import come from here. @param members in office by folded name; @param existing title by number of what the archive already holds */
export function planProposals(
  tables: readonly UploadedTable<ProposalField>[],
  as: 'draft' | 'archive',
  members: ReadonlyMap<string, readonly string[]>,
  existing: ReadonlyMap<number, string>,
): ProposalPlan {
  const plan: ProposalPlan = { create: [], unchanged: 0, problems: [] }
  const numbers = new Map<number, number>()
  for (const table of tables) {
    for (const { row, cells } of table.rows) {
      const value = (field: ProposalField) => {
        const column = table.header.columns[field]
        return column === undefined ? '' : (cells[column] ?? '').trim()
      }
      const report = (field: ProposalField, message: string, severity: ImportProblem['severity'] = 'error') =>
        plan.problems.push({
          file: table.fileName,
          row,
          column: proposalHeadings[field][0],
          value: value(field).slice(0, 60),
          severity,
          message,
        })
      const before = plan.problems.length
      const title = value('title')
      if (title === '') report('title', '案由为空')
      else if ([...title].length > 100) report('title', '案由超过 100 字')
      const proposers = value('proposers')
      if (proposers === '') report('proposers', '提案者为空')
      const number = value('number') === '' ? null : Number(value('number').replace(/^第|号$/g, ''))
      if (number !== null && !(Number.isInteger(number) && number > 0 && number < 1_000_000))
        report('number', '提案号不是数字')
      const submittedOn = value('date') === '' ? null : value('date').slice(0, 10).replaceAll('/', '-')
      if (submittedOn !== null && !isCivilDate(submittedOn)) report('date', '日期无法识别')
      const own = value('suggestions')
      const body = value('analysis')
      if ([...body].length > bodyLimit) report('analysis', `正文超过 ${bodyLimit} 字`)
      let leadMemberId: string | null = null
      if (as === 'draft') {
        const found = members.get(foldText(leadName(proposers))) ?? []
        if (proposers !== '' && found.length !== 1)
          report('proposers', found.length === 0 ? '名册中没有在任的这位委员' : '名册中有同名委员，无法确定是哪一位')
        leadMemberId = found[0] ?? null
      } else if (number === null) report('number', '归档的提案要有提案号')
      else if (numbers.has(number)) report('number', `提案号与第 ${numbers.get(number)} 行重复`)
      else if (existing.has(number) && existing.get(number) !== title)
        report('number', `提案号已用于「${existing.get(number)}」`)
      if (plan.problems.length > before) continue
      if (as === 'archive' && number !== null) {
        numbers.set(number, row)
        if (existing.has(number)) {
          plan.unchanged++
          continue
        }
      }
      const parts =
        own === '' ? splitBody(body) : { analysis: joinLines(body), suggestions: splitBody(`建议：${own}`).suggestions }
      if (parts.suggestions.length === 0) report('suggestions', '没有找到单独的建议部分，全文放在情况分析中', 'warning')
      plan.create.push({
        number: as === 'archive' ? number : null,
        title,
        proposers,
        leadMemberId,
        category: value('category') || null,
        submittedOn,
        ...parts,
      })
    }
  }
  return plan
}

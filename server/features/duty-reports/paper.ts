import { blankPaper, committeeFacts, dateText, type Paper, render, safeFileName } from '#features/documents/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { getDutyReport } from './queries/reports.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** The report of a member as a Word file. @throws DomainError not-found */
export async function getDutyReportPaper(ctx: Context, id: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const report = await getDutyReport(ctx, id)
  const facts = await committeeFacts(ctx)
  const filled = report.parts.filter((part) => part.text.trim() !== '')
  const paper: Paper = {
    ...blankPaper(facts, 'form'),
    title: report.round.title,
    subtitle: `${facts.committee.name}委员　${report.name}`,
    blocks: filled.flatMap((part, i) => [
      { kind: 'text' as const, text: `${numerals[i] ?? String(i + 1)}、${part.heading}` },
      ...part.text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((text) => ({ kind: 'text' as const, text: text.trim() })),
    ]),
    signedBy: report.name,
    date: report.submittedAt ? dateText(civilDateOf(new Date(report.submittedAt))) : '',
  }
  return { fileName: `${safeFileName(`${report.round.title} ${report.name}`)}.docx`, bytes: await render(paper) }
}

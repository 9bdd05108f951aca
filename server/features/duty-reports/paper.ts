import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { z } from 'zod'
import type { DutyReport, dutyReportRoutes as r } from '#contract/duty-reports.ts'
import {
  blankPaper,
  committeeFacts,
  dateText,
  type Paper,
  render,
  safeFileName,
  uniqueNames,
} from '#features/documents/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/store.ts'
import { zipStream } from '#platform/files/zip-stream.ts'
import { filesSeen } from './queries/files.ts'
import { getDutyReport, listDutyReports } from './queries/reports.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** The report of a member as a Word file. @throws DomainError not-found */
export async function getDutyReportPaper(ctx: Context, id: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const report = await getDutyReport(ctx, id)
  const paper = paperOf(report, await committeeFacts(ctx))
  return { fileName: `${safeFileName(`${report.round.title} ${report.name}`)}.docx`, bytes: await render(paper) }
}

/** The reports of a list that were handed in, as one zip, each with the files that hang on it. @throws DomainError duty-report.none-in, papers.busy */
export async function getDutyReportPapers(
  ctx: Context,
  store: FileStore,
  f: z.output<typeof r.getDutyReportPapers.query>,
): Promise<{ fileName: string; papers: number; stream: Readable }> {
  const found: { id: string; name: string }[] = []
  let cursor: string | undefined
  do {
    const page = await listDutyReports(ctx, { ...f, cursor, limit: 500 })
    found.push(...page.items.filter(({ state }) => state === 'submitted' || state === 'archived'))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  if (found.length === 0) throw new DomainError('duty-report.none-in')
  const facts = await committeeFacts(ctx)
  const unique = uniqueNames()
  const first = await getDutyReport(ctx, found[0]!.id)
  async function* parts() {
    for (const { id, name } of found) {
      const report = await getDutyReport(ctx, id)
      const own = unique(safeFileName(`履职报告 ${name}`))
      yield { name: `${own}.docx`, bytes: render(paperOf(report, facts)) }
      for (const file of await filesSeen(ctx, id, report))
        yield { name: unique(`${own} 附件 ${safeFileName(file.name)}`), bytes: buffer(store.read(file.sha256)) }
    }
  }
  return {
    fileName: `${safeFileName(first.round.title)}.zip`,
    papers: found.length,
    stream: zipStream(parts(), ctx.now),
  }
}

function paperOf(report: DutyReport, facts: Awaited<ReturnType<typeof committeeFacts>>): Paper {
  const filled = report.parts.filter((part) => part.text.trim() !== '')
  return {
    ...blankPaper(facts, 'form'),
    title: report.round.title,
    subtitle: `${facts.committee.name}委员　${report.name}`,
    blocks: [
      ...filled.flatMap((part, i) => [
        { kind: 'text' as const, text: `${numerals[i] ?? String(i + 1)}、${part.heading}` },
        ...part.text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((text) => ({ kind: 'text' as const, text: text.trim() })),
      ]),
      ...(report.files.length > 0
        ? [{ kind: 'text' as const, text: `附件：${report.files.map((file) => file.name).join('、')}` }]
        : []),
    ],
    // Openly: who wrote it for the member.
    note: report.writtenForBy ? `由${report.writtenForBy}代录` : '',
    signedBy: report.name,
    date: report.submittedAt ? dateText(civilDateOf(new Date(report.submittedAt))) : '',
  }
}

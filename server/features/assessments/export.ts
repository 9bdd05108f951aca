import type { z } from 'zod'
import type { AssessmentResultItem, AssessmentState, assessmentRoutes as r } from '#contract/assessments.ts'
import { gradeWord } from '#contract/scoring-scheme.ts'
import { blankPaper, committeeFacts, dateText, type Paper, render, safeFileName } from '#features/documents/index.ts'
import { pointWords } from '#features/scoring/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { measureNames } from './paper.ts'
import { listNames, resultsForFile } from './queries/results.ts'
import { getAssessment } from './queries/rounds.ts'
import { bestGrade } from './rules.ts'

/** Results as a file: everybody's for the units and the united-front department, or one of the lists.
 *  @throws DomainError not-found, access.denied */
export async function exportResults(
  ctx: Context,
  id: string,
  { format, ...filters }: z.output<typeof r.exportResults.query>,
): Promise<ExportFile> {
  const { round, rows } = await resultsForFile(ctx, id, filters)
  return exportRows<AssessmentResultItem>({
    name: `${round.title}${filters.list ? listNames[filters.list] : '结果'}`,
    format,
    rows,
    columns: [
      { heading: '姓名', kind: 'text', value: (one) => one.name },
      { heading: '界别', kind: 'text', width: 24, value: (one) => one.about },
      { heading: '常委', kind: 'text', value: (one) => (one.standing ? '是' : '') },
      { heading: '所在单位', kind: 'text', width: 30, value: (one) => one.employer },
      { heading: '分数', kind: 'number', value: (one) => one.centipoints / 100 },
      { heading: '等次', kind: 'text', value: (one) => gradeWord(round.scheme?.grades ?? [], one.grade) },
      { heading: '没有做到的', kind: 'number', value: (one) => one.unmet },
      { heading: '触到的线', kind: 'text', width: 40, value: (one) => one.crossed.map(({ name }) => name).join('、') },
      { heading: '本人确认', kind: 'text', value: (one) => (one.confirmedAt ? '已确认' : '') },
    ],
  })
}

/** The report of a round for the chair council as a Word file: how many of each grade, who is put forward, who crossed which line.
 *  Of a round that was given up there is none. @throws DomainError not-found, access.denied, assessment.wrong-state */
export async function getResultReport(ctx: Context, id: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const { round, rows } = await resultsForFile(ctx, id, {})
  if (round.state === 'opened' || round.state === 'reckoning' || round.state === 'cancelled')
    throw new DomainError('assessment.wrong-state', { state: round.state })
  const { grades } = await getAssessment(ctx, id)
  const facts = await committeeFacts(ctx)
  const best = round.scheme && bestGrade(round.scheme)
  const found = await Array.fromAsync(rows)
  const crossed = found.filter((one) => one.crossed.length > 0)
  const first = found.filter((one) => best !== null && one.grade === best)
  const measures = [...new Set(crossed.flatMap((one) => one.crossed.map(({ measure }) => measure)))]
  // A province's list is no annex of a letter any more; it goes as a table.
  const all = found.length <= 1_000 ? found : []
  const frozen = round.frozen_at ? dateText(civilDateOf(new Date(round.frozen_at))) : ''
  const word = (grade: string | null) => gradeWord(round.scheme?.grades ?? [], grade)
  const paper: Paper = {
    ...blankPaper(facts, 'document'),
    issuer: facts.committee.name,
    title: `关于${round.title}结果的报告`,
    blocks: [
      {
        kind: 'text',
        text: `按照《${round.scheme?.name ?? round.title}》，以${frozen}冻结的履职台账计分（${dateText(round.period_from)}至${dateText(round.period_to)}），${stageWords(round.state)}，${round.year}年度参加考核的共${round.subjects}人。各等次人数如下：`,
      },
      {
        kind: 'table',
        heads: ['等次', '人数'],
        shares: [60, 40],
        rows: grades.map(({ grade, count }) => [{ text: word(grade) }, { text: String(count), centred: true }]),
      },
      ...listBlocks(`拟评为“${best}”的`, first, ({ centipoints }) => pointWords(centipoints)),
      ...measures.flatMap((measure) =>
        listBlocks(
          `触到“${measureNames[measure]}”线的`,
          crossed.filter((one) => one.crossed.some((line) => line.measure === measure)),
          (one) =>
            one.crossed
              .filter((line) => line.measure === measure)
              .map(({ name }) => name)
              .join('、'),
        ),
      ),
      ...listBlocks('附：全部结果', all, (one) => `${word(one.grade)}，${pointWords(one.centipoints)}`),
    ],
    // The liaison office reports for the committee; the office of proposals has no part in it.
    signedBy: `${facts.committee.name}委员联络机构`,
    date: dateText(facts.today),
  }
  return { fileName: `${safeFileName(paper.title)}.docx`, bytes: await render(paper) }
}

/** Only what has been done by now is said to be done. */
function stageWords(state: AssessmentState): string {
  if (state === 'frozen' || state === 'checking') return '尚待本人核对和综合评定'
  if (state === 'judging' || state === 'deliberating') return '经本人核对、异议处理和综合评定'
  return '经本人核对、异议处理、综合评定和审定'
}

function listBlocks(
  title: string,
  list: readonly AssessmentResultItem[],
  note: (one: AssessmentResultItem) => string,
): Paper['blocks'] {
  if (list.length === 0) return []
  return [
    { kind: 'text', text: `${title}${list.length}人（按姓氏笔画排列）：` },
    {
      kind: 'table',
      heads: ['姓名', '界别', '说明'],
      shares: [20, 30, 50],
      rows: list.map((one) => [{ text: one.name }, { text: one.about }, { text: note(one) }]),
    },
  ]
}

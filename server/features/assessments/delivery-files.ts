import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { assessmentDeliveryRoutes as r } from '#contract/assessment-delivery.ts'
import { committeeFacts, render, safeFileName, uniqueNames } from '#features/documents/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { zipStream } from '#platform/files/zip-stream.ts'
import { exportRows } from '#platform/spreadsheets/export.ts'
import { seesAll } from './access.ts'
import { deliveryPaper, listPaper, measureNames, noticePaper } from './paper.ts'
import { deliveriesForFiles, getDelivery, type ListedResult } from './queries/deliveries.ts'
import { getResult, listNames, resultsForFile } from './queries/results.ts'
import { findRound } from './queries/rounds.ts'
import { assessmentWorkflow } from './workflow.ts'

/** More lines than these are no letter any more: they go as a table. */
const linesOfPaper = 2_000

export interface Download {
  fileName: string
  mediaType: string
  content: Uint8Array | Readable
  /** Files in a zip; how far it has come is reckoned from it. */
  papers?: number
}
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A paper as the file that is sent. */
export const word = (title: string, content: Uint8Array): Download => ({
  fileName: `${safeFileName(title)}.docx`,
  mediaType: wordType,
  content,
})

/** The notice is written once the result is approved. @throws DomainError assessment.wrong-state */
function requireApproved(state: string): void {
  if (!['approved', 'delivered', 'closed'].includes(state))
    throw new DomainError('assessment.wrong-state', { state, allowed: assessmentWorkflow.states.approved })
}

async function termNumber(ctx: Context, from: string): Promise<number | null> {
  const row = await ctx.db
    .selectFrom('terms')
    .select('number')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('starts_on', '<=', from)
    .orderBy('starts_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? null
}

/** A notice bears the day of the delivery, before it that of the approval: drawn again it is the same paper. */
const noticeDay = ({ delivered_at: at, approved_on: on }: Awaited<ReturnType<typeof findRound>>): string =>
  at === null ? on! : civilDateOf(new Date(at))

/** The notice of one result: one’s own once it is delivered, anybody’s for the office once it is approved.
 *  @throws DomainError not-found, assessment.wrong-state */
export async function getResultNotice(ctx: Context, id: string, subjectId: string): Promise<Download> {
  const round = await findRound(ctx, id)
  const result = await getResult(ctx, id, subjectId)
  requireApproved(result.state)
  if (!seesAll(ctx.actor, round) && round.delivered_at === null)
    throw new DomainError('assessment.wrong-state', {
      state: round.state,
      allowed: assessmentWorkflow.states.delivered,
    })
  const facts = { ...(await committeeFacts(ctx)), today: noticeDay(round) }
  const paper = noticePaper(facts, result, await termNumber(ctx, result.periodTo))
  return word(`${result.title}结果通知 ${result.name}`, await render(paper))
}

/** The notices of everybody in a list as one zip. @throws DomainError not-found, access.denied, assessment.wrong-state, assessment.list-empty, papers.busy */
export async function getResultNotices(
  ctx: Context,
  id: string,
  f: z.output<typeof r.getResultNotices.query>,
): Promise<Download> {
  const { round, rows } = await resultsForFile(ctx, id, f)
  requireApproved(round.state)
  const subjects = await Array.fromAsync(rows, ({ subjectId, name }) => ({ subjectId, name }))
  if (subjects.length === 0) throw new DomainError('assessment.list-empty')
  const facts = { ...(await committeeFacts(ctx)), today: noticeDay(round) }
  const term = await termNumber(ctx, round.period_to)
  const unique = uniqueNames()
  async function* parts() {
    for (const { subjectId, name } of subjects) {
      const paper = noticePaper(facts, await getResult(ctx, id, subjectId), term)
      yield { name: `${unique(safeFileName(`考核结果通知 ${name}`))}.docx`, bytes: render(paper) }
    }
  }
  return zipped(ctx, `${round.title}结果通知`, parts(), subjects.length)
}

/** Papers as one zip. */
export const zipped = (
  ctx: Context,
  title: string,
  parts: AsyncIterable<{ name: string; bytes: Promise<Uint8Array> }>,
  papers: number,
): Download => ({
  fileName: `${safeFileName(title)} ${civilDateOf(ctx.now)}.zip`,
  mediaType: 'application/zip',
  content: zipStream(parts, ctx.now),
  papers,
})

/** The list of one receiver. @throws DomainError not-found, access.denied, assessment.list-too-long */
export async function getDeliveryList(
  ctx: Context,
  id: string,
  deliveryId: string,
  format: z.output<typeof r.getDeliveryList.query>['format'],
): Promise<Download> {
  const { round, delivery, results } = await getDelivery(ctx, id, deliveryId)
  const title = `${round.title}结果 ${delivery.receiver}`
  if (format === 'docx') {
    refuseLong(results)
    return word(title, await render(deliveryPaper(await committeeFacts(ctx), round, delivery, results)))
  }
  async function* rows() {
    yield* results
  }
  const file = exportRows<ListedResult>({
    name: safeFileName(title),
    format,
    rows: rows(),
    columns: [
      { heading: '姓名', kind: 'text', value: (one) => one.name },
      { heading: '界别', kind: 'text', width: 24, value: (one) => one.about },
      { heading: '常委', kind: 'text', value: (one) => (one.standing ? '是' : '') },
      { heading: '等次', kind: 'text', value: (one) => one.grade ?? '' },
      ...(delivery.showsPoints
        ? [{ heading: '分数', kind: 'number' as const, value: (one: ListedResult) => one.centipoints / 100 }]
        : []),
      {
        heading: '触到的线',
        kind: 'text',
        width: 40,
        value: (one) => one.crossed.map(({ name, measure }) => `${name}（${measureNames[measure]}）`).join('；'),
      },
    ],
  })
  return { fileName: file.fileName, mediaType: file.mediaType, content: file.stream }
}

function refuseLong(results: readonly ListedResult[]): void {
  if (results.length > linesOfPaper)
    throw new DomainError('assessment.list-too-long', { lines: results.length, most: linesOfPaper }, 400)
}

/** The letters to the receivers as one zip; a list too long for a letter goes as a table. @throws DomainError assessment.list-empty, papers.busy */
export async function getDeliveryLists(
  ctx: Context,
  id: string,
  f: z.output<typeof r.getDeliveryLists.query>,
): Promise<Download> {
  const { round, count, each } = await deliveriesForFiles(ctx, id, f)
  if (count === 0) throw new DomainError('assessment.list-empty')
  const facts = await committeeFacts(ctx)
  const unique = uniqueNames()
  async function* parts() {
    for await (const { delivery, results } of each) {
      const long = results.length > linesOfPaper
      const name = `${unique(safeFileName(`考核结果 ${delivery.receiver}`))}${long ? '.xlsx' : '.docx'}`
      const bytes = long
        ? getDeliveryList(ctx, id, delivery.id, 'xlsx').then(async ({ content }) =>
            Buffer.concat(await Array.fromAsync(content as Readable)),
          )
        : render(deliveryPaper(facts, round, delivery, results))
      yield { name, bytes }
    }
  }
  return zipped(ctx, `${round.title}结果送达`, parts(), count)
}

/** A list of the round as a Word table. @throws DomainError not-found, access.denied, assessment.list-empty, assessment.list-too-long */
export async function getResultListPaper(
  ctx: Context,
  id: string,
  f: z.output<typeof r.getResultListPaper.query>,
): Promise<Download> {
  const { round, rows } = await resultsForFile(ctx, id, f)
  const results = await Array.fromAsync(rows)
  if (results.length === 0) throw new DomainError('assessment.list-empty')
  refuseLong(results)
  const name = f.measure ? `${measureNames[f.measure]}名单` : f.list ? listNames[f.list] : '结果'
  const title = `${round.title}${name}`
  return word(
    title,
    await render(listPaper(await committeeFacts(ctx), title, f.grade ? `等次：${f.grade}` : '', results)),
  )
}

import { blankPaper, committeeFacts, dateText, type Paper, render, safeFileName } from '#features/documents/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { callFor } from './queries/load.ts'
import { speechesOf } from './queries/speeches.ts'

const file = async (paper: Paper) => ({ fileName: `${safeFileName(paper.title)}.docx`, bytes: await render(paper) })

/** 大会发言汇编: the oral speeches in their order, then the written ones. Source: 大会发言工作规则, 书面发言印发.
 *  @throws DomainError not-found, access.denied, speech.nothing-written */
export async function getSpeechCollection(ctx: Context, callId: string) {
  const call = await callFor(ctx, callId)
  if (!call.facts.runs && !call.facts.reads) throw accessDenied('getSpeechCollection')
  const chosen = (await speechesOf(ctx, [callId])).filter((one) => one.form !== null)
  if (chosen.length === 0) throw new DomainError('speech.nothing-written')
  const facts = await committeeFacts(ctx)
  const inOrder = [...chosen.filter((one) => one.form === 'oral'), ...chosen.filter((one) => one.form === 'written')]
  return file({
    ...blankPaper(facts, 'form'),
    issuer: facts.committee.name,
    title: `${call.occasion.title}大会发言材料汇编`,
    subtitle: call.title,
    blocks: inOrder.flatMap((one, i) => [
      { kind: 'label' as const, text: `${i + 1}．${one.title}` },
      {
        kind: 'plain' as const,
        text: `${one.body ? `${one.body}　` : ''}${one.memberName}${one.form === 'written' ? '（书面发言）' : ''}`,
      },
      ...one.words
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((text) => ({ kind: 'text' as const, text: text.trim() })),
      { kind: 'gap' as const },
    ]),
    date: dateText(facts.today),
  })
}

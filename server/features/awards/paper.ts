import type { AwardRound, Nomination } from '#contract/awards.ts'
import {
  blankPaper,
  committeeFacts,
  dateText,
  issuedNumber,
  issueNumber,
  issuerOf,
  numberByPattern,
  type Paper,
  patternOf,
  render,
  safeFileName,
} from '#features/documents/index.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { commendedRound } from './export.ts'

const noun: Record<AwardRound['kind'], string> = {
  proposals: '优秀提案',
  units: '提案承办先进单位',
  persons: '提案承办先进个人',
}
const unit: Record<AwardRound['kind'], string> = { proposals: '件', units: '家', persons: '名' }
const closing: Record<AwardRound['kind'], string> = {
  proposals:
    '希望受表彰的提案者珍惜荣誉，继续深入调研、建言资政；希望各位委员、各参加单位向他们学习，不断提高提案质量。',
  units: '希望受表彰的单位珍惜荣誉，再接再厉；希望各承办单位向他们学习，不断提高提案办理质量。',
  persons: '希望受表彰的同志珍惜荣誉，再接再厉；希望从事提案办理工作的同志向他们学习，不断提高办理质量。',
}

const lineOf = (kind: AwardRound['kind'], one: Nomination): string[] =>
  kind === 'units' ? [one.name] : [one.name, one.about]
const heads: Record<AwardRound['kind'], { heads: string[]; shares: number[] }> = {
  proposals: { heads: ['序号', '提案', '提案者'], shares: [10, 62, 28] },
  units: { heads: ['序号', '单位'], shares: [14, 86] },
  persons: { heads: ['序号', '姓名', '单位和职务'], shares: [12, 24, 64] },
}

/** 表彰决定: why, whom, and what is hoped for. Source: 党政机关公文处理工作条例 第八条（决定：奖惩有关单位和人员）. */
export function commendation(
  facts: Awaited<ReturnType<typeof committeeFacts>> & { documentNumber?: string },
  round: AwardRound & { won: readonly Nomination[] },
): Paper {
  const { kind, won } = round
  const years = round.fromYear === round.toYear ? `${round.fromYear}年度` : `${round.fromYear}—${round.toYear}年度`
  const issuer = facts.committee.name
  const draft = round.state === 'awarded' ? '' : '（公示稿）'
  const { heads: names, shares } = heads[kind]
  return {
    ...blankPaper(facts, 'document'),
    issuer,
    documentNumber:
      facts.documentNumber ||
      numberByPattern(patternOf(facts.settings, 'commendation'), Number(facts.today.slice(0, 4)), null),
    title: `${issuer}关于表彰${years}${noun[kind]}的决定${draft}`,
    blocks: [
      {
        kind: 'text',
        text: `为调动各方面提出提案、办理提案的积极性，提高提案工作质量，经提名、审核、表决和公示，${round.approval ? `${round.approval.by}审定，` : ''}决定对下列${won.length}${unit[kind]}${noun[kind]}予以表彰：`,
      },
      {
        kind: 'table',
        heads: names,
        shares,
        rows: won.map((one, i) => [
          { text: String(i + 1), centred: true },
          ...lineOf(kind, one).map((text) => ({ text })),
        ]),
      },
      { kind: 'text', text: closing[kind] },
    ],
    signedBy: issuer || issuerOf(facts),
    date: dateText(facts.today),
  }
}

/** The decision of commendation as a Word file. @throws DomainError not-found, award.wrong-state */
export async function getCommendation(ctx: Context, id: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const round = await commendedRound(ctx, id)
  const documentNumber = (await issuedNumber(ctx, { kind: 'commendation', subjectId: id, occasion: '' })) ?? ''
  const paper = commendation({ ...(await committeeFacts(ctx)), documentNumber }, round)
  return { fileName: `${safeFileName(paper.title)}.docx`, bytes: await render(paper) }
}

/** Gives the decision its number, once it is made. @throws DomainError not-found, access.denied, award.wrong-state, paper.number-taken */
export async function issueCommendationNumber(ctx: Context, id: string, typed: string): Promise<{ number: string }> {
  const round = await commendedRound(ctx, id)
  if (round.state !== 'awarded') throw new DomainError('award.wrong-state', { state: round.state })
  const { title } = commendation(await committeeFacts(ctx), round)
  const { number } = await issueNumber(
    ctx,
    { kind: 'commendation', subjectId: id, occasion: '', proposalId: null, title, unit: '', subjectKind: 'awardRound' },
    typed,
  )
  return { number }
}

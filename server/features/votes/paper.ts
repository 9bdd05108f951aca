import type { Vote, VoteResult, VoteRules } from '#contract/votes.ts'
import { blankPaper, committeeFacts, dateText, type Paper, render, safeFileName } from '#features/documents/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { getVote } from './queries/votes.ts'

const formWords: Record<Vote['form'], string> = { hands: '举手表决', named: '记名表决', secret: '无记名投票' }
const baseWords: Record<VoteRules['majority']['of'], string> = {
  all: '全体有表决权的委员',
  present: '到会委员',
  valid: '有效票',
}
const shareWords = ({ numerator, denominator, over }: VoteRules['majority']): string => {
  if (numerator * 2 === denominator) return over ? '过半数' : '半数以上'
  return `${denominator}分之${numerator}${over ? '多数' : '以上'}`
}

const markWords = { for: '赞成', against: '反对', abstain: '弃权' } as const
/** What a named ballot says, in words. */
function opinionOf(vote: Pick<Vote, 'kind' | 'candidates'>, ballot: Vote['named'][number]['ballot']): string {
  if (!ballot) return '没有投'
  if (vote.kind === 'motion') return ballot.motion ? markWords[ballot.motion] : ''
  const names = new Map(vote.candidates.map((one) => [one.id, one.name]))
  const of = (mark: keyof typeof markWords) => {
    const given = ballot.marks.filter((one) => one.mark === mark).map((one) => names.get(one.candidateId) ?? '')
    const all = mark === 'for' ? [...given, ...ballot.writeIns.map((name) => `${name}（另选）`)] : given
    return all.length > 0 ? [`${markWords[mark]}：${all.join('、')}`] : []
  }
  return [...of('for'), ...of('against'), ...of('abstain')].join('；')
}

/** Who counted the hands, and how many raised none. */
function handsLine({ present, returned, countedBy }: VoteResult): string {
  const silent = present > returned ? [`没有举手的${present - returned}人`] : []
  const said = [...(countedBy ? [`举手由${countedBy}清点`] : []), ...silent]
  return said.length > 0 ? `${said.join('，')}。` : ''
}

/** 计票结果报告单: presence, ballots issued and returned, valid and invalid, votes of each, who is elected.
 *  Source: 选举办法通例, 总监票人报告计票结果. */
export function reportOf(
  facts: Awaited<ReturnType<typeof committeeFacts>>,
  vote: Pick<
    Vote,
    | 'title'
    | 'form'
    | 'kind'
    | 'rules'
    | 'chiefScrutineer'
    | 'scrutineers'
    | 'activity'
    | 'closedAt'
    | 'round'
    | 'named'
    | 'candidates'
  >,
  result: VoteResult,
): Paper {
  const on = dateText(vote.closedAt ? civilDateOf(new Date(vote.closedAt)) : facts.today)
  const head = `${vote.activity.title}于${on}以${formWords[vote.form]}的方式，就“${vote.title}”进行${vote.kind === 'election' ? '选举' : '表决'}${vote.round > 1 ? `（第${vote.round}次）` : ''}。应到${result.electorate}人，实到${result.present}人，符合法定人数。`
  const ballots =
    vote.form === 'hands'
      ? handsLine(result)
      : `发出选票${result.issued}张，收回${result.returned}张${result.paper ? `（其中纸质票${result.paper}张）` : ''}，其中有效票${result.valid}张，无效票${result.invalid}张。`
  const rule = `须获得${baseWords[vote.rules.majority.of]}的${shareWords(vote.rules.majority)}赞成，即${result.needed}票。`
  const elected = result.candidates.filter((one) => one.outcome === 'elected').map((one) => one.name)
  const tied = result.candidates.filter((one) => one.outcome === 'tied').map((one) => one.name)
  return {
    ...blankPaper(facts, 'form'),
    issuer: facts.committee.name,
    title: `${vote.kind === 'election' ? '选举' : '表决'}结果报告单`,
    subtitle: vote.title,
    blocks: [
      { kind: 'text', text: head },
      ...(ballots ? [{ kind: 'text' as const, text: ballots }] : []),
      { kind: 'text', text: rule },
      ...(result.motion
        ? [
            {
              kind: 'text' as const,
              text: `赞成${result.motion.for}票，反对${result.motion.against}票，弃权${result.motion.abstain}票，${result.motion.passed ? '通过' : '未获通过'}。`,
            },
          ]
        : [
            {
              kind: 'table' as const,
              heads: ['姓名', '赞成', '反对', '弃权', '结果'],
              shares: [32, 16, 16, 16, 20],
              rows: result.candidates.map((one) => [
                { text: one.id === null ? `${one.name}（另选）` : one.name },
                { text: String(one.for), centred: true },
                { text: one.id === null ? '—' : String(one.against), centred: true },
                { text: one.id === null ? '—' : String(one.abstain), centred: true },
                { text: { elected: '当选', tied: '票数相同', notElected: '' }[one.outcome], centred: true },
              ]),
            },
            {
              kind: 'text' as const,
              text: elected.length > 0 ? `当选：${elected.join('、')}。` : '没有候选人获得法定票数。',
            },
            ...(tied.length > 0
              ? [{ kind: 'text' as const, text: `票数相同、须就其再次投票：${tied.join('、')}。` }]
              : []),
          ]),
      ...(vote.named.length > 0
        ? [
            { kind: 'text' as const, text: '各位委员的意见：' },
            {
              kind: 'table' as const,
              heads: ['姓名', '意见'],
              shares: [30, 70],
              rows: vote.named.map((one) => [{ text: one.name }, { text: opinionOf(vote, one.ballot) }]),
            },
          ]
        : []),
      { kind: 'gap' },
      { kind: 'plain', text: `总监票人：${vote.chiefScrutineer}` },
      { kind: 'plain', text: `监票人：${vote.scrutineers}` },
      { kind: 'plain', text: '主持人：' },
    ],
    signedBy: facts.committee.name,
    date: on,
  }
}

/** The report as a Word file. @throws DomainError not-found, vote.wrong-state before it is counted */
export async function getVoteReport(ctx: Context, id: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const vote = await getVote(ctx, id)
  if (!vote.result) throw new DomainError('vote.wrong-state', { state: vote.state, action: 'report' })
  const paper = reportOf(await committeeFacts(ctx), vote, vote.result)
  return { fileName: `${safeFileName(`${paper.title}（${vote.title}）`)}.docx`, bytes: await render(paper) }
}

import type { Vote, VoteResult } from '#contract/votes.ts'
import { Section } from '../../shared/page.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { markWords, outcomeWords } from './words.ts'

type Row = VoteResult['candidates'][number]
const columns: Column<Row>[] = [
  { key: 'name', title: '姓名', render: (one) => (one.id === null ? `${one.name}（另选）` : one.name) },
  { key: 'for', title: '赞成', align: 'right', render: (one) => one.for },
  { key: 'against', title: '反对', align: 'right', render: (one) => (one.id === null ? '—' : one.against) },
  { key: 'abstain', title: '弃权', align: 'right', render: (one) => (one.id === null ? '—' : one.abstain) },
  {
    key: 'outcome',
    title: '结果',
    render: (one) => (one.outcome === 'elected' ? <strong>{outcomeWords.elected}</strong> : outcomeWords[one.outcome]),
  },
]

/** What was counted, as the scrutineers report it. */
export function ResultView({ vote, result }: { vote: Vote; result: VoteResult }) {
  const tied = result.candidates.filter((one) => one.outcome === 'tied')
  return (
    <Section title="结果">
      {result.motion && (
        <p className="vote-verdict" role="status">
          {result.motion.passed ? '通过' : '未获通过'}：赞成 {result.motion.for}，反对 {result.motion.against}，弃权{' '}
          {result.motion.abstain}
        </p>
      )}
      <p>
        应到 {result.electorate} 人，实到 {result.present} 人。
        {vote.form !== 'hands' &&
          `发出 ${result.issued} 张，收回 ${result.returned} 张${result.paper ? `（其中纸质票 ${result.paper} 张）` : ''}，有效 ${result.valid} 张，无效 ${result.invalid} 张。`}
        {vote.form === 'hands' &&
          result.present > result.returned &&
          `没有举手的 ${result.present - result.returned} 人。`}
        须得 {result.needed} 票。{result.countedBy && `清点：${result.countedBy}。`}
      </p>
      {result.candidates.length > 0 && (
        <DataTable
          caption="各人得票"
          columns={columns}
          rows={result.candidates}
          rowKey={(one) => one.id ?? `written ${one.name}`}
        />
      )}
      {tied.length > 0 && <p className="due">{tied.map((one) => one.name).join('、')}票数相同，须就他们再次投票。</p>}
      {vote.named.length > 0 && (
        <details>
          <summary>每位的意见</summary>
          <ul className="vote-named">
            {vote.named.map((one) => (
              <li key={one.memberId}>
                {one.name}：{ballotWords(vote, one.ballot)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

function ballotWords(vote: Vote, ballot: Vote['named'][number]['ballot']): string {
  if (!ballot) return '没有投'
  if (vote.kind === 'motion') return ballot.motion ? markWords[ballot.motion] : ''
  const names = new Map(vote.candidates.map((one) => [one.id, one.name]))
  const chosen = [
    ...ballot.marks.filter((one) => one.mark === 'for').map((one) => names.get(one.candidateId) ?? ''),
    ...ballot.writeIns.map((name) => `${name}（另选）`),
  ]
  return chosen.length === 0 ? '没有赞成的' : `赞成${chosen.join('、')}`
}

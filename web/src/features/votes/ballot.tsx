import { Button, Input } from 'antd'
import { useState } from 'react'
import { type BallotBody, type Mark, nameOf, type Vote, voteRoutes } from '#contract/votes.ts'
import { call } from '../../shared/api.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { Section } from '../../shared/page.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { markWords, namesIn } from './words.ts'

const marks: readonly Mark[] = ['for', 'against', 'abstain']

/** One large ballot: three answers for the motion or for each candidate; nothing is kept or sent before it is handed in. */
export function Ballot({ vote, onDone }: { vote: Vote; onDone: () => Promise<unknown> }) {
  const { rules, candidates, kind } = vote
  const [motion, setMotion] = useState<Mark | undefined>()
  const [marked, setMarked] = useState<Readonly<Record<string, Mark>>>({})
  const [written, setWritten] = useState('')
  const [asking, setAsking] = useState(false)
  const writeIns = namesIn(written)
  const listed = writeIns.filter((name) => candidates.some((one) => nameOf(one.name) === name))
  const unmarked = candidates.filter((one) => !marked[one.id])
  const chosen = [...candidates.filter((one) => marked[one.id] === 'for').map((one) => one.name), ...writeIns]
  const tooMany = kind === 'election' && chosen.length > rules.seats
  const begun = kind === 'motion' ? motion !== undefined : Object.keys(marked).length > 0 || writeIns.length > 0
  const guard = useLeaveGuard(begun, '票还没有投。要离开这一页吗？')
  const body: BallotBody =
    kind === 'motion'
      ? { motion, marks: [], writeIns: [] }
      : { marks: candidates.map((one) => ({ candidateId: one.id, mark: marked[one.id] ?? 'abstain' })), writeIns }
  const send = async () => {
    await call(voteRoutes.castBallot, { params: { id: vote.id }, body })
    guard.release()
    toast('票已投出')
    await onDone()
  }
  const markRest = (mark: Mark) =>
    setMarked({ ...marked, ...Object.fromEntries(unmarked.map((one) => [one.id, mark] as const)) })
  return (
    <Section title="您的选票">
      <p>
        {vote.form === 'secret'
          ? '这是无记名投票，谁投了什么，系统里也查不到。'
          : '这是记名表决，结果会列出每位的意见。'}
        投了不能改。
      </p>
      {vote.words && <p className="preserve">{vote.words}</p>}
      {kind === 'motion' ? (
        <Marks label={vote.title} value={motion} onChange={setMotion} large />
      ) : (
        <>
          <p>{ballotWords(vote)}</p>
          <ul className="vote-ballot">
            {candidates.map((one) => (
              <li key={one.id}>
                <p className="vote-name">
                  {one.name} <span>{one.about}</span>
                </p>
                <Marks
                  label={one.name}
                  value={marked[one.id]}
                  onChange={(mark) => setMarked({ ...marked, [one.id]: mark })}
                />
              </li>
            ))}
          </ul>
          {unmarked.length > 1 && (
            <fieldset className="vote-rest">
              <legend>没有表示的 {unmarked.length} 位，都算：</legend>
              {marks.map((mark) => (
                <Button
                  key={mark}
                  disabled={mark === 'for' && chosen.length + unmarked.length > rules.seats}
                  onClick={() => markRest(mark)}
                >
                  {markWords[mark]}
                </Button>
              ))}
            </fieldset>
          )}
          {rules.writeIns && (
            <div className="vote-written">
              <label htmlFor="written-in">另选他人（可不填，几位之间用顿号）</label>
              <Input
                id="written-in"
                value={written}
                maxLength={300}
                onChange={(event) => setWritten(event.target.value)}
              />
              {writeIns.length > 0 && (
                <p className="faint" role="status">
                  另选 {writeIns.length} 位：{writeIns.join('、')}
                </p>
              )}
              {listed.length > 0 && (
                <p className="due" role="alert">
                  {listed.join('、')}就在候选人里，请在上面选“赞成”，不用另写。
                </p>
              )}
            </div>
          )}
        </>
      )}
      <div className="vote-bar">
        <span className={tooMany ? 'due' : undefined} role="status">
          {kind === 'election' && `赞成 ${chosen.length}／${rules.seats} 人`}
          {tooMany && (rules.tooManyIsInvalid ? '，多了，这样投是无效票' : '，多了，请减去')}
          {kind === 'election' && unmarked.length > 0 && `，还有 ${unmarked.length} 位没有表示`}
          {kind === 'motion' && (motion ? `您选的是：${markWords[motion]}` : '请选一项')}
        </span>
        <Button
          type="primary"
          size="large"
          disabled={!begun || listed.length > 0 || (tooMany && !rules.tooManyIsInvalid)}
          onClick={() => setAsking(true)}
        >
          投票
        </Button>
      </div>
      {asking && (
        <ConfirmDialog open title="投出这张票？" okText="投出" decisive onClose={() => setAsking(false)} onOk={send}>
          {kind === 'motion' ? (
            <p>
              您选的是：<strong>{motion && markWords[motion]}</strong>。投出以后不能改。
            </p>
          ) : (
            <>
              <p>
                您赞成 {chosen.length} 人：<strong>{chosen.join('、') || '没有'}</strong>。
              </p>
              {unmarked.length > 0 && <p>{unmarked.map((one) => one.name).join('、')}没有表示，按弃权算。</p>}
              <p className={tooMany ? 'due' : undefined}>
                {tooMany && `应选 ${rules.seats} 人，超过了，计票时是无效票。`}投出以后不能改。
              </p>
            </>
          )}
        </ConfirmDialog>
      )}
    </Section>
  )
}

/** What will stand on the ballot, for who runs it to proofread before it is given out. */
export function BallotAsWritten({ vote }: { vote: Vote }) {
  const { rules, candidates, kind } = vote
  return (
    <Section title={vote.form === 'hands' ? '表决的内容' : '选票上的内容'}>
      {vote.words && <p className="preserve">{vote.words}</p>}
      {kind === 'motion' ? (
        <p className="vote-name">{vote.title}</p>
      ) : (
        <>
          <p>{ballotWords(vote)}</p>
          <ul className="vote-ballot">
            {candidates.map((one) => (
              <li key={one.id}>
                <p className="vote-name">
                  {one.name} <span>{one.about}</span>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {vote.form !== 'hands' && (
        <p className="faint">
          {kind === 'motion' ? '票上' : '每位后面'}可选{marks.map((mark) => markWords[mark]).join('、')}。
          {kind === 'election' && (rules.byStrokes ? '按姓氏笔画排。' : '按写的次序排。')}
        </p>
      )}
    </Section>
  )
}

const ballotWords = ({ rules, candidates }: Vote): string =>
  [
    `应选 ${rules.seats} 人，候选 ${candidates.length} 人${rules.writeIns ? '，可以另选他人' : ''}。`,
    rules.tooManyIsInvalid ? `赞成的多于 ${rules.seats} 人，这张票无效。` : '',
  ].join('')

/** Three answers side by side, each large enough for a thumb. */
function Marks(props: { label: string; value: Mark | undefined; onChange: (mark: Mark) => void; large?: boolean }) {
  const { label, value, onChange, large } = props
  return (
    <fieldset className={large ? 'vote-marks large' : 'vote-marks'}>
      <legend className="visually-hidden">{label}</legend>
      {marks.map((mark) => (
        <label key={mark} className={value === mark ? `chosen ${mark}` : undefined}>
          <input type="radio" name={label} checked={value === mark} onChange={() => onChange(mark)} />
          <span>{markWords[mark]}</span>
        </label>
      ))}
    </fieldset>
  )
}

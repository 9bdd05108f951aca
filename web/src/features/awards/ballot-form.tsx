import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type AwardRound, awardRoutes } from '#contract/awards.ts'
import { call } from '../../shared/api.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { Section } from '../../shared/page.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { unitOf } from './words.ts'

/** The ballot: large enough for a finger, one candidate a card, what was chosen always in sight. */
export function BallotForm({ round, onDone }: { round: AwardRound; onDone: () => Promise<unknown> }) {
  const { rules, nominations, quota, kind } = round
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [points, setPoints] = useState<Readonly<Record<string, readonly (number | null)[]>>>({})
  const [asking, setAsking] = useState(false)
  const isVote = rules.method === 'vote'
  const pointsOf = (id: string) => points[id] ?? rules.criteria.map(() => null)
  const open = nominations.filter((one) => pointsOf(one.id).some((n) => n === null)).length
  const begun = chosen.length > 0 || Object.keys(points).length > 0
  const guard = useLeaveGuard(begun, '票还没有投。要离开这一页吗？')
  const send = async () => {
    await call(awardRoutes.vote, {
      params: { id: round.id },
      body: isVote
        ? { choices: [...chosen] }
        : {
            scores: nominations.map((one) => ({ nominationId: one.id, points: pointsOf(one.id).map((n) => n ?? 0) })),
          },
    })
    guard.release()
    toast('已投票')
    await onDone()
  }
  return (
    <Section title={isVote ? '请您投票' : '请您打分'}>
      <p>
        {isVote ? `至多选 ${quota} ${unitOf[kind]}，可以少选。` : '每一条都要打分。'}
        {rules.secret ? '这是无记名表决，谁投了什么，系统里也查不到。' : '这是记名表决。'}投了不能改。
      </p>
      <ul className="ballot">
        {nominations.map((one) => (
          <li key={one.id} className={chosen.includes(one.id) ? 'ballot-card chosen' : 'ballot-card'}>
            {isVote ? (
              <label className="ballot-choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(one.id)}
                  disabled={!chosen.includes(one.id) && chosen.length >= quota}
                  onChange={(event) =>
                    setChosen(event.target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
                  }
                />
                <span>{one.name}</span>
              </label>
            ) : (
              <p className="ballot-name">{one.name}</p>
            )}
            {one.about && <p className="faint">{one.about}</p>}
            <p>{one.reason}</p>
            {one.proposalId && (
              <p>
                <Link to="/proposals/$id" params={{ id: one.proposalId }} target="_blank">
                  看提案和答复
                </Link>
              </p>
            )}
            {!isVote && (
              <div className="ballot-points">
                {rules.criteria.map((criterion, i) => (
                  <label key={criterion.name}>
                    <span>
                      {criterion.name}（0—{criterion.points}）
                    </span>
                    <select
                      className="select"
                      value={pointsOf(one.id)[i] ?? ''}
                      onChange={(event) => {
                        const next = [...pointsOf(one.id)]
                        next[i] = event.target.value === '' ? null : Number(event.target.value)
                        setPoints({ ...points, [one.id]: next })
                      }}
                    >
                      <option value="">请选</option>
                      {Array.from({ length: criterion.points + 1 }, (_, n) => criterion.points - n).map((n) => (
                        <option key={n} value={n}>
                          {n} 分
                        </option>
                      ))}
                    </select>
                  </label>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className="ballot-bar">
        <span>{isVote ? `已选 ${chosen.length}／${quota}` : open > 0 ? `还有 ${open} 个没打完` : '都打完了'}</span>
        <Button type="primary" size="large" disabled={!isVote && open > 0} onClick={() => setAsking(true)}>
          投票
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title="投出这张票？"
        okText="投出"
        decisive
        onClose={() => setAsking(false)}
        onOk={send}
      >
        {isVote &&
          (chosen.length === 0 ? (
            <p>您一个也没有选，这样投是弃权。</p>
          ) : (
            <ul className="plain-list">
              {nominations
                .filter((one) => chosen.includes(one.id))
                .map((one) => (
                  <li key={one.id}>{one.name}</li>
                ))}
            </ul>
          ))}
        <p>投出以后不能改。</p>
      </ConfirmDialog>
    </Section>
  )
}

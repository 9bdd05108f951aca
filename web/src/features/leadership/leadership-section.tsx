import './leadership.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type Leadership, leadershipRoutes, type ProposalLeadership, type Referral } from '#contract/leadership.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { civilDateOf, formatCivil } from '../../shared/dates.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { type Asking, LeadershipDialogs } from './leadership-dialogs.tsx'
import { actWords, kindWords, levelWords, referralTones, referralWords, wayWords } from './words.ts'

/** Whether it is a key proposal, who leads it, what they did, and what became of it above. Absent where there is nothing
 *  to show or do. */
export function LeadershipSection({ proposalId }: { proposalId: string }) {
  const client = useQueryClient()
  const query = useQuery(apiQuery(leadershipRoutes.getProposalLeadership, { params: { id: proposalId } }))
  const [asking, setAsking] = useState<Asking | null>(null)
  const { data } = query
  if (!data || (!data.key && data.leaderships.length + data.referrals.length + data.actions.length === 0)) return null
  const done = () => client.invalidateQueries()
  return (
    <Section title="重点督办" actions={<Actions data={data} ask={setAsking} />}>
      {data.key ? (
        <p>
          <strong>{data.key.year} 年重点提案</strong>
          <span className="faint">（{formatCivil(civilDateOf(data.key.selectedAt))}确定）</span>：{data.key.reason}
        </p>
      ) : (
        <p className="faint">不是重点提案。</p>
      )}
      {data.leaderships.map((one) => (
        <Charge key={one.id} charge={one} ask={setAsking} />
      ))}
      {data.referrals.length > 0 && (
        <ul className="leadership-acts">
          {data.referrals.map((one) => (
            <ReferralLine
              key={one.id}
              referral={one}
              edit={data.actions.includes('refer') ? () => setAsking({ what: 'editReferral', referral: one }) : null}
            />
          ))}
        </ul>
      )}
      <LeadershipDialogs
        proposalId={proposalId}
        accounts={data.leaderAccounts}
        asking={asking}
        close={() => setAsking(null)}
        done={done}
      />
    </Section>
  )
}

function Actions({ data, ask }: { data: ProposalLeadership; ask: (asking: Asking) => void }) {
  const { actions } = data
  const kinds = [
    ...(actions.includes('addSupervise') ? (['supervise'] as const) : []),
    ...(actions.includes('addLead') ? (['lead'] as const) : []),
  ]
  return (
    <>
      {actions.includes('select') && (
        <Button size="small" onClick={() => ask({ what: 'select' })}>
          定为重点提案
        </Button>
      )}
      {kinds.length > 0 && (
        <Button size="small" onClick={() => ask({ what: 'addLeader', kinds })}>
          添牵头领导
        </Button>
      )}
      {actions.includes('refer') && (
        <Button size="small" onClick={() => ask({ what: 'refer' })}>
          登记上报
        </Button>
      )}
      {actions.includes('unselect') && <LinkButton onClick={() => ask({ what: 'unselect' })}>取消重点</LinkButton>}
    </>
  )
}

function Charge({ charge, ask }: { charge: Leadership; ask: (asking: Asking) => void }) {
  const { acts, actions } = charge
  return (
    <div className="leadership">
      <div className="leadership-head">
        <span>
          <strong>
            {charge.leaderPost} {charge.leaderName}
          </strong>{' '}
          {kindWords[charge.kind]}
          {charge.assistedBy && <span className="faint">，{charge.assistedBy}协助</span>}
        </span>
        {charge.endedAt ? <StateTag tone="done">已结束</StateTag> : <StateTag tone="moving">进行中</StateTag>}
      </div>
      {charge.plan && <p className="preserve">{charge.plan}</p>}
      {charge.planDueOn && !charge.endedAt && (
        <p>
          <DueDate on={charge.planDueOn} label="计划完成" />
        </p>
      )}
      {acts.length > 0 && (
        <ol className="leadership-acts">
          {acts.map((act) => (
            <li key={act.id}>
              <p>
                <strong>{actWords[act.kind]}</strong> <CivilDate value={act.heldOn} />
                {[act.place, act.persons].filter(Boolean).map((words) => `，${words}`)}
              </p>
              {act.words && <p className="preserve">{act.words}</p>}
            </li>
          ))}
        </ol>
      )}
      {acts.length === 0 && !charge.endedAt && <p className="faint">还没有开展督办。</p>}
      {charge.effects && (
        <p className="preserve">
          <strong>成效：</strong>
          {charge.effects}
        </p>
      )}
      {actions.length > 0 && (
        <div className="page-actions no-print">
          {actions.includes('recordAct') && (
            <Button size="small" onClick={() => ask({ what: 'recordAct', charge })}>
              记一次督办
            </Button>
          )}
          {actions.includes('edit') && (
            <LinkButton onClick={() => ask({ what: 'edit', charge })}>
              {charge.endedAt ? '修改' : '写方案和成效'}
            </LinkButton>
          )}
        </div>
      )}
    </div>
  )
}

function ReferralLine({ referral, edit }: { referral: Referral; edit: (() => void) | null }) {
  const { level, way, carriedBy, referredOn, state, numberThere, note } = referral
  return (
    <li>
      <p>
        <strong>报{levelWords[level]}</strong> <CivilDate value={referredOn} />，{wayWords[way]}（{carriedBy}）
        <StateTag tone={referralTones[state]}>{referralWords[state]}</StateTag> {numberThere}
      </p>
      {note && <p className="preserve">{note}</p>}
      {edit && <LinkButton onClick={edit}>登记结果</LinkButton>}
    </li>
  )
}

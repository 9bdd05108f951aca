import './evaluations.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type MutualAppraisal, mutualAppraisalRoutes, type ScoreItem } from '#contract/mutual-appraisals.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { ReasonDialog } from '../../shared/dialogs.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { ScoreForm } from './score-form.tsx'
import { decisionWords } from './words.ts'

/** One two-way appraisal: my own score to give, or both once they are open. */
export function MutualPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    ...apiQuery(mutualAppraisalRoutes.getMutualAppraisal, { params: { id } }),
    refetchOnWindowFocus: false,
  })
  return <QueryState query={query}>{(one) => <Mutual key={one.id} one={one} />}</QueryState>
}

function Mutual({ one }: { one: MutualAppraisal }) {
  const client = useQueryClient()
  const done = () => client.invalidateQueries()
  const mayScore = one.actions.includes('score')
  const own = one.mine === 'proposer' ? one.handlingScore : one.proposalScore
  return (
    <Page
      title={one.mine === 'proposer' ? `评${one.unitName}的办理` : one.mine === 'unit' ? '评这件提案' : '双向评议'}
      lead={
        <>
          <Link to="/proposals/$id" params={{ id: one.proposalId }}>
            {one.number !== null && `${one.number} 号 `}
            {one.title}
          </Link>
          <span className="faint">{` ${one.memberName} · ${one.unitName}`}</span>
        </>
      }
      back={{ to: '/mutual-appraisals', label: '双向评议' }}
      width="reading"
    >
      <p>
        {one.revealed ? (
          <>
            已公开，截止日期 <CivilDate value={one.closesOn} />
          </>
        ) : (
          <DueDate on={one.closesOn} label="截止" />
        )}
      </p>
      {!one.revealed && (
        <p className="sealed-note">
          {one.mine === null
            ? '双方都评完或者截止以前，谁也看不到分数，办公室也看不到，只看得到谁已经评了。'
            : '背靠背：双方都评完或者截止以前，您看不到对方的评分，对方也看不到您的。'}
        </p>
      )}
      {mayScore && (
        <Section title={own ? '您的评分（公开前可以改）' : '请打分'}>
          <ScoreForm key={own?.version ?? 0} one={one} done={done} />
        </Section>
      )}
      {!mayScore && (
        <>
          <ScoreSection title="提案者评办理" one={one} which="handling" />
          <ScoreSection title="单位评提案" one={one} which="proposal" />
        </>
      )}
      <LowCase one={one} done={done} />
    </Page>
  )
}

function ScoreSection({ title, one, which }: { title: string; one: MutualAppraisal; which: 'handling' | 'proposal' }) {
  const score = which === 'handling' ? one.handlingScore : one.proposalScore
  const items: readonly ScoreItem[] = which === 'handling' ? one.handlingItems : one.proposalItems
  const { given, low } = one[which]
  return (
    <Section title={title}>
      {score ? (
        <>
          <p className="score-total">
            <strong>{score.total}</strong> 分，{score.band}
            {low && <span className="tag tag-due low-mark">低分</span>} <Instant value={score.givenAt} />
          </p>
          <dl className="score-list">
            {items.map((item) => (
              <div key={item.code}>
                <dt>{item.name}</dt>
                <dd>
                  {score.points[item.code]}
                  <span className="faint">{` / ${item.points}`}</span>
                </dd>
              </div>
            ))}
          </dl>
          {score.words && (
            <blockquote className={`${low ? 'said-note' : 'sealed-note'} preserve`}>{score.words}</blockquote>
          )}
          {low && which === 'proposal' && <p>建议完善这件提案：把情况、依据和建议写具体，可以在下一次会议上再提。</p>}
        </>
      ) : (
        <p className="faint">
          {one.revealed
            ? '截止以前没有评。'
            : given === null
              ? '公开以前不显示。'
              : given
                ? '已评，尚未公开。'
                : '还没有评。'}
        </p>
      )}
    </Section>
  )
}

/** A badly scored handling is the office's to decide: handle again, or say why not. */
function LowCase({ one, done }: { one: MutualAppraisal; done: () => Promise<unknown> }) {
  const [asking, setAsking] = useState<'rehandle' | 'keep' | null>(null)
  if (one.decision)
    return (
      <Section title="低分处理">
        <p>
          <strong>{decisionWords[one.decision]}</strong> {one.decidedAt && <Instant value={one.decidedAt} />}
        </p>
        <p className="preserve">{one.decisionNote}</p>
      </Section>
    )
  if (!one.actions.includes('decide')) return null
  const decide = async (decision: 'rehandle' | 'keep', note: string) => {
    await call(mutualAppraisalRoutes.decideMutualCase, { params: { id: one.id }, body: { decision, note } })
    toast(decision === 'rehandle' ? '已安排重办，单位会收到消息' : '已记下处理意见')
    await done()
  }
  return (
    <Section title="低分处理">
      <p>提案者给办理打了低分，请研究是否再次办理答复。</p>
      {!one.canRehandle && <p className="faint">提案已经归档、正在重办或者与别的提案并案，不能从这里重办。</p>}
      <div className="page-actions">
        {one.canRehandle && (
          <Button type="primary" onClick={() => setAsking('rehandle')}>
            安排重办
          </Button>
        )}
        <Button onClick={() => setAsking('keep')}>不再重办</Button>
      </div>
      {asking && (
        <ReasonDialog
          open
          title={asking === 'rehandle' ? '安排重办' : '不再重办'}
          okText={asking === 'rehandle' ? '重办' : '记下'}
          label={asking === 'rehandle' ? '对重办的要求' : '理由'}
          maxLength={1000}
          onClose={() => setAsking(null)}
          onOk={(note) => decide(asking, note)}
        >
          <p>
            {asking === 'rehandle'
              ? '提案回到办理中（已经办结的，办结随之取消），原承办单位重新办理答复，期限重新计算。'
              : '写明为什么不再重办，提案者会收到消息。'}
          </p>
        </ReasonDialog>
      )}
    </Section>
  )
}

import './assessments.css'
import '../scoring/scoring.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Assessment, type AssessmentAction, assessmentRoutes } from '#contract/assessments.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { download } from '../../shared/download-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Facts, Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toastError } from '../../shared/toast.tsx'
import { MoveDialogs } from './move-dialogs.tsx'
import { Results } from './results-list.tsx'
import { actionWords, kindWords, stateTones, stateWords } from './words.ts'

/** One round: where it stands and everybody's results for the office; the way to one's own for who is assessed. */
export function AssessmentPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    ...apiQuery(assessmentRoutes.getAssessment, { params: { id } }),
    staleTime: 0,
    // While it is reckoned the page shows how far it is.
    refetchInterval: ({ state }) => (state.data?.state === 'reckoning' ? 2_000 : false),
  })
  return (
    <QueryState query={query} lines={10}>
      {(round) => <Round round={round} />}
    </QueryState>
  )
}

const steps = Object.keys(actionWords) as AssessmentAction[]
const next: Partial<Record<Assessment['state'], string>> = {
  opened: '先把该记的履职都记进台账，再冻结。冻结以后，后来记的不算进这一轮。',
  reckoning: '正在按冻结的台账逐人计分，算完会自己变成“已计分”。',
  frozen: '看一看结果；办法里由机关评定的，逐人评定；然后请本人核对。',
  checking: '委员正在核对自己的每一分。有异议的，先把台账改对，再答复。',
  judging: '核对结束。都评定好了，报主席会议审定。',
  approved: '主席会议已经审定，可以反馈给本人，同时列出要送给哪些单位。',
  delivered: '结果已经反馈。请把名单送给单位和部门，等委员签字；都办好了再归档。',
}

function Round({ round }: { round: Assessment }) {
  const me = useMe()
  const client = useQueryClient()
  const [asking, setAsking] = useState<AssessmentAction | null>(null)
  const all = hasRole(me, 'memberOffice', 'leader')
  // Who only has a result of their own in it is taken straight there.
  if (!all && round.mine)
    return (
      <Navigate to="/assessments/$id/results/$subjectId" params={{ id: round.id, subjectId: round.mine }} replace />
    )
  const open = steps.filter((step) => round.actions.includes(step))
  const reckoned = round.state !== 'opened' && round.state !== 'reckoning'
  const delivered = round.deliveredAt !== null
  const takeReport = async () => {
    try {
      await download(assessmentRoutes.getResultReport, { params: { id: round.id } }, `${round.title}报告.docx`)
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <Page
      title={round.title}
      lead={
        <>
          {kindWords[round.kind]}，{round.year} 年（
          <CivilDate value={round.periodFrom} far={false} />—
          <CivilDate value={round.periodTo} far={false} />）{' '}
          <StateTag tone={stateTones[round.state]}>{stateWords[round.state]}</StateTag>
          {round.state === 'reckoning' && ` 已算 ${round.reckoned}／${round.subjects} 人`}
        </>
      }
      back={{ to: '/assessments', label: '年度考核' }}
      actions={
        <>
          {open.map((step, i) => (
            <Button
              key={step}
              type={i === 0 && step !== 'cancel' ? 'primary' : 'default'}
              onClick={() => setAsking(step)}
            >
              {actionWords[step]}
            </Button>
          ))}
          {all && delivered && (
            <Link to="/assessments/$id/deliveries" params={{ id: round.id }} className="button">
              结果送达
            </Link>
          )}
          {all && reckoned && <Button onClick={() => void takeReport()}>结果报告（Word）</Button>}
        </>
      }
    >
      {next[round.state] && round.actions.length > 0 && all && <p className="assessment-next">{next[round.state]}</p>}
      {round.mine && (
        <p className="assessment-next">
          <Link to="/assessments/$id/results/$subjectId" params={{ id: round.id, subjectId: round.mine }}>
            看我的结果，每一分从哪里来
          </Link>
          {round.state === 'checking' && round.checkUntil && (
            <>
              ，请在 <CivilDate value={round.checkUntil} /> 前核对
            </>
          )}
        </p>
      )}
      <RoundFacts round={round} all={all} />
      {all && reckoned && <Results round={round} />}
      <MoveDialogs
        round={round}
        asking={asking}
        close={() => setAsking(null)}
        done={() => client.invalidateQueries()}
      />
    </Page>
  )
}

function RoundFacts({ round, all }: { round: Assessment; all: boolean }) {
  const { counts, approval } = round
  const items: [string, React.ReactNode][] = []
  if (round.scheme && round.kind === 'members')
    items.push([
      '考核办法',
      round.schemeId ? (
        <Link key="scheme" to="/scoring-schemes/$id" params={{ id: round.schemeId }}>
          {round.scheme.name}
        </Link>
      ) : (
        round.scheme.name
      ),
    ])
  if (round.state === 'checking' && round.checkUntil)
    items.push(['核对到', <CivilDate key="until" value={round.checkUntil} />])
  if (round.frozenAt) items.push(['台账冻结于', <Instant key="frozen" value={round.frozenAt} />])
  if (all && round.grades.length > 0)
    items.push(['各等次', round.grades.map(({ grade, count }) => `${grade ?? '未分等次'} ${count} 人`).join('，')])
  if (all && round.subjects > 0)
    items.push([
      '进展',
      `${round.subjects} 人，已确认 ${counts.confirmed} 人，待评定 ${counts.unjudged} 人，待答复的异议 ${counts.openObjections} 条，触到线的 ${counts.crossed} 人${round.deliveredAt ? `，已签字 ${counts.acknowledged} 人` : ''}`,
    ])
  if (approval)
    items.push([
      '审定',
      <span key="approval">
        {approval.by}，<CivilDate value={approval.on} />
        {approval.note && `。${approval.note}`}
      </span>,
    ])
  if (round.deliveredAt) items.push(['反馈', <Instant key="delivered" value={round.deliveredAt} />])
  if (round.cancelReason) items.push(['取消的原因', round.cancelReason])
  return items.length > 0 ? <Facts items={items} /> : null
}

import './assessments.css'
import '../scoring/scoring.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Assessment, type AssessmentAction, assessmentRoutes } from '#contract/assessments.ts'
import { gradeWord } from '#contract/scoring-scheme.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { download } from '../../shared/download-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Facts, Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toastError } from '../../shared/toast.tsx'
import { Summary } from './assessment-summary.tsx'
import { MoveDialogs } from './move-dialogs.tsx'
import { Results } from './results-list.tsx'
import { actionWord, actionWords, kindWords, leaderNext, nextWords, stateTones, stateWords } from './words.ts'

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
/** What is not the way on: offered, but not put first. */
const asides: readonly AssessmentAction[] = ['cancel', 'recordApproval', 'recall']

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
  const leads = round.actions.includes('approve')
  const next = all && round.actions.length > 0 && (leads ? leaderNext : nextWords[round.kind][round.state])
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
              type={i === 0 && !asides.includes(step) ? 'primary' : 'default'}
              onClick={() => setAsking(step)}
            >
              {actionWord(step, round.kind)}
            </Button>
          ))}
          {round.actions.includes('judge') && judges(round) && (
            <Link to="/assessments/$id/judging" params={{ id: round.id }} className="button">
              逐人评定{round.counts.unjudged > 0 && `（还有 ${round.counts.unjudged} 人）`}
            </Link>
          )}
          {all && delivered && (
            <Link to="/assessments/$id/deliveries" params={{ id: round.id }} className="button">
              结果送达
            </Link>
          )}
          {all && reckoned && round.state !== 'cancelled' && (
            <Button onClick={() => void takeReport()}>结果报告（Word）</Button>
          )}
        </>
      }
    >
      {next && <p className="assessment-next">{next}</p>}
      {round.sentBack && (
        <p className="assessment-next assessment-over">
          {round.sentBack.by}退回：<span className="preserve">{round.sentBack.note}</span>
        </p>
      )}
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
      {all && <Summary round={round} />}
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

/** Whether the scheme leaves anything to the office. */
const judges = ({ scheme }: Assessment): boolean =>
  scheme !== null &&
  (scheme.items.some(({ way }) => way === 'judged') || scheme.vetoes.some(({ match }) => match === null))

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
    items.push([
      '各等次',
      round.grades.map(({ grade, count }) => `${gradeWord(round.scheme?.grades ?? [], grade)} ${count} 人`).join('，'),
    ])
  if (all && round.subjects > 0)
    items.push([
      '进展',
      `${round.subjects} 人，已确认 ${counts.confirmed} 人，待评定 ${counts.unjudged} 人，待答复的异议 ${counts.openObjections} 条，触到线的 ${counts.crossed} 人${round.deliveredAt ? `，已签字 ${counts.acknowledged} 人` : ''}`,
    ])
  if (round.submission && round.state === 'deliberating')
    items.push([
      '报审',
      <span key="submission">
        {round.submission.by}，<Instant value={round.submission.at} />
      </span>,
    ])
  if (approval)
    items.push([
      '审定',
      <span key="approval">
        {approval.by}，<CivilDate value={approval.on} />，
        {approval.approvedBy ? `${approval.approvedBy}审定` : `由${approval.recordedBy}代录`}
        {approval.minutes && `，会议纪要 ${approval.minutes}`}
        {approval.note && `。${approval.note}`}
      </span>,
    ])
  if (round.deliveredAt) items.push(['反馈', <Instant key="delivered" value={round.deliveredAt} />])
  if (round.cancelReason) items.push(['取消的原因', round.cancelReason])
  return items.length > 0 ? <Facts items={items} /> : null
}

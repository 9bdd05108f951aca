import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type AssessmentSummary, assessmentApprovalRoutes, type ResultChange } from '#contract/assessment-approval.ts'
import type { Assessment } from '#contract/assessments.ts'
import { gradeWord } from '#contract/scoring-scheme.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { DataTable } from '../../shared/table.tsx'
import { measureWords, points } from '../scoring/words.ts'

/** From the judgement on there is something to approve. */
const summarised: readonly Assessment['state'][] = ['judging', 'deliberating', 'approved', 'delivered', 'closed']

/** What a meeting has to know before it approves a round, on one page; everybody's result follows below. */
export function Summary({ round }: { round: Assessment }) {
  const query = useQuery({
    ...apiQuery(assessmentApprovalRoutes.getAssessmentSummary, { params: { id: round.id } }),
    enabled: summarised.includes(round.state),
    staleTime: 0,
  })
  if (!summarised.includes(round.state)) return null
  return (
    <Section title="审定汇总">
      <QueryState query={query} lines={6}>
        {(summary) => <Parts round={round} summary={summary} />}
      </QueryState>
    </Section>
  )
}

function Parts({ round, summary }: { round: Assessment; summary: AssessmentSummary }) {
  const { grades, best, lines, vetoed, upheld, changed } = summary
  const link = (one: { subjectId: string; name: string }) => (
    <Link to="/assessments/$id/results/$subjectId" params={{ id: round.id, subjectId: one.subjectId }}>
      {one.name}
    </Link>
  )
  const change = (one: ResultChange) => (
    <>
      {link(one)}（{standingWords(one.before)} → {standingWords(one.after)}）
    </>
  )
  return (
    <div className="assessment-summary">
      <DataTable
        caption="各等次人数"
        rows={grades}
        rowKey={({ grade }) => grade ?? ''}
        columns={[
          { key: 'grade', title: '等次', render: ({ grade }) => gradeWord(round.scheme?.grades ?? [], grade) },
          { key: 'count', title: '人数', align: 'right', render: ({ count }) => `${count} 人` },
          { key: 'share', title: '占', align: 'right', render: ({ count }) => share(count, round.subjects) },
        ]}
      />
      <QuotaLine quota={summary.quota} />
      {round.submission?.overQuota && (
        <p>
          <strong>超过名额的理由：</strong>
          {round.submission.overQuota}
        </p>
      )}
      <CheckLine check={summary.check} />
      <dl className="assessment-parts">
        {best && (
          <Part title={`拟评为“${best.grade}”`} part={best}>
            {(one) => (
              <>
                {link(one)} {points(one.centipoints)}
              </>
            )}
          </Part>
        )}
        {lines.map((line) => (
          <Part
            key={`${line.name} ${line.measure}`}
            title={`${line.name}（${measureWords[line.measure]}）`}
            part={line}
          >
            {(one) => (
              <>
                {link(one)} {points(one.centipoints)}
              </>
            )}
          </Part>
        ))}
        {vetoed.count > 0 && (
          <Part title="一票否决" part={vetoed}>
            {(one) => (
              <>
                {link(one)}（{one.vetoes.join('、')}）
              </>
            )}
          </Part>
        )}
        <Part title="异议成立，重新计分" part={upheld}>
          {change}
        </Part>
        <Part title={`机关评定 ${changed.judged} 人，其中改变等次的`} part={changed}>
          {change}
        </Part>
      </dl>
    </div>
  )
}

/** Whether everybody had the days they were promised, and how many signed. */
function CheckLine({ check }: { check: AssessmentSummary['check'] }) {
  const { until, earlyNote, confirmed, subjects } = check
  if (until === null) return null
  const signed = `${subjects} 人里已确认 ${confirmed} 人。`
  if (earlyNote === '') return <p>本人核对：{signed}</p>
  return (
    <p className="assessment-over">
      <strong>本人核对提前结束</strong>（原定到 <CivilDate value={until} far={false} />
      ）：{signed}理由：
      <span className="preserve">{earlyNote}</span>
    </p>
  )
}

/** 优秀 23 人／名额 22: whether those proposed are more than the committee lets be. */
export function QuotaLine({ quota }: { quota: Assessment['quota'] }) {
  if (!quota) return null
  const over = quota.proposed - quota.places
  return (
    <p className={over > 0 ? 'assessment-over' : undefined}>
      {quota.grade} <strong>{quota.proposed}</strong> 人／名额 <strong>{quota.places}</strong>（参加考核人数的{' '}
      {quota.percent}%）{over > 0 && `，超过名额 ${over} 人`}
    </p>
  )
}

function Part<T extends { subjectId: string }>(props: {
  title: string
  part: { count: number; people: readonly T[] }
  children: (one: T) => ReactNode
}) {
  const { title, part, children } = props
  return (
    <div>
      <dt>
        {title} {part.count} 人
      </dt>
      {part.count > 0 && (
        <dd>
          {part.people.map((one) => (
            <span key={one.subjectId}>{children(one)}</span>
          ))}
          {part.count > part.people.length && <span className="faint">等，其余的见下面的名单</span>}
        </dd>
      )}
    </div>
  )
}

const standingWords = ({ centipoints, grade }: ResultChange['before']) => `${points(centipoints)} 分${grade ?? ''}`
const share = (count: number, all: number) => (all === 0 ? '' : `${Math.round((count / all) * 1000) / 10}%`)

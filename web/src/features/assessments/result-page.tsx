import './assessments.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { assessmentDeliveryRoutes } from '#contract/assessment-delivery.ts'
import { type AssessmentResult, assessmentRoutes } from '#contract/assessments.ts'
import { gradeWord } from '#contract/scoring-scheme.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { download } from '../../shared/download-button.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, useHat, useMe } from '../../shared/session.tsx'
import { toastError } from '../../shared/toast.tsx'
import { ScoreView } from '../scoring/score-view.tsx'
import { points } from '../scoring/words.ts'
import { itemName } from './answer-dialog.tsx'
import { type Asking, ResultDialogs } from './result-dialogs.tsx'
import { objectionWords, stateTones, stateWords } from './words.ts'

/** One result: every line, what was objected, and what the office or the person may do. */
export function ResultPage() {
  const params = useParams({ strict: false }) as { id: string; subjectId: string }
  const query = useQuery({ ...apiQuery(assessmentRoutes.getResult, { params }), staleTime: 0 })
  return (
    <QueryState query={query} lines={10}>
      {(result) => <Result result={result} />}
    </QueryState>
  )
}

function Result({ result }: { result: AssessmentResult }) {
  const me = useMe()
  const hat = useHat()
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking | null>(null)
  const own = !hasRole(me, 'memberOffice', 'leader')
  const oneself = !own && result.kind === 'staff' && result.subjectId === me.accountId
  const { actions } = result
  const params = { id: result.assessmentId, subjectId: result.subjectId }
  return (
    <Page
      width="reading"
      title={own ? '我的考核结果' : `${result.name}的考核结果`}
      lead={
        <>
          {result.title} <StateTag tone={stateTones[result.state]}>{stateWords[result.state]}</StateTag>
          {result.state === 'checking' && result.checkUntil && (
            <>
              {' '}
              核对到 <CivilDate value={result.checkUntil} />
            </>
          )}
        </>
      }
      back={
        own
          ? { to: '/assessments', label: '年度考核' }
          : { to: '/assessments/$id', label: result.title, params: { id: result.assessmentId } }
      }
      actions={
        <>
          {actions.includes('judge') && (
            <Button type={result.unjudged > 0 ? 'primary' : 'default'} onClick={() => setAsking({ what: 'judge' })}>
              评定
            </Button>
          )}
          {actions.includes('acknowledge') && (
            <Button type="primary" onClick={() => setAsking({ what: 'acknowledge' })}>
              签字确认
            </Button>
          )}
          {(own ? result.deliveredAt !== null : approved.includes(result.state)) && (
            <Button
              onClick={() =>
                void download(
                  assessmentDeliveryRoutes.getResultNotice,
                  { params },
                  `${result.name}考核结果通知.docx`,
                ).catch(toastError)
              }
            >
              结果通知（Word）
            </Button>
          )}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <PrintHead result={result} committee={hat?.committeeName ?? ''} />
      {!own && <Beside result={result} />}
      <Standing result={result} own={own} takeBack={() => setAsking({ what: 'takeSignatureBack' })} />
      {oneself && <p className="assessment-next">这是您自己的结果，由其他同事评定和答复。</p>}
      {result.kind === 'members' && result.revisions[0] && (
        <p className="faint no-print">
          按 <Instant value={result.revisions[0].asOf} far={false} />{' '}
          的台账计分，以后记的不算在内，所以可能和“得分”里看到的不一样。
        </p>
      )}
      <ScoreView score={result.score} entries={result.entries} />
      <Checking result={result} ask={setAsking} />
      {result.judgementNote && (
        <Section title="评定意见">
          <p className="preserve">{result.judgementNote}</p>
        </Section>
      )}
      {result.objections.length > 0 && (
        <Section title="异议">
          <ul className="assessment-objections">
            {result.objections.map((one) => (
              <li key={one.id}>
                <p>
                  <strong>{itemName(result, one.itemKey)}</strong>，{objectionWords[one.state]}{' '}
                  <span className="faint">
                    <Instant value={one.raisedAt} />
                  </span>
                </p>
                <p className="preserve">{one.reason}</p>
                {one.answeredAt ? (
                  <p className="preserve">
                    <strong>{one.answeredBy}答复：</strong>
                    {one.answer}
                  </p>
                ) : (
                  one.state === 'open' && (
                    <>
                      {actions.includes('answer') && (
                        <Button type="primary" onClick={() => setAsking({ what: 'answer', id: one.id })}>
                          答复
                        </Button>
                      )}
                      {actions.includes('withdraw') && (
                        <LinkButton onClick={() => setAsking({ what: 'withdraw', id: one.id })}>撤回</LinkButton>
                      )}
                    </>
                  )
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {result.revisions.length > 1 && (
        <Section title="计过几次分">
          <ol className="assessment-revisions">
            {result.revisions.map((one) => (
              <li key={one.revision}>
                {points(one.centipoints)} 分{one.grade && `，${one.grade}`}：{one.reason}{' '}
                <span className="faint">
                  <Instant value={one.at} far={false} />
                  {result.kind === 'members' && (
                    <>
                      ，台账算到 <Instant value={one.asOf} far={false} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <p className="print-only assessment-sign">
        {result.kind === 'members' ? '委员' : '本人'}签字：
        <span />
        日期：　　　年　　月　　日
      </p>
      <ResultDialogs
        result={result}
        asking={asking}
        close={() => setAsking(null)}
        done={() => client.invalidateQueries()}
      />
    </Page>
  )
}

/** On paper it says whose result it is, of which committee and year. */
function PrintHead({ result, committee }: { result: AssessmentResult; committee: string }) {
  const days = (
    <>
      <CivilDate value={result.periodFrom} far={false} />至
      <CivilDate value={result.periodTo} far={false} />
    </>
  )
  return (
    <header className="print-only assessment-print">
      <h1>{committee}</h1>
      <h2>
        {result.title}结果（{stateWords[result.state]}）
      </h2>
      <Facts
        items={[
          ['姓名', `${result.name}${result.standing ? '（常务委员）' : ''}`],
          [result.kind === 'members' ? '界别' : '部门', result.about],
          ...(result.kind === 'members' ? ([['单位', result.employer]] as const) : []),
          ['起止', days],
          ['得分', `${points(result.centipoints)} 分`],
          ['等次', gradeWord(result.scheme.grades, result.grade)],
        ]}
      />
    </header>
  )
}

/** The way through everybody's results, in the order of the list. */
function Beside({ result }: { result: AssessmentResult }) {
  const to = (subjectId: string | null, words: string) =>
    subjectId && (
      <Link to="/assessments/$id/results/$subjectId" params={{ id: result.assessmentId, subjectId }} className="button">
        {words}
      </Link>
    )
  return (
    <nav className="page-actions no-print" aria-label="前后的人">
      {to(result.former, '上一位')}
      {to(result.next, '下一位')}
    </nav>
  )
}

/** What one may say to one's own result: after the points, for it is they that are checked. */
function Checking({ result, ask }: { result: AssessmentResult; ask: (asking: Asking) => void }) {
  const { actions } = result
  const [confirms, objects] = [actions.includes('confirm'), actions.includes('object')]
  if (!confirms && !objects) return null
  return (
    <section className="assessment-checking no-print" aria-label="核对">
      <p>
        {confirms && '上面的每一分都看过、没有不同意见的，请点“确认无误”。'}
        {objects && '有不对的地方，请点“提出异议”。'}
      </p>
      <div className="page-actions">
        {confirms && (
          <Button type="primary" onClick={() => ask({ what: 'confirm' })}>
            确认无误
          </Button>
        )}
        {objects && <Button onClick={() => ask({ what: 'object' })}>提出异议</Button>}
      </div>
    </section>
  )
}

const approved: readonly AssessmentResult['state'][] = ['approved', 'delivered', 'closed']

/** What was checked and signed: after delivery only the signature matters. */
function Standing({ result, own, takeBack }: { result: AssessmentResult; own: boolean; takeBack: () => void }) {
  const who = own ? '您' : '本人'
  if (result.acknowledgedOn)
    return (
      <p className="assessment-next">
        {who}已于 <CivilDate value={result.acknowledgedOn} far={false} />
        {result.acknowledgedWay === 'paper' ? '在纸质通知上签字，由委员联络办记下。' : '签字确认。'}
        {result.actions.includes('takeSignatureBack') && <LinkButton onClick={takeBack}>记错了</LinkButton>}
      </p>
    )
  if (result.deliveredAt)
    return (
      <p className="assessment-next">
        结果已于 <Instant value={result.deliveredAt} far={false} /> 反馈，
        {own ? '看过以后请点“签字确认”。' : '本人还没有签字。'}
      </p>
    )
  if (!result.confirmedAt) return null
  return (
    <p className="assessment-next">
      {who}已于 <Instant value={result.confirmedAt} far={false} /> 确认。
    </p>
  )
}

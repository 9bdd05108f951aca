import './assessments.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { assessmentDeliveryRoutes } from '#contract/assessment-delivery.ts'
import { type AssessmentResult, assessmentRoutes } from '#contract/assessments.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { download } from '../../shared/download-button.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { ScoreView } from '../scoring/score-view.tsx'
import { points } from '../scoring/words.ts'
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

type Asking =
  | { what: 'judge' | 'confirm' | 'object' | 'acknowledge' | 'takeSignatureBack' }
  | { what: 'answer'; id: string }
  | null

function Result({ result }: { result: AssessmentResult }) {
  const me = useMe()
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking>(null)
  const own = !hasRole(me, 'memberOffice', 'leader')
  const itemName = (key: string) => result.scheme.items.find((item) => item.key === key)?.name ?? '整个结果'
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
          {actions.includes('confirm') && (
            <Button type="primary" onClick={() => setAsking({ what: 'confirm' })}>
              确认无误
            </Button>
          )}
          {actions.includes('acknowledge') && (
            <Button type="primary" onClick={() => setAsking({ what: 'acknowledge' })}>
              签字确认
            </Button>
          )}
          {actions.includes('object') && <Button onClick={() => setAsking({ what: 'object' })}>提出异议</Button>}
          {approved.includes(result.state) && (
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
      <Standing result={result} own={own} takeBack={() => setAsking({ what: 'takeSignatureBack' })} />
      <ScoreView score={result.score} entries={result.entries} />
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
                  <strong>{itemName(one.itemKey)}</strong>，{objectionWords[one.state]}{' '}
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
                  actions.includes('answer') && (
                    <LinkButton onClick={() => setAsking({ what: 'answer', id: one.id })}>答复</LinkButton>
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
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <ResultDialogs
        result={result}
        asking={asking}
        close={() => setAsking(null)}
        done={() => client.invalidateQueries()}
      />
    </Page>
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

function ResultDialogs(props: {
  result: AssessmentResult
  asking: Asking
  close: () => void
  done: () => Promise<unknown>
}) {
  const { result, asking, close, done } = props
  const params = { id: result.assessmentId, subjectId: result.subjectId }
  const judged = result.scheme.items.filter(
    ({ way, members }) => way === 'judged' && (members === 'all' || (members === 'standing') === result.standing),
  )
  const vetoes = result.scheme.vetoes.filter(({ match }) => match === null)
  switch (asking?.what) {
    case 'judge':
      return (
        <FormDialog<Record<string, number | null> & { vetoes?: string[]; note?: string }>
          open
          title={`评定${result.name}`}
          okText="保存评定"
          initialValues={
            {
              ...Object.fromEntries(
                judged.map(({ key }) => [
                  `of-${key}`,
                  result.judged[key] === undefined ? null : result.judged[key] / 100,
                ]),
              ),
              vetoes: result.vetoes,
              note: result.judgementNote,
            } as never
          }
          onClose={close}
          onOk={async (values) => {
            const given = values as unknown as Record<string, number | null>
            const points = judged.flatMap(({ key }) => {
              const value = given[`of-${key}`]
              return value === null || value === undefined ? [] : [[key, Math.round(Number(value) * 100)] as const]
            })
            await call(assessmentRoutes.judgeResult, {
              params,
              body: {
                version: result.version,
                judged: Object.fromEntries(points),
                vetoes: values.vetoes ?? [],
                note: (values.note as string | undefined) ?? '',
              },
            })
            toast('评定已保存，分数已重算')
            await done()
          }}
          fields={
            <>
              {judged.length === 0 && <p className="faint">办法里没有由机关评定的项目。</p>}
              {judged.map((item) => (
                <Form.Item
                  key={item.key}
                  name={`of-${item.key}`}
                  label={`${item.name}${item.cap === null ? '' : `（满分 ${points(item.cap)}）`}`}
                  extra={item.remark || undefined}
                >
                  <InputNumber
                    min={item.floor === null ? -9999 : item.floor / 100}
                    max={item.cap === null ? 9999 : item.cap / 100}
                    step={0.5}
                  />
                </Form.Item>
              ))}
              {vetoes.length > 0 && (
                <Form.Item name="vetoes" label="一票否决的情形">
                  <Checkbox.Group options={vetoes.map(({ key, name }) => ({ value: key, label: name }))} />
                </Form.Item>
              )}
              <Form.Item name="note" label="评定意见（不给本人看，可不填）">
                <Input.TextArea rows={3} maxLength={1000} showCount />
              </Form.Item>
            </>
          }
        />
      )
    case 'confirm':
      return (
        <ConfirmDialog
          open
          title="确认无误"
          okText="确认"
          onClose={close}
          onOk={async () => {
            await call(assessmentRoutes.confirmResult, { params, body: {} })
            await done()
          }}
        >
          <p>每一分都看过了，没有不同意见。</p>
        </ConfirmDialog>
      )
    case 'acknowledge':
      return (
        <ConfirmDialog
          open
          title="签字确认"
          okText="签字确认"
          onClose={close}
          onOk={async () => {
            await call(assessmentDeliveryRoutes.acknowledgeResult, { params, body: {} })
            toast('已签字')
            await done()
          }}
        >
          <p>
            {result.title}：{points(result.centipoints)} 分{result.grade && `，${result.grade}`}。
            签字表示您已经收到并看过这个结果。
          </p>
        </ConfirmDialog>
      )
    case 'takeSignatureBack':
      return (
        <ReasonDialog
          open
          title={`取消${result.name}的纸质签字记录`}
          okText="取消记录"
          maxLength={200}
          onClose={close}
          onOk={async (note) => {
            await call(assessmentDeliveryRoutes.takeSignatureBack, { params, body: { note } })
            await done()
          }}
        />
      )
    case 'object':
      return (
        <FormDialog<{ itemKey: string; reason: string }>
          open
          title="提出异议"
          okText="提出"
          initialValues={{ itemKey: '' }}
          onClose={close}
          onOk={async (body, key) => {
            await call(assessmentRoutes.objectToScore, { params, body }, { idempotencyKey: key })
            toast('异议已提出，答复后会通知您')
            await done()
          }}
          fields={
            <>
              <Form.Item name="itemKey" label="对哪一项">
                <Select
                  options={[
                    { value: '', label: '整个结果' },
                    ...result.score.lines
                      .filter(({ what }) => what === 'item')
                      .map(({ key, name }) => ({ value: key, label: name })),
                  ]}
                />
              </Form.Item>
              <Form.Item name="reason" label="什么地方不对" rules={[{ required: true, whitespace: true }]}>
                <Input.TextArea rows={4} maxLength={1000} showCount />
              </Form.Item>
            </>
          }
        />
      )
    case 'answer':
      return (
        <FormDialog<{ uphold?: boolean; answer: string }>
          open
          title="答复异议"
          okText="答复"
          onClose={close}
          onOk={async ({ uphold, answer }) => {
            const { before, after } = await call(assessmentRoutes.answerScoreObjection, {
              params: { id: asking.id },
              body: { uphold: uphold === true, answer },
            })
            toast(before === after ? '已答复，分数没有变' : `已答复，${points(before)} 分改为 ${points(after)} 分`)
            await done()
          }}
          fields={
            <>
              <Form.Item name="uphold" label="异议" rules={[{ required: true, message: '请选成立或不成立' }]}>
                <Radio.Group
                  options={[
                    { value: true, label: '成立，按更正后的台账重算一次' },
                    { value: false, label: '不成立' },
                  ]}
                />
              </Form.Item>
              <Form.Item name="answer" label="答复（给本人看）" rules={[{ required: true, whitespace: true }]}>
                <Input.TextArea rows={4} maxLength={1000} showCount />
              </Form.Item>
            </>
          }
        >
          <p>成立的，请先在活动、提案或履职记录里把台账改对，再在这里答复；重算只有一次。</p>
        </FormDialog>
      )
    default:
      return null
  }
}

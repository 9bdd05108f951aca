import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { assessmentDeliveryRoutes } from '#contract/assessment-delivery.ts'
import { assessmentJudgingRoutes } from '#contract/assessment-judging.ts'
import { type AssessmentResult, assessmentRoutes } from '#contract/assessments.ts'
import type { SchemeItem } from '#contract/scoring-scheme.ts'
import { call } from '../../shared/api.ts'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'
import { points } from '../scoring/words.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { markProblem } from './marks.ts'

export type Asking =
  | { what: 'judge' | 'confirm' | 'object' | 'acknowledge' | 'takeSignatureBack' }
  | { what: 'answer' | 'withdraw'; id: string }

const fits = (item: SchemeItem, mark: number | null | undefined): Promise<void> => {
  const problem = markProblem(item, mark)
  return problem === null ? Promise.resolve() : Promise.reject(new Error(problem))
}

/** What the office or the person does to one result; each dialog closes only once the server has said yes. */
export function ResultDialogs(props: {
  result: AssessmentResult
  asking: Asking | null
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
            await call(assessmentJudgingRoutes.judgeResult, {
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
                  rules={[{ validator: (_: unknown, mark: number | null | undefined) => fits(item, mark) }]}
                >
                  <InputNumber step={0.5} />
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
            await call(assessmentRoutes.confirmResult, { params, body: { version: result.version } })
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
    case 'withdraw':
      return (
        <ConfirmDialog
          open
          title="撤回这条异议？"
          okText="撤回"
          cancelText="不撤回"
          onClose={close}
          onOk={async () => {
            await call(assessmentRoutes.withdrawScoreObjection, { params: { id: asking.id }, body: {} })
            toast('异议已撤回')
            await done()
          }}
        >
          <p>撤回以后不再等答复。核对结束以前，还可以重新提出。</p>
        </ConfirmDialog>
      )
    case 'answer':
      return <AnswerDialog result={result} objectionId={asking.id} close={close} done={done} />
    default:
      return null
  }
}

import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio } from 'antd'
import { assessmentJudgingRoutes } from '#contract/assessment-judging.ts'
import { type AssessmentResult, assessmentRoutes } from '#contract/assessments.ts'
import { gradeWord } from '#contract/scoring-scheme.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { FormDialog } from '../../shared/dialogs.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { points, signed } from '../scoring/words.ts'

/** What an objection is about. */
export const itemName = ({ scheme }: AssessmentResult, key: string): string =>
  scheme.items.find((item) => item.key === key)?.name ?? '整个结果'

/** Answering an objection: what was said, and what upholding it would bring, before it is done for good. */
export function AnswerDialog(props: {
  result: AssessmentResult
  objectionId: string
  close: () => void
  done: () => Promise<unknown>
}) {
  const { result, objectionId, close, done } = props
  const objection = result.objections.find(({ id }) => id === objectionId)
  return (
    <FormDialog<{ uphold?: boolean; answer: string }>
      open
      title="答复异议"
      okText="答复"
      onClose={close}
      onOk={async ({ uphold, answer }) => {
        const { before, after } = await call(assessmentRoutes.answerScoreObjection, {
          params: { id: objectionId },
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
                {
                  value: true,
                  label: result.kind === 'members' ? '成立，按更正后的台账重算一次' : '成立，按现在的评定重算一次',
                },
                { value: false, label: '不成立' },
              ]}
            />
          </Form.Item>
          <Form.Item name="answer" label="答复（给本人看）" rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea rows={3} maxLength={1000} showCount />
          </Form.Item>
        </>
      }
    >
      {objection && (
        <div className="assessment-asked">
          <p>
            <strong>{itemName(result, objection.itemKey)}</strong>，{result.name}提出于{' '}
            <Instant value={objection.raisedAt} />
          </p>
          <p className="preserve">{objection.reason}</p>
        </div>
      )}
      <Preview result={result} objectionId={objectionId} />
    </FormDialog>
  )
}

/** The result if the objection is upheld now, loudly where it becomes worse. */
function Preview({ result, objectionId }: { result: AssessmentResult; objectionId: string }) {
  const query = useQuery({
    ...apiQuery(assessmentJudgingRoutes.previewScoreAnswer, { params: { id: objectionId } }),
    staleTime: 0,
    // The ledger is put right in another window meanwhile.
    refetchOnWindowFocus: true,
  })
  const words = ({ centipoints, grade }: { centipoints: number; grade: string | null }) =>
    [`${points(centipoints)} 分`, gradeWord(result.scheme.grades, grade)].filter(Boolean).join('，')
  const first = result.kind === 'members' ? '活动、提案或履职记录里把台账改对' : '把评定改对'
  return (
    <QueryState query={query} lines={2}>
      {({ before, after, lines }) =>
        lines.length === 0 && before.centipoints === after.centipoints && before.grade === after.grade ? (
          <p>
            现在是 {words(before)}。台账没有变动，选成立分数也不会变；要改的，请先到{first}
            ，再回来答复。重算只有一次。
          </p>
        ) : (
          <div className={after.centipoints < before.centipoints ? 'assessment-over' : 'assessment-asked'}>
            <p>
              {after.centipoints < before.centipoints && <strong>成立的话分数会减少：</strong>}
              {after.centipoints >= before.centipoints && '成立的话：'}
              {words(before)} → <strong>{words(after)}</strong>。重算只有一次。
            </p>
            <ul className="assessment-lines">
              {lines.map((line) => (
                <li key={line.name}>
                  {line.name}：{signed(line.before)} → {signed(line.after)}
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </QueryState>
  )
}

import { Checkbox, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type Vote, voteRoutes } from '#contract/votes.ts'
import { call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { markWords } from './words.ts'

interface Typed {
  for: number
  against: number
  abstain: number
  countedBy: string
  silent?: boolean
}
interface Props {
  vote: Vote
  onClose: () => void
  done: () => Promise<unknown>
}

/** A show of hands as it was counted, and by whom; who raised no hand at all is asked about. */
export function HandsDialog({ vote, onClose, done }: Props) {
  return (
    <FormDialog<Typed>
      open
      title="记录举手结果"
      okText="记录"
      initialValues={{ against: 0, countedBy: vote.scrutineers || vote.chiefScrutineer }}
      onClose={onClose}
      onOk={({ silent: _, countedBy, ...hands }) =>
        call(voteRoutes.recordHands, {
          params: { id: vote.id },
          body: { ...hands, countedBy: (countedBy ?? '').trim() },
        }).then(done)
      }
      fields={<Fields present={vote.issued} />}
    >
      <p>到会有表决权的 {vote.issued} 人。先填赞成和反对，其余的先算弃权，清点的不同再改。</p>
    </FormDialog>
  )
}

function Fields({ present }: { present: number }) {
  const form = Form.useFormInstance<Typed>()
  const [own, setOwn] = useState(false)
  const given = [Form.useWatch('for', form), Form.useWatch('against', form), Form.useWatch('abstain', form)]
  const sum = given.reduce<number>((all, n) => all + (n ?? 0), 0)
  const rest = present - sum
  const whole = given.every((n) => typeof n === 'number')
  const propose = () => {
    if (own) return
    const { for: agreed, against } = form.getFieldsValue()
    if (typeof agreed === 'number') form.setFieldValue('abstain', Math.max(0, present - agreed - (against ?? 0)))
  }
  return (
    <>
      <div className="vote-sums">
        {(['for', 'against', 'abstain'] as const).map((name) => (
          <Form.Item key={name} name={name} label={markWords[name]} rules={[{ required: true, message: '请填人数' }]}>
            <InputNumber min={0} max={100_000} onChange={name === 'abstain' ? () => setOwn(true) : propose} />
          </Form.Item>
        ))}
      </div>
      {whole && rest < 0 && (
        <p className="due" role="alert">
          加起来 {sum} 人，比到会的多 {-rest} 人，请核对。
        </p>
      )}
      {whole && rest > 0 && (
        <Form.Item
          name="silent"
          valuePropName="checked"
          rules={[
            {
              validator: (_, checked) =>
                checked ? Promise.resolve() : Promise.reject(new Error('请核对清点的人数，没有数漏再勾')),
            },
          ]}
        >
          <Checkbox>{`加起来 ${sum} 人，还有 ${rest} 人哪一项都没有举手，照此记录`}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="countedBy" label="清点的人（可不填）">
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}

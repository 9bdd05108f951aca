import { Checkbox, Form, Input, InputNumber } from 'antd'
import type { Appraisal } from '#contract/appraisals.ts'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { fromField, toField } from './times.ts'

interface Values {
  year: number
  title: string
  explanation?: string
  opensAt: string
  closesAt: string
  countsAsDuty: boolean
}
export interface DraftBody {
  year: number
  title: string
  explanation: string
  opensAt: string
  closesAt: string
  countsAsDuty: boolean
}

const timeRules = [
  { required: true },
  {
    validator: (_: unknown, value: string) =>
      value && fromField(value) === null ? Promise.reject(new Error('请填日期和时间')) : Promise.resolve(),
  },
]

/** What an appraisal is called, what it is for, and from when to when ballots come in. */
export function DraftDialog(props: {
  before: Appraisal | null
  onClose: () => void
  onOk: (body: DraftBody, key: string) => Promise<unknown>
}) {
  const { before, onClose, onOk } = props
  const year = Number(today().slice(0, 4))
  return (
    <FormDialog<Values>
      open
      title={before ? '修改评议' : '新建评议'}
      okText={before ? '保存' : '新建'}
      initialValues={
        before
          ? { ...before, opensAt: toField(before.opensAt), closesAt: toField(before.closesAt) }
          : { year, title: `${year} 年提案办理民主评议`, opensAt: `${today()}T08:00`, countsAsDuty: true }
      }
      onClose={onClose}
      onOk={({ year, title, explanation, opensAt, closesAt, countsAsDuty }, key) =>
        onOk(
          {
            year,
            title,
            explanation: explanation ?? '',
            opensAt: fromField(opensAt) ?? '',
            closesAt: fromField(closesAt) ?? '',
            countsAsDuty,
          },
          key,
        )
      }
      fields={
        <>
          <Form.Item name="year" label="评哪一年的办理" rules={[{ required: true }]}>
            <InputNumber min={1949} max={2200} precision={0} />
          </Form.Item>
          <Form.Item name="title" label="名称" rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="explanation" label="给委员的说明" extra="为什么评、怎样评，委员打分时看得到。">
            <Input.TextArea rows={3} maxLength={4000} showCount />
          </Form.Item>
          <div className="field-grid">
            <Form.Item name="opensAt" label="开始时间" rules={timeRules}>
              <Input type="datetime-local" />
            </Form.Item>
            <Form.Item name="closesAt" label="截止时间" rules={timeRules} extra="到时自动截止，不再收票。">
              <Input type="datetime-local" />
            </Form.Item>
          </div>
          <Form.Item
            name="countsAsDuty"
            valuePropName="checked"
            extra="截止后，交了评议票的委员各记一次“民主评议”；评了几分谁也看不到。另办了会议活动并在会上签到的，请不要勾选，免得记两次。"
          >
            <Checkbox>参加评议记入履职台账</Checkbox>
          </Form.Item>
        </>
      }
    />
  )
}

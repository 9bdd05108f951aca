import { Form, Input, InputNumber, Radio } from 'antd'
import { leaveKindWords } from './words.ts'

/** The fields of a request for leave. */
export function LeaveFields({ halfDays, forMember = false }: { halfDays: number | undefined; forMember?: boolean }) {
  return (
    <>
      <Form.Item name="kind" label="事由" rules={[{ required: true, message: '请选事由' }]}>
        <Radio.Group
          className="leave-kinds"
          options={Object.entries(leaveKindWords).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item
        name="words"
        label="说明"
        rules={[{ required: true, whitespace: true, message: '请写一句说明' }]}
        extra={`只有${forMember ? '本人' : '您'}、审批人和办公室看得到。组织派遣等公务请假不计缺席。`}
      >
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      {halfDays !== undefined && halfDays > 1 && (
        <Form.Item name="halfDays" label="请几个半天（不填：全程）">
          <InputNumber min={1} max={halfDays} precision={0} />
        </Form.Item>
      )}
    </>
  )
}

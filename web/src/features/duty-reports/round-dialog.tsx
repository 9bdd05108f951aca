import { Form, Input, InputNumber, Radio } from 'antd'
import type { ReportAskedOf, ReportRound } from '#contract/duty-reports.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { askedOfWords } from './words.ts'

export interface RoundBody {
  year: number
  askedOf: ReportAskedOf
  title: string
  words: string
  dueOn: string
}

const filled = [{ required: true, whitespace: true }]
const needed = [{ required: true }]

/** Asks for a year's reports, or changes what was asked. */
export function RoundDialog(props: {
  round: ReportRound | null
  onClose: () => void
  onOk: (body: RoundBody, key: string) => Promise<unknown>
}) {
  const { round, onClose, onOk } = props
  const year = round?.year ?? Number(today().slice(0, 4))
  return (
    <FormDialog<RoundBody>
      open
      title={round ? '修改要求' : '布置一年的履职报告'}
      okText={round ? '保存' : '布置'}
      initialValues={{
        year,
        askedOf: round?.askedOf ?? 'standing',
        title: round?.title ?? `${year} 年度履职报告`,
        words: round?.words ?? '',
        dueOn: round?.dueOn ?? `${year}-12-20`,
      }}
      onClose={onClose}
      onOk={({ words, ...rest }, key) => onOk({ ...rest, words: words ?? '' }, key)}
      fields={
        <>
          {!round && (
            <>
              <Form.Item name="year" label="哪一年" rules={needed}>
                <InputNumber min={1949} max={2200} precision={0} />
              </Form.Item>
              <Form.Item name="askedOf" label="请谁写" rules={needed} extra="以后还可以一个一个添加，或者免交。">
                <Radio.Group options={Object.entries(askedOfWords).map(([value, label]) => ({ value, label }))} />
              </Form.Item>
            </>
          )}
          <Form.Item name="title" label="名称" rules={filled}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="dueOn"
            label="哪一天前交"
            rules={needed}
            extra={round ? '改了日期，会告诉还没有交的委员。' : undefined}
          >
            <DateInput min={today()} />
          </Form.Item>
          <Form.Item name="words" label="要求（可不填）">
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </>
      }
    />
  )
}

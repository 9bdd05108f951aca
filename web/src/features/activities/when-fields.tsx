import { Form, Input } from 'antd'
import { useRef } from 'react'
import { fromField, toField } from '../evaluations/times.ts'
import { movedEnd } from './half-days.ts'

/** A time that has to be filled in. */
const timeRules = [
  { required: true, message: '请填日期和时间' },
  {
    validator: (_: unknown, value: string) =>
      value && fromField(value) === null ? Promise.reject(new Error('请填日期和时间')) : Promise.resolve(),
  },
]
/** Ninety days hold the longest training; more is a slip of the year. */
const longestMs = 90 * 86_400_000

interface Times {
  startsAt?: string
  endsAt?: string
}

/** 开始 and 结束: another day of the start takes the end along; what is wrong is said at the field. `onMoved` is told both. */
export function TimeFields({ onMoved }: { onMoved?: (startsAt: string, endsAt: string) => void }) {
  const form = Form.useFormInstance<Times>()
  /** The start before it was moved; while it is typed it may not be a time at all. */
  const started = useRef<string | null>(null)
  const both = (): Required<Times> => {
    const { startsAt = '', endsAt = '' } = form.getFieldsValue(['startsAt', 'endsAt']) as Times
    return { startsAt, endsAt }
  }
  const moved = () => {
    const { startsAt, endsAt } = both()
    onMoved?.(startsAt, endsAt)
  }
  const moveStart = (typed: string) => {
    const [from, to, end] = [fromField(started.current ?? ''), fromField(typed), fromField(both().endsAt)]
    if (!to) return
    started.current = typed
    if (from && end) {
      form.setFieldsValue({ endsAt: toField(movedEnd(from, to, end)) })
      // What is wrong stands at the field; the promise repeats it.
      void form.validateFields(['endsAt']).catch(() => undefined)
    }
    moved()
  }
  return (
    <>
      <Form.Item name="startsAt" label="开始" rules={timeRules}>
        <Input
          type="datetime-local"
          onFocus={(event) => {
            started.current ??= event.target.value
          }}
          onChange={(event) => moveStart(event.target.value)}
        />
      </Form.Item>
      <Form.Item
        name="endsAt"
        label="结束"
        rules={[
          ...timeRules,
          {
            validator: (_, value: string) => {
              const [from, to] = [fromField(both().startsAt), fromField(value)]
              if (!from || !to) return Promise.resolve()
              if (to <= from) return Promise.reject(new Error('结束要晚于开始'))
              const long = Date.parse(to) - Date.parse(from) > longestMs
              return long ? Promise.reject(new Error('一次活动最长三个月，请看看年份')) : Promise.resolve()
            },
          },
        ]}
      >
        <Input type="datetime-local" onChange={moved} />
      </Form.Item>
    </>
  )
}

/** 回复截止: not after it begins. */
export function AnswerByField() {
  return (
    <Form.Item
      name="answerBy"
      label="回复截止"
      extra="不填就到开始为止。"
      dependencies={['startsAt']}
      rules={[
        ({ getFieldValue }) => ({
          validator: (_, value: string | undefined) => {
            const [start, until] = [fromField(getFieldValue('startsAt') as string), fromField(value)]
            return start && until && until > start ? Promise.reject(new Error('不能晚于活动开始')) : Promise.resolve()
          },
        }),
      ]}
    >
      <Input type="datetime-local" />
    </Form.Item>
  )
}

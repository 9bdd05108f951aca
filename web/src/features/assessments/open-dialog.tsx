import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { type AssessmentKind, assessmentRoutes } from '#contract/assessments.ts'
import { apiQuery } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { kindWords } from './words.ts'

interface Body {
  kind: AssessmentKind
  title: string
  year: number
  period: { from: string; to: string } | null
  items: { name: string; cap: number }[]
  grades: { name: string; from: number; below: number | null }[]
  accountIds: string[]
}
interface Values {
  title: string
  year: number
  from?: string
  to?: string
  items: string
  grades: string
  accountIds: string[]
}

/** 一行一条，后面写分值: `学政策 25` → name and centipoints; null where a line is not so. */
function linesOf(text: string | undefined): { name: string; points: number }[] | null {
  const lines = (text ?? '').split('\n').filter((line) => line.trim() !== '')
  const read = lines.map((line) => /^(.{1,60}?)\s+(\d{1,4}(?:\.\d{1,2})?)\s*分?$/u.exec(line.trim()))
  return read.some((one) => one === null)
    ? null
    : read.map((one) => ({ name: one![1]!.trim(), points: Math.round(Number(one![2]) * 100) }))
}

/** 好 90 / 较好 80 / 一般 60, the highest first: each reaches up to the one above it. */
function gradesOf(text: string | undefined): Body['grades'] | null {
  const lines = linesOf(text)?.toSorted((a, b) => b.points - a.points)
  return lines?.map(({ name, points }, i) => ({ name, from: points, below: lines[i - 1]?.points ?? null })) ?? null
}

const filled = [{ required: true, whitespace: true }]
const needsLines = (read: (text: string | undefined) => { length: number } | null, empty: boolean) => ({
  validator: (_: unknown, text: string | undefined) => {
    const lines = read(text)
    return lines && (empty || lines.length > 0)
      ? Promise.resolve()
      : Promise.reject(new Error('每行写一条，空一格写分数'))
  },
})

/** Opens a round: of members, or of staff with the items to be judged. */
export function OpenDialog(props: { onClose: () => void; onOk: (body: Body, key: string) => Promise<unknown> }) {
  const [kind, setKind] = useState<AssessmentKind>('members')
  const staff = useQuery({ ...apiQuery(assessmentRoutes.listStaffOptions, {}), enabled: kind === 'staff' })
  const now = today()
  // In the first months the year before is assessed.
  const year = Number(now.slice(0, 4)) - (Number(now.slice(5, 7)) <= 6 ? 1 : 0)
  return (
    <FormDialog<Values>
      key={kind}
      open
      title="开始一轮考核"
      okText="开始"
      initialValues={{
        title: `${year} 年度${kind === 'members' ? '委员履职考核' : '机关学比述评'}`,
        year,
        items: '学：政治理论和业务学习 25\n比：岗位实绩 25\n述：年度述职 25\n评：作风和群众评价 25',
        grades: '好 90\n较好 80\n一般 60',
        accountIds: [],
      }}
      onClose={props.onClose}
      onOk={(values, key) =>
        props.onOk(
          {
            kind,
            title: values.title,
            year: values.year,
            period: values.from && values.to ? { from: values.from, to: values.to } : null,
            items: kind === 'staff' ? linesOf(values.items)!.map(({ name, points }) => ({ name, cap: points })) : [],
            grades: kind === 'staff' ? gradesOf(values.grades)! : [],
            accountIds: kind === 'staff' ? values.accountIds : [],
          },
          key,
        )
      }
      fields={
        <>
          <Form.Item label="考核谁">
            <Radio.Group
              value={kind}
              onChange={(event) => setKind(event.target.value as AssessmentKind)}
              options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="title" label="名称" rules={filled}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="year"
            label="哪一年"
            rules={[{ required: true }]}
            extra={kind === 'members' ? '按这一年通过的考核办法计分。' : undefined}
          >
            <InputNumber min={1949} max={2200} precision={0} />
          </Form.Item>
          {kind === 'members' && <PeriodFields />}
          {kind === 'staff' && (
            <>
              <Form.Item
                name="accountIds"
                label="参加的人"
                rules={[{ required: true, type: 'array', min: 1, message: '请选参加的人' }]}
              >
                <Select
                  mode="multiple"
                  optionFilterProp="label"
                  options={staff.data?.items.map((one) => ({ value: one.accountId, label: one.name })) ?? []}
                />
              </Form.Item>
              <Form.Item
                name="items"
                label="评定项目和满分"
                extra="一行一条，空一格写满分。"
                rules={[needsLines(linesOf, false)]}
              >
                <Input.TextArea rows={4} maxLength={1000} />
              </Form.Item>
              <Form.Item name="grades" label="等次和最低分（可不填）" rules={[needsLines(gradesOf, true)]}>
                <Input.TextArea rows={3} maxLength={300} />
              </Form.Item>
            </>
          )}
        </>
      }
    />
  )
}

/** The days of the year: as the committee's setting counts it, unless others are typed. */
function PeriodFields() {
  const year = Form.useWatch<number | null | undefined>('year')
  const days = useQuery({
    ...apiQuery(assessmentRoutes.getAssessmentYear, { params: { year: year ?? 0 } }),
    enabled: Boolean(year && year >= 1949 && year <= 2200),
  })
  return (
    <>
      <div className="assessment-period">
        <Form.Item name="from" label="从哪一天（不填按设置）" dependencies={['to']} rules={[both('to')]}>
          <DateInput />
        </Form.Item>
        <Form.Item name="to" label="到哪一天（不填按设置）" dependencies={['from']} rules={[both('from')]}>
          <DateInput />
        </Form.Item>
      </div>
      {days.data && (
        <p className="faint">
          按设置是 <CivilDate value={days.data.from} far={false} /> 到 <CivilDate value={days.data.to} far={false} />
          。只读这些天的履职。
        </p>
      )}
    </>
  )
}

/** Both days or none. */
const both =
  (other: string) =>
  ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_: unknown, value: unknown) =>
      Boolean(value) === Boolean(getFieldValue(other))
        ? Promise.resolve()
        : Promise.reject(new Error('两个日子都填，或者都不填')),
  })

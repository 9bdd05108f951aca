import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { type AssessmentKind, assessmentRoutes } from '#contract/assessments.ts'
import { apiQuery } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { FieldGroup } from '../../shared/form-parts.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
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
  items: { name: string; points: number }[]
  grades: { name: string; points: number }[]
  accountIds: string[]
}

const centipoints = (points: number) => Math.round(points * 100)

/** 好 90 / 较好 80 / 一般 60: each reaches up to the one above it. */
const gradesOf = (rows: Values['grades']): Body['grades'] =>
  rows
    .toSorted((a, b) => b.points - a.points)
    .map(({ name, points }, i, all) => ({
      name: name.trim(),
      from: centipoints(points),
      below: i === 0 ? null : centipoints(all[i - 1]!.points),
    }))

const filled = [{ required: true, whitespace: true }]
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
        items: [
          { name: '学：政治理论和业务学习', points: 25 },
          { name: '比：岗位实绩', points: 25 },
          { name: '述：年度述职', points: 25 },
          { name: '评：作风和群众评价', points: 25 },
        ],
        grades: [
          { name: '好', points: 90 },
          { name: '较好', points: 80 },
          { name: '一般', points: 60 },
          { name: '较差', points: 0 },
        ],
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
            items:
              kind === 'staff'
                ? values.items.map(({ name, points }) => ({ name: name.trim(), cap: centipoints(points) }))
                : [],
            grades: kind === 'staff' ? gradesOf(values.grades) : [],
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
              <Rows name="items" title="评定项目" what="项目" points="满分" most={20} least={1} />
              <Rows name="grades" title="等次（可不设）" what="等次" points="从几分起" most={10} least={0} />
            </>
          )}
        </>
      }
    />
  )
}

/** Rows of a name and points, as many as are wanted. */
function Rows(props: { name: string; title: string; what: string; points: string; most: number; least: number }) {
  const { name, title, what, points, most, least } = props
  const twice = (value: string | undefined, all: readonly { name?: string }[]) =>
    value !== undefined && all.filter((one) => one?.name?.trim() === value.trim()).length > 1
  return (
    <Form.List name={name}>
      {(rows, { add, remove }) => (
        <FieldGroup title={title}>
          {rows.map((row) => (
            <div key={row.key} className="assessment-row whole">
              <Form.Item
                name={[row.name, 'name']}
                label={what}
                rules={[
                  ...filled,
                  ({ getFieldValue }) => ({
                    validator: (_: unknown, value: string | undefined) =>
                      twice(value, getFieldValue(name) as { name?: string }[])
                        ? Promise.reject(new Error('写了两次'))
                        : Promise.resolve(),
                  }),
                ]}
              >
                <Input maxLength={name === 'items' ? 60 : 20} />
              </Form.Item>
              <Form.Item
                name={[row.name, 'points']}
                label={points}
                rules={[
                  { required: true, message: '请填分数' },
                  { type: 'number', min: name === 'items' ? 1 : 0, max: 1000, message: '最多 1000 分' },
                ]}
              >
                <InputNumber controls={false} />
              </Form.Item>
              <LinkButton onClick={() => remove(row.name)} disabled={rows.length <= least}>
                去掉
              </LinkButton>
            </div>
          ))}
          <Button onClick={() => add({ name: '' })} disabled={rows.length >= most}>
            加一{name === 'items' ? '项' : '等'}
          </Button>
        </FieldGroup>
      )}
    </Form.List>
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

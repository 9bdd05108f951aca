import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { z } from 'zod'
import type { Activity, ActivityLevel, activityRoutes, InvitationRule } from '#contract/activities.ts'
import { type ActivityKind, activityKind, isCommitteeMeeting } from '#contract/activity-kinds.ts'
import { FieldGroup } from '../../shared/form-parts.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { fromField, toField } from '../evaluations/times.ts'
import { InvitationRules } from './invitation.tsx'
import { AnswerByField, TimeFields } from './when-fields.tsx'
import { kindWords, levelWords } from './words.ts'

type Options = z.output<typeof activityRoutes.getActivityOptions.response>
type Body = Omit<z.output<typeof activityRoutes.editActivity.body>, 'version'>

export interface ActivityValues {
  kind: ActivityKind
  level: ActivityLevel | null
  title: string
  organiserGroupId?: string | null
  startsAt: string
  endsAt: string
  halfDays: number
  place?: string
  contact?: string
  explanation?: string
  audience: 'invitees' | 'members'
  agenda?: { at?: string; words: string }[]
  observers?: { name: string; post?: string }[]
  invitation: InvitationRule[]
  capacity?: number | null
  answerBy?: string
}

/** What the form holds of an activity. */
export function valuesOf(one: Activity): ActivityValues {
  return {
    ...one,
    organiserGroupId: one.organiser.groupId,
    startsAt: toField(one.startsAt),
    endsAt: toField(one.endsAt),
    answerBy: one.answerBy ? toField(one.answerBy) : '',
    invitation: one.invitation ?? [],
  }
}

/** What is sent. */
export function bodyOf(values: ActivityValues): Body {
  return {
    kind: values.kind,
    level: values.level ?? null,
    title: values.title,
    organiserGroupId: values.organiserGroupId ?? null,
    startsAt: fromField(values.startsAt) ?? '',
    endsAt: fromField(values.endsAt) ?? '',
    halfDays: values.halfDays,
    place: values.place ?? '',
    contact: values.contact ?? '',
    explanation: values.explanation ?? '',
    audience: values.audience,
    agenda: (values.agenda ?? []).map(({ at, words }) => ({ at: at ?? '', words })),
    observers: (values.observers ?? []).map(({ name, post }) => ({ name, post: post ?? '' })),
    invitation: values.invitation ?? [],
    capacity: values.capacity ?? null,
    answerBy: values.answerBy ? fromField(values.answerBy) : null,
  }
}

/** Asked of both forms, the office's and a member's. */
export const filled = [{ required: true, whitespace: true, message: '请填写' }]

export const audienceWords = { members: '全体委员都看得到', invitees: '只有受邀的看得到' } as const

export const CapacityField = ({ label }: { label: string }) => (
  <Form.Item name="capacity" label={label} extra="不填就不限；报满以后先候补，有空位自动转为参加。">
    <InputNumber min={1} max={100_000} precision={0} />
  </Form.Item>
)

export const AudienceField = () => (
  <Form.Item name="audience" label="谁看得到" className="field-wide">
    <Radio.Group
      className="leave-kinds"
      options={Object.entries(audienceWords).map(([value, label]) => ({ value, label }))}
    />
  </Form.Item>
)

interface Props {
  options: Options
  /** Announced, so the list is no longer made by rule. */
  fixed: boolean
  onMoved: (startsAt: string, endsAt: string) => void
}

/** All of an activity on one page. */
export function ActivityFields({ options, fixed, onMoved }: Props) {
  const office = options.forCommittee
  const starts = options.may === 'start'
  const kinds = activityKind.options.filter((kind) => office || !isCommitteeMeeting(kind))
  return (
    <>
      <FieldGroup title="什么活动">
        <Form.Item
          name="kind"
          label="类别"
          rules={[{ required: true, message: '请选类别' }]}
          extra="请假由谁批、记进台账的哪一类，都看类别。"
        >
          <Select placeholder="请选择" options={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))} />
        </Form.Item>
        <Form.Item name="title" label="名称" rules={filled} className="field-wide">
          <Input maxLength={100} />
        </Form.Item>
        {options.groups.length > 0 && (
          <Form.Item name="organiserGroupId" label="组织方" extra="谁组织谁记录；请假也按组织方批。">
            <Select
              allowClear
              placeholder={office ? '本会机关' : '我个人发起'}
              showSearch={{ optionFilterProp: 'label' }}
              options={options.groups.map((group) => ({ value: group.id, label: `${group.name}（${group.kind}）` }))}
            />
          </Form.Item>
        )}
        {!starts && (
          <Form.Item name="level" label="层级" extra="上级政协组织的，选上级。">
            <Select
              allowClear
              placeholder="本级"
              options={Object.entries(levelWords).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
        )}
      </FieldGroup>
      <FieldGroup title="时间和地点">
        <TimeFields onMoved={onMoved} />
        <Form.Item name="place" label="地点" extra="写清楼层、房间，怎么走。">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="contact" label="联系人和电话">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="halfDays"
          label="折合几个半天"
          rules={[{ required: true }]}
          extra="按日期算好，不对可以改。记入履职台账的量，也用来算请假长短。"
        >
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
      </FieldGroup>
      <FieldGroup title="请谁">
        {fixed ? (
          <Form.Item name="invitation" hidden>
            <Input />
          </Form.Item>
        ) : (
          <Form.Item name="invitation" label="邀请谁" className="field-wide">
            <InvitationRules mayOblige={!starts} />
          </Form.Item>
        )}
        <CapacityField label="自愿报名的名额" />
        <AnswerByField />
        <AudienceField />
      </FieldGroup>
      <FieldGroup title="通知里写什么">
        <Form.Item name="explanation" label="说明" className="field-wide">
          <Input.TextArea rows={5} maxLength={8000} showCount />
        </Form.Item>
      </FieldGroup>
      <Lines
        name="agenda"
        title="日程"
        first="at"
        firstHint="时间"
        second="words"
        secondHint="做什么"
        add="添一项日程"
        needs="second"
      />
      <Lines
        name="observers"
        title="列席人员"
        first="name"
        firstHint="姓名"
        second="post"
        secondHint="单位职务"
        add="添列席人员"
        needs="first"
      />
    </>
  )
}

/** Rows of two short texts. */
function Lines(props: {
  name: 'agenda' | 'observers'
  title: string
  first: string
  firstHint: string
  second: string
  secondHint: string
  add: string
  needs: 'first' | 'second'
}) {
  const { name, title, first, firstHint, second, secondHint, add, needs } = props
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <Form.List name={name}>
        {(fields, { add: append, remove }) => (
          <div className="line-rows">
            {fields.map((field) => (
              <div key={field.key}>
                <Form.Item name={[field.name, first]} noStyle rules={needs === 'first' ? filled : []}>
                  <Input aria-label={firstHint} placeholder={firstHint} maxLength={first === 'at' ? 20 : 40} />
                </Form.Item>
                <Form.Item name={[field.name, second]} noStyle rules={needs === 'second' ? filled : []}>
                  <Input aria-label={secondHint} placeholder={secondHint} maxLength={second === 'words' ? 300 : 100} />
                </Form.Item>
                <LinkButton aria-label={`去掉第 ${field.name + 1} 行`} onClick={() => remove(field.name)}>
                  去掉
                </LinkButton>
              </div>
            ))}
            <Button onClick={() => append({})}>{add}</Button>
          </div>
        )}
      </Form.List>
    </fieldset>
  )
}

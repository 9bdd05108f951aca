import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Radio } from 'antd'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { type Activity, activityRoutes } from '#contract/activities.ts'
import { type ActivityKind, activityKind, isCommitteeMeeting } from '#contract/activity-kinds.ts'
import { call } from '../../shared/api.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { Page } from '../../shared/page.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import {
  type ActivityValues,
  AudienceField,
  audienceWords,
  bodyOf,
  CapacityField,
  filled,
  valuesOf,
} from './activity-fields.tsx'
import { halfDaysOf } from './half-days.ts'
import { InvitationRules } from './invitation.tsx'
import { AnswerByField, TimeFields } from './when-fields.tsx'
import { kindWords } from './words.ts'

type Options = z.output<typeof activityRoutes.getActivityOptions.response>

const kinds = activityKind.options.filter((kind) => !isCommitteeMeeting(kind))

/** 发起活动: what a member who invites others has to say, on one screen; the rest is folded. */
export function StartForm({ before, on, options }: { before: Activity | null; on: string; options: Options }) {
  const [form] = Form.useForm<ActivityValues>()
  const [typed, setTyped] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const stay = useLeaveGuard(typed)
  const sends = useRef(true)
  const initial: Partial<ActivityValues> = before
    ? valuesOf(before)
    : {
        kind: 'volunteer',
        level: null,
        halfDays: 1,
        startsAt: `${on}T09:00`,
        endsAt: `${on}T11:00`,
        audience: 'members',
        agenda: [],
        observers: [],
        invitation: [],
      }
  const { submit, sending, words } = useFormSubmit<ActivityValues>(form, async (shown, key) => {
    const values = { ...initial, ...shown } as ActivityValues
    const body = bodyOf({ ...values, halfDays: halfDaysOf(values.startsAt, values.endsAt) ?? 1 })
    let id = before?.id ?? ''
    if (before) await call(activityRoutes.editActivity, { params: { id }, body: { ...body, version: before.version } })
    else
      id = (await call(activityRoutes.createActivity, { body: { ...body, parentId: null } }, { idempotencyKey: key }))
        .id
    if (sends.current)
      try {
        const { state } = await call(activityRoutes.proposeActivity, { params: { id } })
        toast(state === 'announced' ? '通知已发给您邀请的委员' : '已报办公室，同意后发通知，会告诉您')
      } catch (error) {
        // The draft is kept; its page has the step again.
        toastError(error)
      }
    else toast('已存着，还没有报')
    stay.release()
    await client.invalidateQueries()
    await navigate({ to: '/activities/$id', params: { id }, replace: true })
  })
  const send = (yes: boolean) => () => {
    sends.current = yes
    form.submit()
  }
  return (
    <Page
      title={before ? '修改活动' : '发起活动'}
      lead={options.needsApproval ? '写好报办公室，同意了就替您发通知。' : '写好就发给您邀请的委员。'}
      back={
        before
          ? { to: '/activities/$id', label: before.title, params: { id: before.id } }
          : { to: '/activities', label: '会议活动' }
      }
      width="reading"
    >
      {before?.stateWords && <p className="sealed-reason">{`办公室退回：${before.stateWords}`}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={submit}
        onValuesChange={() => setTyped(true)}
        scrollToFirstError
      >
        <Form.Item name="title" label="名称" rules={filled}>
          <Input maxLength={100} placeholder="如 清理河滩、走访独居老人" />
        </Form.Item>
        <div className="field-grid">
          <TimeFields />
        </div>
        <Form.Item name="place" label="地点" rules={filled}>
          <Input maxLength={200} placeholder="在哪里集合，怎么走" />
        </Form.Item>
        <Form.Item
          name="invitation"
          label="请谁"
          rules={[
            {
              validator: (_, value: unknown[] | undefined) =>
                !sends.current || (value?.length ?? 0) > 0
                  ? Promise.resolve()
                  : Promise.reject(new Error('请选好邀请谁')),
            },
          ]}
        >
          <InvitationRules mayOblige={false} />
        </Form.Item>
        <Form.Item name="explanation" label="说明">
          <Input.TextArea rows={4} maxLength={8000} placeholder="做什么，要带什么，找谁" />
        </Form.Item>
        <details className="other-parts">
          <summary>
            更多：
            <Form.Item noStyle dependencies={['kind', 'audience', 'capacity']}>
              {({ getFieldsValue }) => moreWords(getFieldsValue(true) as Partial<ActivityValues>)}
            </Form.Item>
          </summary>
          <Form.Item name="kind" label="是什么活动" rules={[{ required: true }]}>
            <Radio.Group
              className="leave-kinds"
              options={kinds.map((kind: ActivityKind) => ({ value: kind, label: kindWords[kind] }))}
            />
          </Form.Item>
          <Form.Item name="contact" label="联系电话">
            <Input maxLength={200} />
          </Form.Item>
          <CapacityField label="最多几人" />
          <AnswerByField />
          <AudienceField />
        </details>
        <FormProblem words={words} />
        <div className="answer-row answer-buttons">
          <Button type="primary" size="large" loading={sending} onClick={send(true)}>
            {options.needsApproval ? '报办公室' : '发出邀请'}
          </Button>
          <Button size="large" disabled={sending} onClick={send(false)}>
            先存着
          </Button>
        </div>
      </Form>
    </Page>
  )
}

/** What the folded part says as it stands. */
function moreWords({ kind, audience, capacity }: Partial<ActivityValues>): string {
  return [
    kind ? kindWords[kind] : '没有选类别',
    audienceWords[audience ?? 'members'],
    capacity ? `最多 ${capacity} 人` : '人数不限',
  ].join('，')
}

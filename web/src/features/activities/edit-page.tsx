import './activities.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { useRef, useState } from 'react'
import { type Activity, activityRoutes } from '#contract/activities.ts'
import { apiQuery, call, isProblem } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { StaleNote } from '../../shared/stale-note.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { ActivityFields, type ActivityValues, bodyOf, valuesOf } from './activity-fields.tsx'
import { differences, joined } from './differences.tsx'
import { halfDaysOf } from './half-days.ts'
import { timesOfPart } from './parts-dialog.tsx'
import { StartForm } from './start-page.tsx'

/** A new activity, or with `of` a part of a meeting. */
export function NewActivityPage() {
  const { of, on } = useSearch({ strict: false }) as { of?: string; on?: string }
  const parent = useQuery({
    ...apiQuery(activityRoutes.getActivity, { params: { id: of ?? '' } }),
    enabled: of !== undefined,
  })
  const options = useQuery(apiQuery(activityRoutes.getActivityOptions, {}))
  if (options.data?.may === 'start' && of === undefined)
    return <StartForm before={null} on={on ?? today()} options={options.data} />
  if (of !== undefined)
    return <QueryState query={parent}>{(meeting) => <Editor before={null} parent={meeting} />}</QueryState>
  return <Editor before={null} parent={null} on={on} />
}

export function EditActivityPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    ...apiQuery(activityRoutes.getActivity, { params: { id } }),
    // What is being typed is not drawn anew.
    refetchOnWindowFocus: false,
  })
  const options = useQuery(apiQuery(activityRoutes.getActivityOptions, {}))
  return (
    <QueryState query={query}>
      {(one) =>
        options.data?.may === 'start' && one.state === 'draft' ? (
          <StartForm key={one.id} before={one} on={today()} options={options.data} />
        ) : (
          <Editor key={one.id} before={one} parent={null} />
        )
      }
    </QueryState>
  )
}

function startOf(parent: Activity | null, on: string): Partial<ActivityValues> {
  const begun = {
    level: null,
    halfDays: 1,
    startsAt: `${on}T09:00`,
    endsAt: `${on}T11:30`,
    audience: 'members' as const,
    agenda: [],
    observers: [],
    invitation: [],
  }
  if (!parent) return begun
  const { place, contact, level, audience } = valuesOf(parent)
  const times = timesOfPart(parent)
  const halfDays = halfDaysOf(times.startsAt, times.endsAt) ?? 1
  return { ...begun, kind: 'plenarySubMeeting', ...times, halfDays, place, contact, level, audience }
}

const isReckoned = ({ startsAt, endsAt, halfDays }: ActivityValues): boolean =>
  halfDaysOf(startsAt, endsAt) === halfDays

function Editor({ before, parent, on }: { before: Activity | null; parent: Activity | null; on?: string }) {
  const [form] = Form.useForm<ActivityValues>()
  const [typed, setTyped] = useState(false)
  /** What the typing started from, and what somebody else saved meanwhile. */
  const [base, setBase] = useState(before)
  const [theirs, setTheirs] = useState<{ now: Activity; keys: ReturnType<typeof joined>['both'] } | null>(null)
  const client = useQueryClient()
  const navigate = useNavigate()
  const stay = useLeaveGuard(typed)
  const options = useQuery(apiQuery(activityRoutes.getActivityOptions, {}))
  const { submit, sending, words } = useFormSubmit<ActivityValues>(form, async (values, key) => {
    const body = bodyOf(values)
    let id = base?.id ?? ''
    if (base) {
      const params = { id }
      try {
        await call(activityRoutes.editActivity, { params, body: { ...body, version: base.version } })
      } catch (error) {
        if (!isProblem(error, 'version.stale')) throw error
        const now = await call(activityRoutes.getActivity, { params })
        if (now.version === base.version) throw error
        // What only one of the two changed is kept as it was changed; answers and papers count the version up too.
        const { merged, both } = joined(base, now, values)
        form.setFieldsValue(merged as never)
        if (both.length > 0) {
          setTheirs({ now, keys: both })
          throw error
        }
        await call(activityRoutes.editActivity, { params, body: { ...bodyOf(merged), version: now.version } })
      }
      toast('已保存')
    } else {
      const made = await call(
        activityRoutes.createActivity,
        { body: { ...body, parentId: parent?.id ?? null } },
        { idempotencyKey: key },
      )
      id = made.id
      toast('草稿已存，看过以后再发通知')
    }
    stay.release()
    await client.invalidateQueries()
    // The empty form is not come back to: it would look as if the draft were lost.
    await navigate({ to: '/activities/$id', params: { id }, replace: true })
  })
  /** Half days follow the dates until somebody types others. */
  const reckoned = useRef(before === null || isReckoned(valuesOf(before)))
  const changed = (now: Partial<ActivityValues>) => {
    setTyped(true)
    if (now.halfDays !== undefined) reckoned.current = false
  }
  const moved = (startsAt: string, endsAt: string) => {
    const halfDays = halfDaysOf(startsAt, endsAt)
    if (reckoned.current && halfDays !== null) form.setFieldValue('halfDays', halfDays)
  }
  const settle = () => {
    setBase(theirs?.now ?? base)
    setTheirs(null)
  }
  return (
    <Page
      title={before ? '修改会议活动' : parent ? '添分会' : '新建会议活动'}
      lead={
        before?.announcedAt
          ? '通知已经发出：改时间或地点，受邀的委员都会收到消息；名单请在活动页补请、移出。'
          : '先存草稿，看过名单再发通知。'
      }
      back={
        before
          ? { to: '/activities/$id', label: before.title, params: { id: before.id } }
          : parent
            ? { to: '/activities/$id', label: parent.title, params: { id: parent.id } }
            : { to: '/activities', label: '会议活动' }
      }
      width="reading"
    >
      <QueryState query={options}>
        {(may) => (
          <Form
            form={form}
            layout="vertical"
            initialValues={before ? valuesOf(before) : startOf(parent, on ?? today())}
            onFinish={submit}
            onValuesChange={changed}
            scrollToFirstError
          >
            <ActivityFields options={may} fixed={before?.announcedAt != null} onMoved={moved} />
            {theirs && (
              <StaleNote
                what="这次活动"
                lines={differences(theirs.keys, theirs.now, form.getFieldsValue(true) as ActivityValues, may.groups)}
                onKeepMine={settle}
                onTakeTheirs={() => {
                  const now = valuesOf(theirs.now)
                  form.setFieldsValue(Object.fromEntries(theirs.keys.map((key) => [key, now[key]])))
                  settle()
                }}
              />
            )}
            <FormProblem words={theirs ? null : words} />
            <div className="form-buttons">
              <Button type="primary" size="large" htmlType="submit" loading={sending} disabled={theirs !== null}>
                {before?.announcedAt ? '保存' : '存草稿'}
              </Button>
            </div>
          </Form>
        )}
      </QueryState>
    </Page>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { type Activity, type ActivityAction, activityRoutes } from '#contract/activities.ts'
import { activityKinds } from '#contract/activity-kinds.ts'
import { call } from '../../shared/api.ts'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { toast } from '../../shared/toast.tsx'
import { fromField, toField } from '../evaluations/times.ts'
import { AnnounceDialog, announceButton } from './announce-dialog.tsx'
import { AnswerByField, TimeFields } from './when-fields.tsx'

/** The steps that are asked once: what the button says, what will happen, what is said afterwards. */
const plain = {
  propose: {
    route: activityRoutes.proposeActivity,
    button: '报办公室',
    meaning: '办公室同意以后发通知；本会不要求先报的，通知马上发出。',
    done: '已报办公室',
  },
  archive: {
    route: activityRoutes.archiveActivity,
    button: '归档',
    meaning: '归档以后只能看，不能再改。',
    done: '已归档',
  },
} as const
const reasons = {
  refuse: { route: activityRoutes.refuseActivity, button: '退回', label: '理由', done: '已退回' },
  postpone: {
    route: activityRoutes.postponeActivity,
    button: '延期',
    label: '理由',
    done: '已延期，受邀的都会收到消息',
  },
  cancel: {
    route: activityRoutes.cancelActivity,
    button: '取消',
    label: '理由',
    done: '已取消，受邀的都会收到消息',
  },
  reopen: { route: activityRoutes.reopenActivity, button: '重新打开', label: '理由', done: '已重新打开' },
} as const
type Plain = keyof typeof plain
type Reason = keyof typeof reasons
type Asking = Plain | Reason | 'announce' | 'approve' | 'discard' | 'reschedule'

const isPlain = (action: string): action is Plain => action in plain
const isAnnouncing = (action: string): action is 'announce' | 'approve' => action === 'announce' || action === 'approve'
const isReason = (action: string): action is Reason => action in reasons

/** The buttons of who runs it, drawn from what the server says is open. */
export function Moves({ one, done }: { one: Activity; done: () => Promise<unknown> }) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const { actions } = one
  const has = (action: ActivityAction) => actions.includes(action)
  return (
    <>
      {has('edit') && (
        <Link to="/activities/$id/edit" params={{ id: one.id }} className="button">
          修改
        </Link>
      )}
      {actions.filter(isAnnouncing).map((action) => (
        <Button key={action} type="primary" onClick={() => setAsking(action)}>
          {announceButton(one, action)}
        </Button>
      ))}
      {actions.filter(isPlain).map((action) => (
        <Button key={action} type={action === 'archive' ? 'default' : 'primary'} onClick={() => setAsking(action)}>
          {plain[action].button}
        </Button>
      ))}
      {has('reschedule') && (
        <Button type="primary" onClick={() => setAsking('reschedule')}>
          定新的时间
        </Button>
      )}
      {actions.filter(isReason).map((action) => (
        <Button key={action} onClick={() => setAsking(action)}>
          {reasons[action].button}
        </Button>
      ))}
      {has('discard') && (
        <LinkButton decisive onClick={() => setAsking('discard')}>
          删除草稿
        </LinkButton>
      )}
      <Dialogs one={one} asking={asking} close={() => setAsking(null)} done={done} />
    </>
  )
}

interface DialogsProps {
  one: Activity
  asking: Asking | null
  close: () => void
  done: () => Promise<unknown>
}

/** Leaves the page of what the viewer no longer sees; nothing of it stays to come back to. */
function useLeaving({ id, parent }: Activity) {
  const navigate = useNavigate()
  const client = useQueryClient()
  return async () => {
    if (parent) await navigate({ to: '/activities/$id', params: { id: parent.id }, replace: true })
    else await navigate({ to: '/activities', replace: true })
    client.removeQueries({
      predicate: ({ queryKey }) => (queryKey[1] as { params?: { id?: string } } | undefined)?.params?.id === id,
    })
  }
}

/** What calling it off says it does: 取消会议并告诉受邀的 28 人. */
const cancelWords = ({ kind, counts }: Activity): string =>
  `取消${activityKinds[kind].meeting ? '会议' : '活动'}并告诉受邀的 ${counts?.invited ?? 0} 人`

function Dialogs({ one, asking, close, done }: DialogsProps) {
  const leave = useLeaving(one)
  const params = { id: one.id }
  if (asking === null) return null
  if (asking === 'reschedule') return <NewDate one={one} close={close} done={done} />
  if (isAnnouncing(asking)) return <AnnounceDialog one={one} action={asking} close={close} done={done} />
  if (asking === 'discard')
    return (
      <ConfirmDialog
        open
        title="删除草稿"
        okText="删除"
        decisive
        onClose={close}
        onOk={async () => {
          await call(activityRoutes.discardActivity, { params })
          toast(`《${one.title}》的草稿已删除`)
          await leave()
          await done()
        }}
      >
        <p>删除后不能恢复。</p>
      </ConfirmDialog>
    )
  if (isReason(asking)) {
    const { route, button, label, done: said } = reasons[asking]
    const ok = asking === 'cancel' ? cancelWords(one) : button
    return (
      <ReasonDialog
        open
        title={asking === 'cancel' ? `取消：${one.title}` : button}
        okText={ok}
        cancelText={asking === 'cancel' ? '不取消' : undefined}
        decisive={asking === 'cancel'}
        label={label}
        maxLength={1000}
        onClose={close}
        onOk={async (words) => {
          await call(route, { params, body: { words } })
          // A draft given back is the member's again; the office finds it in the list, with the reason.
          if (asking === 'refuse') {
            toast(`《${one.title}》已退回${one.startedBy?.name ?? '发起'}委员，理由已告诉本人`)
            await leave()
          } else toast(said)
          await done()
        }}
      >
        {asking === 'cancel' && <p>取消以后不能恢复，分会一并取消；已计入台账的会冲销。</p>}
        {asking === 'reopen' && <p>由此计入台账的会先冲销，重新结束时再计。不会再给委员发提醒。</p>}
      </ReasonDialog>
    )
  }
  const { route, button, meaning, done: said } = plain[asking]
  return (
    <ConfirmDialog
      open
      title={button}
      okText={button}
      onClose={close}
      onOk={async () => {
        await call(route, { params })
        toast(said)
        await done()
      }}
    >
      <p>{meaning}</p>
    </ConfirmDialog>
  )
}

type NewTimes = {
  startsAt: string
  endsAt: string
  place: string
  answerBy?: string
  answers: 'keep' | 'ask'
  words?: string
}

/** What becomes of those who had answered, in figures. */
const answeredWords = ({ coming, waiting }: NonNullable<Activity['counts']>) =>
  [coming > 0 ? `参加的 ${coming} 人` : '', waiting > 0 ? `候补的 ${waiting} 人` : ''].filter(Boolean).join('和')

function NewDate({ one, close, done }: Omit<DialogsProps, 'asking'>) {
  const answered = one.counts ? answeredWords(one.counts) : ''
  return (
    <FormDialog<NewTimes>
      open
      title="定新的时间"
      okText="发出新的时间"
      initialValues={{
        startsAt: toField(one.startsAt),
        endsAt: toField(one.endsAt),
        place: one.place,
        answers: one.counts && one.counts.must < one.counts.invited ? 'keep' : 'ask',
      }}
      onClose={close}
      onOk={async ({ startsAt, endsAt, place, answerBy, answers, words }) => {
        await call(activityRoutes.rescheduleActivity, {
          params: { id: one.id },
          body: {
            startsAt: fromField(startsAt) ?? '',
            endsAt: fromField(endsAt) ?? '',
            place: place ?? '',
            words: words ?? '',
            answers: answers ?? 'ask',
            answerBy: fromField(answerBy),
          },
        })
        toast(
          answers === 'keep' ? '新的时间已告诉受邀的委员，报了名的都保留' : '新的时间已告诉受邀的委员，请他们重新回复',
        )
        await done()
      }}
      fields={
        <>
          <div className="field-grid">
            <TimeFields />
            <Form.Item name="place" label="地点">
              <Input maxLength={200} />
            </Form.Item>
            <AnswerByField />
          </div>
          {answered !== '' && (
            <Form.Item name="answers" label={`已经回复${answered}`} extra="准过的假都保留。">
              <Radio.Group
                className="leave-kinds"
                options={[
                  { value: 'keep', label: '名额和次序保留，只请原来说不来的重新回复' },
                  { value: 'ask', label: '都请重新回复，原来的报名次序不留' },
                ]}
              />
            </Form.Item>
          )}
          <Form.Item name="words" label="附一句话（可不填）">
            <Input maxLength={1000} />
          </Form.Item>
        </>
      }
    />
  )
}

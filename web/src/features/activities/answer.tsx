import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { ActivityItem } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import type { LeaveKind } from '#contract/activity-kinds.ts'
import { leaveRoutes } from '#contract/leaves.ts'
import { call } from '../../shared/api.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { answerTones, answerWords, leaveKindWords, leaveStateWords, leaveTones } from './words.ts'

type Invited = Pick<ActivityItem, 'id' | 'title' | 'state' | 'startsAt' | 'answerBy' | 'mine'> & { halfDays?: number }

/** What I said so far, in a tag. */
export function MyAnswer({ mine }: { mine: NonNullable<ActivityItem['mine']> }) {
  const { leave, answer, waitingPlace } = mine
  if (leave)
    return (
      <StateTag
        tone={leaveTones[leave.state]}
      >{`${leaveKindWords[leave.kind]}：${leaveStateWords[leave.state]}`}</StateTag>
    )
  if (answer === 'waiting') return <StateTag tone="due">{`候补第 ${waitingPlace} 位`}</StateTag>
  if (answer) return <StateTag tone={answerTones[answer]}>{`您已回复：${answerWords[answer]}`}</StateTag>
  return <StateTag tone="due">请您回复</StateTag>
}

/** 参加 in one tap, 请假 in a short form. Says what is missing, and what happens with it. */
export function AnswerButtons({ one }: { one: Invited }) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<'leave' | 'withdraw' | null>(null)
  const { mine } = one
  if (!mine || (one.state !== 'announced' && one.state !== 'postponed')) return null
  const now = Date.now()
  const began = now >= Date.parse(one.startsAt)
  const closed = began || (one.answerBy !== null && now >= Date.parse(one.answerBy))
  const done = () => client.invalidateQueries()
  const answer = async (coming: boolean) => {
    setBusy(true)
    try {
      const { answer: said } = await call(activityInviteeRoutes.answerActivity, {
        params: { id: one.id },
        body: { coming },
      })
      toast(said === 'waiting' ? '名额已满，先列入候补；有空位会自动转为参加并告诉您' : `已回复：${answerWords[said]}`)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
      await done()
    }
  }
  const onLeave = mine.leave?.state === 'requested' || mine.leave?.state === 'granted'
  if (began) return null
  return (
    <div className="answer-row no-print">
      {!onLeave && one.state === 'announced' && mine.answer !== 'coming' && mine.answer !== 'waiting' && !closed && (
        <Button type="primary" size="large" disabled={busy} onClick={() => void answer(true)}>
          参加
        </Button>
      )}
      {!mine.must && mine.answer !== 'notComing' && one.state === 'announced' && !closed && (
        <Button size="large" disabled={busy} onClick={() => void answer(false)}>
          {mine.answer === null ? '不参加' : '改为不参加'}
        </Button>
      )}
      {!onLeave && mine.must && (
        <Button size="large" disabled={busy} onClick={() => setAsking('leave')}>
          {mine.leave?.state === 'refused' ? '重新请假' : '请假'}
        </Button>
      )}
      {onLeave && mine.leave && <LinkButton onClick={() => setAsking('withdraw')}>撤回请假，我能参加</LinkButton>}
      {closed && !onLeave && <span className="faint">回复已截止，要改请联系办公室。</span>}
      {asking === 'leave' && <LeaveDialog one={one} close={() => setAsking(null)} done={done} />}
      {asking === 'withdraw' && mine.leave && (
        <ConfirmDialog
          open
          title="撤回请假"
          okText="撤回"
          onClose={() => setAsking(null)}
          onOk={async () => {
            await call(leaveRoutes.withdrawLeave, { params: { id: mine.leave!.id } })
            toast('请假已撤回，请回复“参加”')
            await done()
          }}
        >
          <p>撤回以后照常参加；要再请假，须会前重新申请。</p>
        </ConfirmDialog>
      )}
    </div>
  )
}

interface LeaveValues {
  kind: LeaveKind
  words: string
  halfDays?: number | null
}

/** The fields of a request for leave. */
export function LeaveFields({ halfDays }: { halfDays: number | undefined }) {
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
        extra="只有您、审批人和办公室看得到。组织派遣等公务请假不计缺席。"
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

function LeaveDialog({ one, close, done }: { one: Invited; close: () => void; done: () => Promise<unknown> }) {
  return (
    <FormDialog<LeaveValues>
      open
      title={`请假：${one.title}`}
      okText="交给审批人"
      onClose={close}
      onOk={async ({ kind, words, halfDays }, key) => {
        await call(
          leaveRoutes.requestLeave,
          { params: { id: one.id }, body: { kind, words, halfDays: halfDays ?? null } },
          { idempotencyKey: key },
        )
        toast('请假已交给审批人，批了会告诉您')
        await done()
      }}
      fields={<LeaveFields halfDays={one.halfDays} />}
    />
  )
}

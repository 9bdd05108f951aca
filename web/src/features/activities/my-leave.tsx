import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { useRef, useState } from 'react'
import type { Activity, ActivityItem } from '#contract/activities.ts'
import type { LeaveKind } from '#contract/activity-kinds.ts'
import { type LeaveRequest, leaveRoutes } from '#contract/leaves.ts'
import { apiQuery, call, errorWords } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { formatInstant } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { LeaveFields } from './leave-fields.tsx'
import { LeavePaper } from './leave-paper.tsx'
import { approverWords, kindWords, leaveKindWords, leaveStateWords, leaveTones } from './words.ts'

/** My leave from one activity in one place: what I wrote, the proof, who decides, what was said, and the way back. */
export function MyLeave({ one }: { one: Activity }) {
  const leave = one.mine?.leave ?? null
  const query = useQuery({
    ...apiQuery(leaveRoutes.listLeaves, { query: { activityId: one.id, scope: 'mine', limit: 20 } }),
    enabled: leave !== null,
  })
  if (leave === null) return null
  return (
    <Section title="我的请假">
      <QueryState query={query} lines={2}>
        {({ items }) => {
          const own = items.filter((item) => item.state !== 'withdrawn')
          return own.length > 0 ? (
            <ul className="leave-list">
              {own.map((item) => (
                <MyLeaveCard key={item.id} leave={item} within />
              ))}
            </ul>
          ) : (
            <p>
              {`随${one.parent?.title ?? '全会'}请假，${leaveStateWords[leave.state]}。`}
              {one.parent && (
                <Link to="/activities/$id" params={{ id: one.parent.id }}>
                  看我的请假
                </Link>
              )}
            </p>
          )
        }}
      </QueryState>
    </Section>
  )
}

/** One request of one's own. */
export function MyLeaveCard({ leave, within = false }: { leave: LeaveRequest; within?: boolean }) {
  const [asking, setAsking] = useState(false)
  return (
    <li className="sheet my-leave">
      <div className="leave-head">
        <strong>
          {leaveKindWords[leave.kind]}
          <span className="faint">{`　${leave.halfDays} 个半天${leave.late ? '，补假' : ''}`}</span>
        </strong>
        <StateTag tone={leave.turn ? 'moving' : leaveTones[leave.state]}>
          {leave.turn ? `等${approverWords[leave.turn]}审批` : leaveStateWords[leave.state]}
        </StateTag>
      </div>
      {!within && (
        <p>
          <Link to="/activities/$id" params={{ id: leave.activity.id }}>
            {leave.activity.title}
          </Link>
          <span className="faint">{`　${kindWords[leave.activity.kind]}　`}</span>
          <Instant value={leave.activity.startsAt} />
        </p>
      )}
      <p className="preserve">{leave.words}</p>
      <p className="faint">
        {`${formatInstant(leave.askedAt)} ${leave.basis ? `办公室代记，依据：${leave.basis}` : '交给审批人'}`}
      </p>
      {leave.decisions.map((decision) => (
        <p key={decision.at}>
          {`${approverWords[decision.by]}${decision.granted ? '同意' : '不同意'}`}
          {decision.words && `：${decision.words}`}
          <span className="faint">{`　${decision.byName}${decision.onBehalf ? '补记' : ''}，${formatInstant(decision.at)}`}</span>
        </p>
      ))}
      <LeavePaper leave={leave} />
      {leave.actions.includes('withdraw') && (
        <p className="no-print">
          <Button onClick={() => setAsking(true)}>撤回请假，我能参加</Button>
        </p>
      )}
      {asking && <WithdrawDialog leaveId={leave.id} close={() => setAsking(false)} />}
    </li>
  )
}

/** Asks once before a request is taken back. */
export function WithdrawDialog({ leaveId, close }: { leaveId: string; close: () => void }) {
  const client = useQueryClient()
  return (
    <ConfirmDialog
      open
      title="撤回请假"
      okText="撤回"
      onClose={close}
      onOk={async () => {
        await call(leaveRoutes.withdrawLeave, { params: { id: leaveId } })
        toast('请假已撤回，请回复“参加”')
        await client.invalidateQueries()
      }}
    >
      <p>撤回以后照常参加；要再请假，须会前重新申请。</p>
    </ConfirmDialog>
  )
}

interface LeaveValues {
  kind: LeaveKind
  words: string
  halfDays?: number | null
  proof?: File
}

type Asked = Pick<ActivityItem, 'id' | 'title'> & { halfDays?: number }

/** 请假 with its proof, asked once. */
export function LeaveDialog({ one, close }: { one: Asked; close: () => void }) {
  const client = useQueryClient()
  return (
    <FormDialog<LeaveValues>
      open
      title={`请假：${one.title}`}
      okText="交给审批人"
      onClose={close}
      onOk={async ({ kind, words, halfDays, proof }, key) => {
        const { id } = await call(
          leaveRoutes.requestLeave,
          { params: { id: one.id }, body: { kind, words, halfDays: halfDays ?? null } },
          { idempotencyKey: key },
        )
        toast(await sent(id, proof))
        await client.invalidateQueries()
      }}
      fields={
        <>
          <LeaveFields halfDays={one.halfDays} />
          <Form.Item
            name="proof"
            label="证明（可不附，批之前也可以再交）"
            extra="医院证明、出访批件、会议通知，照片也可以。"
          >
            <FileField />
          </Form.Item>
        </>
      }
    />
  )
}

/** Leave is asked whether the proof arrives or not: that can be sent again. @returns what to say */
async function sent(id: string, proof: File | undefined): Promise<string> {
  if (!proof) return '请假已交给审批人，批了会告诉您'
  try {
    await call(leaveRoutes.attachToLeave, { params: { id } }, { files: [proof] })
    return '请假和证明已交给审批人，批了会告诉您'
  } catch (error) {
    return `请假已交给审批人，证明没有传上（${errorWords(error)}），请在“我的请假”里再交`
  }
}

function FileField({
  id,
  value,
  onChange,
}: {
  id?: string
  value?: File
  onChange?: (file: File | undefined) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="answer-row">
      <Button onClick={() => input.current?.click()}>{value ? '换一份' : '选文件或拍照'}</Button>
      {value && <span className="file-name">{value.name}</span>}
      {value && <LinkButton onClick={() => onChange?.(undefined)}>去掉</LinkButton>}
      <input
        ref={input}
        id={id}
        type="file"
        // The library shows every file field inside a form, `hidden` or not.
        style={{ display: 'none' }}
        accept="image/*,.pdf,.doc,.docx"
        onChange={(event) => {
          onChange?.(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { type MemberFile, memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { FirstPassword } from '../../shared/first-password.tsx'
import { toast } from '../../shared/toast.tsx'
import { ordinal } from '../../shared/words.ts'
import { DelegateDialog } from './delegate-dialog.tsx'
import { joinWords, leaveWords, postWords } from './words.ts'

export type MemberDialog =
  | { kind: 'endMembership' | 'addMembership' | 'addPost' | 'delegate' | 'openAccount' }
  | { kind: 'endPost'; postId: string }

interface Props {
  member: MemberFile
  dialog: MemberDialog | null
  close: () => void
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const needed = (message: string) => [{ required: true, message }]

/** The acts on a file that need a date, a reason or a second look. */
export function MemberDialogs({ member, dialog, close }: Props) {
  const client = useQueryClient()
  const [firstPassword, setFirstPassword] = useState<string | null>(null)
  const params = { id: member.id }
  const settled = async (words: string) => {
    await client.invalidateQueries({ queryKey: [memberRoutes.getMember.path] })
    await client.invalidateQueries({ queryKey: [memberRoutes.listMembers.path] })
    await client.invalidateQueries({ queryKey: [memberRoutes.getMemberHistory.path] })
    toast(words)
  }
  const of = (kind: MemberDialog['kind']) => ({ open: dialog?.kind === kind, onClose: close })
  return (
    <>
      <FormDialog<{ leftOn: string; reason: keyof typeof leaveWords; note?: string }>
        {...of('endMembership')}
        title={`${member.name} 离任`}
        okText="确定离任"
        decisive
        initialValues={{ leftOn: today() }}
        onOk={async ({ leftOn, reason, note }) => {
          await call(memberRoutes.endMembership, { params, body: { leftOn, reason, note: note ?? '' } })
          await settled('已记为离任')
        }}
        fields={
          <>
            <Form.Item name="reason" label="原因" rules={needed('请选离任的原因')}>
              <Select options={options(leaveWords)} />
            </Form.Item>
            <Form.Item name="leftOn" label="离任日期" rules={needed('请填离任日期')}>
              <DateInput />
            </Form.Item>
            <Form.Item name="note" label="说明（可不填）" extra="如常委会决定的文号。">
              <Input.TextArea rows={3} maxLength={200} />
            </Form.Item>
          </>
        }
      >
        <p>离任以后，以往的任职、提案和履职记录都保留。</p>
      </FormDialog>
      <AddMembershipDialog {...of('addMembership')} member={member} settled={settled} />
      <FormDialog<{ post: keyof typeof postWords; title?: string; startsOn: string }>
        {...of('addPost')}
        title="任命职务"
        okText="任命"
        initialValues={{ startsOn: today() }}
        onOk={async ({ post, title, startsOn }, key) => {
          const body = { post, title: title?.trim() || postWords[post], startsOn }
          await call(memberRoutes.addMemberPost, { params, body }, { idempotencyKey: key })
          await settled('已登记职务')
        }}
        fields={
          <>
            <Form.Item name="post" label="职务" rules={needed('请选职务')}>
              <Select options={options(postWords)} />
            </Form.Item>
            <Form.Item name="title" label="全称（可不填）" extra="如“提案委员会主任”。">
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="startsOn" label="从哪一天起" rules={needed('请填日期')}>
              <DateInput />
            </Form.Item>
          </>
        }
      />
      <FormDialog<{ endsOn: string }>
        {...of('endPost')}
        title="免去职务"
        okText="免去"
        decisive
        initialValues={{ endsOn: today() }}
        onOk={async ({ endsOn }) => {
          if (dialog?.kind !== 'endPost') return
          await call(memberRoutes.endMemberPost, { params: { id: dialog.postId }, body: { endsOn } })
          await settled('已免去职务')
        }}
        fields={
          <Form.Item name="endsOn" label="到哪一天止" rules={needed('请填日期')}>
            <DateInput />
          </Form.Item>
        }
      />
      <ConfirmDialog
        {...of('openAccount')}
        title="开通账号"
        okText="开通"
        onOk={async (_, key) => {
          const made = await call(memberRoutes.openMemberAccount, { params }, { idempotencyKey: key })
          await settled('账号已开通')
          setFirstPassword(made.firstPassword)
        }}
      >
        <p>
          {member.name} 以后用手机号 {member.phone} 登录。已有别的账号用这个手机号的，会并到那个账号上，多一个身份。
        </p>
      </ConfirmDialog>
      <DelegateDialog {...of('delegate')} member={member} settled={settled} />
      <FirstPassword name={member.name} password={firstPassword} onClose={() => setFirstPassword(null)} />
    </>
  )
}

interface AddMembershipProps {
  open: boolean
  onClose: () => void
  member: MemberFile
  settled: (words: string) => Promise<void>
}

function AddMembershipDialog({ open, onClose, member, settled }: AddMembershipProps) {
  const terms = useQuery({ ...apiQuery(committeeRoutes.listTerms, {}), enabled: open })
  const served = new Set(member.memberships.map((one) => one.termId))
  return (
    <FormDialog<{ termId: string; joinWay: keyof typeof joinWords; joinedOn: string }>
      open={open}
      onClose={onClose}
      title="新的任职"
      okText="登记"
      initialValues={{ joinedOn: today(), joinWay: 'elected' }}
      onOk={async (body, key) => {
        await call(memberRoutes.addMembership, { params: { id: member.id }, body }, { idempotencyKey: key })
        await settled('已登记任职')
      }}
      fields={
        <>
          <Form.Item name="termId" label="届次" rules={needed('请选届次')}>
            <Select
              loading={terms.isPending}
              options={(terms.data?.items ?? [])
                .filter((term) => !served.has(term.id))
                .map((term) => ({
                  value: term.id,
                  label: `第${ordinal(term.number)}届${term.current ? '（本届）' : ''}`,
                }))}
            />
          </Form.Item>
          <Form.Item name="joinWay" label="产生方式">
            <Select options={options(joinWords)} />
          </Form.Item>
          <Form.Item name="joinedOn" label="任职日期" rules={needed('请填日期')}>
            <DateInput />
          </Form.Item>
        </>
      }
    />
  )
}

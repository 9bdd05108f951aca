import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { type MemberFile, memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { FormDialog } from '../../shared/dialogs.tsx'
import { roleWords } from '../../shared/words.ts'

interface Props {
  open: boolean
  onClose: () => void
  member: MemberFile
  settled: (words: string) => Promise<void>
}

/** Lets a member of staff type for this member, on a stated basis. */
export function DelegateDialog({ open, onClose, member, settled }: Props) {
  const delegates = useQuery({ ...apiQuery(memberRoutes.listDelegates, {}), enabled: open })
  return (
    <FormDialog<{ accountId: string; basis: string; endsOn?: string | null }>
      open={open}
      onClose={onClose}
      title={`授权代 ${member.name} 录入`}
      okText="授权"
      onOk={async ({ accountId, basis, endsOn }, key) => {
        const body = { accountId, basis, endsOn: endsOn ?? null }
        await call(memberRoutes.delegate, { params: { id: member.id }, body }, { idempotencyKey: key })
        await settled('已授权代录')
      }}
      fields={
        <>
          <Form.Item name="accountId" label="由谁代录" rules={[{ required: true, message: '请选工作人员' }]}>
            <Select
              loading={delegates.isPending}
              showSearch={{ optionFilterProp: 'label' }}
              options={(delegates.data?.items ?? []).map((one) => ({
                value: one.accountId,
                label: `${one.name}（${roleWords[one.role as keyof typeof roleWords] ?? one.role}）`,
              }))}
            />
          </Form.Item>
          <Form.Item
            name="basis"
            label="依据"
            extra="如“本人 3 月 2 日电话委托”“本人书面委托”。"
            rules={[{ required: true, whitespace: true, message: '请写明依据' }]}
          >
            <Input.TextArea rows={3} maxLength={200} />
          </Form.Item>
          <Form.Item name="endsOn" label="到哪一天止（可不填）">
            <DateInput />
          </Form.Item>
        </>
      }
    >
      <p>代录的每一步都会记下是谁代录的。委员本人仍然可以自己登录。</p>
    </FormDialog>
  )
}

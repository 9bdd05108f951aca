import { useQueryClient } from '@tanstack/react-query'
import { Form, InputNumber } from 'antd'
import { committeeRoutes, type Session } from '#contract/committees.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { FormDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'

export type SessionAsking = { termId: string; session: Session | null }

type Values = Omit<Session, 'id' | 'termId'>

/** A plenary session: when it meets, and from when to when proposals for it are taken. */
export function SessionDialog({ asking, close }: { asking: SessionAsking | null; close: () => void }) {
  const client = useQueryClient()
  const session = asking?.session ?? null
  return (
    <FormDialog<Values>
      open={asking !== null}
      title={session ? '修改会议' : '添一次会议'}
      okText="保存"
      initialValues={session ?? {}}
      onClose={close}
      onOk={async ({ number, opensOn, closesOn, proposalsFrom, proposalsUntil }, key) => {
        if (!asking) return
        const body = {
          number,
          opensOn: opensOn ?? null,
          closesOn: closesOn ?? null,
          proposalsFrom: proposalsFrom ?? null,
          proposalsUntil: proposalsUntil ?? null,
        }
        if (session) await call(committeeRoutes.editSession, { params: { id: session.id }, body })
        else await call(committeeRoutes.createSession, { params: { id: asking.termId }, body }, { idempotencyKey: key })
        await client.invalidateQueries({ queryKey: [committeeRoutes.listTerms.path] })
        toast('已保存')
      }}
      fields={
        <>
          <Form.Item name="number" label="第几次会议" rules={[{ required: true }]}>
            <InputNumber min={1} max={20} precision={0} />
          </Form.Item>
          <div className="field-grid">
            <Form.Item name="opensOn" label="开幕">
              <DateInput />
            </Form.Item>
            <Form.Item name="closesOn" label="闭幕">
              <DateInput />
            </Form.Item>
            <Form.Item name="proposalsFrom" label="提案征集开始">
              <DateInput />
            </Form.Item>
            <Form.Item name="proposalsUntil" label="提案征集截止">
              <DateInput />
            </Form.Item>
          </div>
        </>
      }
    />
  )
}

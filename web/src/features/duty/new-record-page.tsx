import './duty.css'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { dutyRecordRoutes } from '#contract/duty-records.ts'
import { call } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { Page } from '../../shared/page.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toast } from '../../shared/toast.tsx'
import { MemberSearch } from '../proposals/draft/member-search.tsx'
import { RecordFields, type RecordValues, recordBody } from './record-fields.tsx'

/** 补记一件事: a duty that no other part of the system knows of. The proof is added on the page that follows. */
export function NewRecordPage() {
  const office = hasRole(useMe(), 'memberOffice')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form] = Form.useForm<Partial<RecordValues>>()
  const [member, setMember] = useState<{ id: string; name: string } | null>(null)
  const { submit, sending, words } = useFormSubmit<Partial<RecordValues>>(form, async (values, key) => {
    const body = { memberId: member?.id ?? null, ...recordBody(values) }
    const { id } = await call(dutyRecordRoutes.createDutyRecord, { body }, { idempotencyKey: key })
    await client.invalidateQueries()
    toast('已提交，请接着添加证明材料')
    await navigate({ to: '/duty/records/$id', params: { id } })
  })
  return (
    <Page
      title={office ? '代录一件履职的事' : '补记一件履职的事'}
      lead="提案、会议和活动会自动入账，不用填。这里只补记系统不知道的事。"
      back={{ to: '/duty/records', label: '手工填报' }}
      width="reading"
    >
      {office && (
        <div className="sheet">
          {member ? (
            <p>
              为 <strong>{member.name}</strong> 代录，记录上会注明由谁代录。{' '}
              <Button size="small" onClick={() => setMember(null)}>
                换一位
              </Button>
            </p>
          ) : (
            <MemberSearch taken={[]} busy={false} choose="代录" onChoose={setMember} />
          )}
        </div>
      )}
      {(!office || member) && (
        <Form form={form} layout="vertical" onFinish={submit} initialValues={{ occurredOn: today() }} className="sheet">
          <RecordFields />
          <FormProblem words={words} />
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={sending}>
              提交审核
            </Button>
          </div>
        </Form>
      )}
    </Page>
  )
}

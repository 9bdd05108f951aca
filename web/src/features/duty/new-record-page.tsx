import './duty.css'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { dutyRecordRoutes } from '#contract/duty-records.ts'
import { call, errorWords } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { Page } from '../../shared/page.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toast } from '../../shared/toast.tsx'
import { MemberSearch } from '../proposals/draft/member-search.tsx'
import { ProofsToSend, proofMegabytes } from './proof-picker.tsx'
import { RecordFields, type RecordValues, recordBody } from './record-fields.tsx'

/** 补记一件事: a duty that no other part of the system knows of, handed in with its proof. */
export function NewRecordPage() {
  const office = hasRole(useMe(), 'memberOffice')
  const { kind } = useSearch({ strict: false }) as { kind?: string }
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form] = Form.useForm<Partial<RecordValues>>()
  const [member, setMember] = useState<{ id: string; name: string } | null>(null)
  const [files, setFiles] = useState<File[]>([])
  const { submit, sending, words } = useFormSubmit<Partial<RecordValues>>(form, async (values, key) => {
    if (files.some((file) => file.size > proofMegabytes * 1024 * 1024)) return
    const body = { memberId: member?.id ?? null, ...recordBody(values) }
    const { id } = await call(dutyRecordRoutes.createDutyRecord, { body }, { idempotencyKey: key })
    // The record is in by now: what of its proofs does not go up is said on its page, where it can be added again.
    const left: string[] = []
    for (const file of files)
      try {
        await call(dutyRecordRoutes.addDutyRecordFile, { params: { id } }, { files: [file] })
      } catch (error) {
        left.push(`${file.name}：${errorWords(error)}`)
      }
    await client.invalidateQueries()
    toast(left.length > 0 ? `已提交，有材料没有传上去，请再添加。${left.join('；')}` : '已提交，等审核')
    await navigate({ to: '/duty/records/$id', params: { id } })
  })
  return (
    <Page
      title={office ? '代录一件履职的事' : '补记一件履职的事'}
      lead={
        office
          ? '提案、会议和活动会自动入账，不用填。这里只补记系统不知道的事。'
          : '提案、会议和活动会自动入账，不用填。上级或外单位办的会议、培训，请交给委员联络办代录。'
      }
      back={{ to: '/duty/records', label: office ? '手工填报' : '我补记的' }}
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
        <Form
          form={form}
          layout="vertical"
          noValidate
          onFinish={submit}
          initialValues={{ occurredOn: today(), kind }}
          className="sheet"
        >
          <RecordFields />
          <ProofsToSend files={files} onChange={setFiles} />
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

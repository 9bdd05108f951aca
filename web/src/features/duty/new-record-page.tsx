import './duty.css'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { useRef, useState } from 'react'
import { dutyRecordRoutes } from '#contract/duty-records.ts'
import { call } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { MemberSearch } from '../proposals/draft/member-search.tsx'
import { RecordFields, type RecordValues, recordBody } from './record-fields.tsx'

/** 补记一件事: a duty that no other part of the system knows of. With its proof, which may be added later. */
export function NewRecordPage() {
  const office = hasRole(useMe(), 'memberOffice')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form] = Form.useForm<Partial<RecordValues>>()
  const [files, setFiles] = useState<File[]>([])
  const input = useRef<HTMLInputElement>(null)
  const { kind: asked } = useSearch({ strict: false }) as { kind?: string }
  const [member, setMember] = useState<{ id: string; name: string } | null>(null)
  const { submit, sending, words } = useFormSubmit<Partial<RecordValues>>(form, async (values, key) => {
    const body = { memberId: member?.id ?? null, ...recordBody(values) }
    const { id } = await call(dutyRecordRoutes.createDutyRecord, { body }, { idempotencyKey: key })
    await client.invalidateQueries()
    // The record stands: a proof that does not arrive is added on its page.
    let failed: unknown = null
    for (const file of files)
      await call(dutyRecordRoutes.addDutyRecordFile, { params: { id } }, { files: [file] }).catch((error) => {
        failed = error
      })
    if (failed) toastError(failed)
    else toast(files.length > 0 ? '已提交审核，材料也上传了' : '已提交审核')
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
        <Form
          form={form}
          layout="vertical"
          onFinish={submit}
          initialValues={{ occurredOn: today(), kind: asked }}
          className="sheet"
        >
          <RecordFields />
          <Form.Item
            label="证明材料（可以没有）"
            htmlFor="proof"
            extra="照片、文件、证书都可以，每个不超过 30 MB，最多 9 个。没有的，在情况说明里写清楚。"
          >
            <input
              id="proof"
              type="file"
              multiple
              className="visually-hidden"
              ref={input}
              onChange={(event) => {
                setFiles([...files, ...(event.target.files ?? [])].slice(0, 9))
                event.target.value = ''
              }}
            />
            {files.map((file, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two photos may have one name
              <p key={place}>
                {file.name}{' '}
                <LinkButton
                  aria-label={`去掉${file.name}`}
                  onClick={() => setFiles(files.filter((_, i) => i !== place))}
                >
                  去掉
                </LinkButton>
              </p>
            ))}
            <Button onClick={() => input.current?.click()}>{files.length > 0 ? '再选' : '选照片或文件'}</Button>
          </Form.Item>
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

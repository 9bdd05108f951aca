import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { type MemberFields, memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { FieldGroup, FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { Page } from '../../shared/page.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { OfficeFields, OwnFields } from './member-form-fields.tsx'
import { joinWords } from './words.ts'

type Values = Partial<MemberFields> & {
  name: string
  joinWay: keyof typeof joinWords
  joinedOn?: string | null
  sectorId?: string | null
}

/** The office takes one member into the current term. */
export function NewMemberPage() {
  const [form] = Form.useForm<Values>()
  const [typed, setTyped] = useState(false)
  const sectors = useQuery(apiQuery(committeeRoutes.listGroups, { query: { kind: 'sector' } }))
  const client = useQueryClient()
  const navigate = useNavigate()
  const stay = useLeaveGuard(typed)
  const { submit, sending, words } = useFormSubmit<Values>(form, async ({ joinedOn, sectorId, ...values }, key) => {
    const body = { ...values, joinedOn: joinedOn ?? undefined, sectorId: sectorId ?? null }
    const { id } = await call(memberRoutes.createMember, { body }, { idempotencyKey: key })
    stay.release()
    await client.invalidateQueries({ queryKey: [memberRoutes.listMembers.path] })
    toast(`已登记 ${values.name}`)
    await navigate({ to: '/members/$id', params: { id } })
  })
  return (
    <Page
      title="登记委员"
      lead="登记到本届。人数多时，导入名单更快。"
      back={{ to: '/members', label: '委员' }}
      width="reading"
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ joinWay: 'byElection' }}
        onFinish={submit}
        onValuesChange={() => setTyped(true)}
        scrollToFirstError
      >
        <FieldGroup title="任职">
          <Form.Item name="joinWay" label="产生方式">
            <Select options={Object.entries(joinWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="joinedOn" label="任职日期" extra="不填就是今天。">
            <DateInput />
          </Form.Item>
          <Form.Item name="sectorId" label="界别">
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={(sectors.data?.items ?? []).map((group) => ({ value: group.id, label: group.name }))}
            />
          </Form.Item>
        </FieldGroup>
        <OfficeFields />
        <OwnFields />
        <FormProblem words={words} />
        <Button type="primary" htmlType="submit" loading={sending}>
          登记
        </Button>
      </Form>
    </Page>
  )
}

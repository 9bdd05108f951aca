import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type MemberFile, memberChangeFields, memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { changedFields } from '../../shared/changed-fields.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { ChangeCard } from './change-card.tsx'
import { OwnFields } from './member-form-fields.tsx'

type Values = z.output<typeof memberChangeFields>

/** A member proposes changes to their own file; they take effect once the office has verified them. */
export function ProposeChangePage() {
  const { id } = useParams({ from: '/app/members/$id/propose' })
  const member = useQuery({
    ...apiQuery(memberRoutes.getMember, { params: { id } }),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Page
      title="申报资料变更"
      lead="改好后交委员联络办核实，核实以后资料才会改过来。姓名、界别等请联系联络办。"
      back={{ to: '/members/$id', params: { id }, label: '委员资料' }}
      width="reading"
    >
      <QueryState query={member}>
        {(file) =>
          file.pendingChange ? <ChangeCard change={file.pendingChange} onFile /> : <ProposeForm file={file} />
        }
      </QueryState>
    </Page>
  )
}

function ProposeForm({ file }: { file: MemberFile }) {
  const [form] = Form.useForm<Values>()
  const [typed, setTyped] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const stay = useLeaveGuard(typed)
  const before = memberChangeFields.parse(file)
  const params = { id: file.id }
  const { submit, sending, words } = useFormSubmit<Values>(form, async (values, key) => {
    const changes = changedFields(before, values)
    await call(memberRoutes.proposeMemberChange, { params, body: { changes } }, { idempotencyKey: key })
    stay.release()
    await client.invalidateQueries({ queryKey: [memberRoutes.getMember.path] })
    toast('已申报，等委员联络办核实')
    await navigate({ to: '/members/$id', params })
  })
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={before}
      onFinish={submit}
      onValuesChange={() => setTyped(true)}
      scrollToFirstError
    >
      <OwnFields />
      <FormProblem words={words} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={sending}>
          申报
        </Button>
        <Button onClick={() => navigate({ to: '/members/$id', params })}>不改了</Button>
      </div>
    </Form>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { type MemberFields, type MemberFile, memberFields, memberRoutes } from '#contract/members.ts'
import { apiQuery, call, isProblem } from '../../shared/api.ts'
import { changedFields } from '../../shared/changed-fields.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { StaleNote } from '../../shared/stale-note.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { OfficeFields, OwnFields } from './member-form-fields.tsx'
import { fieldWords } from './words.ts'

/** The member office corrects a file. */
export function EditMemberPage() {
  const { id } = useParams({ from: '/app/members/$id/edit' })
  const member = useQuery({
    ...apiQuery(memberRoutes.getMember, { params: { id } }),
    // What is being typed must not be replaced under the hand.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Page
      title={member.data ? `修改资料：${member.data.name}` : '修改资料'}
      back={{ to: '/members/$id', params: { id }, label: '委员资料' }}
      width="reading"
    >
      <QueryState query={member}>{(file) => <EditForm key={file.id} file={file} />}</QueryState>
    </Page>
  )
}

function EditForm({ file }: { file: MemberFile }) {
  const [form] = Form.useForm<MemberFields>()
  const [base, setBase] = useState(file)
  const [theirs, setTheirs] = useState<MemberFile | null>(null)
  const [typed, setTyped] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const stay = useLeaveGuard(typed)
  const params = { id: file.id }
  const { submit, sending, words } = useFormSubmit<MemberFields>(form, async (values) => {
    const before = memberFields.parse(base)
    const save = (version: number) =>
      call(memberRoutes.editMember, { params, body: { ...changedFields(before, values), version } })
    try {
      await save(base.version)
    } catch (error) {
      if (!isProblem(error, 'version.stale')) throw error
      // Somebody else was faster: what they wrote is shown beside what is typed here; saving again then counts.
      const now = await call(memberRoutes.getMember, { params })
      const touched = Object.keys(changedFields(before, memberFields.parse(now))).length > 0
      if (!touched && now.version !== base.version) await save(now.version)
      else {
        setTheirs(now)
        throw error
      }
    }
    stay.release()
    await client.invalidateQueries({ queryKey: [memberRoutes.getMember.path] })
    await client.invalidateQueries({ queryKey: [memberRoutes.listMembers.path] })
    toast('资料已保存')
    await navigate({ to: '/members/$id', params })
  })
  const changed = theirs ? changedFields(memberFields.parse(base), memberFields.parse(theirs)) : {}
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={memberFields.parse(file)}
      onFinish={submit}
      onValuesChange={() => setTyped(true)}
      scrollToFirstError
    >
      <OfficeFields />
      <OwnFields />
      {theirs && (
        <StaleNote
          what="这份资料"
          lines={linesOf(changed, form.getFieldsValue())}
          onKeepMine={() => {
            setBase({ ...theirs })
            setTheirs(null)
          }}
          onTakeTheirs={() => {
            form.setFieldsValue(changed as never)
            setBase({ ...theirs })
            setTheirs(null)
          }}
        />
      )}
      <FormProblem words={theirs ? null : words} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={sending} disabled={theirs !== null}>
          保存
        </Button>
        <Button onClick={() => navigate({ to: '/members/$id', params })}>不改了</Button>
      </div>
    </Form>
  )
}

const show = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value ?? '')) || '空'

/** What somebody else changed, beside what is typed here. */
function linesOf(theirs: Partial<MemberFields>, mine: Partial<MemberFields>) {
  return (Object.keys(theirs) as (keyof MemberFields)[]).map((key) => ({
    key,
    label: fieldWords[key],
    theirs: show(theirs[key]),
    mine: show(mine[key]),
  }))
}

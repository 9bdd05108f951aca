import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { groupRoleWords } from '../../shared/words.ts'

interface Props {
  open: boolean
  groupId: string
  close: () => void
  settled: (words: string) => Promise<void>
}

/** Puts a member into the group; where the kind is exclusive they leave the other one. */
export function JoinGroupDialog({ open, groupId, close, settled }: Props) {
  const [q, setQ] = useState('')
  const found = useQuery({
    ...apiQuery(memberRoutes.listMembers, { query: { q: q || undefined, active: 'true', limit: 20 } }),
    enabled: open,
    placeholderData: keepPreviousData,
  })
  return (
    <FormDialog<{ memberId: string; role: keyof typeof groupRoleWords }>
      open={open}
      title="编入委员"
      okText="编入"
      initialValues={{ role: 'member' }}
      onClose={close}
      onOk={async (body) => {
        await call(committeeRoutes.joinGroup, { params: { id: groupId }, body })
        await settled('已编入')
      }}
      fields={
        <>
          <Form.Item name="memberId" label="委员" rules={[{ required: true, message: '请选委员' }]}>
            <Select
              showSearch={{ filterOption: false, onSearch: setQ }}
              placeholder="输姓名或拼音来找"
              loading={found.isFetching}
              options={(found.data?.items ?? []).map((one) => ({
                value: one.id,
                label: [one.name, one.sector, one.employer].filter(Boolean).join(' · '),
              }))}
            />
          </Form.Item>
          <Form.Item name="role" label="职责">
            <Select options={Object.entries(groupRoleWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
        </>
      }
    >
      <p className="faint">如果这一类小组一人只能在一个里，编入后会同时移出原来的组。</p>
    </FormDialog>
  )
}

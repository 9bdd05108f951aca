import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { dutyReportRoutes } from '#contract/duty-reports.ts'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'

/** Asks one more member. */
export function AskDialog(props: { roundId: string; onClose: () => void; done: () => Promise<unknown> }) {
  const { roundId, onClose, done } = props
  const [q, setQ] = useState('')
  const found = useQuery({
    ...apiQuery(memberRoutes.listMembers, { query: { q: q || undefined, active: 'true', limit: 20 } }),
    placeholderData: (before) => before,
  })
  return (
    <FormDialog<{ memberId: string }>
      open
      title="添一位委员"
      okText="请其写报告"
      onClose={onClose}
      onOk={async ({ memberId }) => {
        await call(dutyReportRoutes.askForReport, { params: { id: roundId }, body: { memberId } })
        await done()
      }}
      fields={
        <Form.Item name="memberId" label="委员" rules={[{ required: true }]}>
          <Select
            showSearch={{ filterOption: false, onSearch: setQ }}
            placeholder="输姓名或拼音来找"
            loading={found.isFetching}
            notFoundContent="没有找到"
            options={(found.data?.items ?? []).map((one) => ({
              value: one.id,
              label: [one.name, one.sector, one.employer].filter(Boolean).join(' · '),
            }))}
          />
        </Form.Item>
      }
    />
  )
}

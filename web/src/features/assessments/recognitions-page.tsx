import './assessments.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { memberRoutes } from '#contract/members.ts'
import { type Recognition, type RecognitionKind, recognitionRoutes } from '#contract/recognition.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { DownloadButton, download } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toastError } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ZipButton } from '../documents/zip-button.tsx'
import { recognitionWords } from './words.ts'

/** 优秀委员、党员之星、读书之星: who was recognised, for everybody of the committee; given by the office. */
export function RecognitionsPage() {
  const me = useMe()
  const client = useQueryClient()
  const list = useListState<{ q?: string; year?: string; kind?: RecognitionKind }>()
  const { cursor, ...filters } = list.search
  const thisYear = Number(today().slice(0, 4))
  const [asking, setAsking] = useState<'give' | Recognition | null>(null)
  const office = hasRole(me, 'memberOffice')
  const query = useQuery({
    ...apiQuery(recognitionRoutes.listRecognitions, { query: { ...filters, cursor } }),
    placeholderData: (before) => before,
  })
  const columns: Column<Recognition>[] = [
    {
      key: 'name',
      title: '委员',
      bare: true,
      render: (one) =>
        office ? (
          <Link to="/members/$id" params={{ id: one.memberId }}>
            {one.memberName}
          </Link>
        ) : (
          one.memberName
        ),
    },
    { key: 'title', title: '称号', render: (one) => `${one.year} 年${one.title}` },
    { key: 'reason', title: '事由', render: (one) => one.reason },
    {
      key: 'given',
      title: '授予',
      render: (one) => (
        <>
          {one.givenBy} <CivilDate value={one.givenOn} far={false} />
          {one.revokedAt && <span className="tag">已撤销</span>}
        </>
      ),
    },
    {
      key: 'acts',
      title: '操作',
      acts: true,
      render: (one) => (
        <>
          {one.actions.includes('print') && (
            <LinkButton
              onClick={() =>
                void download(
                  recognitionRoutes.getCertificate,
                  { params: { id: one.id } },
                  `荣誉证书 ${one.memberName}.docx`,
                ).catch(toastError)
              }
            >
              证书（Word）
            </LinkButton>
          )}
          {one.actions.includes('revoke') && (
            <LinkButton decisive onClick={() => setAsking(one)}>
              撤销称号
            </LinkButton>
          )}
        </>
      ),
    },
  ]
  return (
    <Page
      title="称号"
      lead="优秀委员、党员之星、读书之星等，授予以后记入履职台账。"
      back={hasRole(me, 'member') ? { to: '/assessments', label: '年度考核' } : undefined}
      actions={
        <>
          {office && (
            <Button type="primary" onClick={() => setAsking('give')}>
              授予称号
            </Button>
          )}
          {office && (
            <ZipButton
              route={recognitionRoutes.getCertificates}
              input={{ query: filters }}
              name="荣誉证书"
              label="荣誉证书，每人一份（Word）"
              disabled={query.data?.items.length === 0}
            />
          )}
          <DownloadButton route={recognitionRoutes.exportRecognitions} query={filters} name="称号" />
        </>
      }
    >
      <DutyTabs />
      <Filters
        first={<SearchFilter label="委员" value={filters.q} onChange={(q) => list.filter({ q })} />}
        count={[filters.year, filters.kind].filter(Boolean).length}
        clear={list.clear}
      >
        <SelectFilter
          label="年度"
          value={filters.year}
          onChange={(year) => list.filter({ year })}
          options={Array.from({ length: 6 }, (_, i) => [String(thisYear - i), `${thisYear - i} 年`] as const)}
        />
        <SelectFilter
          label="称号"
          value={filters.kind}
          onChange={(kind) => list.filter({ kind })}
          options={Object.entries(recognitionWords)}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={Object.values(filters).some(Boolean) ? '没有符合条件的' : '还没有授予过称号'}>
            <p>
              {Object.values(filters).some(Boolean)
                ? '换个条件试试。'
                : office
                  ? '点“授予称号”，选称号和委员。'
                  : '授予以后列在这里。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="称号" rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {asking === 'give' && <GiveDialog onClose={() => setAsking(null)} done={() => client.invalidateQueries()} />}
      {asking !== null && asking !== 'give' && (
        <ReasonDialog
          open
          decisive
          title={`撤销${asking.memberName}的“${asking.title}”称号`}
          okText="撤销称号"
          cancelText="不撤销"
          maxLength={200}
          onClose={() => setAsking(null)}
          onOk={async (note) => {
            await call(recognitionRoutes.revokeRecognition, { params: { id: asking.id }, body: { note } })
            await client.invalidateQueries()
          }}
        >
          <p>台账里的这一条会冲销，记录里留着撤销的理由。</p>
        </ReasonDialog>
      )}
    </Page>
  )
}

interface Given {
  title?: string
  memberIds: string[]
  year: number
  reason?: string
  givenBy: string
  givenOn: string
}

function GiveDialog({ onClose, done }: { onClose: () => void; done: () => Promise<unknown> }) {
  const [q, setQ] = useState('')
  const [kind, setKind] = useState<RecognitionKind>('outstandingMember')
  const found = useQuery({
    ...apiQuery(memberRoutes.listMembers, { query: { q: q || undefined, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const filled = [{ required: true, whitespace: true }]
  return (
    <FormDialog<Given>
      open
      title="授予称号"
      okText="授予"
      initialValues={{
        memberIds: [],
        year: Number(today().slice(0, 4)),
        givenBy: '主席会议',
        givenOn: today(),
      }}
      onClose={onClose}
      onOk={async (values, key) => {
        const title = kind === 'other' ? values.title!.trim() : recognitionWords[kind]
        const body = { ...values, kind, title, reason: values.reason ?? '' }
        await call(recognitionRoutes.giveRecognition, { body }, { idempotencyKey: key })
        await done()
      }}
      fields={
        <>
          <Form.Item label="哪一种">
            <Select<RecognitionKind>
              value={kind}
              options={(Object.keys(recognitionWords) as RecognitionKind[]).map((value) => ({
                value,
                label: recognitionWords[value],
              }))}
              onChange={setKind}
            />
          </Form.Item>
          {kind === 'other' && (
            <Form.Item name="title" label="称号" rules={filled}>
              <Input maxLength={40} />
            </Form.Item>
          )}
          <Form.Item
            name="memberIds"
            label="授予哪些委员"
            rules={[{ required: true, type: 'array', min: 1, message: '请选委员' }]}
          >
            <Select
              mode="multiple"
              filterOption={false}
              onSearch={setQ}
              placeholder="输入姓名查找"
              options={found.data?.items.map((one) => ({ value: one.id, label: one.name })) ?? []}
            />
          </Form.Item>
          <Form.Item name="year" label="年度" rules={[{ required: true }]}>
            <InputNumber min={1949} max={2200} precision={0} />
          </Form.Item>
          <Form.Item name="reason" label="事由（可不填）">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Form.Item name="givenBy" label="由谁授予" rules={filled}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="givenOn" label="哪一天" rules={[{ required: true }]}>
            <DateInput />
          </Form.Item>
        </>
      }
    />
  )
}

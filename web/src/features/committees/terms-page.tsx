import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import { committeeRoutes, type Term } from '#contract/committees.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { formatCivil } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useMe } from '../../shared/session.tsx'
import { DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { ordinal } from '../../shared/words.ts'
import { OrganisationTabs } from './organisation-tabs.tsx'
import { mayKeepTerms } from './rights.ts'
import { type SessionAsking, SessionDialog } from './session-dialog.tsx'
import './committees.css'

/** Terms (届) with their plenary sessions (次), newest first. */
export function TermsPage() {
  const may = mayKeepTerms(useMe())
  const terms = useQuery(apiQuery(committeeRoutes.listTerms, {}))
  const [addingTerm, setAddingTerm] = useState(false)
  const [asking, setAsking] = useState<SessionAsking | null>(null)
  return (
    <Page title="组织" actions={may && <Button onClick={() => setAddingTerm(true)}>登记一届</Button>}>
      <OrganisationTabs />
      <QueryState
        query={terms}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <EmptyState title="还没有届次">
            <p>先登记本届，再登记这一届的第一次会议；委员和提案都要归到届次里。</p>
          </EmptyState>
        }
      >
        {({ items }) => items.map((term) => <TermSection key={term.id} term={term} ask={may ? setAsking : null} />)}
      </QueryState>
      <TermDialog open={addingTerm} close={() => setAddingTerm(false)} />
      <SessionDialog asking={asking} close={() => setAsking(null)} />
    </Page>
  )
}

function TermSection({ term, ask }: { term: Term; ask: ((asking: SessionAsking) => void) | null }) {
  return (
    <Section
      title={`第${ordinal(term.number)}届${term.current ? '（本届）' : ''}`}
      actions={
        ask && (
          <Button size="small" onClick={() => ask({ termId: term.id, session: null })}>
            添一次会议
          </Button>
        )
      }
    >
      <p className="faint">
        <CivilDate value={term.startsOn} far={false} /> 起{term.endsOn && '，至 '}
        {term.endsOn && <CivilDate value={term.endsOn} far={false} />}
      </p>
      {term.sessions.length === 0 ? (
        <p className="faint">还没有登记会议。登记后，提案才能编号。</p>
      ) : (
        <DataTable
          caption={`第${ordinal(term.number)}届的会议`}
          rows={term.sessions}
          rowKey={(session) => session.id}
          columns={[
            { key: 'number', title: '会议', render: (session) => `第${ordinal(session.number)}次会议` },
            {
              key: 'held',
              title: '会期',
              render: (session) => <DateSpan from={session.opensOn} to={session.closesOn} />,
            },
            {
              key: 'window',
              title: '提案征集',
              render: (session) => <DateSpan from={session.proposalsFrom} to={session.proposalsUntil} />,
            },
            {
              key: 'act',
              title: '操作',
              acts: true,
              render: (session) =>
                ask && <LinkButton onClick={() => ask({ termId: term.id, session })}>修改</LinkButton>,
            },
          ]}
        />
      )}
    </Section>
  )
}

function DateSpan({ from, to }: { from: string | null; to: string | null }) {
  if (!from && !to) return <span className="faint">未定</span>
  return (
    <>
      <span className="nowrap">{from ? formatCivil(from) : '未定'}</span> 至{' '}
      <span className="nowrap">{to ? formatCivil(to) : '未定'}</span>
    </>
  )
}

function TermDialog({ open, close }: { open: boolean; close: () => void }) {
  const client = useQueryClient()
  return (
    <FormDialog<{ number: number; startsOn: string }>
      open={open}
      title="登记一届"
      okText="登记"
      onClose={close}
      onOk={async ({ number, startsOn }, key) => {
        const body = { number, startsOn }
        await call(committeeRoutes.createTerm, { body }, { idempotencyKey: key })
        await client.invalidateQueries({ queryKey: [committeeRoutes.listTerms.path] })
        toast('已登记')
      }}
      fields={
        <>
          <Form.Item name="number" label="第几届" rules={[{ required: true }]}>
            <InputNumber min={1} max={99} precision={0} />
          </Form.Item>
          <Form.Item
            name="startsOn"
            label="从哪一天起"
            rules={[{ required: true }]}
            extra="新一届：上一届到前一天为止。比已有各届都早的，是往届，存放往年的委员和提案。"
          >
            <DateInput />
          </Form.Item>
        </>
      }
    />
  )
}

import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { RouteResponse } from '#contract/route.ts'
import { type UnitPerson, unitDeskRoutes } from '#contract/unit-desks.ts'
import { call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { unitDeskWords } from '../../shared/words.ts'
import '../proposals/error-words.ts'
import { refreshProposals } from '../proposals/use-act.ts'
import { words } from './words.ts'

type People = RouteResponse<(typeof unitDeskRoutes)['listUnitPeople']>

/** Who sits at which desk with how much in hand; who left and still holds something stands out. */
export function UnitPeople({ query }: { query: UseQueryResult<People, Error> }) {
  const [from, setFrom] = useState<UnitPerson | null>(null)
  return (
    <Section title={words.people}>
      <QueryState query={query} lines={4}>
        {({ items, mayArrange }) => (
          <>
            <DataTable
              caption={words.people}
              rows={items}
              rowKey={(one) => one.accountId}
              columns={columnsOf(mayArrange ? setFrom : null)}
            />
            <p className="faint">
              增减人员、调整岗位，请告诉政协机关：系统管理员开账号，安全管理员授予身份和岗位。没有人的岗位，由在岗的人兼办。
            </p>
            <HandOver from={from} people={items} onClose={() => setFrom(null)} />
          </>
        )}
      </QueryState>
    </Section>
  )
}

function columnsOf(handOver: ((from: UnitPerson) => void) | null): Column<UnitPerson>[] {
  return [
    {
      key: 'name',
      title: '姓名',
      render: (one) => (
        <span className="tags">
          {one.name}
          {!one.inUnit && <span className="tag tag-due">已离岗</span>}
        </span>
      ),
    },
    {
      key: 'desks',
      title: '岗位',
      render: (one) =>
        one.desks.length === 3
          ? '三个岗位都办'
          : one.desks.map((desk) => unitDeskWords[desk]).join('、') || <span className="faint">没有岗位</span>,
    },
    {
      key: 'held',
      title: '承办',
      align: 'right',
      render: (one) =>
        one.inUnit ? (
          <Link to="/unit-duties" search={{ clerk: one.accountId }}>
            {one.openDuties} 件
          </Link>
        ) : (
          `${one.openDuties} 件`
        ),
    },
    ...(handOver
      ? [
          {
            key: 'act',
            title: '操作',
            acts: true,
            render: (one: UnitPerson) =>
              one.openDuties > 0 && <LinkButton onClick={() => handOver(one)}>全部移交</LinkButton>,
          },
        ]
      : []),
  ]
}

interface HandOverProps {
  from: UnitPerson | null
  people: readonly UnitPerson[]
  onClose: () => void
}

/** 换了承办人: everything one clerk holds goes to another. */
function HandOver({ from, people, onClose }: HandOverProps) {
  const client = useQueryClient()
  const takers = people.filter((one) => one.inUnit && one.desks.includes('clerk') && one.accountId !== from?.accountId)
  const all = takers.length > 0 ? takers : people.filter((one) => one.inUnit && one.accountId !== from?.accountId)
  return (
    <FormDialog<{ toId: string; note: string }>
      open={from !== null}
      title={from ? `移交${from.name}承办的 ${from.openDuties} 件` : ''}
      okText="移交"
      decisive
      onClose={onClose}
      onOk={async ({ toId, note }) => {
        const body = { fromId: from?.accountId ?? '', toId, note: note.trim() }
        const { duties } = await call(unitDeskRoutes.handOverDuties, { body })
        await refreshProposals(client, [unitDeskRoutes.listUnitDuties.path, unitDeskRoutes.listUnitPeople.path])
        toast(`已移交 ${duties} 件`)
      }}
      fields={
        <>
          <Form.Item name="toId" label="移交给" rules={[{ required: true, message: '请选择接手的承办人' }]}>
            <Select options={all.map((one) => ({ value: one.accountId, label: one.name }))} />
          </Form.Item>
          <Form.Item
            name="note"
            label="移交的原因"
            rules={[{ required: true, whitespace: true, message: '请写明移交的原因' }]}
          >
            <Input.TextArea rows={2} maxLength={500} showCount />
          </Form.Item>
        </>
      }
    >
      <p>还没有办完的、答复以后还要跟踪措施的，都移交过去，写了一半的答复也在。经过里留有记录。</p>
    </FormDialog>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { committeeRoutes, type Unit } from '#contract/committees.ts'
import { apiQuery } from '../../shared/api.ts'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { OrganisationTabs } from './organisation-tabs.tsx'
import { mayKeepUnits } from './rights.ts'
import type { UnitsSearch } from './search.ts'
import { UnitDialog } from './unit-dialog.tsx'
import { unitKindWords } from './words.ts'
import './committees.css'

/** 承办单位: whom proposals can be assigned to, and how much each has in hand. */
export function UnitsPage() {
  const may = mayKeepUnits(useMe())
  const { search, filter, clear } = useListState<UnitsSearch>()
  const units = useQuery({
    ...apiQuery(committeeRoutes.listUnits, { query: { q: search.q, closed: search.closed } }),
    placeholderData: keepPreviousData,
  })
  const [asking, setAsking] = useState<Unit | 'new' | null>(null)
  const columns: Column<Unit>[] = [
    {
      key: 'name',
      title: '名称',
      render: (unit) => (
        <span className="tags">
          {unit.name}
          {unit.closedAt && <span className="tag">已停用</span>}
        </span>
      ),
    },
    { key: 'kind', title: '类别', render: (unit) => unitKindWords[unit.kind] },
    {
      key: 'contact',
      title: '联系人',
      render: (unit) => [unit.contactName, unit.contactPhone].filter(Boolean).join(' '),
    },
    {
      key: 'open',
      title: '在办提案',
      align: 'right',
      render: (unit) => (
        <Link to="/proposals" search={{ unitId: unit.id }}>
          {unit.openAssignments} 件
        </Link>
      ),
    },
  ]
  if (may)
    columns.push({
      key: 'act',
      title: '操作',
      acts: true,
      render: (unit) => <LinkButton onClick={() => setAsking(unit)}>修改</LinkButton>,
    })
  return (
    <Page title="组织" actions={may && <Button onClick={() => setAsking('new')}>添承办单位</Button>}>
      <OrganisationTabs />
      <Filters
        first={<SearchFilter label="单位名称" value={search.q} onChange={(q) => filter({ q })} />}
        count={search.closed ? 1 : 0}
        clear={clear}
      >
        <SelectFilter
          label="范围"
          value={search.closed}
          onChange={(closed) => filter({ closed })}
          all="在用"
          options={[['true', '连停用的一起']]}
        />
      </Filters>
      <QueryState
        query={units}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <EmptyState title={search.q ? '没有这个单位' : '还没有承办单位'}>
            <p>{may ? '先把本级的党政部门添进来，提案才能交办。' : '由提案委办公室登记。'}</p>
          </EmptyState>
        }
      >
        {({ items }) => <DataTable caption="承办单位" rows={items} rowKey={(unit) => unit.id} columns={columns} />}
      </QueryState>
      <UnitDialog asking={asking} close={() => setAsking(null)} />
    </Page>
  )
}

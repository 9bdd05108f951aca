import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { committeeRoutes, type Group } from '#contract/committees.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useMe } from '../../shared/session.tsx'
import { DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { AddGroupDialog, AddKindDialog, EditGroupDialog } from './group-dialogs.tsx'
import { OrganisationTabs } from './organisation-tabs.tsx'
import { mayKeepGroups } from './rights.ts'
import type { GroupsSearch } from './search.ts'
import './committees.css'

/** 界别, 专委会 and the groups of every kind the committee uses; in a two-group system each member is in one of both. */
export function GroupsPage() {
  const may = mayKeepGroups(useMe())
  const { search, filter } = useListState<GroupsSearch>()
  const kinds = useQuery(apiQuery(committeeRoutes.listGroupKinds, {}))
  const kind = kinds.data?.items.find((one) => one.code === search.kind) ?? kinds.data?.items[0]
  const groups = useQuery({
    ...apiQuery(committeeRoutes.listGroups, { query: { kind: kind?.code, closed: search.closed } }),
    enabled: kind !== undefined,
  })
  const [dialog, setDialog] = useState<'group' | 'kind' | Group | null>(null)
  const close = () => setDialog(null)
  return (
    <Page
      title="组织"
      actions={
        may && (
          <>
            <Button onClick={() => setDialog('kind')}>新的类别</Button>
            {kind && <Button onClick={() => setDialog('group')}>添{kind.name}</Button>}
          </>
        )
      }
    >
      <OrganisationTabs />
      <QueryState
        query={kinds}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <EmptyState title="还没有小组类别">
            <p>先添类别，如界别、专委会、街道活动组；实行双组制的，学习组、工作组各添一种。</p>
          </EmptyState>
        }
      >
        {({ items }) => (
          <fieldset className="choice-row kind-row">
            <legend className="visually-hidden">类别</legend>
            {items.map((one) => (
              <button
                key={one.code}
                type="button"
                className="choice"
                aria-pressed={one.code === kind?.code}
                onClick={() => filter({ kind: one.code })}
              >
                {one.name}
              </button>
            ))}
            <label className="check">
              <input
                type="checkbox"
                checked={search.closed === 'true'}
                onChange={(event) => filter({ closed: event.target.checked ? 'true' : undefined })}
              />
              也列出已撤销的
            </label>
          </fieldset>
        )}
      </QueryState>
      {kind && (
        <>
          <p className="faint">
            {kind.exclusive ? `一名委员同时只在一个${kind.name}里。` : `一名委员可以同时在几个${kind.name}里。`}
          </p>
          <QueryState
            query={groups}
            isEmpty={(data) => data.items.length === 0}
            empty={
              <EmptyState title={`还没有${kind.name}`}>
                <p>{may ? '可以在这里逐个添，也可以在导入名单时一起建立。' : '等委员联络办建立后，会列在这里。'}</p>
              </EmptyState>
            }
          >
            {({ items }) => (
              <DataTable
                caption={kind.name}
                rows={items}
                rowKey={(group) => group.id}
                columns={[
                  {
                    key: 'name',
                    title: '名称',
                    render: (group) => (
                      <Link to="/groups/$id" params={{ id: group.id }} search={{ kind: group.kind }}>
                        {group.name}
                      </Link>
                    ),
                  },
                  {
                    key: 'count',
                    title: '委员',
                    align: 'right',
                    render: (group) => (
                      <Link to="/members" search={{ groupId: group.id }}>
                        {group.memberCount} 人
                      </Link>
                    ),
                  },
                  ...(search.closed
                    ? [
                        {
                          key: 'closed',
                          title: '撤销',
                          render: (group: Group) => group.closedOn && <CivilDate value={group.closedOn} far={false} />,
                        },
                      ]
                    : []),
                  {
                    key: 'act',
                    title: '操作',
                    acts: true,
                    render: (group) => may && <LinkButton onClick={() => setDialog(group)}>修改</LinkButton>,
                  },
                ]}
              />
            )}
          </QueryState>
          <AddGroupDialog open={dialog === 'group'} kind={kind} close={close} />
        </>
      )}
      <AddKindDialog open={dialog === 'kind'} close={close} />
      <EditGroupDialog group={typeof dialog === 'object' ? dialog : null} close={close} />
    </Page>
  )
}

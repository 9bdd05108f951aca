import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type Account, accountRoutes } from '#contract/accounts.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { apiQuery } from '../../shared/api.ts'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { useListState } from '../../shared/url-state.ts'
import { roleWords } from '../../shared/words.ts'
import { AccountTable } from './account-table.tsx'
import { AccountWindow } from './account-window.tsx'
import { CreateAccountDialog } from './create-account-dialog.tsx'
import type { AccountsSearch } from './search.ts'

type ListQuery = Parameters<typeof apiQuery<typeof accountRoutes.listAccounts>>[1]['query']

/** Accounts for the system and security administrators; each sees only their own acts. */
export function AccountsPage() {
  const me = useMe()
  const list = useListState<AccountsSearch>()
  const { search, filter, clear } = list
  const accounts = useQuery({
    ...apiQuery(accountRoutes.listAccounts, { query: search as ListQuery }),
    placeholderData: keepPreviousData,
  })
  const committees = useQuery(apiQuery(committeeRoutes.listCommittees, {}))
  const [creating, setCreating] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const account: Account | undefined = accounts.data?.items.find((one) => one.id === opened)
  const mayCreate = hasRole(me, 'systemAdmin')
  const set = (key: keyof AccountsSearch) => (value: string | undefined) => filter({ [key]: value })
  const committeeOptions = (committees.data?.items ?? []).map((one) => [one.id, one.name] as const)
  return (
    <Page
      title="账号"
      lead={mayCreate && '这里开工作人员和承办单位的账号。委员的，由委员联络办在“委员”的“为名册开户”里一起开。'}
      actions={
        mayCreate && (
          <Button type="primary" onClick={() => setCreating(true)}>
            开新账号
          </Button>
        )
      }
    >
      <Filters
        first={<SearchFilter label="姓名、用户名或手机号" value={search.q} onChange={set('q')} />}
        count={[search.role, search.committeeId, search.neverLoggedIn].filter(Boolean).length}
        clear={clear}
      >
        <SelectFilter label="身份" value={search.role} onChange={set('role')} options={Object.entries(roleWords)} />
        {committeeOptions.length > 1 && (
          <SelectFilter
            label="政协"
            value={search.committeeId}
            onChange={set('committeeId')}
            options={committeeOptions}
          />
        )}
        <SelectFilter
          label="登录"
          value={search.neverLoggedIn}
          onChange={set('neverLoggedIn')}
          options={[['true', '从未登录']]}
        />
      </Filters>
      <QueryState
        query={accounts}
        isEmpty={(data) => data.items.length === 0}
        lines={10}
        empty={
          <EmptyState title="没有符合条件的账号">
            <p>
              {mayCreate
                ? '委员的账号由委员联络办在“委员”的“为名册开户”里开；工作人员和承办单位的账号在这里开。'
                : '账号由系统管理员开通。'}
            </p>
          </EmptyState>
        }
      >
        {(data) => (
          <>
            <AccountTable accounts={data.items} open={setOpened} />
            <Pager nextCursor={data.nextCursor} {...list} />
          </>
        )}
      </QueryState>
      <CreateAccountDialog open={creating} committees={committeeOptions} close={() => setCreating(false)} />
      {account && <AccountWindow account={account} committees={committeeOptions} close={() => setOpened(null)} />}
    </Page>
  )
}

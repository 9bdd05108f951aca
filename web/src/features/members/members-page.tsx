import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../shared/api.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { useListState } from '../../shared/url-state.ts'
import { MemberFilters } from './member-filters.tsx'
import { MemberTable } from './member-table.tsx'
import type { MembersSearch } from './search.ts'

type ListQuery = Parameters<typeof apiQuery<typeof memberRoutes.listMembers>>[1]['query']

/** The address of the list as the query of the API: 在任 unless asked otherwise. */
function queryOf({ active, ...search }: MembersSearch): ListQuery {
  return { ...search, active: active === 'all' ? undefined : (active ?? 'true') } as ListQuery
}

/** The roster, in stroke order as it is called out, or by pinyin. */
export function MembersPage() {
  const me = useMe()
  const office = hasRole(me, 'memberOffice')
  const list = useListState<MembersSearch>()
  const query = queryOf(list.search)
  const members = useQuery({ ...apiQuery(memberRoutes.listMembers, { query }), placeholderData: keepPreviousData })
  const { cursor: _place, limit: _size, ...exported } = query ?? {}
  const filtered = Object.keys(list.search).some((key) => key !== 'cursor' && key !== 'sort')
  const actions = (
    <>
      {office && (
        <>
          <Link to="/members/new" className="button">
            登记委员
          </Link>
          <Link to="/members/import" className="button">
            导入名单
          </Link>
          <Link to="/members/accounts" className="button">
            为名册开户
          </Link>
        </>
      )}
      <DownloadButton route={memberRoutes.exportMembers} query={exported} name="委员名单" />
    </>
  )
  const empty = filtered ? (
    <EmptyState title="没有符合条件的委员">
      <p>少选一个条件，或者换个字再找。</p>
    </EmptyState>
  ) : (
    <EmptyState title="名册还是空的">
      {office ? (
        <p>
          先把手头的名单<Link to="/members/import">导入</Link>，几份可以一起选；也可以
          <Link to="/members/new">逐个登记</Link>。
        </p>
      ) : (
        <p>等委员联络办导入名单后，这里会列出全体委员。</p>
      )}
    </EmptyState>
  )
  return (
    <Page title="委员" actions={actions}>
      <MemberFilters list={list} office={office} />
      <QueryState query={members} isEmpty={(data) => data.items.length === 0} empty={empty} lines={12}>
        {(data) => (
          <>
            <MemberTable members={data.items} office={office} />
            <Pager nextCursor={data.nextCursor} {...list} />
          </>
        )}
      </QueryState>
    </Page>
  )
}

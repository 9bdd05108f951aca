import './list.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { findingRoutes } from '#contract/finding.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { DownloadButton } from '../../../shared/download-button.tsx'
import { Page } from '../../../shared/page.tsx'
import { Pager } from '../../../shared/pager.tsx'
import { QueryState } from '../../../shared/query-state.tsx'
import { hasRole, hatOf, useMe } from '../../../shared/session.tsx'
import { useListState } from '../../../shared/url-state.ts'
import { BatchButton, useMakesBatches } from '../../documents/batch-button.tsx'
import { FoundEmpty } from '../../finding/found-empty.tsx'
import { SavedSearches, SaveSearchButton } from '../../finding/saved-searches.tsx'
import { newDraft } from '../draft/local-copy.ts'
import { ListEmpty } from './list-empty.tsx'
import { ListFilters } from './list-filters.tsx'
import { recallList, rememberList } from './list-memory.ts'
import { findFiltersOf, findQueryOf, isNarrowed, noFilters, type ProposalSearch, queryOf } from './list-search.ts'
import { ProposalTable } from './proposal-table.tsx'
import { ScopeTabs } from './scope-tabs.tsx'
import { StateChips } from './state-chips.tsx'

/** As many as one batch takes by name. */
const mostTicked = 100

/** Proposals by scope, state and filter; everything is kept in the address, and the place is found again on the way back. */
export function ProposalListPage() {
  const me = useMe()
  const list = useListState<ProposalSearch>()
  const { href, pathname } = useLocation()
  // The address moves on before this page goes: only its own is remembered.
  const here = pathname.endsWith('/proposals')
  const { cursor, ...filters } = queryOf(list.search)
  const { q } = filters
  const listed = useQuery({
    ...apiQuery(proposalRoutes.listProposals, { query: { ...filters, cursor } }),
    placeholderData: (before) => before,
    enabled: !q,
  })
  const found = useQuery({
    ...apiQuery(findingRoutes.findProposals, { query: findQueryOf(list.search) }),
    placeholderData: (before) => before,
    enabled: Boolean(q),
  })
  const query = q ? found : listed
  const { sort: _, state: __, ...countedBy } = filters
  const counts = useQuery({ ...apiQuery(proposalRoutes.countProposals, { query: countedBy }), enabled: !q })
  useEffect(() => {
    if (here && query.data && !query.isPlaceholderData)
      rememberList(
        href,
        query.data.items.map((item) => item.id),
      )
  }, [query.data, query.isPlaceholderData, href, here])

  const ticks = useMakesBatches()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const tick = (ids: readonly string[], on: boolean) =>
    setTicked((before) => [...before.filter((id) => !ids.includes(id)), ...(on ? ids : [])].slice(0, mostTicked))
  const clear = () => list.filter(noFilters)
  return (
    <Page
      title="提案"
      actions={
        <>
          {hasRole(me, 'member', 'proposalOffice') && (
            <Link to="/proposals/$id/edit" params={{ id: newDraft }} className="button button-primary">
              写提案
            </Link>
          )}
          {hasRole(me, 'proposalOffice') && (
            <Link to="/proposals/import" className="button desk-only">
              从文件导入
            </Link>
          )}
          <BatchButton filters={filters} ticked={ticked} />
          <DownloadButton
            route={proposalRoutes.exportProposals}
            query={q ? { ...filters, within: list.search.within ?? 'all', order: list.search.order } : filters}
            name="提案"
          />
        </>
      }
    >
      <ScopeTabs
        role={hatOf(me)?.role ?? null}
        scope={filters.scope ?? 'all'}
        onChange={(scope) => list.filter({ scope, state: undefined })}
      />
      {!q && (
        <StateChips
          counts={counts.data?.counts ?? {}}
          limit={counts.data?.limit ?? 1000}
          state={filters.state}
          onChange={(state) => list.filter({ state })}
        />
      )}
      <ListFilters
        search={list.search}
        onChange={list.filter}
        onClear={clear}
        beside={q && <SaveSearchButton query={{ ...findFiltersOf(list.search), q }} />}
      />
      <SavedSearches onOpen={list.filter} />
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          q ? (
            <FoundEmpty
              q={q}
              nothingAsked={found.data?.nothingAsked ?? false}
              narrowed={isNarrowed({ ...list.search, q: undefined })}
              titleOnly={list.search.within === 'title'}
              onChange={list.filter}
              onClear={() => list.filter({ ...noFilters, q })}
            />
          ) : (
            <ListEmpty search={list.search} onClear={clear} />
          )
        }
      >
        {({ items, nextCursor }) => (
          <>
            {q && found.data?.rankedNewest && (
              <p className="found-note">
                找到很多，这里排列的是最近的 {found.data.rankedNewest} 件；要看更早的，请选“最近的在前”或加条件。
              </p>
            )}
            <ProposalTable
              items={items}
              ticks={ticks ? { ticked, onTick: tick } : null}
              openedId={recallList()?.href === href ? (recallList()?.openedId ?? null) : null}
            />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Page>
  )
}

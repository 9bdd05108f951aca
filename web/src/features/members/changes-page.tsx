import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../shared/api.ts'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ChangeCard } from './change-card.tsx'
import type { ChangesSearch } from './search.ts'
import { changeStateWords } from './words.ts'

type State = keyof typeof changeStateWords

/** The office's queue of changes members propose to their files, and what became of them. */
export function MemberChangesPage() {
  const list = useListState<ChangesSearch>()
  const state = (list.search.state ?? 'pending') as State
  const changes = useQuery({
    ...apiQuery(memberRoutes.listMemberChanges, { query: { cursor: list.search.cursor, state } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title="资料变更" width="reading" lead="委员申报、等联络办核实的资料变更。核实以后，资料才会改过来。">
      <fieldset className="choice-row">
        <legend className="visually-hidden">办理情况</legend>
        {(Object.entries(changeStateWords) as [State, string][]).map(([key, label]) => (
          <button
            key={key}
            type="button"
            className="choice"
            aria-pressed={state === key}
            onClick={() => list.filter({ state: key === 'pending' ? undefined : key })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <QueryState
        query={changes}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <EmptyState title={state === 'pending' ? '没有等核实的变更' : '没有这样的变更'}>
            <p>委员在“我的”里打开自己的资料就可以申报，申报后会列在这里。</p>
          </EmptyState>
        }
      >
        {(data) => (
          <>
            {data.items.map((change) => (
              <ChangeCard key={change.id} change={change} />
            ))}
            <Pager nextCursor={data.nextCursor} {...list} />
          </>
        )}
      </QueryState>
    </Page>
  )
}

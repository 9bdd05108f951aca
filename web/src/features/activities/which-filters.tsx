import { useQuery } from '@tanstack/react-query'
import { type ActivityState, activityRoutes } from '#contract/activities.ts'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import { apiQuery } from '../../shared/api.ts'
import { SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { kindWords, stateWords } from './words.ts'

/** Which activities are shown, in the list and in the month alike. */
export type Which = {
  kind?: ActivityKind
  state?: ActivityState
  groupId?: string
  title?: string
  scope?: 'mine'
}
export const countOf = ({ kind, state, groupId, title, scope }: Which): number =>
  [kind, state, groupId, title, scope].filter(Boolean).length

/** The filters that list and month share. */
export function WhichFilters({
  which,
  change,
}: {
  which: Which
  change: (patch: Partial<Record<keyof Which, string | undefined>>) => unknown
}) {
  const member = hasRole(useMe(), 'member')
  const options = useQuery(apiQuery(activityRoutes.getActivityOptions, {}))
  return (
    <>
      <SearchFilter label="名称" value={which.title} onChange={(title) => change({ title })} />
      <SelectFilter
        label="类别"
        value={which.kind}
        onChange={(kind) => change({ kind })}
        options={Object.entries(kindWords)}
      />
      {member ? (
        <SelectFilter
          label="范围"
          value={which.scope}
          onChange={(scope) => change({ scope })}
          all="我看得到的"
          options={[['mine', '请我参加的']]}
        />
      ) : (
        <>
          <SelectFilter
            label="状态"
            value={which.state}
            onChange={(state) => change({ state })}
            options={Object.entries(stateWords)}
          />
          <SelectFilter
            label="组织方"
            value={which.groupId}
            onChange={(groupId) => change({ groupId })}
            options={(options.data?.groups ?? []).map((group) => [group.id, group.name] as const)}
          />
        </>
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { committeeRoutes } from '#contract/committees.ts'
import { apiQuery } from '../../shared/api.ts'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import type { useListState } from '../../shared/url-state.ts'
import { ordinal } from '../../shared/words.ts'
import type { MembersSearch } from './search.ts'
import { partyNames, postWords, sexWords, sortWords } from './words.ts'

interface Props {
  list: ReturnType<typeof useListState<MembersSearch>>
  office: boolean
}

const own = ['q', 'termId', 'groupId', 'party', 'post', 'sex', 'active', 'neverLoggedIn'] as const

/** What the roster can be narrowed by: 届, 界别 and groups, 党派, 职务, 性别, 在任, 从未登录. */
export function MemberFilters({ list: { search, filter, clear }, office }: Props) {
  const terms = useQuery(apiQuery(committeeRoutes.listTerms, {}))
  const kinds = useQuery(apiQuery(committeeRoutes.listGroupKinds, {}))
  const groups = useQuery(apiQuery(committeeRoutes.listGroups, { query: {} }))
  const set = (key: keyof MembersSearch) => (value: string | undefined) => filter({ [key]: value })
  return (
    <Filters
      first={<SearchFilter label="姓名、拼音或单位" value={search.q} onChange={set('q')} />}
      count={own.filter((key) => key !== 'q' && search[key]).length}
      clear={clear}
    >
      {(kinds.data?.items ?? []).map((kind) => {
        const ofKind = (groups.data?.items ?? []).filter((group) => group.kind === kind.code)
        const chosen = ofKind.some((group) => group.id === search.groupId) ? search.groupId : undefined
        return (
          ofKind.length > 0 && (
            <SelectFilter
              key={kind.code}
              label={kind.name}
              value={chosen}
              onChange={set('groupId')}
              options={ofKind.map((group) => [group.id, group.name])}
            />
          )
        )
      })}
      <SelectFilter label="党派" value={search.party} onChange={set('party')} options={partyNames.map((p) => [p, p])} />
      <SelectFilter label="职务" value={search.post} onChange={set('post')} options={Object.entries(postWords)} />
      <SelectFilter label="性别" value={search.sex} onChange={set('sex')} options={Object.entries(sexWords)} />
      <SelectFilter
        label="届次"
        value={search.termId}
        onChange={set('termId')}
        all="不限"
        options={(terms.data?.items ?? []).map((term) => [
          term.id,
          `第${ordinal(term.number)}届${term.current ? '（本届）' : ''}`,
        ])}
      />
      <SelectFilter
        label="任职"
        value={search.active}
        onChange={set('active')}
        all="在任"
        options={[
          ['false', '已离任'],
          ['all', '全部'],
        ]}
      />
      {office && (
        <SelectFilter
          label="登录"
          value={search.neverLoggedIn}
          onChange={set('neverLoggedIn')}
          options={[['true', '从未登录']]}
        />
      )}
      <SelectFilter
        label="排列"
        value={search.sort === 'pinyin' ? 'pinyin' : undefined}
        onChange={set('sort')}
        all={sortWords.stroke}
        options={[['pinyin', sortWords.pinyin]]}
      />
    </Filters>
  )
}

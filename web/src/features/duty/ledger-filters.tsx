import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { type DutyChapter, type DutyLevel, dutyChapter, dutyKinds, dutyLevel } from '#contract/duty-kinds.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { DateFilter, Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import type { useListState } from '../../shared/url-state.ts'
import { cameWords, chapterWords, levelWords } from './words.ts'

export type LedgerSearch = {
  memberId?: string
  /** A year, or `all`; this year where nothing is said. */
  year?: string
  /** Days, in the place of a year. */
  from?: string
  to?: string
  chapter?: DutyChapter
  kind?: string
  level?: DutyLevel
  /** A sector, or `none`. */
  sector?: string
  /** Any other group. */
  groupId?: string
  /** Without leave and absence. */
  attendance?: 'came'
  q?: string
  standing?: 'reversed' | 'all'
}

const narrowing = [
  'memberId',
  'year',
  'from',
  'to',
  'chapter',
  'kind',
  'level',
  'sector',
  'groupId',
  'attendance',
  'q',
  'standing',
] as const

/** The address as the server's filters: this year unless something else is said. */
export function filtersOf({ year, from, to, ...rest }: LedgerSearch) {
  const { cursor: _, ...filters } = rest as typeof rest & { cursor?: string }
  if (from || to) return { ...filters, from, to }
  const wanted = year ?? today().slice(0, 4)
  return wanted === 'all' ? filters : { ...filters, from: `${wanted}-01-01`, to: `${wanted}-12-31` }
}

/** What the ledger can be narrowed by; sectors and groups for who reads everybody's. */
export function LedgerFilters({
  list: { search, filter, clear },
  readsAll,
}: {
  list: ReturnType<typeof useListState<LedgerSearch>>
  readsAll: boolean
}) {
  const groups = useQuery({
    ...apiQuery(committeeRoutes.listGroups, { query: { closed: 'true' } }),
    enabled: readsAll,
  })
  const kinds = useQuery({ ...apiQuery(committeeRoutes.listGroupKinds, {}), enabled: readsAll })
  const all = groups.data?.items ?? []
  const nameOfKind = new Map(kinds.data?.items.map((kind) => [kind.code, kind.name]))
  const [choosing, setChoosing] = useState(false)
  const span = choosing || search.from !== undefined || search.to !== undefined
  const thisYear = Number(today().slice(0, 4))
  const set = (key: keyof LedgerSearch) => (value: string | undefined) => filter({ [key]: value })
  return (
    <Filters
      first={
        <SearchFilter
          label={readsAll ? '委员或事项' : '事项'}
          hint={readsAll ? '姓名、拼音，或者事项里的字' : '事项里的字'}
          value={search.q}
          onChange={set('q')}
        />
      }
      count={narrowing.filter((key) => key !== 'q' && search[key]).length}
      clear={() => {
        setChoosing(false)
        clear()
      }}
    >
      <SelectFilter
        label="时间"
        value={span ? 'span' : search.year}
        onChange={(value) => {
          setChoosing(value === 'span')
          if (value !== 'span') filter({ year: value, from: undefined, to: undefined })
        }}
        all={`${thisYear} 年（今年）`}
        options={[
          ...Array.from({ length: 5 }, (_, i) => [String(thisYear - 1 - i), `${thisYear - 1 - i} 年`] as const),
          ['all', '各年'],
          ['span', '从哪天到哪天'],
        ]}
      />
      {span && (
        <>
          <DateFilter label="从哪一天" value={search.from} max={search.to} onChange={set('from')} />
          <DateFilter label="到哪一天" value={search.to} min={search.from} onChange={set('to')} />
        </>
      )}
      {readsAll && (
        <>
          <SelectFilter
            label="界别"
            value={search.sector}
            onChange={set('sector')}
            options={[
              ...all.filter((group) => group.kind === 'sector').map((group) => [group.id, group.name] as const),
              ['none', '未编入界别'],
            ]}
          />
          <SelectFilter
            label="专委会、小组"
            value={search.groupId}
            onChange={set('groupId')}
            options={all
              .filter((group) => group.kind !== 'sector')
              .map((group) => [group.id, `${group.name}（${nameOfKind.get(group.kind) ?? '小组'}）`])}
          />
        </>
      )}
      <SelectFilter
        label="方面"
        value={search.chapter}
        onChange={(value) => filter({ chapter: value, kind: undefined })}
        options={dutyChapter.options.map((one) => [one, chapterWords[one]])}
      />
      <SelectFilter
        label="类别"
        value={search.kind}
        onChange={set('kind')}
        options={dutyKinds
          .filter((one) => !search.chapter || one.chapter === search.chapter)
          .map((one) => [one.kind, one.label])}
      />
      <SelectFilter
        label="级别"
        value={search.level}
        onChange={set('level')}
        options={dutyLevel.options.map((one) => [one, levelWords[one]])}
      />
      <SelectFilter
        label="到会情况"
        value={search.attendance}
        onChange={set('attendance')}
        options={[['came', cameWords]]}
      />
      <SelectFilter
        label="状态"
        value={search.standing}
        onChange={set('standing')}
        all="有效的"
        options={[
          ['reversed', '已冲销的'],
          ['all', '全部'],
        ]}
      />
    </Filters>
  )
}

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { SearchFilter, SelectFilter } from '../../../shared/filters.tsx'
import { Icon } from '../../../shared/icons.tsx'
import { useIsPhone } from '../../../shared/media.ts'
import { orderWords, withinWords } from '../../finding/words.ts'
import { kindWords, sortWords, stateWords } from '../words.ts'
import { isNarrowed, moreFilters, type ProposalSearch } from './list-search.ts'

interface ListFiltersProps {
  search: ProposalSearch
  /** What else stands beside the buttons. */
  beside?: ReactNode
  onChange: (patch: Record<string, string | undefined>) => void
  onClear: () => void
}

const findKeys = ['within', 'order', 'state'] as const
/** What is asked for beyond the usual: the usual value of a choice counts as none. */
const isSet = (search: ProposalSearch, key: (typeof moreFilters)[number] | (typeof findKeys)[number] | 'sort') =>
  search[key] !== undefined && !['all', 'relevance', '-submitted'].includes(search[key] ?? '')

/** Search, order, and the other filters, which open on demand; on a phone all but the search does. */
export function ListFilters({ search, beside, onChange, onClear }: ListFiltersProps) {
  const phone = useIsPhone()
  const folded = search.q ? findKeys : (['sort'] as const)
  const set = [...moreFilters, ...(phone ? folded : [])].filter((key) => isSet(search, key)).length
  const [open, setOpen] = useState(set > 0 && !phone)
  const order = search.q ? (
    <FindFilters search={search} onChange={onChange} />
  ) : (
    <SelectFilter
      label="排列"
      all={sortWords['-submitted']}
      value={search.sort === '-submitted' ? undefined : search.sort}
      options={Object.entries(sortWords).filter(([code]) => code !== '-submitted')}
      onChange={(sort) => onChange({ sort })}
    />
  )
  return (
    <div className="proposal-filters no-print">
      <div className="filters">
        <SearchBox value={search.q} onSearch={(q) => onChange({ q })} />
        {!phone && order}
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="filter" />
          {set > 0 ? `条件（${set}）` : '条件'}
        </button>
        {isNarrowed(search) && (
          <button type="button" className="button" onClick={onClear}>
            清除
          </button>
        )}
        {beside}
      </div>
      {open && (
        <>
          {phone && <div className="filters">{order}</div>}
          <MoreFilters search={search} onChange={onChange} />
        </>
      )}
    </div>
  )
}

/** Where to look and what comes first; the states too, which are counted for lists only. */
function FindFilters({ search, onChange }: Omit<ListFiltersProps, 'onClear' | 'beside'>) {
  return (
    <>
      <SelectFilter
        label="查找范围"
        all={withinWords.all}
        value={search.within === 'all' ? undefined : search.within}
        options={[['title', withinWords.title]]}
        onChange={(within) => onChange({ within })}
      />
      {search.within !== 'title' && (
        <SelectFilter
          label="排列"
          all={orderWords.relevance}
          value={search.order === 'relevance' ? undefined : search.order}
          options={[['date', orderWords.date]]}
          onChange={(order) => onChange({ order })}
        />
      )}
      <SelectFilter
        label="状态"
        all="全部状态"
        value={search.state}
        options={Object.entries(stateWords)}
        onChange={(state) => onChange({ state })}
      />
    </>
  )
}

function MoreFilters({ search, onChange }: Omit<ListFiltersProps, 'onClear' | 'beside'>) {
  const options = useQuery(apiQuery(proposalRoutes.getProposalOptions, {}))
  const units = useQuery(apiQuery(committeeRoutes.listUnits, { query: {} }))
  const sectors = useQuery(apiQuery(committeeRoutes.listGroups, { query: { kind: 'sector' } }))
  const terms = useQuery(apiQuery(committeeRoutes.listTerms, {}))
  const sessions = (terms.data?.items ?? []).flatMap((term) =>
    term.sessions.map((session) => [session.id, `${term.number} 届 ${session.number} 次会议`] as [string, string]),
  )
  const one = (key: (typeof moreFilters)[number], label: string, all: string, list: [string, string][]) => (
    <SelectFilter
      label={label}
      all={all}
      value={search[key]}
      options={list}
      onChange={(value) => onChange({ [key]: value })}
    />
  )
  return (
    <div className="filters">
      {one(
        'category',
        '类别',
        '全部类别',
        (options.data?.categories ?? []).map((c) => [c.code, c.name]),
      )}
      {one('kind', '种类', '个人、联名、集体', Object.entries(kindWords))}
      {one(
        'unitId',
        '承办单位',
        '全部单位',
        (units.data?.items ?? []).map((u) => [u.id, u.name]),
      )}
      {one(
        'sectorId',
        '界别',
        '全部界别',
        (sectors.data?.items ?? []).map((g) => [g.id, g.name]),
      )}
      {one('sessionId', '届次', '全部届次', sessions)}
      {one('awarded', '评优', '不论评优', [['yes', '优秀提案']])}
    </div>
  )
}

/** The search field; `/` jumps here from anywhere on the page, ↓ goes on into the list. */
function SearchBox({ value, onSearch }: { value: string | undefined; onSearch: (q: string | undefined) => void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const input = () => box.current?.querySelector('input')
    const jump = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key === 'ArrowDown' && target === input()) {
        event.preventDefault()
        document.querySelector<HTMLElement>('.proposal-table a')?.focus()
      }
      if (event.key !== '/' || event.ctrlKey || event.metaKey || target.closest('input, textarea, select')) return
      event.preventDefault()
      input()?.focus()
      input()?.select()
    }
    document.addEventListener('keydown', jump)
    return () => document.removeEventListener('keydown', jump)
  }, [])
  const phone = useIsPhone()
  return (
    <div ref={box} className="proposal-search">
      <SearchFilter
        label={phone ? '查找提案' : '查找（词语、提案者、单位或提案号）'}
        hint={phone ? '词语、提案者、单位、号' : undefined}
        value={value}
        onChange={onSearch}
      />
    </div>
  )
}

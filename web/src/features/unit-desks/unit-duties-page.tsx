import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type UnitDuty, type UnitPlace, unitDeskRoutes } from '#contract/unit-desks.ts'
import { apiQuery } from '../../shared/api.ts'
import { civilDateOf, today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { dateWords, waitedWords } from '../../shared/matter/due.ts'
import { DueDate, Paused } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { roleWords } from '../proposals/words.ts'
import { UnitPeople } from './unit-people.tsx'
import { placeOf, placeTones, placeWords, words } from './words.ts'

type Search = { clerk?: string; place?: UnitPlace; overdue?: 'true' }

const columns: Column<UnitDuty>[] = [
  { key: 'number', title: '提案号', align: 'right', desk: true, render: (duty) => duty.number },
  {
    key: 'title',
    title: '案由',
    bare: true,
    render: (duty) => (
      <Link to="/proposals/$id" params={{ id: duty.proposalId }}>
        {duty.title}
      </Link>
    ),
  },
  { key: 'role', title: '方式', desk: true, render: (duty) => <span className="nowrap">{roleWords[duty.role]}</span> },
  {
    key: 'place',
    title: '办到哪一步',
    render: (duty) => {
      const place = placeOf(duty)
      return (
        <>
          <StateTag tone={placeTones[place]}>{placeWords[place]}</StateTag>
          {duty.openMeasures > 0 && <span className="faint">{` ${duty.openMeasures} 项措施`}</span>}
        </>
      )
    },
  },
  {
    key: 'clerk',
    title: '承办人',
    render: (duty) => (
      <>
        {duty.clerk?.name ?? <span className="faint">未分办</span>}
        {duty.leaderName && (
          <span className="faint nowrap">{`（${duty.ledByLeader ? '领办' : '分管'} ${duty.leaderName}）`}</span>
        )}
      </>
    ),
  },
  {
    key: 'since',
    title: '自何时',
    render: (duty) => (
      <>
        <span className="nowrap">{dateWords(civilDateOf(duty.since), today())}</span>{' '}
        <span className="faint nowrap">{waitedWords(duty.since, today())}</span>
      </>
    ),
  },
  {
    key: 'due',
    title: '期限',
    render: (duty) => (duty.paused ? <Paused /> : duty.dueOn && <DueDate on={duty.dueOn} />),
  },
]

/** 本单位承办: who of the unit has what since when, and who sits where. */
export function UnitDutiesPage() {
  const me = useMe()
  const list = useListState<Search>()
  const { cursor, clerk, place, overdue } = list.search
  const filters = { clerk, place, overdue }
  const people = useQuery(apiQuery(unitDeskRoutes.listUnitPeople, {}))
  const query = useQuery({
    ...apiQuery(unitDeskRoutes.listUnitDuties, { query: { ...filters, cursor } }),
    placeholderData: (before) => before,
  })
  const filtered = [clerk, place, overdue].filter(Boolean).length
  const clerks = (people.data?.items ?? []).filter((one) => one.inUnit)
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={<DownloadButton route={unitDeskRoutes.exportUnitDuties} query={filters} name="本单位承办清单" />}
    >
      <Filters
        first={
          <SelectFilter
            label="承办人"
            value={clerk}
            onChange={(value) => list.filter({ clerk: value })}
            all="全单位"
            options={clerks.map((one) => [one.accountId, one.accountId === me.accountId ? '我承办的' : one.name])}
          />
        }
        count={filtered}
        clear={list.clear}
      >
        <SelectFilter
          label="办到哪一步"
          value={place}
          onChange={(value) => list.filter({ place: value })}
          options={Object.entries(placeWords) as [UnitPlace, string][]}
        />
        <SelectFilter
          label="期限"
          value={overdue}
          onChange={(value) => list.filter({ overdue: value })}
          options={[['true', '已超期']]}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的' : '本单位手上没有要办的提案'}>
            <p>{filtered > 0 ? '可以清除条件再看。' : '政协交办以后，会出现在这里和待办里。'}</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption={words.title} rows={items} rowKey={(duty) => duty.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      <UnitPeople query={people} />
    </Page>
  )
}

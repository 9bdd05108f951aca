import './evaluations.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { committeeRoutes } from '#contract/committees.ts'
import { type MutualAppraisalItem, type MutualUnitFigures, mutualAppraisalRoutes } from '#contract/mutual-appraisals.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { EvaluationTabs } from './evaluation-tabs.tsx'
import { decisionWords, pointsText, scoreWords } from './words.ts'

type Search = {
  year?: string
  unitId?: string
  state?: 'open' | 'revealed'
  missing?: 'proposer' | 'unit'
  low?: 'handling' | 'proposal'
  view?: 'units'
}

const columns: Column<MutualAppraisalItem>[] = [
  {
    key: 'title',
    title: '案由',
    bare: true,
    render: (one) => (
      <Link to="/mutual-appraisals/$id" params={{ id: one.id }}>
        {one.number !== null && <span className="faint">{`${one.number} 号 `}</span>}
        {one.title}
      </Link>
    ),
  },
  { key: 'member', title: '第一提案人', render: (one) => one.memberName },
  { key: 'unit', title: '承办单位', render: (one) => one.unitName },
  {
    key: 'state',
    title: '状态',
    render: (one) =>
      one.revealed ? (
        <StateTag tone="done">已公开</StateTag>
      ) : one.actions.includes('score') && !ownScore(one)?.given ? (
        <StateTag tone="due">等您评</StateTag>
      ) : (
        <StateTag tone="moving">评议中</StateTag>
      ),
  },
  { key: 'handling', title: '提案者评办理', render: (one) => <Score one={one} which="handling" /> },
  { key: 'proposal', title: '单位评提案', render: (one) => <Score one={one} which="proposal" /> },
  {
    key: 'closes',
    title: '截止',
    render: (one) => (one.revealed ? <CivilDate value={one.closesOn} far={false} /> : <DueDate on={one.closesOn} />),
  },
]

const ownScore = (one: MutualAppraisalItem) =>
  one.mine === 'proposer' ? one.handling : one.mine === 'unit' ? one.proposal : null

function Score({ one, which }: { one: MutualAppraisalItem; which: 'handling' | 'proposal' }) {
  const score = one[which]
  return (
    <>
      {scoreWords(score, one.revealed)}
      {score.low && <span className="tag tag-due low-mark">低分</span>}
      {which === 'handling' && one.decision && <span className="faint">（{decisionWords[one.decision]}）</span>}
    </>
  )
}

/** 双向评议: one's own for members and units; for who follows them all, with who has not scored and the figures by unit. */
export function MutualListPage() {
  const follows = hasRole(useMe(), 'proposalOffice', 'assigningOffice', 'leader')
  const list = useListState<Search>()
  const { year, view } = list.search
  const byUnit = follows && view === 'units'
  const filters = { year: year ? Number(year) : undefined }
  return (
    <Page
      title="双向评议"
      lead="提案者评办理，承办单位评提案。背靠背打分，双方都评完或者截止以后才公开。"
      actions={
        byUnit ? (
          <DownloadButton route={mutualAppraisalRoutes.exportMutualFigures} query={filters} name="双向评议统计" />
        ) : (
          <DownloadButton
            route={mutualAppraisalRoutes.exportMutualAppraisals}
            query={{ ...list.search, ...filters, cursor: undefined, view: undefined }}
            name="双向评议"
          />
        )
      }
    >
      <EvaluationTabs />
      {follows && (
        <fieldset className="scope-tabs no-print">
          <legend className="visually-hidden">怎样看</legend>
          <button type="button" aria-pressed={!byUnit} onClick={() => list.filter({ view: undefined })}>
            逐件
          </button>
          <button
            type="button"
            aria-pressed={byUnit}
            onClick={() => list.filter({ view: 'units', state: undefined, missing: undefined, low: undefined })}
          >
            按单位统计
          </button>
        </fieldset>
      )}
      {byUnit ? <ByUnit year={filters.year} /> : <OneByOne follows={follows} />}
    </Page>
  )
}

function YearFilter() {
  const list = useListState<Search>()
  const thisYear = Number(today().slice(0, 4))
  return (
    <SelectFilter
      label="年度"
      value={list.search.year}
      onChange={(value) => list.filter({ year: value })}
      all="各年"
      options={Array.from({ length: 6 }, (_, i) => [String(thisYear - i), `${thisYear - i} 年`])}
    />
  )
}

function OneByOne({ follows }: { follows: boolean }) {
  const list = useListState<Search>()
  const { cursor, year, unitId, state, missing, low } = list.search
  const query = useQuery({
    ...apiQuery(mutualAppraisalRoutes.listMutualAppraisals, {
      query: { cursor, year: year ? Number(year) : undefined, unitId, state, missing, low },
    }),
    placeholderData: (before) => before,
  })
  const units = useQuery({ ...apiQuery(committeeRoutes.listUnits, { query: {} }), enabled: follows })
  const filtered = [year, unitId, state, missing, low].filter(Boolean).length
  return (
    <>
      <Filters first={<YearFilter />} count={filtered} clear={list.clear}>
        <SelectFilter
          label="状态"
          value={state}
          onChange={(value) => list.filter({ state: value })}
          options={[
            ['open', '评议中'],
            ['revealed', '已公开'],
          ]}
        />
        {follows && (
          <>
            <SelectFilter
              label="谁还没评"
              value={missing}
              onChange={(value) => list.filter({ missing: value })}
              options={[
                ['proposer', '提案者未评'],
                ['unit', '单位未评'],
              ]}
            />
            <SelectFilter
              label="承办单位"
              value={unitId}
              onChange={(value) => list.filter({ unitId: value })}
              options={(units.data?.items ?? []).map((unit) => [unit.id, unit.shortName])}
            />
          </>
        )}
        <SelectFilter
          label="低分"
          value={low}
          onChange={(value) => list.filter({ low: value })}
          options={[
            ['handling', '办理低分'],
            ['proposal', '提案低分'],
          ]}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的' : '还没有双向评议'}>
            <p>
              {filtered > 0
                ? '换一个条件看看。'
                : '提案答复并评价以后，打开了双向评议的地方会请提案者和承办单位互相打分。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="双向评议" rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </>
  )
}

function ByUnit({ year }: { year: number | undefined }) {
  const list = useListState<Search>()
  const query = useQuery({
    ...apiQuery(mutualAppraisalRoutes.getMutualFigures, { query: { year } }),
    placeholderData: (before) => before,
  })
  const number = (key: string, title: string, value: (row: MutualUnitFigures) => number | string) => ({
    key,
    title,
    align: 'right' as const,
    render: value,
  })
  return (
    <>
      <Filters first={<YearFilter />} count={year ? 1 : 0} clear={() => list.filter({ year: undefined })} />
      <QueryState
        query={query}
        isEmpty={({ units }) => units.length === 0}
        empty={<EmptyState title="这个范围里还没有双向评议" />}
      >
        {({ bands, units }) => (
          <DataTable
            caption="双向评议按单位统计"
            rows={units}
            rowKey={(row) => row.unitId}
            columns={[
              {
                key: 'name',
                title: '承办单位',
                render: (row) => (
                  <Link
                    to="/mutual-appraisals"
                    search={{ unitId: row.unitId, ...(year ? { year: String(year) } : {}) } as never}
                  >
                    {row.name}
                  </Link>
                ),
              },
              number('opened', '应评', (row) => row.opened),
              number('handlingGiven', '提案者已评', (row) => row.handlingGiven),
              number('proposalGiven', '单位已评', (row) => row.proposalGiven),
              number('revealed', '已公开', (row) => row.revealed),
              number('handlingMean', '办理平均分', (row) => pointsText(row.handlingMean)),
              number('proposalMean', '提案平均分', (row) => pointsText(row.proposalMean)),
              ...bands.map(({ code, name }, i) => ({
                ...number(`band-${code}`, `办理${name}`, (row) => row.handlingBands[i] ?? 0),
                desk: true,
              })),
              number('low', '办理低分', (row) => row.low),
            ]}
          />
        )}
      </QueryState>
    </>
  )
}

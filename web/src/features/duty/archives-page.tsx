import './duty.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { dutyArchiveRoutes as r } from '#contract/duty-archives.ts'
import type { RouteResponse } from '#contract/route.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { formatCivil, howFar } from '../../shared/dates.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ordinal } from '../../shared/words.ts'
import { ZipButton } from '../documents/zip-button.tsx'

type Archives = RouteResponse<typeof r.listDutyArchives>
type Item = Archives['items'][number]

/** The archives of a term: whose are sealed; sealing them all when the term is over. In stroke order, no ranking. */
export function DutyArchivesPage() {
  const office = hasRole(useMe(), 'memberOffice')
  const client = useQueryClient()
  const list = useListState<{ termId?: string; q?: string; sector?: string }>()
  const { termId, q, sector, cursor } = list.search
  const query = useQuery({
    ...apiQuery(r.listDutyArchives, { query: { termId, q, sector, cursor, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const sectors = useQuery(apiQuery(committeeRoutes.listGroups, { query: { kind: 'sector', closed: 'true' } }))
  const [sealing, setSealing] = useState(false)
  const term = query.data?.term ?? null
  return (
    <Page
      title="履职档案"
      lead="一届一人一档，由台账生成；届满后封存，封存后只读。"
      actions={
        <>
          {office && term?.over && term.unsealed > 0 && (
            <Button type="primary" onClick={() => setSealing(true)}>
              封存第{ordinal(term.number)}届档案（{term.unsealed} 份）
            </Button>
          )}
          {term && query.data && query.data.total > 0 && (
            <ZipButton
              route={r.getDutyArchivePapers}
              input={{ query: { termId, q, sector } }}
              name={`第${ordinal(term.number)}届履职档案`}
              label={`${q || sector ? '筛出的' : '全部'}档案（Word，${query.data.total} 份）`}
            />
          )}
        </>
      }
    >
      <DutyTabs />
      <Filters
        first={
          <SearchFilter
            label="姓名"
            hint="姓名或拼音，如 王小明、wxm"
            value={q}
            onChange={(value) => list.filter({ q: value })}
          />
        }
        count={[termId, sector].filter(Boolean).length}
        clear={list.clear}
      >
        <SelectFilter
          label="界别"
          value={sector}
          onChange={(value) => list.filter({ sector: value })}
          options={[
            ...(sectors.data?.items ?? []).map((group) => [group.id, group.name] as const),
            ['none', '未编入界别'],
          ]}
        />
        <SelectFilter
          label="届次"
          value={termId}
          onChange={(value) => list.filter({ termId: value })}
          all="本届"
          options={(query.data?.terms ?? []).map((one) => [one.id, `第${ordinal(one.number)}届`])}
        />
      </Filters>
      {term && <p className="faint">{sealingWords(term)}</p>}
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState title={q || sector ? '没有找到这样的委员' : '这一届没有委员'} />}
      >
        {({ items, nextCursor, total }) => (
          <>
            <p className="faint">共 {total.toLocaleString('zh-CN')} 人，按姓氏笔画排列。</p>
            <DataTable
              caption="履职档案"
              rows={items}
              rowKey={(one) => one.memberId}
              columns={columnsOf(term, items)}
            />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {term && (
        <ConfirmDialog
          open={sealing}
          title={`封存第${ordinal(term.number)}届履职档案`}
          okText="封存"
          decisive
          onClose={() => setSealing(false)}
          onOk={async () => {
            const { sealed } = await call(r.sealDutyArchives, { body: { termId: term.id } })
            toast(`已封存 ${sealed} 份档案`)
            await client.invalidateQueries()
          }}
        >
          <p>
            {term.unsealed}{' '}
            份档案将按此刻的台账封存，以后台账再有更正也不改动封存的档案。请先处理完没有审核的填报和没有答复的异议。
          </p>
        </ConfirmDialog>
      )}
    </Page>
  )
}

const sealingWords = ({ over, unsealed, endsOn }: NonNullable<Archives['term']>): string =>
  over
    ? `${endsOn ? `这一届到 ${formatCivil(endsOn)} 届满，` : ''}${unsealed > 0 ? `还有 ${unsealed} 份没有封存，到了设置里定的日子自动封存，也可以现在封存。` : '已全部封存。'}封存以后才入账、才更正的，照样记在台账，不改动封存的档案。`
    : `${endsOn ? `本届到 ${formatCivil(endsOn)} 届满（${howFar(endsOn)}）。` : '本届的届满日期还没有定。'}届满以前档案随台账更新，届满后自动封存，几天以后在设置里定。`

/** Sealing is told where the term is over, what came afterwards where something did. */
const columnsOf = (term: Archives['term'], items: readonly Item[]): Column<Item>[] => [
  {
    key: 'name',
    title: '委员',
    render: (one) => (
      <Link to="/duty/archive/$id" params={{ id: one.memberId }} search={{ termId: term?.id }} className="nowrap">
        {one.memberName}
      </Link>
    ),
  },
  { key: 'sector', title: '界别', render: (one) => one.sector || '未编入' },
  { key: 'acts', title: '履职记录', align: 'right', render: (one) => `${one.acts} 条` },
  ...(term?.over
    ? [
        {
          key: 'sealed',
          title: '封存',
          render: (one: Item) => (one.sealedAt ? <Instant value={one.sealedAt} far={false} /> : '未封存'),
        },
      ]
    : []),
  ...(items.some((one) => one.later > 0)
    ? [
        {
          key: 'later',
          title: '封存后',
          render: (one: Item) =>
            one.later > 0 && (
              <Link to="/duty/ledger" search={{ memberId: one.memberId, standing: 'all', year: 'all' } as never}>
                台账又有 {one.later} 条
              </Link>
            ),
        },
      ]
    : []),
]

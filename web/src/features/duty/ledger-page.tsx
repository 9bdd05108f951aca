import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type DutyLine, dutyRoutes } from '#contract/duty.ts'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { DownloadButton } from '../../shared/download-button.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { aboutLine, DutyTitle, LineState, lineKind, Reversal } from './duty-line.tsx'
import { filtersOf, LedgerFilters, type LedgerSearch } from './ledger-filters.tsx'
import { ObjectDialog } from './object-dialog.tsx'

/** 履职台账: the office reads everybody's, a member their own. */
export function LedgerPage() {
  const me = useMe()
  const readsAll = hasRole(me, 'memberOffice', 'leader')
  const list = useListState<LedgerSearch>()
  const { cursor, memberId } = list.search
  const filters = filtersOf(list.search)
  const query = useQuery({
    ...apiQuery(dutyRoutes.listDutyEntries, { query: { ...filters, cursor, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const counted = useQuery({
    ...apiQuery(dutyRoutes.countDutyEntries, { query: filters }),
    placeholderData: (before) => before,
  })
  const member = useQuery({
    ...apiQuery(memberRoutes.getMember, { params: { id: memberId ?? '' } }),
    enabled: readsAll && memberId !== undefined,
  })
  const [objecting, setObjecting] = useState<DutyLine | null>(null)
  return (
    <Page
      title={member.data && memberId ? `${member.data.name}的履职台账` : '履职台账'}
      lead={
        readsAll
          ? '一事一条，来源办成了自动入账；只增不改，更正用冲销。'
          : '历年每一件事的记录，可以按年度、方面查找和导出。'
      }
      actions={
        <>
          {memberId && (
            <Link to="/duty/archive/$id" params={{ id: memberId }} className="button">
              履职档案
            </Link>
          )}
          <DownloadButton route={dutyRoutes.exportDutyEntries} query={filters} name="履职台账" />
        </>
      }
    >
      <DutyTabs />
      <LedgerFilters list={list} readsAll={readsAll} />
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="没有这样的记录">
            <p>换个时间或者条件看看。提案立案、会议签到、填报审核通过后，记录会自动出现在这里。</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            {counted.data && (
              <p className="faint">{`共 ${counted.data.total.toLocaleString('zh-CN')} 条${counted.data.more ? '以上' : ''}`}</p>
            )}
            <DataTable
              caption="履职台账"
              rows={items}
              rowKey={(line) => line.id}
              columns={columnsOf(readsAll && !memberId, setObjecting)}
            />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      <ObjectDialog line={objecting} close={() => setObjecting(null)} />
    </Page>
  )
}

/** A name or a kind, never broken in two. */
const whole = (words: ReactNode) => <span className="nowrap">{words}</span>

function columnsOf(names: boolean, object: (line: DutyLine) => void): Column<DutyLine>[] {
  return [
    { key: 'on', title: '日期', render: (line) => <CivilDate value={line.occurredOn} far={false} /> },
    ...(names
      ? [
          {
            key: 'member',
            title: '委员',
            render: (line: DutyLine) =>
              whole(
                <Link to="/duty/ledger" search={{ memberId: line.memberId }}>
                  {line.memberName}
                </Link>,
              ),
          },
        ]
      : []),
    { key: 'kind', title: '类别', render: (line) => whole(lineKind(line)) },
    {
      key: 'title',
      title: '事项',
      bare: true,
      render: (line) => (
        <>
          <span className={line.reversal ? 'duty-reversed' : undefined}>
            <DutyTitle line={line} />
          </span>
          {line.reversal && <Reversal reversal={line.reversal} />}
        </>
      ),
    },
    {
      key: 'about',
      title: '说明',
      bare: true,
      render: (line) => (
        <span className="duty-about">
          {aboutLine(line)}
          <LineState line={line} />
        </span>
      ),
    },
    {
      key: 'acts',
      title: '操作',
      acts: true,
      render: (line) =>
        line.actions.includes('object') && (
          <LinkButton aria-label={`对「${line.title}」有异议`} onClick={() => object(line)}>
            有异议
          </LinkButton>
        ),
    },
  ]
}

import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type DutyLine, dutyRoutes, dutySource } from '#contract/duty.ts'
import { type DutyChapter, dutyChapter, dutyKinds } from '#contract/duty-kinds.ts'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { MemberSearch } from '../proposals/draft/member-search.tsx'
import { aboutLine, DutyTitle, LineState, lineKind } from './duty-line.tsx'
import { ObjectDialog } from './object-dialog.tsx'
import { chapterWords, sourceWords } from './words.ts'

type Search = {
  memberId?: string
  year?: string
  chapter?: DutyChapter
  kind?: string
  source?: 'proposal'
  standing?: 'reversed' | 'all'
}

/** 履职台账: the office reads everybody's, a member their own. */
export function LedgerPage() {
  const me = useMe()
  const readsAll = hasRole(me, 'memberOffice', 'leader')
  const list = useListState<Search>()
  const { cursor, memberId, year, chapter, kind, source, standing } = list.search
  const filters = {
    memberId,
    chapter,
    kind,
    source,
    standing,
    ...(year ? { from: `${year}-01-01`, to: `${year}-12-31` } : {}),
  }
  const query = useQuery({
    ...apiQuery(dutyRoutes.listDutyEntries, { query: { ...filters, cursor, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const member = useQuery({
    ...apiQuery(memberRoutes.getMember, { params: { id: memberId ?? '' } }),
    enabled: readsAll && memberId !== undefined,
  })
  const [choosing, setChoosing] = useState(false)
  const [objecting, setObjecting] = useState<DutyLine | null>(null)
  const thisYear = Number(today().slice(0, 4))
  const filtered = [memberId, year, chapter, kind, source, standing].filter(Boolean).length
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
      <Filters
        first={
          readsAll ? (
            <button type="button" className="button" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
              {member.data && memberId ? `委员：${member.data.name}` : '选一位委员'}
            </button>
          ) : (
            <SelectFilter
              label="年度"
              value={year}
              onChange={(value) => list.filter({ year: value })}
              all="各年"
              options={years(thisYear)}
            />
          )
        }
        count={filtered}
        clear={list.clear}
      >
        {readsAll && (
          <SelectFilter
            label="年度"
            value={year}
            onChange={(value) => list.filter({ year: value })}
            all="各年"
            options={years(thisYear)}
          />
        )}
        <SelectFilter
          label="方面"
          value={chapter}
          onChange={(value) => list.filter({ chapter: value, kind: undefined })}
          options={dutyChapter.options.map((one) => [one, chapterWords[one]])}
        />
        <SelectFilter
          label="类别"
          value={kind}
          onChange={(value) => list.filter({ kind: value })}
          options={dutyKinds.filter((one) => !chapter || one.chapter === chapter).map((one) => [one.kind, one.label])}
        />
        <SelectFilter
          label="来源"
          value={source}
          onChange={(value) => list.filter({ source: value })}
          options={dutySource.options.map((one) => [one, sourceWords[one]])}
        />
        <SelectFilter
          label="状态"
          value={standing}
          onChange={(value) => list.filter({ standing: value })}
          all="有效的"
          options={[
            ['reversed', '冲销的'],
            ['all', '全部'],
          ]}
        />
      </Filters>
      {choosing && (
        <div className="sheet">
          <MemberSearch
            taken={[memberId]}
            busy={false}
            choose="看台账"
            onChoose={({ id }) => {
              setChoosing(false)
              list.filter({ memberId: id })
            }}
          />
        </div>
      )}
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的记录' : '台账里还没有记录'}>
            <p>提案立案、会议签到、填报审核通过后，记录会自动出现在这里。</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
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

const years = (thisYear: number) =>
  Array.from({ length: 6 }, (_, i) => [String(thisYear - i), `${thisYear - i} 年`] as const)

function columnsOf(names: boolean, object: (line: DutyLine) => void): Column<DutyLine>[] {
  return [
    { key: 'on', title: '日期', render: (line) => <CivilDate value={line.occurredOn} far={false} /> },
    ...(names ? [{ key: 'member', title: '委员', render: (line: DutyLine) => line.memberName }] : []),
    { key: 'kind', title: '类别', render: lineKind },
    { key: 'title', title: '事项', bare: true, render: (line) => <DutyTitle line={line} /> },
    { key: 'about', title: '说明', render: aboutLine },
    { key: 'state', title: '状态', bare: true, render: (line) => <LineState line={line} /> },
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

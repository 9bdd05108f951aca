import './duty.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import { type DutyRecord, type DutyRecordState, dutyRecordRoutes, dutyRecordState } from '#contract/duty-records.ts'
import { apiQuery, call, errorWords } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { ReasonDialog } from '../../shared/dialogs.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useHat, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { kindWord, originWords, recordStateWords, recordTones } from './words.ts'

type Search = { state?: DutyRecordState; scope?: 'mine' | 'review' }

/** 手工填报: what was recorded by hand, where it stands, and what waits for a review. */
export function RecordsPage() {
  const office = hasRole(useMe(), 'memberOffice')
  const list = useListState<Search>()
  const { state, scope, cursor } = list.search
  const query = useQuery({
    ...apiQuery(dutyRecordRoutes.listDutyRecords, { query: { state, scope, cursor } }),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title={office ? '手工填报' : '我补记的'}
      lead={
        office
          ? '宣讲、联系村和企业、表彰等系统不知道的事，填报后由组织单位审核，通过才入账。'
          : '宣讲、联系村和企业等系统不知道的事，补记以后由组织单位审核，通过才入账。'
      }
      actions={
        <>
          <Link to={'/duty/records/new'} className="button button-primary">
            {office ? '代录一件事' : '补记一件事'}
          </Link>
          {office && (
            <Link to={'/duty/records/import'} className="button">
              从表格导入
            </Link>
          )}
        </>
      }
    >
      <DutyTabs />
      <Filters
        first={
          <SelectFilter
            label="状态"
            value={state}
            onChange={(value) => list.filter({ state: value })}
            options={dutyRecordState.options.map((one) => [one, recordStateWords[one]])}
          />
        }
        count={[state, scope].filter(Boolean).length}
        clear={list.clear}
      >
        {!office && (
          <SelectFilter
            label="范围"
            value={scope}
            onChange={(value) => list.filter({ scope: value })}
            options={[
              ['mine', '我填报的'],
              ['review', '请我审核的'],
            ]}
          />
        )}
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={state || scope ? '没有符合条件的填报' : '还没有填报'}>
            <p>提案、会议、活动会自动入账，不用填报。系统不知道的事，点“{office ? '代录' : '补记'}一件事”。</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <Records key={cursor ?? ''} items={items} office={office} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Page>
  )
}

/** The records of a page; those that wait for the reader's review can be ticked and approved together. */
function Records({ items, office }: { items: readonly DutyRecord[]; office: boolean }) {
  const [ticked, setTicked] = useState<readonly string[]>([])
  // What may be a double is looked at by itself.
  const ticks = (one: DutyRecord) => one.actions.includes('approve') && one.twin === null
  const open = items.filter(ticks)
  const chosen = open.filter((one) => ticked.includes(one.id))
  const tick = (id: string, on: boolean) =>
    setTicked((before) => (on ? [...before, id] : before.filter((one) => one !== id)))
  const box = (one: DutyRecord) =>
    ticks(one) && (
      <Checkbox
        aria-label={`勾选${one.title}`}
        checked={ticked.includes(one.id)}
        onChange={(event) => tick(one.id, event.target.checked)}
      />
    )
  return (
    <>
      {open.length > 1 && (
        <p className="duty-ways">
          <Checkbox
            checked={chosen.length === open.length}
            indeterminate={chosen.length > 0 && chosen.length < open.length}
            onChange={(event) => setTicked(event.target.checked ? open.map((one) => one.id) : [])}
          >
            全选本页待审核的 {open.length} 条
          </Checkbox>
          {chosen.length > 0 && <ApproveTicked records={chosen} done={() => setTicked([])} />}
        </p>
      )}
      {office ? (
        <DataTable
          caption="手工填报"
          rows={items}
          rowKey={(one) => one.id}
          columns={open.length > 1 ? [{ key: 'tick', title: '勾选', acts: true, render: box }, ...columns] : columns}
        />
      ) : (
        <ul className="duty-things">
          {items.map((one) => (
            <RecordCard key={one.id} record={one} tick={open.length > 1 && box(one)} />
          ))}
        </ul>
      )}
    </>
  )
}

/** A record to a member: where it stands first, and with a refused one why and the way on. */
function RecordCard({ record: one, tick }: { record: DutyRecord; tick: ReactNode }) {
  const hat = useHat()
  return (
    <li>
      <span className="duty-title">
        {tick} <StateTag tone={recordTones[one.state]}>{recordStateWords[one.state]}</StateTag>{' '}
        <Link to="/duty/records/$id" params={{ id: one.id }}>
          {one.title}
        </Link>
      </span>
      <span className="faint duty-about">
        {one.memberId !== hat?.memberId && `${one.memberName}，`}
        {kindWord(one.kind)}，<CivilDate value={one.occurredOn} far={false} />
        {one.files.length > 0 ? `，材料 ${one.files.length} 个` : '，没有材料'}
      </span>
      {one.state === 'submitted' && (
        <span className="duty-about">由{one.organiser ? `${one.organiser.name}的负责人` : '委员联络办'}审核</span>
      )}
      {one.state === 'refused' && (
        <span className="duty-about">
          没有通过：{one.reviewNote}{' '}
          {one.actions.includes('edit') && (
            <Link to="/duty/records/$id" params={{ id: one.id }} aria-label={`补充后重新提交：${one.title}`}>
              补充后重新提交
            </Link>
          )}
        </span>
      )}
    </li>
  )
}

/** Approves one after another, each with its own event; says which could not be. */
function ApproveTicked({ records, done }: { records: readonly DutyRecord[]; done: () => void }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const bare = records.filter((one) => one.files.length === 0)
  const approve = async (note: string) => {
    const left: string[] = []
    for (const { id, version, title } of records)
      try {
        await call(dutyRecordRoutes.approveDutyRecord, { params: { id }, body: { version, note } })
      } catch (error) {
        left.push(`“${title}”：${errorWords(error)}`)
      }
    toast(
      left.length === 0
        ? `${records.length} 条已通过，稍后就在台账里`
        : `通过 ${records.length - left.length} 条，没有通过的：${left.join('；')}`,
    )
    done()
    await client.invalidateQueries()
  }
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        审核通过这 {records.length} 条
      </Button>
      <ReasonDialog
        open={asking}
        title={`审核通过 ${records.length} 条`}
        okText="通过并入账"
        label="怎样核实的"
        needed={bare.length > 0}
        maxLength={500}
        onClose={() => setAsking(false)}
        onOk={approve}
      >
        {bare.length > 0 && <p>其中 {bare.length} 条没有证明材料，请写明您是怎样核实的。</p>}
      </ReasonDialog>
    </>
  )
}

const columns: Column<DutyRecord>[] = [
  {
    key: 'state',
    title: '状态',
    bare: true,
    render: (one) => <StateTag tone={recordTones[one.state]}>{recordStateWords[one.state]}</StateTag>,
  },
  { key: 'member', title: '委员', render: (one) => one.memberName },
  {
    key: 'title',
    title: '事项',
    bare: true,
    render: (one) => (
      <>
        <Link to="/duty/records/$id" params={{ id: one.id }}>
          {one.title}
        </Link>
        {one.state === 'refused' && <div className="faint">没有通过：{one.reviewNote}</div>}
      </>
    ),
  },
  { key: 'kind', title: '类别', render: (one) => kindWord(one.kind) },
  { key: 'on', title: '日期', render: (one) => <CivilDate value={one.occurredOn} far={false} /> },
  { key: 'files', title: '材料', render: (one) => (one.files.length > 0 ? `${one.files.length} 个` : '没有') },
  { key: 'organiser', title: '组织', render: (one) => one.organiser?.name ?? '本会机关' },
  { key: 'origin', title: '来路', desk: true, render: (one) => originWords[one.origin] },
]

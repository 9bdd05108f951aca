import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { type DutyReportItem, dutyReportRoutes, type ReportRound, type ReportState } from '#contract/duty-reports.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ZipButton } from '../documents/zip-button.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { RoundDialog } from './round-dialog.tsx'
import { askedOfWords, progressWords, stateTones, stateWords } from './words.ts'

const columns: Column<DutyReportItem>[] = [
  {
    key: 'name',
    title: '姓名',
    bare: true,
    render: (one) => (
      <Link to="/duty-reports/$id" params={{ id: one.id }}>
        {one.name}
      </Link>
    ),
  },
  { key: 'sector', title: '界别', render: (one) => one.sector },
  {
    key: 'state',
    title: '状态',
    render: (one) => <StateTag tone={stateTones[one.state]}>{stateWords[one.state]}</StateTag>,
  },
  {
    key: 'submitted',
    title: '提交',
    render: (one) => (one.submittedAt ? <Instant value={one.submittedAt} far={false} /> : ''),
  },
  {
    key: 'reminded',
    title: '上次提醒',
    desk: true,
    render: (one) => (one.remindedAt ? <Instant value={one.remindedAt} far={false} /> : ''),
  },
]

/** One year's reports: who handed in, who did not, and what the office does about it. */
export function ReportRoundPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(apiQuery(dutyReportRoutes.getReportRound, { params: { id } }))
  return (
    <QueryState query={query} lines={10}>
      {(round) => <Round round={round} />}
    </QueryState>
  )
}

type Asking = 'edit' | 'remind' | 'ask' | 'close' | 'reopen'

function Round({ round }: { round: ReportRound }) {
  const client = useQueryClient()
  const list = useListState<{ state?: ReportState; q?: string; sectorId?: string }>()
  const sectors = useQuery(apiQuery(committeeRoutes.listGroups, { query: { kind: 'sector' } }))
  const { cursor, state, q, sectorId } = list.search
  const [asking, setAsking] = useState<Asking | null>(null)
  const params = { id: round.id }
  const done = async (words: string) => {
    await client.invalidateQueries()
    toast(words)
  }
  const query = useQuery({
    ...apiQuery(dutyReportRoutes.listDutyReports, {
      query: { roundId: round.id, state, q, sectorId, cursor, limit: 50 },
    }),
    placeholderData: (before) => before,
  })
  const silent = round.counts.asked + round.counts.returned
  const close = () => setAsking(null)
  return (
    <Page
      title={round.title}
      lead={
        <>
          {askedOfWords[round.askedOf]}，{round.closedAt ? '已截止' : <DueDate on={round.dueOn} label="交到" />}。
          {progressWords(round)}
        </>
      }
      back={{ to: '/duty-report-rounds', label: '履职报告' }}
      actions={
        <>
          {round.actions.includes('remind') && silent > 0 && (
            <Button type="primary" onClick={() => setAsking('remind')}>
              提醒没有交的
            </Button>
          )}
          {round.actions.includes('ask') && <Button onClick={() => setAsking('ask')}>添一位委员</Button>}
          {round.actions.includes('edit') && <Button onClick={() => setAsking('edit')}>修改要求</Button>}
          {round.actions.includes('close') && <Button onClick={() => setAsking('close')}>截止</Button>}
          {round.actions.includes('reopen') && <Button onClick={() => setAsking('reopen')}>重新打开</Button>}
          {round.counts.submitted + round.counts.archived > 0 && (
            <ZipButton
              route={dutyReportRoutes.getDutyReportPapers}
              input={{ query: { roundId: round.id, state, q, sectorId } }}
              name={round.title}
              label="全部报告（Word）"
            />
          )}
          <DownloadButton
            route={dutyReportRoutes.exportDutyReports}
            query={{ roundId: round.id, state, q, sectorId }}
            name={round.title}
          />
        </>
      }
    >
      {round.words && <p className="preserve">{round.words}</p>}
      <Filters
        first={<SearchFilter label="姓名" value={q} onChange={(value) => list.filter({ q: value })} />}
        count={[state, q, sectorId].filter(Boolean).length}
        clear={list.clear}
      >
        <SelectFilter
          label="状态"
          value={state}
          onChange={(value) => list.filter({ state: value })}
          options={Object.entries(stateWords)}
        />
        <SelectFilter
          label="界别"
          value={sectorId}
          onChange={(value) => list.filter({ sectorId: value })}
          options={(sectors.data?.items ?? []).map((group) => [group.id, group.name])}
        />
      </Filters>
      {round.counts.submitted > 0 && state === undefined && (
        <p>
          有 {round.counts.submitted} 份已提交、等待审阅，
          <LinkButton onClick={() => list.filter({ state: 'submitted' })}>先看这些</LinkButton>
        </p>
      )}
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState title="没有符合条件的报告" />}
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption={round.title} rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {asking === 'edit' && (
        <RoundDialog
          round={round}
          onClose={close}
          onOk={async ({ title, words, dueOn }) => {
            await call(dutyReportRoutes.editReportRound, {
              params,
              body: { version: round.version, title, words, dueOn },
            })
            await done('已保存')
          }}
        />
      )}
      {asking === 'ask' && <AskDialog roundId={round.id} onClose={close} done={() => done('已请其写报告')} />}
      {asking === 'remind' && (
        <ConfirmDialog
          open
          title="提醒没有交的委员？"
          okText="提醒"
          onClose={close}
          onOk={async () => {
            const { reminded } = await call(dutyReportRoutes.remindReports, { params, body: {} })
            await done(reminded > 0 ? `已提醒 ${reminded} 人` : '今天都提醒过了')
          }}
        >
          <p>还有 {silent} 人没有交。今天提醒过的不再提醒。</p>
        </ConfirmDialog>
      )}
      {asking === 'close' && <CloseDialog round={round} silent={silent} onClose={close} done={() => done('已截止')} />}
      {asking === 'reopen' && (
        <ConfirmDialog
          open
          title="重新打开？"
          okText="打开"
          onClose={close}
          onOk={async () => {
            await call(dutyReportRoutes.closeReportRound, { params, body: { closed: false } })
            await done('又可以提交了')
          }}
        >
          <p>打开以后委员可以补交。</p>
        </ConfirmDialog>
      )}
    </Page>
  )
}

/** Closing; before the promised day, while somebody has not handed in, only with the reason. */
function CloseDialog(props: { round: ReportRound; silent: number; onClose: () => void; done: () => Promise<unknown> }) {
  const { round, silent, onClose, done } = props
  const end = async (note: string) => {
    await call(dutyReportRoutes.closeReportRound, { params: { id: round.id }, body: { closed: true, note } })
    await done()
  }
  const words = <p>截止以后不能再提交，已经提交的还可以审阅归档。{silent > 0 && `还有 ${silent} 人没有交。`}</p>
  if (silent > 0 && today() <= round.dueOn)
    return (
      <ReasonDialog
        open
        decisive
        title="提前截止这一年的报告"
        okText="提前截止"
        maxLength={200}
        onClose={onClose}
        onOk={end}
      >
        <p>
          原定交到 <CivilDate value={round.dueOn} />
          ，现在还没有到。提前截止要写明理由，会告诉没有交的 {silent} 位委员。
        </p>
        {words}
      </ReasonDialog>
    )
  return (
    <ConfirmDialog open title="截止这一年的报告？" okText="截止" onClose={onClose} onOk={() => end('')}>
      {words}
    </ConfirmDialog>
  )
}

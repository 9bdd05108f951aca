import './activities.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Activity } from '#contract/activities.ts'
import { type LeaveRequest, leaveRoutes } from '#contract/leaves.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { civilDateOf, formatCivil } from '../../shared/dates.ts'
import { ReasonDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { LeavePaper } from './leave-paper.tsx'
import { MyLeaveCard } from './my-leave.tsx'
import { approverWords, kindWords, leaveKindWords, leaveStateWords, leaveTones } from './words.ts'

const isOpen = ({ actions }: LeaveRequest): boolean => actions.includes('decide') || actions.includes('decideFor')

/** Leave asked from one activity, for who decides: `waiting`, what is to be decided, above the list of names; the rest below. */
export function LeavesOf({ activity, waiting = false }: { activity: Activity; waiting?: boolean }) {
  const query = useQuery(apiQuery(leaveRoutes.listLeaves, { query: { activityId: activity.id, limit: 100 } }))
  const items = query.data?.items.filter((leave) => isOpen(leave) === waiting) ?? []
  if (waiting && items.length === 0) return null
  return (
    <Section title={waiting ? `请假待批（${items.length} 份）` : '请假'}>
      <QueryState
        query={query}
        lines={2}
        isEmpty={() => items.length === 0}
        empty={<p className="faint">{query.data?.items.length ? '都在等着批，在上面。' : '还没有人请假。'}</p>}
      >
        {({ nextCursor }) => (
          <>
            <LeaveList items={items} within={activity.id} />
            {nextCursor && (
              <p>
                <Link to="/leaves" search={{ title: activity.title }}>
                  看全部请假
                </Link>
              </p>
            )}
          </>
        )}
      </QueryState>
    </Section>
  )
}

/** All leaves as a dense list on a desk; those to be decided stand above it with all their words, the others open. */
export function LeaveTable({ items }: { items: readonly LeaveRequest[] }) {
  const [open, setOpen] = useState<string | null>(null)
  const turn = items.filter((leave) => leave.actions.includes('decide'))
  const rest = items.filter((leave) => !leave.actions.includes('decide'))
  const shown = rest.find((leave) => leave.id === open)
  return (
    <>
      {turn.length > 0 && <LeaveList items={turn} />}
      {rest.length > 0 && (
        <DataTable
          caption="请假"
          rows={rest}
          rowKey={(leave) => leave.id}
          columns={[
            {
              key: 'name',
              title: '姓名',
              render: (leave) => (
                <LinkButton onClick={() => setOpen(leave.id)} aria-label={`看${leave.memberName}的请假`}>
                  <span className="nowrap">{leave.memberName}</span>
                </LinkButton>
              ),
            },
            {
              key: 'activity',
              title: '会议活动',
              bare: true,
              render: (leave) => (
                <Link to="/activities/$id" params={{ id: leave.activity.id }}>
                  {leave.activity.title}
                </Link>
              ),
            },
            {
              key: 'on',
              title: '日期',
              render: (leave) => <span className="nowrap">{formatCivil(civilDateOf(leave.activity.startsAt))}</span>,
            },
            {
              key: 'kind',
              title: '事由',
              render: (leave) => (
                <span className="nowrap">
                  {`${leaveKindWords[leave.kind]}，${leave.halfDays} 个半天${leave.late ? '，补假' : ''}`}
                </span>
              ),
            },
            {
              key: 'state',
              title: '结果',
              bare: true,
              render: (leave) => <LeaveState leave={leave} />,
            },
          ]}
        />
      )}
      {shown && (
        <Modal
          open
          title={`${shown.memberName}的请假`}
          footer={null}
          onCancel={() => setOpen(null)}
          width="min(40rem, calc(100vw - 2rem))"
        >
          <LeaveList items={[shown]} />
        </Modal>
      )}
    </>
  )
}

/** Red only where the viewer has something to do. */
function LeaveState({ leave }: { leave: LeaveRequest }) {
  const own = leave.actions.includes('decide')
  return (
    <StateTag tone={leave.turn && !own ? 'moving' : leaveTones[leave.state]}>
      {leave.turn ? `等${approverWords[leave.turn]}审批` : leaveStateWords[leave.state]}
    </StateTag>
  )
}

export function LeaveList({ items, within }: { items: readonly LeaveRequest[]; within?: string }) {
  return (
    <ul className="leave-list">
      {items.map((leave) =>
        // The words on leave before are for who decides: without them it is one's own.
        leave.before === null ? (
          <MyLeaveCard key={leave.id} leave={leave} within={leave.activity.id === within} />
        ) : (
          <LeaveCard key={leave.id} leave={leave} within={within} />
        ),
      )}
    </ul>
  )
}

function LeaveCard({ leave, within }: { leave: LeaveRequest; within?: string }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<boolean | null>(null)
  const decides = isOpen(leave)
  const onBehalf = !leave.actions.includes('decide')
  return (
    <li className="sheet">
      <div className="leave-head">
        <strong>
          {leave.memberName}
          <span className="faint">{`　${leaveKindWords[leave.kind]}，${leave.halfDays} 个半天${leave.late ? '，补假' : ''}`}</span>
        </strong>
        <LeaveState leave={leave} />
      </div>
      {leave.activity.id !== within && (
        <p>
          <Link to="/activities/$id" params={{ id: leave.activity.id }}>
            {leave.activity.title}
          </Link>
          <span className="faint">{`　${kindWords[leave.activity.kind]}　`}</span>
          <Instant value={leave.activity.startsAt} />
        </p>
      )}
      <p className="preserve">{leave.words}</p>
      {leave.basis && <p className="faint">{`代记，依据：${leave.basis}`}</p>}
      <LeavePaper leave={leave} />
      {leave.decisions.map((decision) => (
        <p key={decision.at} className="faint">
          {`${approverWords[decision.by]}${decision.granted ? '同意' : '不同意'}，${decision.byName}${decision.onBehalf ? '补记' : ''}`}
          {decision.words && `：${decision.words}`}
        </p>
      ))}
      {leave.before && (
        <>
          {leave.before.lines.map((at) => (
            <p key={at.line} className={at.reached === 'no' ? 'faint' : 'leave-line'}>
              {`${at.line}。已计 ${at.count} 次${at.reached === 'withThis' ? `，准了这次假就是第 ${at.count + 1} 次，到线` : at.reached === 'already' ? '，已经到线' : ''}。`}
            </p>
          ))}
          <p className="faint">
            {`此前：今年准假 ${leave.before.thisYear} 次，公务 ${leave.before.official} 次；本届这类会议准假 ${leave.before.sameKindThisTerm} 次。`}
          </p>
          {leave.before.leaves.length > 0 && (
            <details className="leave-before">
              <summary>今年准过的假</summary>
              <ul>
                {leave.before.leaves.map((one) => (
                  <li key={`${one.startsAt} ${one.title}`}>
                    {`${formatCivil(civilDateOf(one.startsAt))}　${one.title}　${leaveKindWords[one.kind]}`}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      {decides && (
        <div className="answer-row no-print">
          <Button type={onBehalf ? 'default' : 'primary'} onClick={() => setAsking(true)}>
            {onBehalf ? '补记：已同意' : '准假'}
          </Button>
          <Button onClick={() => setAsking(false)}>{onBehalf ? '补记：未同意' : '不准'}</Button>
        </div>
      )}
      {asking !== null && (
        <ReasonDialog
          open
          title={`${asking ? '准假' : '不准假'}：${leave.memberName}`}
          okText={asking ? '准假' : '不准'}
          label={onBehalf ? '依据（谁、何时、怎样同意的）' : asking ? '附一句话' : '理由'}
          needed={!asking || onBehalf || leave.late}
          maxLength={500}
          onClose={() => setAsking(null)}
          onOk={async (words) => {
            const { state } = await call(leaveRoutes.decideLeave, {
              params: { id: leave.id },
              body: { granted: asking, words },
            })
            toast(state === 'requested' ? '已同意，转下一步审批' : leaveStateWords[state])
            await client.invalidateQueries()
          }}
        />
      )}
    </li>
  )
}

import './activities.css'
import './seats.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { activityRoutes, seatWords } from '#contract/activities.ts'
import { activityRecordRoutes, type SeatPlan } from '#contract/activity-records.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { LayoutDialog } from './seat-layout.tsx'
import { aisleAfter, isUpright, numbersOf, observerRows, printSizeOf, rowsOf } from './seat-sheet.ts'

/** 座位图: laid out, filled in an order, moved by hand, printed on sheets that hold it whole. */
export function SeatsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const activity = useQuery(apiQuery(activityRoutes.getActivity, { params: { id } }))
  const plan = useQuery({
    ...apiQuery(activityRecordRoutes.getSeatPlan, { params: { id } }),
    // Of an activity without a plan the answer is empty.
    select: (one) => (one && 'seats' in one ? one : null),
  })
  const [asking, setAsking] = useState<'anew' | 'grow' | null>(null)
  const arranges = activity.data?.actions.includes('arrange') ?? false
  const done = () => client.invalidateQueries()
  return (
    <Page
      title="座位图"
      lead={activity.data?.title}
      back={{ to: '/activities/$id', label: '会议活动', params: { id } }}
      actions={
        <>
          {plan.data && <Button onClick={() => window.print()}>打印</Button>}
          {arranges && plan.data && <Button onClick={() => setAsking('grow')}>加座、改排数</Button>}
          {arranges && (
            <Button type={plan.data ? 'default' : 'primary'} onClick={() => setAsking('anew')}>
              {plan.data ? '全部重新排' : '排座位'}
            </Button>
          )}
        </>
      }
    >
      <QueryState
        query={plan}
        isEmpty={(found) => found === null}
        empty={
          <EmptyState title="还没有排座位">
            <p>填几排、每排几座，按姓氏笔画、界别或职务排好，再用手调。</p>
          </EmptyState>
        }
      >
        {(found) => found && <Seats id={id} plan={found} arranges={arranges} done={done} />}
      </QueryState>
      {asking && (
        <LayoutDialog
          id={id}
          before={plan.data ?? null}
          keep={asking === 'grow'}
          close={() => setAsking(null)}
          done={done}
        />
      )}
    </Page>
  )
}

function Seats(props: { id: string; plan: SeatPlan; arranges: boolean; done: () => Promise<unknown> }) {
  const { id, plan, arranges, done } = props
  const [held, setHeld] = useState<{ memberId: string; name: string } | null>(null)
  const at = new Map(plan.seats.map((seat) => [`${seat.row} ${seat.number}`, seat]))
  const place = async (row: number, number: number) => {
    const there = at.get(`${row} ${number}`)
    if (held === null) {
      if (there) setHeld(there)
      return
    }
    if (there?.memberId === held.memberId) {
      setHeld(null)
      return
    }
    try {
      await call(activityRecordRoutes.moveSeat, { params: { id }, body: { memberId: held.memberId, row, number } })
      toast(there ? `${held.name}和${there.name}已对调` : `${held.name}已移到 ${seatWords({ row, number })}`)
      setHeld(null)
    } catch (error) {
      toastError(error)
    }
    await done()
  }
  return (
    <>
      {arranges && (
        <p className="no-print" role="status">
          {held ? `正在移${held.name}：点要去的座位；点原位放下。` : '点一个人，再点要去的座位，就能移动或对调。'}
        </p>
      )}
      <style>{'@page { size: A4 landscape; margin: 8mm }'}</style>
      {plan.platformRows === 0 && <p className="seat-stage">主席台</p>}
      <div className="seat-scroll">
        <table className="seat-table" style={printSizeOf(plan)} data-upright={isUpright(plan) || undefined}>
          <caption className="visually-hidden">座位</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">排</span>
              </th>
              {numbersOf(plan).map((number) => (
                <Fragment key={number}>
                  <th scope="col">{number}</th>
                  {aisleAfter(plan, number) && <td className="seat-aisle" />}
                </Fragment>
              ))}
            </tr>
          </thead>
          {rowsOf(plan).map(([name, rows]) => (
            <tbody key={name} className={name === 'platform' ? 'seat-platform' : undefined}>
              {rows.map((row) => (
                <tr key={row}>
                  <th scope="row">{row < 0 ? `主席台 ${-row} 排` : `${row} 排`}</th>
                  {numbersOf(plan).map((number) => {
                    const seat = at.get(`${row} ${number}`)
                    const words = `${seatWords({ row, number })}，${seat?.name ?? '空'}`
                    return (
                      <Fragment key={number}>
                        <td>
                          {arranges ? (
                            <button
                              type="button"
                              className="seat"
                              aria-label={words}
                              aria-pressed={held !== null && held.memberId === seat?.memberId}
                              disabled={held === null && !seat}
                              onClick={() => void place(row, number)}
                            >
                              {seat?.name ?? <span className="seat-free">{number}</span>}
                            </button>
                          ) : (
                            <span className="seat">{seat?.name ?? ''}</span>
                          )}
                        </td>
                        {aisleAfter(plan, number) && <td className="seat-aisle" />}
                      </Fragment>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          ))}
          {plan.observers.length > 0 && (
            <tbody className="seat-observers">
              {observerRows(plan).map((row, r) => (
                <tr key={row.map((one) => one.name).join()}>
                  <th scope="row">{`列席 ${r + 1} 排`}</th>
                  {row.map((one, n) => (
                    <Fragment key={`${one.name}${one.post}`}>
                      <td>
                        <span className="seat" title={one.post}>
                          {one.name}
                        </span>
                      </td>
                      {aisleAfter(plan, n + 1) && <td className="seat-aisle" />}
                    </Fragment>
                  ))}
                </tr>
              ))}
            </tbody>
          )}
        </table>
      </div>
      {plan.unseated.length > 0 && (
        <div className="no-print">
          <Section title={`没有座位的（${plan.unseated.length} 人）`}>
            <p className="answer-row">
              {plan.unseated.map((one) =>
                arranges ? (
                  <Button
                    key={one.memberId}
                    type={held?.memberId === one.memberId ? 'primary' : 'default'}
                    onClick={() => setHeld(held?.memberId === one.memberId ? null : one)}
                  >
                    {one.name}
                  </Button>
                ) : (
                  <span key={one.memberId}>{one.name}</span>
                ),
              )}
            </p>
          </Section>
        </div>
      )}
    </>
  )
}

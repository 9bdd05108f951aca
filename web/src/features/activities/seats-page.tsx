import './activities.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Form, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { activityRoutes } from '#contract/activities.ts'
import { activityRecordRoutes, type SeatPlan } from '#contract/activity-records.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'

interface Layout {
  rows: number
  perRow: number
  order: 'stroke' | 'sector' | 'post'
}

/** 座位图: laid out, filled in an order, moved by hand, printed. */
export function SeatsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const activity = useQuery(apiQuery(activityRoutes.getActivity, { params: { id } }))
  const plan = useQuery({
    ...apiQuery(activityRecordRoutes.getSeatPlan, { params: { id } }),
    // Of an activity without a plan the answer is empty.
    select: (one) => (one && 'seats' in one ? one : null),
  })
  const [asking, setAsking] = useState(false)
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
          {arranges && (
            <Button type={plan.data ? 'default' : 'primary'} onClick={() => setAsking(true)}>
              {plan.data ? '重新排' : '排座位'}
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
        <FormDialog<Layout>
          open
          title="排座位"
          okText="排"
          initialValues={{ rows: plan.data?.rows ?? 10, perRow: plan.data?.perRow ?? 12, order: 'stroke' }}
          onClose={() => setAsking(false)}
          onOk={async (body) => {
            const { seated, unseated } = await call(activityRecordRoutes.arrangeSeats, { params: { id }, body })
            toast(unseated > 0 ? `排了 ${seated} 人，还有 ${unseated} 人没有座位` : `排了 ${seated} 人`)
            await done()
          }}
          fields={
            <>
              <div className="field-grid">
                <Form.Item name="rows" label="几排" rules={[{ required: true }]}>
                  <InputNumber min={1} max={200} precision={0} />
                </Form.Item>
                <Form.Item name="perRow" label="每排几座" rules={[{ required: true }]}>
                  <InputNumber min={1} max={200} precision={0} />
                </Form.Item>
              </div>
              <Form.Item name="order" label="怎样排" extra="准了假、不参加和候补的不排。手调过的会重新排过。">
                <Radio.Group
                  className="leave-kinds"
                  options={[
                    { value: 'stroke', label: '按姓氏笔画' },
                    { value: 'sector', label: '按界别' },
                    { value: 'post', label: '按职务，从中间往两边' },
                  ]}
                />
              </Form.Item>
            </>
          }
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
      toast(there ? `${held.name}和${there.name}已对调` : `${held.name}已移到 ${row} 排 ${number} 号`)
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
      <p className="seat-stage">主席台</p>
      <div className="seat-scroll">
        <table className="seat-table">
          <caption className="visually-hidden">座位</caption>
          <tbody>
            {Array.from({ length: plan.rows }, (_, r) => r + 1).map((row) => (
              <tr key={row}>
                <th scope="row">{`${row} 排`}</th>
                {Array.from({ length: plan.perRow }, (_, n) => n + 1).map((number) => {
                  const seat = at.get(`${row} ${number}`)
                  const words = seat ? `${row} 排 ${number} 号，${seat.name}` : `${row} 排 ${number} 号，空`
                  return (
                    <td key={number}>
                      {arranges ? (
                        <button
                          type="button"
                          className="seat"
                          aria-label={words}
                          aria-pressed={held !== null && held.memberId === seat?.memberId}
                          disabled={held === null && !seat}
                          onClick={() => void place(row, number)}
                        >
                          {seat?.name ?? number}
                        </button>
                      ) : (
                        <span className="seat">{seat?.name ?? ''}</span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {plan.unseated.length > 0 && (
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
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { type Attendance, type Attendee, attendanceRoutes } from '#contract/attendance.ts'
import { call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { attendanceWords, partialLeave } from './words.ts'

const choices: readonly Attendance[] = ['present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent']

const reasonField = (
  <Form.Item
    name="reason"
    label="理由"
    rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
    extra="如“签到台漏扫，召集人证明”“中途接通知返回单位”。"
  >
    <Input.TextArea rows={3} maxLength={200} showCount />
  </Form.Item>
)

interface Props {
  activityId: string
  onClose: () => void
  done: () => Promise<unknown>
}

export function CorrectDialog({ activityId, person, onClose, done }: Props & { person: Attendee }) {
  return (
    <FormDialog<{ attendance: Attendance; reason: string }>
      open
      title={`更正${person.name}的到会情况`}
      okText="更正"
      onClose={onClose}
      onOk={async (body) => {
        await call(attendanceRoutes.correctAttendance, {
          params: { id: activityId },
          body: { memberIds: [person.id], ...body },
        })
        toast('已更正')
        await done()
      }}
      fields={
        <>
          <Form.Item name="attendance" label="改为" rules={[{ required: true, message: '请选一项' }]}>
            <select className="select">
              <option value="">请选择</option>
              {choices
                .filter((one) => one !== person.attendance)
                .map((one) => (
                  <option key={one} value={one}>
                    {attendanceWords[one]}
                  </option>
                ))}
            </select>
          </Form.Item>
          {reasonField}
        </>
      }
    >
      <p>
        现在记的是{person.attendance ? attendanceWords[person.attendance] : '没有来'}
        {person.halfDaysOfLeave > 0 && `，${partialLeave(person)}`}。更正会记进经过和履职台账。
      </p>
    </FormDialog>
  )
}

/** Everybody on the list who has not come, page by page. */
async function listMissing(id: string): Promise<Attendee[]> {
  const found: Attendee[] = []
  let cursor: string | undefined
  do {
    const page = await call(attendanceRoutes.listAttendees, {
      params: { id },
      query: { show: 'all', limit: 100, cursor },
    })
    found.push(...page.items.filter((one) => one.at === null))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return found
}

/** A list that was signed on paper, entered at once: tick who came. */
export function PaperListDialog({ activityId, onClose, done }: Props) {
  const query = useQuery({ queryKey: ['paper-list', activityId], queryFn: () => listMissing(activityId), gcTime: 0 })
  const [came, setCame] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState('')
  const all = query.data ?? []
  const shown = typed.trim() === '' ? all : all.filter((one) => `${one.name}${one.sector}`.includes(typed.trim()))
  const set = (ids: readonly string[], on: boolean) =>
    setCame(new Set(on ? [...came, ...ids] : [...came].filter((id) => !ids.includes(id))))
  return (
    <FormDialog<{ reason: string }>
      open
      title="按签到表补录"
      okText={`记 ${came.size} 位到会`}
      onClose={onClose}
      initialValues={{ reason: '按纸质签到表补录' }}
      onOk={async ({ reason }) => {
        if (came.size === 0) throw new Error('请先勾选来了的委员')
        await call(attendanceRoutes.correctAttendance, {
          params: { id: activityId },
          body: { memberIds: [...came], attendance: 'present', reason },
        })
        toast(`已记 ${came.size} 位到会`)
        await done()
      }}
      fields={
        <>
          <p>勾选签到表上签了名的。一次记完，理由写一个就行。</p>
          <input
            className="search-box"
            type="search"
            value={typed}
            aria-label="找姓名或界别"
            placeholder="姓名或界别"
            onChange={(event) => setTyped(event.target.value)}
          />
          <QueryState query={query} isEmpty={(items) => items.length === 0} empty={<p>名单上的都已经记了到会。</p>}>
            {() => (
              <>
                <Checkbox
                  checked={shown.length > 0 && shown.every((one) => came.has(one.id))}
                  onChange={(event) =>
                    set(
                      shown.map((one) => one.id),
                      event.target.checked,
                    )
                  }
                >
                  全选{typed.trim() === '' ? '' : '找到的'} {shown.length} 位
                </Checkbox>
                <div className="paper-list">
                  {shown.map((one) => (
                    <Checkbox
                      key={one.id}
                      checked={came.has(one.id)}
                      onChange={(event) => set([one.id], event.target.checked)}
                    >
                      {one.name}
                      <span className="faint"> {one.sector}</span>
                    </Checkbox>
                  ))}
                </div>
              </>
            )}
          </QueryState>
          {reasonField}
        </>
      }
    />
  )
}

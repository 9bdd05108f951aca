import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { type Clock, type ClockAction, clockKindWords, clockRoutes } from '#contract/clocks.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { FormItem } from '../../shared/form-parts.tsx'
import { dateWords } from '../../shared/matter/due.ts'
import { toast } from '../../shared/toast.tsx'
import { actionWords, calendarWords } from './words.ts'

interface ClockStepProps {
  proposalId: string
  clock: Clock
  action: ClockAction
  onClose: () => void
}

interface Given {
  note: string
  until?: string
}

/** One step about a clock, with its reason; the office's answer to a request can be yes, with a date, or no. */
export function ClockStep({ proposalId, clock, action, onClose }: ClockStepProps) {
  const client = useQueryClient()
  const [grants, setGrants] = useState(true)
  const params = { id: proposalId, clockId: clock.id }
  const send = async ({ note, until }: Given) => {
    if (action === 'askExtension') await call(clockRoutes.askExtension, { params, body: { note, until: until! } })
    else if (action === 'decideExtension')
      await call(clockRoutes.decideExtension, { params, body: { note, until: grants ? until! : null } })
    else await call(action === 'pause' ? clockRoutes.pauseClock : clockRoutes.resumeClock, { params, body: { note } })
    toast(calendarWords.done[action])
    await Promise.all(
      [
        clockRoutes.listProposalClocks.path,
        clockRoutes.getClockDays.path,
        proposalRoutes.getProposal.path,
        workbenchRoutes.getWorkbench.path,
      ].map((path) => client.invalidateQueries({ queryKey: [path] })),
    )
  }
  const asksDate = action === 'askExtension' || (action === 'decideExtension' && grants)
  return (
    <FormDialog<Given>
      open
      title={`${actionWords[action]} · ${clockKindWords[clock.kind]}`}
      okText={actionWords[action]}
      initialValues={{ until: clock.asked?.until }}
      onOk={send}
      onClose={onClose}
      fields={
        <>
          {action === 'decideExtension' && (
            <fieldset className="clock-answer">
              <legend>答复</legend>
              {([true, false] as const).map((yes) => (
                <label key={String(yes)}>
                  <input type="radio" name="grants" checked={grants === yes} onChange={() => setGrants(yes)} />{' '}
                  {yes ? '同意' : '不同意'}
                </label>
              ))}
            </fieldset>
          )}
          {asksDate && (
            <FormItem
              name="until"
              label="延至"
              extra={
                clock.extendableUntil && `最迟 ${dateWords(clock.extendableUntil, today())}；逢节假日顺延到下一个工作日`
              }
              rules={[{ required: true, message: '请选日期' }]}
            >
              <DateInput min={clock.dueOn} max={clock.extendableUntil ?? undefined} />
            </FormItem>
          )}
          <FormItem name="note" label="理由" rules={[{ required: true, whitespace: true, message: '请写明理由' }]}>
            <Input.TextArea rows={4} maxLength={1000} showCount />
          </FormItem>
        </>
      }
    >
      <p>
        现在的期限是 <CivilDate value={clock.dueOn} />。
        {action === 'pause' && '暂停期间这家单位的各项期限都不计算，恢复后按暂停的天数顺延。'}
        {clock.asked && action === 'decideExtension' && `申请理由：${clock.asked.reason}`}
      </p>
    </FormDialog>
  )
}

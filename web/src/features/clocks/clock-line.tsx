import './clocks.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { type Clock, clockKindWords, clockRoutes } from '#contract/clocks.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { dateWords } from '../../shared/matter/due.ts'
import { QueryState } from '../../shared/query-state.tsx'
import { ClockDays } from './clock-days.tsx'
import { ClockStep } from './clock-step.tsx'
import { actionWords } from './words.ts'

/** The clocks of a proposal, from where its dates are shown. */
export function useClocks(proposalId: string): readonly Clock[] {
  return useQuery(apiQuery(clockRoutes.listProposalClocks, { params: { id: proposalId } })).data?.items ?? []
}

/** How a date came about, in one sentence; day by day on request, and what may be done about it. */
export function ClockLine({ proposalId, clock }: { proposalId: string; clock: Clock | undefined }) {
  const [days, setDays] = useState(false)
  const [step, setStep] = useState<Clock['actions'][number] | null>(null)
  if (!clock || clock.stoppedAt !== null) return null
  return (
    <div className="clock-line">
      <p>
        {clock.sentence}{' '}
        <button type="button" className="plain-button clock-days-button" onClick={() => setDays(true)}>
          逐日看<span className="visually-hidden">{clockKindWords[clock.kind]}</span>
        </button>
      </p>
      {clock.pausedOn && (
        <p>
          <span className="tag tag-due">暂停</span> 自{dateWords(clock.pausedOn, today())}起暂停计算，恢复后顺延
          {clock.pauseReason && `：${clock.pauseReason}`}
        </p>
      )}
      {clock.asked && (
        <p>
          <span className="tag">申请延期</span> 延至{dateWords(clock.asked.until, today())}：{clock.asked.reason}
        </p>
      )}
      {clock.actions.length > 0 && (
        <div className="clock-steps no-print">
          {clock.actions.map((action) => (
            <Button key={action} size="small" onClick={() => setStep(action)}>
              {actionWords[action]}
            </Button>
          ))}
        </div>
      )}
      <Modal
        open={days}
        title={`${clockKindWords[clock.kind]}：${dateWords(clock.dueOn, today())}`}
        footer={null}
        onCancel={() => setDays(false)}
        destroyOnHidden
        width="min(44rem, calc(100vw - 1.5rem))"
      >
        <Days proposalId={proposalId} clockId={clock.id} />
      </Modal>
      {step && <ClockStep proposalId={proposalId} clock={clock} action={step} onClose={() => setStep(null)} />}
    </div>
  )
}

function Days({ proposalId, clockId }: { proposalId: string; clockId: string }) {
  const query = useQuery(apiQuery(clockRoutes.getClockDays, { params: { id: proposalId, clockId } }))
  return (
    <QueryState query={query} lines={6}>
      {({ clock, days }) => <ClockDays clock={clock} days={days} />}
    </QueryState>
  )
}

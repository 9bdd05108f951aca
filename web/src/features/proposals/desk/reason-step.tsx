import { examinationRoutes } from '#contract/examination.ts'
import { handlingRoutes } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { unitDeskRoutes } from '#contract/unit-desks.ts'
import { ReasonDialog } from '../../../shared/dialogs.tsx'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import type { Step } from '../next-steps.ts'
import { doneWords, stepWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'

export type ReasonStepKey =
  | 'withdraw'
  | 'requestWithdrawal'
  | 'split'
  | 'rehandle'
  | 'conclude'
  | 'reexamine'
  | 'requestReturn'
  | 'urge'
  | 'sendBackInUnit'

interface Asked {
  lead: string
  label: string
  needed?: boolean
  decisive?: boolean
}

export const reasonSteps: Record<ReasonStepKey, Asked> = {
  withdraw: {
    lead: '撤案后不再办理，办理经过仍然保留。',
    label: '撤案理由',
    decisive: true,
  },
  requestWithdrawal: {
    lead: '已经交办，单位正在办理。撤案要由提案委办公室同意，答复之前办理照常进行。',
    label: '撤案理由',
  },
  split: {
    lead: '撤销后这件提案回到已立案，单独交办，案号不变。已经交办的，请写明理由。',
    label: '撤销并案的理由',
    needed: false,
  },
  rehandle: {
    lead: '原承办单位重新办理并再次答复，期限从今天起重新计算。',
    label: '重新办理的要求',
  },
  conclude: {
    lead: '办结后不再评价和重办。',
    label: '办结说明',
    needed: false,
  },
  reexamine: {
    lead: '撤回不予立案的决定，这件提案回到待审查。提案人会收到告知。',
    label: '重新审查的理由',
  },
  sendBackInUnit: {
    lead: '承办人在原文上修改，改好再送审。这些话只有本单位看得到。',
    label: '修改意见',
  },
  urge: {
    lead: '承办单位和提案委、交办机关会收到消息，写进办理经过，提案者也看得到。期限不变。',
    label: '要求',
  },
  requestReturn: {
    lead: '说明不属于本单位职责的依据，能提出适合的单位更好。交办机关决定之前，不要自行转送，也不要停办。',
    label: '退办理由',
  },
}

interface ReasonStepProps {
  proposal: Proposal
  step: Step & { key: ReasonStepKey }
  onClose: () => void
}

/** Closed against the proposer's dissatisfaction, or without a rating, only with a reason that they read. */
const notContent: Asked = {
  lead: '提案者不满意，或者没有评价。办结后不再评价和重办，理由会告诉提案者。',
  label: '办结的理由',
}

/** Steps that ask one reason and no more. */
export function ReasonStep({ proposal, step, onClose }: ReasonStepProps) {
  const act = useAct()
  const asked = step.key === 'conclude' && proposal.state !== 'rated' ? notContent : reasonSteps[step.key]
  const returnBy = proposal.assignments.find((one) => one.id === step.on)?.returnBy
  const byProposal = { params: { id: proposal.id } }
  const done = doneWords[step.key]
  const take = (note: string) => {
    if (step.key === 'withdraw') return act(proposalRoutes.withdrawProposal, { ...byProposal, body: { note } }, done)
    if (step.key === 'requestWithdrawal')
      return act(examinationRoutes.requestWithdrawal, { ...byProposal, body: { note } }, done)
    if (step.key === 'split') return act(examinationRoutes.splitProposal, { ...byProposal, body: { note } }, done)
    if (step.key === 'rehandle') return act(proposalRoutes.rehandleProposal, { ...byProposal, body: { note } }, done)
    if (step.key === 'conclude') return act(proposalRoutes.concludeProposal, { ...byProposal, body: { note } }, done)
    if (step.key === 'reexamine') return act(proposalRoutes.reexamineProposal, { ...byProposal, body: { note } }, done)
    if (step.key === 'urge') return act(handlingRoutes.urgeProposal, { ...byProposal, body: { note } }, done)
    if (step.key === 'sendBackInUnit')
      return act(unitDeskRoutes.sendBackInUnit, { params: { id: step.on ?? '' }, body: { note } }, done)
    return act(handlingRoutes.requestReturn, { params: { id: step.on ?? '' }, body: { note } }, done)
  }
  return (
    <ReasonDialog
      open
      title={stepWords(step)}
      label={asked.label}
      needed={asked.needed}
      maxLength={1000}
      okText={stepWords(step)}
      decisive={asked.decisive}
      onOk={take}
      onClose={onClose}
    >
      <p>{asked.lead}</p>
      {step.key === 'requestReturn' && returnBy && (
        <p>
          <DueDate on={returnBy} label="申请期限" />
        </p>
      )}
    </ReasonDialog>
  )
}

import './desk.css'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type JSX, useState } from 'react'
import { coSigningRoutes } from '#contract/co-signing.ts'
import { handlingRoutes } from '#contract/handling.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { call } from '../../../shared/api.ts'
import { ConfirmDialog } from '../../../shared/dialogs.tsx'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { StepPanel } from '../../../shared/matter/step-panel.tsx'
import { toast } from '../../../shared/toast.tsx'
import type { Step } from '../next-steps.ts'
import { doneWords, stepWords } from '../step-words.ts'
import { refreshProposals, useAct } from '../use-act.ts'
import { roleWords } from '../words.ts'
import { AddUnitForm } from './add-unit-form.tsx'
import { AssignForm } from './assign-form.tsx'
import { ContactAnswerForm } from './contact-answer-form.tsx'
import { ContactForm } from './contact-form.tsx'
import { ContactPersonForm } from './contact-person-form.tsx'
import { DraftersForm } from './drafters-form.tsx'
import { ExamineForm } from './examine-form.tsx'
import { FollowUpForm } from './follow-up-form.tsx'
import { HandOutForm } from './hand-out-form.tsx'
import { MergeForm } from './merge-form.tsx'
import { NameLeadForm } from './name-lead-form.tsx'
import { OpinionForm } from './opinion-form.tsx'
import { RateForm } from './rate-form.tsx'
import { ReasonStep, type ReasonStepKey, reasonSteps } from './reason-step.tsx'
import { ReassignForm } from './reassign-form.tsx'
import { ReturnDecisionForm } from './return-decision-form.tsx'
import type { StepProps } from './step-props.ts'
import { WithdrawalDecisionForm } from './withdrawal-decision-form.tsx'

const forms: Partial<Record<Step['key'], (props: StepProps) => JSX.Element | null>> = {
  examine: ExamineForm,
  assign: AssignForm,
  addUnit: AddUnitForm,
  decideReturn: ReturnDecisionForm,
  reassign: ReassignForm,
  rate: RateForm,
  changeRating: RateForm,
  nameContact: ContactPersonForm,
  nameDrafters: DraftersForm,
  nameLead: NameLeadForm,
  contact: ContactForm,
  answerContact: ContactAnswerForm,
  opinion: OpinionForm,
  merge: MergeForm,
  followUp: FollowUpForm,
  handOut: HandOutForm,
  decideWithdrawal: WithdrawalDecisionForm,
}

/** Takes one step on a proposal: long ones beside it, those that ask a word in a dialog, signing after one question. */
export function StepTaker({ proposal, step, onClose }: { proposal: Proposal; step: Step; onClose: () => void }) {
  const Form = forms[step.key]
  const inUnit = proposal.assignments.find((one) => one.id === step.on)?.inUnit
  if (Form)
    return (
      <StepPanel open title={stepWords(step, proposal.assignments.length > 1, inUnit)} onClose={onClose}>
        <Form key={step.key + step.on} proposal={proposal} step={step} onDone={onClose} />
      </StepPanel>
    )
  if (step.key in reasonSteps)
    return <ReasonStep proposal={proposal} step={{ ...step, key: step.key as ReasonStepKey }} onClose={onClose} />
  if (step.key === 'accept') return <Accept proposal={proposal} step={step} onDone={onClose} />
  if (step.key === 'closeRating') return <CloseRating proposal={proposal} step={step} onDone={onClose} />
  if (step.key === 'takeOver') return <TakeOver proposal={proposal} step={step} onDone={onClose} />
  if (step.key === 'archive') return <Archive proposal={proposal} step={step} onDone={onClose} />
  if (step.key === 'discard') return <Discard proposal={proposal} step={step} onDone={onClose} />
  return null
}

function Accept({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const assignment = proposal.assignments.find((one) => one.id === step.on)
  return (
    <ConfirmDialog
      open
      title="签收"
      okText="签收"
      onOk={() => act(handlingRoutes.acceptAssignment, { params: { id: step.on ?? '' } }, doneWords.accept)}
      onClose={onDone}
    >
      {assignment && (
        <p>
          {`签收后由${assignment.unitName}${roleWords[assignment.role]}。`}
          <DueDate on={assignment.replyBy} label={assignment.role === 'joint' ? '会办意见期限' : '答复期限'} />
        </p>
      )}
      <p>不属于本单位职责的，请申请退办。签收以后在退办期限内仍可申请，过期不再受理。</p>
      {assignment?.inUnit === null && <p className="faint">签收后再分办到承办人；自己办的，签收就由自己承办。</p>}
    </ConfirmDialog>
  )
}

function CloseRating({ proposal, onDone }: StepProps) {
  const act = useAct()
  const silent = proposal.raters.filter((one) => one.ratedAt === null && !one.excused)
  return (
    <ConfirmDialog
      open
      title="汇总评价"
      okText="汇总"
      onOk={() => act(proposalRoutes.closeRating, { params: { id: proposal.id }, body: {} }, doneWords.closeRating)}
      onClose={onDone}
    >
      <p>{`评价期限已过，${silent.map((one) => one.name).join('、')}还没有评价。`}</p>
      <p>汇总后按已有的评价定结果，他们不能再评价。</p>
    </ConfirmDialog>
  )
}

function TakeOver({ proposal, onDone }: StepProps) {
  const act = useAct()
  return (
    <ConfirmDialog
      open
      title="接手草稿"
      okText="接手"
      onOk={() => act(coSigningRoutes.takeOverDraft, { params: { id: proposal.id } }, doneWords.takeOver)}
      onClose={onDone}
    >
      <p>{`${proposal.leadProposer?.name ?? '第一提案人'}已离任。接手以后您是第一提案人，由您修改、提交，以后的面商和评价也由您答复。`}</p>
      <p>谁先接手就由谁接替，其他联名的委员会收到消息，仍然联名。</p>
    </ConfirmDialog>
  )
}

function Archive({ proposal, onDone }: StepProps) {
  const act = useAct()
  return (
    <ConfirmDialog
      open
      title="归档"
      okText="归档"
      onOk={() => act(proposalRoutes.archiveProposal, { params: { id: proposal.id }, body: {} }, doneWords.archive)}
      onClose={onDone}
    >
      <p>归档后提案与答复只供查阅，不再改动。</p>
    </ConfirmDialog>
  )
}

function Discard({ proposal, onDone }: StepProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [gone, setGone] = useState(false)
  return (
    <ConfirmDialog
      open={!gone}
      title="删除草稿"
      okText="删除"
      decisive
      onOk={async () => {
        await call(proposalRoutes.discardProposal, { params: { id: proposal.id } })
        setGone(true)
        toast(doneWords.discard ?? '')
        await navigate({ to: '/proposals', search: { scope: 'mine' } as never, replace: true })
        // Only once this page is left: it would ask for what is no longer there.
        await refreshProposals(client)
      }}
      onClose={() => {
        if (location.pathname.endsWith(proposal.id)) onDone()
      }}
    >
      <p>“{proposal.title || '还没有写案由的提案'}”的文字和附件都会删除，不能找回。</p>
    </ConfirmDialog>
  )
}

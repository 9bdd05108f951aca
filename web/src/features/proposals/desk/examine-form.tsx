import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { examinationRoutes } from '#contract/examination.ts'
import type { ProposalAction } from '#contract/proposal-parts.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { type Option, OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { QueryState } from '../../../shared/query-state.tsx'
import { SimilarProposals } from '../../finding/similar-proposals.tsx'
import { WritingChecks } from '../draft/writing-checks.tsx'
import { neighbours } from '../list/list-memory.ts'
import { useAct } from '../use-act.ts'
import { conversionWords } from '../words.ts'
import { ExaminationSteps } from './examination.tsx'
import { ProposalPicker, takesOthers } from './proposal-picker.tsx'
import type { StepProps } from './step-props.ts'

type Verdict = Extract<ProposalAction, 'register' | 'merge' | 'return' | 'convert' | 'decline'>

const verdicts: Option<Verdict>[] = [
  { code: 'register', name: '立案' },
  { code: 'merge', name: '并案' },
  { code: 'return', name: '退回修改' },
  { code: 'convert', name: '转办' },
  { code: 'decline', name: '不予立案' },
]
const conversions: Option<keyof typeof conversionWords>[] = [
  { code: 'opinion', name: conversionWords.opinion, hint: '不作提案办理，作为社情民意信息编报' },
  { code: 'letter', name: conversionWords.letter, hint: '不作提案办理，作为委员来信转有关部门参考' },
]
const keepGoing = 'tongxin.examine.next'

/** 审查：立案并定类别；退回修改并写明意见；按所列理由不予立案。 */
export function ExamineForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const navigate = useNavigate()
  const options = useQuery(apiQuery(proposalRoutes.getProposalOptions, {}))
  const allowed = verdicts.filter((one) => proposal.actions.includes(one.code))
  const [verdict, setVerdict] = useState<Verdict>(allowed[0]?.code ?? 'register')
  const [category, setCategory] = useState(proposal.category)
  const [reason, setReason] = useState<string | null>(null)
  const [into, setInto] = useState<string | null>(null)
  const [picked, setPicked] = useState<string | null>(null)
  const [to, setTo] = useState<keyof typeof conversionWords | null>(null)
  const [note, setNote] = useState('')
  const next = neighbours(proposal.id)?.next ?? null
  const [goOn, setGoOn] = useState(sessionStorage.getItem(keepGoing) !== 'no')
  const noteId = useId()

  const missing = () => {
    if (verdict === 'register' && !category) return '请选择类别'
    if (verdict === 'return' && note.trim() === '') return '请写明修改意见，提案者会看到'
    if (verdict === 'decline' && !reason) return '请选择不予立案的理由'
    if (verdict === 'merge' && !into) return '请选择并入哪一件'
    if (verdict === 'convert' && !to) return '请选择转为什么'
    if (verdict === 'convert' && note.trim() === '') return '请写明转办的理由，提案者会看到'
    return null
  }
  const take = async () => {
    const params = { id: proposal.id }
    if (verdict === 'register') {
      const body = { category: category ?? '', note: note.trim() }
      await act(proposalRoutes.registerProposal, { params, body }, '已立案')
    } else if (verdict === 'merge') {
      const body = { into: into ?? '', category, note: note.trim() }
      await act(examinationRoutes.mergeProposal, { params, body }, '已并案')
    } else if (verdict === 'convert' && to) {
      const body = { to, note: note.trim() }
      await act(examinationRoutes.convertProposal, { params, body }, `已转为${conversionWords[to]}`)
    } else if (verdict === 'return') {
      await act(proposalRoutes.returnProposal, { params, body: { note: note.trim() } }, '已退回修改')
    } else {
      const body = { reason: reason ?? '', note: note.trim() }
      await act(proposalRoutes.declineProposal, { params, body }, '已定为不予立案')
    }
    if (next && goOn)
      await navigate({
        to: '/proposals/$id',
        params: { id: next },
        search: { step: 'examine' } as never,
      })
    else onDone()
  }

  return (
    <>
      <p className="field-label">对文稿的检查</p>
      <WritingChecks id={proposal.id} />
      {proposal.actions.includes('recommend') && <ExaminationSteps id={proposal.id} />}
      <SimilarProposals
        text={proposal}
        exceptId={proposal.id}
        act={
          allowed.some((one) => one.code === 'merge')
            ? {
                words: '并入这件',
                isFor: takesOthers,
                take: (item) => {
                  setVerdict('merge')
                  setInto(item.id)
                  setPicked(`${item.numberText}　${item.title}`)
                },
              }
            : undefined
        }
      />
      <QueryState query={options}>
        {({ categories, declineReasons }) => (
          <StepForm submit={submitWords[verdict]} decisive={verdict === 'decline'} missing={missing} onSubmit={take}>
            {allowed.length > 1 && (
              <OptionList label="审查结论" inline options={allowed} value={verdict} onChange={setVerdict} />
            )}
            {verdict === 'merge' && (
              <ProposalPicker except={proposal.id} value={into} picked={picked} onChange={setInto} />
            )}
            {verdict === 'convert' && <OptionList label="转为" options={conversions} value={to} onChange={setTo} />}
            {(verdict === 'register' || verdict === 'merge') && (
              <OptionList label="类别" options={categories} value={category} onChange={setCategory} />
            )}
            {verdict === 'decline' && (
              <OptionList label="不予立案的理由" options={declineReasons} value={reason} onChange={setReason} />
            )}
            <Field id={noteId} label={noteLabels[verdict]} hint={noteHints[verdict]}>
              <Input.TextArea
                id={noteId}
                value={note}
                maxLength={1000}
                autoSize={{ minRows: verdict === 'return' ? 6 : 2, maxRows: 16 }}
                onChange={(event) => setNote(event.target.value)}
              />
            </Field>
            {next && (
              <Checkbox
                checked={goOn}
                onChange={(event) => {
                  setGoOn(event.target.checked)
                  sessionStorage.setItem(keepGoing, event.target.checked ? 'yes' : 'no')
                }}
              >
                办完接着看下一件
              </Checkbox>
            )}
          </StepForm>
        )}
      </QueryState>
    </>
  )
}

const submitWords: Record<Verdict, string> = {
  register: '立案并编号',
  merge: '并案并编号',
  return: '退回修改',
  convert: '转办',
  decline: '不予立案',
}
const noteLabels: Record<Verdict, string> = {
  register: '审查意见（可不填）',
  merge: '并案说明（可不填）',
  return: '修改意见',
  convert: '转办理由',
  decline: '补充说明（可不填）',
}
const noteHints: Record<Verdict, string | undefined> = {
  register: undefined,
  merge: undefined,
  convert: '提案者会看到理由。这件提案归档留存，提案者随时可以查阅。',
  return: '写明哪里要改、怎样改。提案者修改后可以再次提交。',
  decline: '提案者会看到理由和这段说明。',
}

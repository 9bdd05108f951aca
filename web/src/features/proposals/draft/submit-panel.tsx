import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { type Proposal, type ProposalText, proposalRoutes } from '#contract/proposals.ts'
import { errorWords } from '../../../shared/api.ts'
import { Icon } from '../../../shared/icons.tsx'
import { StepForm } from '../../../shared/matter/step-form.tsx'
import { StepPanel } from '../../../shared/matter/step-panel.tsx'
import { SimilarProposals } from '../../finding/similar-proposals.tsx'
import { useAct } from '../use-act.ts'
import { hintsOf, type Lack, lacksOf } from './checklist.ts'
import type { Saver, SaveStatus } from './saver.ts'
import { fieldIds } from './text-fields.tsx'
import { WritingChecks } from './writing-checks.tsx'

interface SubmitPanelProps {
  open: boolean
  onClose: () => void
  text: ProposalText
  titleLimit: number
  proposal: Proposal | null
  saver: Saver<ProposalText>
}

/** What is still missing, and the last step. */
export function SubmitPanel({ open, onClose, text, titleLimit, proposal, saver }: SubmitPanelProps) {
  const act = useAct()
  const navigate = useNavigate()
  const lacks = lacksOf(text, titleLimit)
  const waiting = proposal?.coSigners.filter((person) => person.state === 'invited') ?? []
  const [unsaved, setUnsaved] = useState<string | null>(null)
  const save = useCallback(async () => {
    await saver.flush()
    const status = saver.status()
    setUnsaved(unsavedWords(status))
    return unsavedWords(status) === null
  }, [saver])
  const submit = async () => {
    const kept = await save()
    // The page of two texts says it.
    if (saver.status().kind === 'stale') return onClose()
    const { id, version } = saver.current()
    if (!kept || id === null) return
    await act(proposalRoutes.submitProposal, { params: { id }, body: { version } }, '已提交，提案委办公室会尽快审查')
    await navigate({ to: '/proposals/$id', params: { id }, replace: true })
  }
  return (
    <StepPanel open={open} title="检查并提交" onClose={onClose}>
      <ul className="checklist">
        {lacks.map((lack) => (
          <li key={lack.field}>
            <Icon name="warn" />
            <span>{lack.words}</span>
            <button
              type="button"
              className="link-button"
              onClick={() => {
                onClose()
                goTo(lack)
              }}
            >
              去写
            </button>
          </li>
        ))}
        {lacks.length === 0 && (
          <li className="checklist-done">
            <Icon name="check" />
            <span>案由、情况分析、具体建议都写了</span>
          </li>
        )}
        {hintsOf(text, proposal?.attachments.length ?? 0).map((hint) => (
          <li key={hint} className="checklist-mild">
            <span>{`${hint}，不影响提交`}</span>
          </li>
        ))}
      </ul>
      {proposal && <WritingChecks id={proposal.id} save={save} />}
      <SimilarProposals
        text={text}
        exceptId={proposal?.id}
        lead="提交之前，请看是不是已经有人提过，或者自己已经提过。"
      />
      {waiting.length > 0 && (
        <p>
          {`${waiting.map((person) => person.name).join('、')}还没有答复联名邀请。现在提交，就不再等${waiting.length > 1 ? '他们' : '这位委员'}答复，邀请记为“提交时未答复”。`}
        </p>
      )}
      {unsaved && (
        <p className="field-problem" role="alert">
          {unsaved}
        </p>
      )}
      <p>提交后不能再改文字。审查中需要修改的，会退回给您。</p>
      <StepForm submit="提交提案" missing={() => lacks[0]?.words ?? null} onSubmit={submit}>
        {null}
      </StepForm>
    </StepPanel>
  )
}

/** Why what is on the screen cannot be handed in yet; null: the server has it. */
function unsavedWords(status: SaveStatus<ProposalText>): string | null {
  if (status.kind === 'offline') return '连接不上服务器，眼前的文字还没有保存，暂时不能提交。文字已存在本机。'
  if (status.kind === 'refused') return `眼前的文字没有保存到服务器，不能提交。${errorWords(status.error)}`
  return status.kind === 'stale' ? '有两份不同的内容，请先选择' : null
}

function goTo({ field }: Lack) {
  // The panel gives the focus back when it closes; afterwards it goes where the words are missing.
  setTimeout(() => {
    const place = document.getElementById(fieldIds[field])
    const target = place?.matches('textarea') ? place : place?.querySelector<HTMLElement>('textarea')
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  }, 50)
}

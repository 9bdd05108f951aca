import { Input } from 'antd'
import { useId, useState } from 'react'
import { examinationRoutes } from '#contract/examination.ts'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { ProposalPicker } from './proposal-picker.tsx'
import type { StepProps } from './step-props.ts'

/** 并案 of one that is registered already. */
export function MergeForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const [into, setInto] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const noteId = useId()
  return (
    <StepForm
      submit="并案"
      missing={() => (into ? null : '请选择并入哪一件')}
      onSubmit={async () => {
        const body = { into: into ?? '', note: note.trim() }
        await act(examinationRoutes.mergeProposal, { params: { id: proposal.id }, body }, doneWords.merge)
        onDone()
      }}
    >
      <ProposalPicker except={proposal.id} value={into} onChange={setInto} />
      {proposal.merged.length > 0 && <p>{`已并入本件的 ${proposal.merged.length} 件，会随本件一起并过去。`}</p>}
      <Field id={noteId} label="并案说明（可不填）">
        <Input.TextArea
          id={noteId}
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}

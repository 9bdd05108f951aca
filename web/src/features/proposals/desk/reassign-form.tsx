import { Input } from 'antd'
import { useId, useState } from 'react'
import { handlingRoutes } from '#contract/handling.ts'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import type { StepProps } from './step-props.ts'
import { UnitPicker } from './unit-picker.tsx'

/** 改办：another unit takes the assignment over with a new clock. */
export function ReassignForm({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const [unit, setUnit] = useState<{ id: string; name: string } | null>(null)
  const [note, setNote] = useState('')
  const noteId = useId()
  // Neither a unit that is on it now nor the one it is taken from.
  const barred = proposal.assignments.filter(
    (one) => one.id === step.on || (one.state !== 'returned' && one.state !== 'reassigned'),
  )
  const taken = [...barred.map((one) => one.unitId), unit?.id ?? '']
  return (
    <StepForm
      submit="改办"
      missing={() => (!unit ? '请选择改办的单位' : note.trim() === '' ? '请写明改办的理由' : null)}
      onSubmit={async () => {
        const body = { unitId: unit?.id ?? '', note: note.trim() }
        await act(handlingRoutes.reassign, { params: { id: step.on ?? '' }, body }, doneWords.reassign)
        onDone()
      }}
    >
      <p>
        {`由${step.unitName ?? '原单位'}改为`}
        <strong>{unit ? unit.name : '（请选择）'}</strong>
      </p>
      <UnitPicker label={unit ? '另选单位' : '选择单位'} taken={taken} onPick={setUnit} showLoad />
      <Field id={noteId} label="改办理由">
        <Input.TextArea
          id={noteId}
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 3 }}
          onChange={(e) => setNote(e.target.value)}
        />
      </Field>
    </StepForm>
  )
}

import { Input } from 'antd'
import { useId, useState } from 'react'
import { type HandlingRole, handlingRoutes } from '#contract/handling.ts'
import { newIdempotencyKey } from '../../../shared/api.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { roleMeanings, roleWords } from '../words.ts'
import type { StepProps } from './step-props.ts'
import { UnitPicker } from './unit-picker.tsx'

const roles = (['joint', 'separate', 'lead'] as const).map((code) => ({
  code: code as HandlingRole,
  name: roleWords[code],
  hint: roleMeanings[code],
}))

/** 增加承办单位 while the proposal is being handled. */
export function AddUnitForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const [unit, setUnit] = useState<{ id: string; name: string } | null>(null)
  const [role, setRole] = useState<HandlingRole>('joint')
  const [note, setNote] = useState('')
  const [key] = useState(newIdempotencyKey)
  const noteId = useId()
  const taken = proposal.assignments
    .filter((one) => one.state !== 'returned' && one.state !== 'reassigned')
    .map((one) => one.unitId)
  return (
    <StepForm
      submit="增加"
      missing={() => (unit ? null : '请选择单位')}
      onSubmit={async () => {
        const body = { unitId: unit?.id ?? '', role, note: note.trim() }
        const input = { params: { id: proposal.id }, body }
        await act(handlingRoutes.addAssignment, input, doneWords.addUnit, {
          idempotencyKey: key,
        })
        onDone()
      }}
    >
      {unit && (
        <p>
          所选单位：<strong>{unit.name}</strong>
        </p>
      )}
      <UnitPicker label={unit ? '另选单位' : '选择单位'} taken={[...taken, unit?.id ?? '']} onPick={setUnit} showLoad />
      <OptionList label="承办方式" options={roles} value={role} onChange={setRole} />
      <Field id={noteId} label="说明（可不填）">
        <Input.TextArea
          id={noteId}
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 2 }}
          onChange={(e) => setNote(e.target.value)}
        />
      </Field>
    </StepForm>
  )
}

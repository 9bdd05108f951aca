import { Input } from 'antd'
import { useId, useState } from 'react'
import { coSigningRoutes } from '#contract/co-signing.ts'
import { type Option, OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { leftWords } from '../words.ts'
import type { StepProps } from './step-props.ts'

const keep = 'keep'

/** 第一提案人离任：由联名委员接替，或者保留署名，各写理由。 */
export function NameLeadForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const former = proposal.leadProposer
  const signers = proposal.coSigners.filter((one) => one.state === 'accepted' && one.leftAt === null)
  const options: Option[] = [
    ...signers.map((one) => ({ code: one.memberId, name: one.name, hint: one.sector ?? undefined })),
    {
      code: keep,
      name: `保留${former?.name ?? ''}的署名`,
      hint: '不另确定人。以后的面商、评价没有第一提案人答复',
    },
  ]
  const [chosen, setChosen] = useState<string | null>(signers.length > 0 ? null : keep)
  const [note, setNote] = useState('')
  const noteId = useId()
  return (
    <StepForm
      submit="确定"
      missing={() => {
        if (!chosen) return '请选择由谁接替'
        return note.trim() === '' ? '请写明理由，提案者会看到' : null
      }}
      onSubmit={async () => {
        const body = { memberId: chosen === keep ? null : chosen, note: note.trim() }
        await act(coSigningRoutes.nameLead, { params: { id: proposal.id }, body }, doneWords.nameLead)
        onDone()
      }}
    >
      <p>
        {`${former?.name ?? '第一提案人'}已离任（${leftWords[former?.leftReason ?? ''] || '原因见委员名册'}）。`}
        {signers.length === 0 && '这件提案没有仍在任的联名委员，只能保留署名，或者撤案。'}
      </p>
      <p className="field-hint">接替的人此后面商、评价；原第一提案人仍列在联名人中。</p>
      <OptionList label="由谁接替" options={options} value={chosen} onChange={setChosen} />
      <Field id={noteId} label="理由">
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

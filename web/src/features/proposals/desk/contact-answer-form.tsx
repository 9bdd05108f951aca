import { Input } from 'antd'
import { useId, useState } from 'react'
import { handlingRoutes } from '#contract/handling.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { ContactText } from '../page/contact-list.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import type { StepProps } from './step-props.ts'

const choices = [
  { code: 'confirm' as const, name: '属实', hint: '确实这样沟通过' },
  {
    code: 'dispute' as const,
    name: '与实际不符',
    hint: '没有沟通过，或者不是这样说的',
  },
]

/** The proposer's own word on a recorded contact. */
export function ContactAnswerForm({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const contact = proposal.assignments.flatMap((one) => one.contacts).find((one) => one.id === step.on)
  const allowed = choices.filter((one) => contact?.actions.includes(one.code))
  const [choice, setChoice] = useState<'confirm' | 'dispute' | null>(null)
  const [note, setNote] = useState('')
  const noteId = useId()
  if (!contact) return null
  const params = { id: contact.id }
  return (
    <StepForm
      submit={choice === 'dispute' ? '提出异议' : '确认'}
      missing={() =>
        !choice ? '请选择是否属实' : choice === 'dispute' && note.trim() === '' ? '请写明实际情况' : null
      }
      onSubmit={async () => {
        if (choice === 'confirm') await act(handlingRoutes.confirmContact, { params }, doneWords.answerContact)
        else await act(handlingRoutes.disputeContact, { params, body: { note: note.trim() } }, doneWords.answerContact)
        onDone()
      }}
    >
      <div className="contact field">
        <p>
          <strong>{`${step.unitName ?? ''}记录的面商`}</strong>
        </p>
        <ContactText contact={contact} />
      </div>
      <OptionList label="是否属实" options={allowed} value={choice} onChange={setChoice} />
      {choice === 'dispute' && (
        <Field id={noteId} label="实际情况">
          <Input.TextArea
            id={noteId}
            value={note}
            maxLength={1000}
            autoSize={{ minRows: 3 }}
            onChange={(e) => setNote(e.target.value)}
          />
        </Field>
      )}
    </StepForm>
  )
}

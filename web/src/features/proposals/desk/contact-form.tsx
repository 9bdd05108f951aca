import { Input } from 'antd'
import { useId, useState } from 'react'
import { handlingRoutes } from '#contract/handling.ts'
import { newIdempotencyKey } from '../../../shared/api.ts'
import { DateInput } from '../../../shared/date-input.tsx'
import { today } from '../../../shared/dates.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { phaseWords, wayWords } from '../words.ts'
import type { StepProps } from './step-props.ts'

type Phase = keyof typeof phaseWords
type Way = keyof typeof wayWords
const optionsOf = <K extends string>(words: Record<K, string>) =>
  (Object.keys(words) as K[]).map((code) => ({ code, name: words[code] }))

/** 记录面商. The proposer is asked to confirm it. */
export function ContactForm({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const [phase, setPhase] = useState<Phase>('before')
  const [way, setWay] = useState<Way>('meeting')
  const [heldOn, setHeldOn] = useState(today())
  const [persons, setPersons] = useState(proposal.leadProposer ? `${proposal.leadProposer.name}委员` : '')
  const [notes, setNotes] = useState('')
  const [key] = useState(newIdempotencyKey)
  const id = useId()
  const missing = () => {
    if (!heldOn) return '请填写日期'
    if (heldOn > today()) return '日期不能晚于今天'
    if (persons.trim() === '') return '请填写参加人'
    return notes.trim() === '' ? '请写明谈了什么' : null
  }
  return (
    <StepForm
      submit="记录面商"
      missing={missing}
      onSubmit={async () => {
        const body = {
          phase,
          way,
          heldOn,
          persons: persons.trim(),
          notes: notes.trim(),
        }
        const input = { params: { id: step.on ?? '' }, body }
        await act(handlingRoutes.recordContact, input, doneWords.contact, {
          idempotencyKey: key,
        })
        onDone()
      }}
    >
      <p className="field-hint">提案者会收到这条记录，由其本人确认是否属实。</p>
      <OptionList label="阶段" inline options={optionsOf(phaseWords)} value={phase} onChange={setPhase} />
      <OptionList label="方式" inline options={optionsOf(wayWords)} value={way} onChange={setWay} />
      <Field id={`${id}-on`} label="日期">
        <DateInput id={`${id}-on`} max={today()} value={heldOn} onChange={(on) => setHeldOn(on ?? '')} />
      </Field>
      <Field id={`${id}-persons`} label="参加人">
        <Input id={`${id}-persons`} value={persons} maxLength={200} onChange={(e) => setPersons(e.target.value)} />
      </Field>
      <Field id={`${id}-notes`} label="谈了什么" hint="提案者的意见、单位的答复思路、商定的事项。">
        <Input.TextArea
          id={`${id}-notes`}
          value={notes}
          maxLength={2000}
          autoSize={{ minRows: 5, maxRows: 16 }}
          onChange={(event) => setNotes(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}

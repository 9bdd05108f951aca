import { Checkbox, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { unitDeskRoutes } from '#contract/unit-desks.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { unitDeskWords } from '../../../shared/words.ts'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import type { StepProps } from './step-props.ts'

/** 分办到人: which clerk handles it, which leader is in charge, whom the proposer calls. */
export function HandOutForm({ proposal, step, onDone }: StepProps) {
  const act = useAct([unitDeskRoutes.listUnitDuties.path, unitDeskRoutes.listUnitPeople.path])
  const assignment = proposal.assignments.find((one) => one.id === step.on)
  const inUnit = assignment?.inUnit
  const [clerkId, setClerkId] = useState<string | null>(inUnit?.clerk?.accountId ?? null)
  const [leaderId, setLeaderId] = useState<string | null>(inUnit?.leader?.accountId ?? null)
  const [ledByLeader, setLedByLeader] = useState(inUnit?.ledByLeader ?? false)
  const [contactPhone, setContactPhone] = useState(assignment?.contactPerson?.phone ?? '')
  const [note, setNote] = useState('')
  const id = useId()
  if (!inUnit) return null
  const at = (desk: 'leader' | 'clerk') => {
    const held = inUnit.people.filter((one) => one.desks.includes(desk))
    return held.length > 0 ? held : inUnit.people
  }
  const clerks = at('clerk')
  const alone = inUnit.clerk !== null && clerks.length < 2
  return (
    <StepForm
      submit={inUnit.clerk ? '保存' : '分办'}
      missing={() => (clerkId === null ? '请选择承办人' : null)}
      onSubmit={async () => {
        const body = {
          clerkId: clerkId ?? '',
          formerClerkId: inUnit.clerk?.accountId ?? null,
          leaderId,
          ledByLeader: ledByLeader && leaderId !== null,
          contactPhone: contactPhone.trim(),
          note: note.trim(),
        }
        await act(unitDeskRoutes.handOut, { params: { id: step.on ?? '' }, body }, doneWords.handOut)
        onDone()
      }}
    >
      {inUnit.clerk && (
        <p>
          {alone
            ? '单位里没有别的承办人账号。要换人，请告诉政协机关：由系统管理员开账号、安全管理员授予“承办人”岗位。'
            : '改派以后，写了一半的答复留给新的承办人接着写。'}
        </p>
      )}
      <OptionList
        label="承办人"
        options={clerks.map((one) => ({
          code: one.accountId,
          name: one.accountId === inUnit.clerk?.accountId ? `${one.name}（现在的承办人）` : one.name,
          hint: one.desks.length > 1 ? one.desks.map((desk) => unitDeskWords[desk]).join('、') : undefined,
        }))}
        value={clerkId}
        onChange={setClerkId}
      />
      <Field
        id={`${id}-leader`}
        label="分管领导（可不指定）"
        hint="答复由分管领导审签后报送。不指定的，哪位领导都可以审签。"
      >
        <Select
          id={`${id}-leader`}
          style={{ width: '100%' }}
          allowClear
          placeholder="不指定"
          value={leaderId}
          options={at('leader').map((one) => ({ value: one.accountId, label: one.name }))}
          onChange={(value) => setLeaderId(value ?? null)}
        />
      </Field>
      {leaderId !== null && (
        <p>
          <Checkbox checked={ledByLeader} onChange={(event) => setLedByLeader(event.target.checked)}>
            领办件（领导亲自牵头办理）
          </Checkbox>
        </p>
      )}
      <Field id={`${id}-phone`} label="对外联系电话" hint="提案者会看到承办人的姓名和这个电话。">
        <Input
          id={`${id}-phone`}
          inputMode="tel"
          maxLength={40}
          value={contactPhone}
          onChange={(event) => setContactPhone(event.target.value)}
        />
      </Field>
      <Field id={`${id}-note`} label="交代的话（可不写）">
        <Input.TextArea
          id={`${id}-note`}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}

import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { HandlingRole } from '#contract/handling.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { Icon } from '../../../shared/icons.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { roleMeanings, roleWords } from '../words.ts'
import { addUnit, dropUnit, type PlannedUnit, planProblem, setRole } from './assignment-plan.ts'
import type { StepProps } from './step-props.ts'
import { UnitPicker } from './unit-picker.tsx'

const roles = Object.keys(roleWords) as HandlingRole[]

/** 交办：one unit alone, a lead with joint units, or several apart. What the proposer suggested is one press away. */
export function AssignForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const [plan, setPlan] = useState<PlannedUnit[]>([])
  const [names, setNames] = useState<Record<string, string>>({})
  const [note, setNote] = useState('')
  const noteId = useId()
  const pick = (unit: { id: string; name: string }) => {
    setNames({ ...names, [unit.id]: unit.name })
    setPlan(addUnit(plan, unit.id))
  }
  const suggested = proposal.suggestedUnits.filter((unit) => !plan.some((one) => one.unitId === unit.id))
  return (
    <StepForm
      submit="交办"
      missing={() => planProblem(plan)}
      onSubmit={async () => {
        const body = { units: plan, note: note.trim() }
        await act(proposalRoutes.assignProposal, { params: { id: proposal.id }, body }, doneWords.assign)
        onDone()
      }}
    >
      {suggested.length > 0 && (
        <div className="field">
          <p className="field-label">提案者建议</p>
          <div className="suggested-units">
            {suggested.map((unit) => (
              <Button key={unit.id} icon={<Icon name="plus" />} onClick={() => pick(unit)}>
                {unit.name}
              </Button>
            ))}
          </div>
        </div>
      )}
      <section className="field" aria-live="polite">
        <p className="field-label">承办单位</p>
        {plan.length === 0 && <p className="field-hint">先从建议中选，或在下面查找。</p>}
        <ul className="planned-units">
          {plan.map((one) => (
            <li key={one.unitId}>
              <div className="planned-name">
                <span>{names[one.unitId]}</span>
                <Button type="text" onClick={() => setPlan(dropUnit(plan, one.unitId))}>
                  移去
                </Button>
              </div>
              <label>
                <span className="visually-hidden">{`${names[one.unitId]}的承办方式`}</span>
                <select
                  className="select"
                  value={one.role}
                  onChange={(event) => setPlan(setRole(plan, one.unitId, event.target.value as HandlingRole))}
                >
                  {roles
                    .filter((role) => (plan.length === 1) === (role === 'sole') || role === one.role)
                    .map((role) => (
                      <option key={role} value={role}>
                        {roleWords[role]}
                      </option>
                    ))}
                </select>
                <span className="faint">{roleMeanings[one.role]}</span>
              </label>
            </li>
          ))}
        </ul>
      </section>
      <UnitPicker label="查找单位" taken={plan.map((one) => one.unitId)} onPick={pick} showLoad />
      <Field id={noteId} label="交办说明（可不填）">
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

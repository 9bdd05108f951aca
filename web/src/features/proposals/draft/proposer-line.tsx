import { Input } from 'antd'
import { useId } from 'react'
import type { Proposal } from '#contract/proposals.ts'
import { Field } from '../../../shared/matter/step-form.tsx'

interface ProposerLineProps {
  proposal: Proposal | null
  /** Name of the proposing body; null for a member's own proposal. */
  name: string | null
  onChange: (name: string) => void
}

/** In whose name: a member's own; the office writes for a body, whose name is asked before the first words are saved. */
export function ProposerLine({ proposal, name, onChange }: ProposerLineProps) {
  const id = useId()
  if (proposal) return <p className="draft-proposer">{`提案者：${proposal.proposers}`}</p>
  if (name === null) return null
  return (
    <Field
      id={id}
      label="提案单位"
      hint="党派、人民团体、专委会写全称；界别、小组限全会期间。先填单位，再写下面的内容。"
    >
      <Input id={id} value={name} maxLength={60} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}

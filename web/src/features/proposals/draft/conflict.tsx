import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import type { ProposalText } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { fieldWords } from '../words.ts'
import { ConflictSide } from './conflict-side.tsx'
import { applyChoices, type Choice, canKeepBoth, type DraftField, mergeTexts } from './merge.ts'

interface ConflictProps {
  base: ProposalText
  mine: ProposalText
  theirs: ProposalText
  onResolve: (chosen: ProposalText) => void
}

/** Two texts side by side. What only one side changed is already joined; the rest is chosen here. Nothing is lost before. */
export function Conflict({ base, mine, theirs, onResolve }: ConflictProps) {
  const { merged, conflicts } = mergeTexts(base, mine, theirs)
  const [choices, setChoices] = useState<Partial<Record<DraftField, Choice>>>({})
  const open = conflicts.filter((field) => !choices[field])
  return (
    <div className="conflict">
      <p>
        这件提案在另一处（别的手机、电脑，或代录人）也改过。两份内容都在，请逐项选择，选完保存。没有列出的，已自动合在一起。
      </p>
      {conflicts.map((field) => (
        <section key={field} className="sheet">
          <h2>{fieldWords[field]}</h2>
          <div className="conflict-sides">
            <Side title="您在这里写的" text={mine} other={theirs} field={field} />
            <Side title="另一处保存的" text={theirs} other={mine} field={field} />
          </div>
          <OptionList
            label="用哪一份"
            inline
            options={choicesFor(field)}
            value={choices[field]}
            onChange={(choice) => setChoices({ ...choices, [field]: choice })}
          />
        </section>
      ))}
      <div className="draft-bar">
        <p className="save-words" role="status">
          {open.length > 0 ? `还有 ${open.length} 项没有选` : '都选好了'}
        </p>
        <Button
          type="primary"
          disabled={open.length > 0}
          onClick={() => onResolve(applyChoices(merged, mine, theirs, choices))}
        >
          按所选的保存
        </Button>
      </div>
    </div>
  )
}

function choicesFor(field: DraftField): { code: Choice; name: string }[] {
  const both = canKeepBoth(field) ? [{ code: 'both' as const, name: '两份都留，我再改' }] : []
  return [{ code: 'mine', name: '用我写的' }, { code: 'theirs', name: '用另一处的' }, ...both]
}

interface SideProps {
  title: string
  text: ProposalText
  other: ProposalText
  field: DraftField
}

/** One side of one field. */
function Side({ title, text, other, field }: SideProps) {
  const units = useQuery(apiQuery(committeeRoutes.listUnits, { query: {} }))
  const nameOf = (id: string) => units.data?.items.find((unit) => unit.id === id)?.name ?? '单位'
  return <ConflictSide title={title} lines={linesOf(text, field, nameOf)} others={linesOf(other, field, nameOf)} />
}

function linesOf(text: ProposalText, field: DraftField, nameOf: (id: string) => string): string[] {
  const value = text[field]
  if (field === 'suggestedUnitIds') return text.suggestedUnitIds.map(nameOf)
  if (Array.isArray(value)) return value
  if (typeof value === 'boolean') return [value ? '同意公开' : '不宜公开']
  return (value ?? '').split('\n').filter((line) => line.trim() !== '')
}

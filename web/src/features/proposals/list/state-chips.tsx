import type { ProposalState } from '#contract/proposals.ts'
import { stateWords } from '../words.ts'

interface StateChipsProps {
  counts: Record<string, number>
  limit: number
  state?: ProposalState
  onChange: (state: ProposalState | undefined) => void
}

/** How many stand in each state; pressing one shows only those. States with none are left out. */
export function StateChips({ counts, limit, state, onChange }: StateChipsProps) {
  const shown = (Object.keys(stateWords) as ProposalState[]).filter((key) => (counts[key] ?? 0) > 0 || key === state)
  if (shown.length === 0) return null
  return (
    <fieldset className="state-chips no-print">
      <legend className="visually-hidden">办理状态</legend>
      <button type="button" className="choice" aria-pressed={!state} onClick={() => onChange(undefined)}>
        全部状态
      </button>
      {shown.map((key) => (
        <button
          key={key}
          type="button"
          className="choice"
          aria-pressed={state === key}
          onClick={() => onChange(state === key ? undefined : key)}
        >
          {stateWords[key]} <span className="state-count">{countWords(counts[key] ?? 0, limit)}</span>
        </button>
      ))}
    </fieldset>
  )
}

function countWords(count: number, limit: number): string {
  return count >= limit ? `${limit}+` : String(count)
}

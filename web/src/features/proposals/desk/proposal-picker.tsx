import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { type ProposalListItem, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { QueryState } from '../../../shared/query-state.tsx'
import { useSessionNames } from '../session-names.ts'
import { stateWords } from '../words.ts'

interface ProposalPickerProps {
  /** Not offered: the proposal itself. */
  except: string
  value: string | null
  /** The one taken from elsewhere, in words. */
  picked?: string | null
  onChange: (id: string) => void
}

/** Whether others may be handled with it. */
export const takesOthers = (item: Pick<ProposalListItem, 'state'>) =>
  item.state === 'registered' || item.state === 'handling'

/** Finds the proposal another one is handled with, by number or words of its title. */
export function ProposalPicker({ except, value, picked, onChange }: ProposalPickerProps) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const id = useId()
  const sessionNames = useSessionNames()
  const found = useQuery({
    ...apiQuery(proposalRoutes.listProposals, { query: { q, limit: 20 } }),
    enabled: q !== '',
    placeholderData: (before) => before,
  })
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        并入哪一件
      </label>
      <p className="field-hint">已立案或办理中的都可以。两件的案号和提案者都保留，一并办理，分别答复。</p>
      <input
        id={id}
        type="search"
        className="search-box"
        value={typed}
        maxLength={60}
        placeholder="提案号，或案由里的几个字"
        onChange={(event) => setTyped(event.target.value)}
      />
      {q === '' && value && picked && (
        <p>
          已选：<strong>{picked}</strong>
        </p>
      )}
      {q !== '' && (
        <QueryState
          query={found}
          lines={2}
          isEmpty={({ items }) => !items.some((item) => item.id !== except && takesOthers(item))}
          empty={<p className="field-hint">没有找到可以并入的提案。还没有立案的，请先立案。</p>}
        >
          {({ items }) => (
            <OptionList
              label="选一件"
              options={items
                .filter((item) => item.id !== except && takesOthers(item))
                .map((item) => ({
                  code: item.id,
                  name: `${item.number ?? ''} 号（${sessionNames(item.sessionId)}）　${item.title}`,
                  hint: `${item.proposers}，${stateWords[item.state]}`,
                }))}
              value={value}
              onChange={onChange}
            />
          )}
        </QueryState>
      )}
    </div>
  )
}

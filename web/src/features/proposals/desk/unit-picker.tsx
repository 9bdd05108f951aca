import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { apiQuery } from '../../../shared/api.ts'
import { QueryState } from '../../../shared/query-state.tsx'

interface UnitPickerProps {
  label: string
  /** Already chosen, or not to be chosen. */
  taken: readonly string[]
  onPick: (unit: { id: string; name: string }) => void
  showLoad?: boolean
}

/** The units in use, narrowed as one types; a press or Enter takes one. */
export function UnitPicker({ label, taken, onPick, showLoad }: UnitPickerProps) {
  const units = useQuery(apiQuery(committeeRoutes.listUnits, { query: {} }))
  const [typed, setTyped] = useState('')
  const id = useId()
  return (
    <div className="unit-picker">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <QueryState query={units} lines={3}>
        {({ items }) => {
          const word = typed.trim()
          const found = items.filter(
            (unit) => unit.closedAt === null && !taken.includes(unit.id) && (unit.name + unit.shortName).includes(word),
          )
          return (
            <>
              <input
                id={id}
                type="search"
                className="search-box"
                value={typed}
                placeholder="单位名称中的字"
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                  event.preventDefault()
                  if (found[0]) {
                    onPick(found[0])
                    setTyped('')
                  }
                }}
              />
              <ul className="unit-options">
                {found.map((unit) => (
                  <li key={unit.id}>
                    <button
                      type="button"
                      onClick={() => {
                        onPick(unit)
                        setTyped('')
                      }}
                    >
                      {unit.name}
                      {showLoad && unit.openAssignments > 0 && (
                        <span className="faint">{`在办 ${unit.openAssignments} 件`}</span>
                      )}
                    </button>
                  </li>
                ))}
                {found.length === 0 && <li className="faint unit-none">没有符合的单位</li>}
              </ul>
            </>
          )
        }}
      </QueryState>
    </div>
  )
}

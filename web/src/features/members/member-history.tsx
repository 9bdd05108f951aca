import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { eventWords, fieldWords } from './words.ts'

/** What happened to the file, fetched when it is opened. */
export function MemberHistory({ id }: { id: string }) {
  const [open, setOpen] = useState(false)
  const history = useQuery({ ...apiQuery(memberRoutes.getMemberHistory, { params: { id } }), enabled: open })
  return (
    <details className="section history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>经过</h2>
      </summary>
      <QueryState
        query={history}
        lines={4}
        isEmpty={(data) => data.items.length === 0}
        empty={<p className="faint">还没有记录。</p>}
      >
        {(data) => (
          <ol className="lines">
            {data.items.map((entry) => (
              <li key={entry.id}>
                <strong>{eventWords[entry.type] ?? entry.type}</strong>{' '}
                <span className="faint">
                  {entry.actorName}
                  {entry.delegatedBy && `（${entry.delegatedBy} 代录）`} <Instant value={entry.at} />
                </span>
                <FieldNames details={entry.details} />
              </li>
            ))}
          </ol>
        )}
      </QueryState>
    </details>
  )
}

/** Which fields were touched, where the event says so. */
function FieldNames({ details }: { details: Record<string, unknown> }) {
  const { fields } = details
  if (!Array.isArray(fields) || fields.length === 0) return null
  const names = fields.map((field) => fieldWords[field as keyof typeof fieldWords] ?? String(field))
  return <div className="faint">{names.join('、')}</div>
}

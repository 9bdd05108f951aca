import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Proposal } from '#contract/proposals.ts'
import { writingRoutes } from '#contract/writing.ts'
import { apiQuery } from '../../../shared/api.ts'
import { QueryState } from '../../../shared/query-state.tsx'
import { type Compared, Difference } from '../versions/difference.tsx'

/** What the office wrote when it gave the proposal back, and on demand what has been changed since. */
export function ReturnedText({ proposal, text }: { proposal: Proposal; text: Compared }) {
  const [open, setOpen] = useState(false)
  return (
    <aside className="returned-text" aria-label="退回意见">
      <blockquote className="said-note">
        <strong>退回意见</strong>
        <p className="preserve">{proposal.returnNote}</p>
      </blockquote>
      <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>看看比上次提交的改了哪些</summary>
        {open && <Since id={proposal.id} text={text} />}
      </details>
    </aside>
  )
}

function Since({ id, text }: { id: string; text: Compared }) {
  const query = useQuery(apiQuery(writingRoutes.listWordings, { params: { id } }))
  const later = useDeferredValue(text)
  return (
    <QueryState query={query} lines={4}>
      {({ items }) => {
        const last = items.findLast((one) => one.handedInAt !== null)
        return last ? <Difference before={last} after={later} /> : null
      }}
    </QueryState>
  )
}

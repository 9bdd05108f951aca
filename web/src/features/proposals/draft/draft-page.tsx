import './draft.css'
import '../error-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { Page } from '../../../shared/page.tsx'
import { EmptyState, QueryState } from '../../../shared/query-state.tsx'
import { useMe } from '../../../shared/session.tsx'
import { DraftEditor } from './draft-editor.tsx'
import { newDraft } from './local-copy.ts'
import { startOf } from './start.ts'

/** The drafting page. A new draft gets its address once it is saved for the first time; the editor stays as it is meanwhile. */
export function DraftPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const navigate = useNavigate()
  const [created, setCreated] = useState<{ from: string; to: string } | null>(null)
  const opened = created?.to === id ? created.from : id
  const query = useQuery({
    ...apiQuery(proposalRoutes.getProposal, { params: { id } }),
    enabled: id !== newDraft,
  })
  const onCreated = (to: string) => {
    setCreated({ from: opened, to })
    void navigate({
      to: '/proposals/$id/edit',
      params: { id: to },
      replace: true,
      resetScroll: false,
    })
  }
  if (opened === newDraft)
    return <OpenDraft key={opened} proposal={id === newDraft ? null : (query.data ?? null)} onCreated={onCreated} />
  return (
    <QueryState query={query} lines={12}>
      {(proposal) =>
        proposal.actions.includes('edit') ? (
          <OpenDraft key={proposal.id} proposal={proposal} onCreated={onCreated} />
        ) : (
          <NotEditable proposal={proposal} />
        )
      }
    </QueryState>
  )
}

function OpenDraft({ proposal, onCreated }: { proposal: Proposal | null; onCreated: (id: string) => void }) {
  const me = useMe()
  const [start] = useState(() => startOf(me.accountId, proposal))
  return <DraftEditor start={start} proposal={proposal} onCreated={onCreated} />
}

function NotEditable({ proposal }: { proposal: Proposal }) {
  return (
    <Page title={proposal.title || '提案'} back={{ to: '/proposals', label: '提案' }} width="reading">
      <EmptyState title="这件提案现在不能修改">
        <p>它可能已经提交，或者正由别人修改。</p>
        <Link to="/proposals/$id" params={{ id: proposal.id }} className="button button-primary">
          看这件提案
        </Link>
      </EmptyState>
    </Page>
  )
}

import { lazy, Suspense, useState } from 'react'
import type { Role } from '#contract/accounts.ts'
import { hatOf, useMe } from '../../shared/session.tsx'
import type { BatchKind } from './batch-dialog.tsx'

const BatchDialog = lazy(() => import('./batch-dialog.tsx').then((m) => ({ default: m.BatchDialog })))

/** What is made in numbers at each desk; the server gives each only what it may have. */
const deskKinds: Partial<Record<Role, readonly BatchKind[]>> = {
  proposalOffice: [
    'reply',
    'proposalForm',
    'coSignPage',
    'examination',
    'assignmentNotice',
    'jointOpinion',
    'reminder',
    'meetingList',
    'yearReport',
  ],
  assigningOffice: ['assignmentNotice', 'reminder', 'reply', 'proposalForm', 'jointOpinion', 'meetingList'],
  leader: ['proposalForm', 'reply', 'examination', 'meetingList', 'yearReport'],
  unitClerk: ['reply', 'proposalForm', 'assignmentNotice', 'jointOpinion'],
}

/** Whether this desk makes papers in numbers, and so ticks proposals in its list. */
export function useMakesBatches(): boolean {
  return Boolean(deskKinds[hatOf(useMe())?.role ?? 'member'])
}

/** 成批出文书, at a desk only. */
export function BatchButton({ filters, ticked }: { filters: Record<string, unknown>; ticked: readonly string[] }) {
  const kinds = deskKinds[hatOf(useMe())?.role ?? 'member']
  const [open, setOpen] = useState(false)
  if (!kinds) return null
  return (
    <>
      <button type="button" className="button desk-only" onClick={() => setOpen(true)}>
        {ticked.length > 0 ? `成批出文书（已勾 ${ticked.length} 件）` : '成批出文书'}
      </button>
      {open && (
        <Suspense>
          <BatchDialog kinds={kinds} filters={filters} ticked={ticked} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

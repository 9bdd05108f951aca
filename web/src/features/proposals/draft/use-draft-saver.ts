import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { createClient } from '#contract/client.ts'
import { type Proposal, type ProposalText, proposalRoutes } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { call } from '../../../shared/api.ts'
import { useMe } from '../../../shared/session.tsx'
import { forgetCopy, keepCopy, newDraft } from './local-copy.ts'
import { changedFields, mergeTexts, sameText, textOf } from './merge.ts'
import type { WrittenFor } from './proposer-line.tsx'
import { createSaver, type Saver, type SaverParts } from './saver.ts'
import type { DraftStart } from './start.ts'

/** Outlives the page it was sent from; browsers allow it 64 KB. */
const lastCall = createClient((url, init) => fetch(url, { ...init, keepalive: true }))
const lastCallLimit = 20_000

/** `call`, or on a page that is being left a call that is carried out all the same. */
export function callFor(body: unknown): typeof call {
  return document.visibilityState === 'hidden' && JSON.stringify(body).length < lastCallLimit ? lastCall : call
}

interface Options {
  start: DraftStart
  proposal: Proposal | null
  /** In whose name the office writes; null for a member's own. */
  writtenFor: () => WrittenFor | null
  onCreated: (id: string) => void
  /** What another window saved was joined with what is written here. */
  onJoined: (text: ProposalText) => void
}

/** Whose the draft becomes. */
function proposerOf(written: WrittenFor | null) {
  if (written === null) return {}
  const { collectiveName, collectiveKind, paperOf } = written
  if (paperOf === null) return { collectiveName: collectiveName.trim() || null, collectiveKind }
  return { onPaperOf: paperOf === 'unknown' ? null : paperOf.id }
}

/** The saver of one draft, tied to this page: saves when the page is hidden or left, and when the connection is back. */
export function useDraftSaver({ start, proposal, writtenFor, onCreated, onJoined }: Options): Saver<ProposalText> {
  const me = useMe()
  const client = useQueryClient()
  const [saver] = useState(() => {
    const parts: SaverParts<ProposalText> = {
      same: sameText,
      create: (text, key) => {
        const body = { ...text, ...proposerOf(writtenFor()) }
        return callFor(body)(proposalRoutes.createProposal, { body }, { idempotencyKey: key })
      },
      edit: (id, saved, now, version) => {
        const body = { ...changedFields(saved, now), version }
        return callFor(body)(proposalRoutes.editProposal, {
          params: { id },
          body,
        })
      },
      keep: (copy) => keepCopy(me.accountId, copy.id ?? newDraft, copy),
      forget: (id) => forgetCopy(me.accountId, id ?? newDraft),
      created: onCreated,
      join: (base, mine, theirs) => {
        const { merged, conflicts } = mergeTexts(base, mine, theirs)
        return conflicts.length === 0 ? merged : null
      },
      joined: onJoined,
      readStale: (details) => ({
        theirs: textOf(details.current as ProposalText),
        theirVersion: details.currentVersion as number,
      }),
    }
    const made = createSaver(start.copy, parts)
    if (start.apart && proposal) made.hold(textOf(proposal), proposal.version)
    return made
  })

  useSavedOnLeaving(saver)
  useEffect(
    () => () => {
      // Lists and workbench show the title: they are out of date once a draft was written.
      for (const path of [proposalRoutes.listProposals.path, workbenchRoutes.getWorkbench.path])
        void client.invalidateQueries({ queryKey: [path] })
      client.removeQueries({ queryKey: [proposalRoutes.getProposal.path] })
    },
    [client],
  )
  // Invitations and files move the version on without touching the text.
  useEffect(() => {
    if (proposal && sameText(textOf(proposal), saver.current().base)) saver.follow(proposal.version)
  }, [proposal, saver])
  return saver
}

/** Saves when the page is hidden, left or closed, and when the connection is back. */
export function useSavedOnLeaving<T>(saver: Saver<T>): void {
  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') void saver.flush()
    }
    const save = () => void saver.flush()
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('pagehide', save)
    window.addEventListener('online', save)
    saver.reopen()
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      window.removeEventListener('pagehide', save)
      window.removeEventListener('online', save)
      save()
      saver.close()
    }
  }, [saver])
}

export function useSaveStatus<T>(saver: Saver<T>) {
  return useSyncExternalStore(saver.subscribe, saver.status)
}

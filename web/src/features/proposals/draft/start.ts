import type { Proposal, ProposalText } from '#contract/proposals.ts'
import { newIdempotencyKey } from '../../../shared/api.ts'
import { newDraft, readCopy } from './local-copy.ts'
import { emptyText, mergeTexts, sameText, textOf } from './merge.ts'
import type { LocalCopy } from './saver.ts'

export interface DraftStart {
  copy: LocalCopy<ProposalText>
  /** Words from this device were taken over. */
  restored: boolean
  /** They and the server's grew apart: somebody has to choose. */
  apart: boolean
}

/** Where writing goes on: from the server's text, joined with what this device still kept. */
export function startOf(accountId: string, proposal: Proposal | null): DraftStart {
  const kept = readCopy<ProposalText>(accountId, proposal?.id ?? newDraft)
  if (!proposal) return { copy: kept ?? freshCopy(), restored: kept !== null, apart: false }
  const theirs = textOf(proposal)
  const fresh = {
    id: proposal.id,
    key: '',
    base: theirs,
    version: proposal.version,
    mine: theirs,
    at: '',
  }
  if (!kept || sameText(kept.mine, theirs)) return { copy: fresh, restored: false, apart: false }
  const { merged, conflicts } = mergeTexts(kept.base, kept.mine, theirs)
  if (conflicts.length > 0)
    return {
      copy: { ...fresh, base: kept.base, mine: kept.mine },
      restored: true,
      apart: true,
    }
  return {
    copy: { ...fresh, mine: merged },
    restored: !sameText(merged, theirs),
    apart: false,
  }
}

function freshCopy(): LocalCopy<ProposalText> {
  return {
    id: null,
    key: newIdempotencyKey(),
    base: emptyText,
    version: 0,
    mine: emptyText,
    at: '',
  }
}

import type { Proposal } from '#contract/proposals.ts'
import { civilDateOf, today } from '../../shared/dates.ts'
import { dateWords } from '../../shared/matter/due.ts'
import { coSignerWords, leftWords } from './words.ts'

/** What is said below a co-signer: their own word, until when they should answer, that they left, or who entered the signature. */
export function signerNote(person: Proposal['coSigners'][number]): string | undefined {
  const left = leftWords[person.leftReason] || '离任'
  if (person.state === 'left') return `${left}，不再列入联名`
  const said = [
    person.leftAt && `${left}，仍列名，不再请其评价`,
    person.recordedBy && `纸质签名，${person.recordedBy}代录`,
    person.note,
    person.state === 'invited' && `请于 ${dateWords(person.expiresOn, today())} 前答复`,
  ].filter(Boolean)
  return said.length > 0 ? said.join('。') : undefined
}

/** How the invitation stands: one that the handing in ended is not called lapsed. */
export function signedWords(person: Proposal['coSigners'][number], submittedAt: string | null): string {
  const handedInFirst = submittedAt !== null && civilDateOf(submittedAt) <= person.expiresOn
  return person.state === 'expired' && handedInFirst ? '提交时未答复' : coSignerWords[person.state]
}

import type { DutyRemedy } from '#contract/duty.ts'

/** How an entry of each kind of source may be put right, the usual way first. A report and a recognition are put right where they are
 *  kept, so that their own pages say the same; whatever has no page of its own is put right in the ledger. */
const bySource: Readonly<Record<string, readonly DutyRemedy[]>> = {
  activity: ['replace', 'source', 'reverse'],
  proposal: ['source', 'reverse', 'replace'],
  dutyReport: ['source'],
  recognition: ['source'],
}
const inLedger: readonly DutyRemedy[] = ['replace', 'reverse', 'source']

export const remediesOf = (subjectKind: string): readonly DutyRemedy[] => bySource[subjectKind] ?? inLedger

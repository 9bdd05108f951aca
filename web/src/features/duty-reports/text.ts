import type { DutyReport, ReportPart } from '#contract/duty-reports.ts'
import { readCopy } from '../proposals/draft/local-copy.ts'
import type { LocalCopy } from '../proposals/draft/saver.ts'

/** Comparing and joining two texts of one report, part by part. Pure but for what this device keeps. */
export type PartChoice = 'mine' | 'theirs' | 'both'

export const textUnder = (parts: readonly ReportPart[], heading: string): string =>
  parts.find((part) => part.heading === heading)?.text ?? ''

/** The parts under the headings asked for, in their order; empty where nothing is written. */
export const partsUnder = (headings: readonly { heading: string }[], parts: readonly ReportPart[]): ReportPart[] =>
  headings.map(({ heading }) => ({ heading, text: textUnder(parts, heading) }))

export const sameParts = (a: readonly ReportPart[], b: readonly ReportPart[]): boolean =>
  a.length === b.length && a.every(({ heading, text }) => text === textUnder(b, heading))

/** Joins two texts that grew out of `base`. A part changed on one side only is taken from there; changed on both sides its heading stands
 *  in `conflicts`, and `merged` holds mine until somebody chooses. */
export function joinParts(
  base: readonly ReportPart[],
  mine: readonly ReportPart[],
  theirs: readonly ReportPart[],
): { merged: ReportPart[]; conflicts: string[] } {
  const conflicts: string[] = []
  const merged = mine.map(({ heading, text }) => {
    const before = textUnder(base, heading)
    const other = textUnder(theirs, heading)
    if (text === before) return { heading, text: other }
    if (text !== other && other !== before) conflicts.push(heading)
    return { heading, text }
  })
  return { merged, conflicts }
}

/** Carries out what was chosen for each part in conflict. */
export const applyChoices = (
  merged: readonly ReportPart[],
  theirs: readonly ReportPart[],
  choices: Readonly<Record<string, PartChoice>>,
): ReportPart[] =>
  merged.map(({ heading, text }) => {
    const choice = choices[heading]
    const other = textUnder(theirs, heading)
    if (choice === 'theirs') return { heading, text: other }
    if (choice === 'both') return { heading, text: [text, other].filter((one) => one.trim() !== '').join('\n\n') }
    return { heading, text }
  })

/** Headings under which nothing is written. */
export const emptyHeadings = (parts: readonly ReportPart[]): string[] =>
  parts.filter(({ text }) => text.trim() === '').map(({ heading }) => heading)

/** What the server has: what was written, or before the first word what the ledger says. */
export const serverParts = (
  headings: readonly { heading: string }[],
  written: readonly ReportPart[],
  drawn: readonly ReportPart[],
): ReportPart[] => partsUnder(headings, written.length > 0 ? written : drawn)

export interface ReportStart {
  copy: LocalCopy<ReportPart[]>
  /** Words from this device were taken over. */
  restored: boolean
  /** They and the server's grew apart: somebody has to choose. */
  apart: boolean
}

/** Where writing goes on: from what the server has, joined with what this device still kept. */
export function startOf(
  accountId: string,
  report: Pick<DutyReport, 'id' | 'version' | 'headings' | 'parts'>,
  drawn: readonly ReportPart[],
): ReportStart {
  const server = serverParts(report.headings, report.parts, drawn)
  const fresh = { id: report.id, key: '', base: server, version: report.version, mine: server, at: '' }
  const kept = readCopy<ReportPart[]>(accountId, report.id)
  if (!kept) return { copy: fresh, restored: false, apart: false }
  const mine = partsUnder(report.headings, kept.mine)
  if (sameParts(mine, server)) return { copy: fresh, restored: false, apart: false }
  const base = partsUnder(report.headings, kept.base)
  const { merged, conflicts } = joinParts(base, mine, server)
  if (conflicts.length > 0) return { copy: { ...fresh, base, mine }, restored: true, apart: true }
  return { copy: { ...fresh, mine: merged }, restored: !sameParts(merged, server), apart: false }
}

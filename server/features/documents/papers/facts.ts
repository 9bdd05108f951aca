import type { Assignment } from '#contract/handling.ts'
import type { NumberedKind } from '#contract/paper-kinds.ts'
import type { Proposal } from '#contract/proposals.ts'
import type { CivilDate } from '#platform/calendar/civil-date.ts'
import type { Paper } from '../paper.ts'
import { dateText, numberByPattern, proposalReference } from '../rules.ts'
import { type DocumentSettings, patternOf } from '../settings.ts'

/** What a paper is written from: the proposal as its reader sees it, and what holds for the committee. */
export interface Facts {
  proposal: Proposal
  committee: { name: string; shortName: string }
  settings: DocumentSettings
  /** Reply classes by code. */
  replyClasses: readonly { code: string; name: string }[]
  today: CivilDate
  /** 发文字号 the paper was issued under; empty or absent: room is left to write it in. */
  documentNumber?: string
}

/** The issuing body of the office's papers. */
export function issuerOf(f: Pick<Facts, 'committee' | 'settings'>): string {
  return f.settings.issuer || `${f.committee.name}提案委员会`
}

/** 省政协十二届五次会议第77号提案 of this proposal. */
export function referenceOf(f: Facts): string {
  const { termNumber, sessionNumber, number, numberClass } = f.proposal
  return proposalReference({ committee: f.committee.shortName, termNumber, sessionNumber, number, numberClass })
}

/** 《案由》（省政协十二届五次会议第77号提案）, as running text names it. */
export function fullReferenceOf(f: Facts): string {
  return `《${f.proposal.title}》（${referenceOf(f)}）`
}

/** 附注 with whom to ask; empty where neither is known. */
export function contactNote(name: string, phone: string): string {
  return [name && `联系人：${name}`, phone && `联系电话：${phone}`].filter(Boolean).join('，')
}

/** A paper with nothing on it yet. */
export function blankPaper(f: Pick<Facts, 'settings'>, format: Paper['format']): Paper {
  return {
    format,
    issuer: '',
    documentNumber: '',
    mark: '',
    title: '',
    subtitle: '',
    addressee: '',
    blocks: [],
    enclosures: [],
    signedBy: '',
    date: '',
    note: '',
    copiesTo: [],
    printedBy: '',
    printedOn: '',
    titleFont: f.settings.titleFont,
  }
}

/** Head, number, signature and contact of what the office writes on a day. */
export function fromOffice(f: Facts, kind: NumberedKind, on: CivilDate, format: 'letter' | 'document'): Paper {
  const { settings } = f
  const issuer = issuerOf(f)
  return {
    ...blankPaper(f, format),
    issuer,
    documentNumber: f.documentNumber || numberByPattern(patternOf(settings, kind), Number(on.slice(0, 4)), null),
    signedBy: issuer,
    date: dateText(on),
    note: contactNote(settings.contactName, settings.contactPhone),
  }
}

/** 主办 · 会办 · 分办 · 独办. */
export const roleNames: Record<Assignment['role'], string> = {
  lead: '主办',
  joint: '会办',
  separate: '分办',
  sole: '独办',
}
/** Duties that still stand. */
export const standing = (assignments: readonly Assignment[]): Assignment[] =>
  assignments.filter((a) => a.state !== 'returned' && a.state !== 'reassigned')

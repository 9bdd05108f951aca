import type { CollectiveKind } from '#contract/proposal-parts.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import type { NumberingSettings } from './numbering-settings.ts'

/** The name of the series of a proposer's proposals; empty for the one of the members. Source: 党派团体提案与委员提案分列编号（吉林 2022） */
export function numberClass(settings: NumberingSettings, kind: CollectiveKind | null): string {
  return kind === null ? '' : settings[kind].trim()
}

/** The series a number is counted in: of a session or a whole term, some proposers' apart where configured; ordinary proposals
 *  between sessions have their own. */
export function numberSeries(
  settings: NumberingSettings,
  p: { termId: string; sessionId: string | null; kind: CollectiveKind | null },
): string {
  const base =
    settings.per === 'term' ? `term:${p.termId}` : p.sessionId ? `session:${p.sessionId}` : `ordinary:${p.termId}`
  const apart = numberClass(settings, p.kind)
  return apart === '' ? base : `${base}:${apart}`
}

/** A number as it is printed, by the committee's pattern: 第十届五次会议第0077号, 20260077, 第77号党派团体提案. */
export function printedNumber(
  settings: NumberingSettings,
  p: { number: number; termNumber: number; sessionNumber: number | null; year: number; kind: CollectiveKind | null },
): string {
  const parts: Record<string, string> = {
    '{届}': chineseNumber(p.termNumber),
    '{次}': p.sessionNumber === null ? '' : chineseNumber(p.sessionNumber),
    '{年}': String(p.year),
    '{号}': String(p.number).padStart(settings.width, '0'),
    '{类}': numberClass(settings, p.kind),
  }
  const pattern = p.sessionNumber === null ? settings.ordinaryPattern : settings.plenaryPattern
  return pattern.replace(/\{[届次年号类]\}/gu, (token) => parts[token] ?? token)
}

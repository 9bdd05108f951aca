import type { HandlingRole } from '#contract/handling.ts'
import type { ProposalState } from '#contract/proposals.ts'

/** Where a public proposal stands, as a citizen reads it: how the proposer rated it is not told. */
export const stateWords: Partial<Record<ProposalState, string>> = {
  registered: '已立案，待交办',
  merged: '与同类提案合并办理',
  handling: '办理中',
  replied: '已答复',
  rated: '已答复',
  disputed: '已答复',
  concluded: '已办结',
  archived: '已办结',
}

export const roleWords: Record<HandlingRole, string> = { lead: '主办', joint: '会办', separate: '分办', sole: '独办' }

/** 2026年1月13日 */
export function dateWords(on: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** How long ago a civil date is, seen from `today`. */
export function agoWords(on: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(on)) / 86_400_000)
  if (days < 0) return `还有 ${-days} 天`
  if (days === 0) return '今天'
  if (days === 1) return '昨天'
  if (days < 60) return `${days} 天前`
  return days < 730 ? `约 ${Math.round(days / 30.44)} 个月前` : `约 ${Math.round(days / 365.25)} 年前`
}

/** A count as it is printed; `limit` is where counting stopped. */
export function countWords(count: number, limit: number): string {
  return count > limit ? `${limit} 件以上` : `${count} 件`
}

/** How large a file is: 320 KB, 1.5 MB. */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

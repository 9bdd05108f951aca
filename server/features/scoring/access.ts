import type { Role } from '#contract/accounts.ts'
import type { SchemeAction, SchemeState } from '#contract/scoring.ts'

/** What of the actor decides. */
interface Viewer {
  role: Role
  memberId: string | null
}

/** 联络机构 keeps the schemes and the points (考核由专委会联络、履职管理机构承办). */
export const isOffice = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'memberOffice'
/** Reads adopted schemes: everybody who is scored by one, and those who approve results. */
export const readsSchemes = ({ role }: Pick<Viewer, 'role'>): boolean =>
  role === 'memberOffice' || role === 'leader' || role === 'member'

/** Whether a scheme exists for the viewer: drafts for the office only. */
export const seesScheme = (viewer: Pick<Viewer, 'role'>, state: SchemeState): boolean =>
  isOffice(viewer) || (state === 'adopted' && readsSchemes(viewer))

/** Everybody's points: the office and the leaders; members only where the committee has turned it on. Source: 国办函〔2026〕12号，
 *  不得设置积分排名等强制功能. */
export const seesEverybody = ({ role }: Pick<Viewer, 'role'>, rankingForMembers: boolean): boolean =>
  role === 'memberOffice' || role === 'leader' || (role === 'member' && rankingForMembers)

/** One member's points with every line: the member's own, the office's, the leaders'. */
export const seesPointsOf = ({ role, memberId }: Viewer, of: string): boolean =>
  role === 'memberOffice' || role === 'leader' || (role === 'member' && memberId === of)

/** What the viewer may do with a scheme they see. */
export function schemeActions(viewer: Pick<Viewer, 'role'>, state: SchemeState): SchemeAction[] {
  if (!isOffice(viewer)) return []
  return state === 'draft' ? ['edit', 'adopt', 'remove', 'copy', 'compare'] : ['copy', 'compare']
}

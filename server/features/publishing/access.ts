import type { Role } from '#contract/accounts.ts'
import { accessDenied } from '#platform/errors.ts'

/** Who decides what is made public: the office that keeps the register. Source: 提案工作条例, 提案及办理复文的公开. */
export const decidesPublication = (role: Role): boolean => role === 'proposalOffice'

/** Asked before anything is loaded, so that the refusal tells nothing. @throws DomainError access.denied */
export function authorizePublication(role: Role, action: string): void {
  if (!decidesPublication(role)) throw accessDenied(action)
}

/** Who reads why something is not public: those who work on it, and whose proposal it is. */
export const readsReason = (viewer: { role: Role; memberId: string | null }, leadMemberId: string | null): boolean =>
  viewer.role !== 'member' || (leadMemberId !== null && viewer.memberId === leadMemberId)

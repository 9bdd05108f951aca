import type { Me } from '#contract/accounts.ts'
import { hasRole } from '../../shared/session.tsx'

/** Which roles see the buttons where the response carries no `actions`; the server decides in any case. */
export const mayKeepTerms = (me: Me) => hasRole(me, 'memberOffice')
export const mayKeepGroups = (me: Me) => hasRole(me, 'memberOffice')
export const mayKeepUnits = (me: Me) => hasRole(me, 'proposalOffice', 'assigningOffice')

import type { z } from 'zod'
import { listSearch, searchText } from '../../shared/url-state.ts'

export const auditSearch = listSearch({
  type: searchText(80),
  actor: searchText(60),
  from: searchText(10),
  to: searchText(10),
})
export type AuditSearch = z.output<typeof auditSearch>

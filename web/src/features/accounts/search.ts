import type { z } from 'zod'
import { role } from '#contract/accounts.ts'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const accountsSearch = listSearch({
  q: searchText(60),
  role: searchChoice(role.options as [string, ...string[]]),
  committeeId: searchText(),
  neverLoggedIn: searchChoice(['true']),
})
export type AccountsSearch = z.output<typeof accountsSearch>

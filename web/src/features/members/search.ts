import type { z } from 'zod'
// Literals, not the contract's enums: this is loaded with the first page, the contract of members is not.
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

/** What the list of members keeps in its address. `active` left out means 在任. */
export const membersSearch = listSearch({
  q: searchText(40),
  sort: searchChoice(['stroke', 'pinyin']),
  termId: searchText(),
  groupId: searchText(),
  party: searchText(20),
  post: searchChoice([
    'chair',
    'viceChair',
    'secretaryGeneral',
    'standingMember',
    'director',
    'deputyDirector',
    'other',
  ]),
  sex: searchChoice(['male', 'female']),
  active: searchChoice(['true', 'false', 'all']),
  neverLoggedIn: searchChoice(['true']),
})
export type MembersSearch = z.output<typeof membersSearch>

/** `state` left out means what waits for the office. */
export const changesSearch = listSearch({ state: searchChoice(['pending', 'accepted', 'refused', 'withdrawn']) })
export type ChangesSearch = z.output<typeof changesSearch>

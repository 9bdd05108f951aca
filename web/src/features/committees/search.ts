import type { z } from 'zod'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const groupsSearch = listSearch({ kind: searchText(40), closed: searchChoice(['true']) })
export type GroupsSearch = z.output<typeof groupsSearch>

export const unitsSearch = listSearch({ q: searchText(40), closed: searchChoice(['true']) })
export type UnitsSearch = z.output<typeof unitsSearch>

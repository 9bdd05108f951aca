export { groupNames } from './queries/groups.ts'
export { currentTerm, findTerm, sessionOn } from './queries/terms.ts'
export { getUnit, listOpenUnits } from './queries/units.ts'

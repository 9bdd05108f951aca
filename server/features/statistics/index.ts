export { getProposalStatistics } from './queries.ts'
export { percent, satisfiedOf } from './rules.ts'
export { statisticsSetting } from './settings.ts'

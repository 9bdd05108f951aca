// What other features need to write a paper of their own.

export { issueNumber } from './commands/issue-number.ts'
export { issuePaperNumber } from './commands/number-papers.ts'
export { render } from './layout/rendering.ts'
export type { Paper } from './paper.ts'
export { blankPaper, issuerOf } from './papers/facts.ts'
export { committeeFacts } from './queries/facts.ts'
export { issuedNumber } from './queries/numbers.ts'
export { dateText, numberByPattern, safeFileName, uniqueNames } from './rules.ts'
export { patternOf } from './settings.ts'

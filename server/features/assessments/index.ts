export { reckonRound } from './commands/reckon.ts'
export { approveAssessment, endCheck, freezeAssessment, openAssessment, startCheck } from './commands/rounds.ts'
export { listAssessmentTodos } from './queries/todos.ts'

export { freezeAssessment, openAssessment } from './commands/rounds.ts'
export { listAssessmentTodos } from './queries/todos.ts'

export { archiveDutyReport, submitDutyReport, writeDutyReport } from './commands/reports.ts'
export { openReportRound } from './commands/rounds.ts'
export { drawDutyReport } from './queries/reports.ts'
export { listDutyReportTodos } from './queries/todos.ts'

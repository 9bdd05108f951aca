// Clocks by name, for the features whose duties they run for.
export { askExtension, decideExtension, pauseClock, resumeClock } from './commands/change.ts'
export { type ClockTerm, markActed, startClocks, stopClocks, unmarkActed } from './commands/run.ts'
export { dutiesPaused, getClockDays, listClocks } from './queries/clocks.ts'
export { listClockTodos } from './queries/todos.ts'

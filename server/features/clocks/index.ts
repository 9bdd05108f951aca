export { listCalendarTodos } from './queries/calendar.ts'

// breaks: pure-rooms-reach-no-database
export type { Calendar } from '#platform/calendar.ts'

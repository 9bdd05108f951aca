// breaks: no-circle
export type { Session } from './sessions.ts'
export type Password = { setAt: Date }

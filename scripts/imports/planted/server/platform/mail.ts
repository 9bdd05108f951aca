// breaks: pg-only-in-platform-database
export type { Pool as MailStore } from 'pg'

import { z } from 'zod'

const portNumber = z.coerce.number().int().min(0).max(65_535)

const environment = z.object({
  PORT: portNumber.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgres:// or postgresql://' })
    .optional(),
  PUBLIC_URL: z.url().optional(),
  NODE_ENV: z.string().optional(),
  /** Which proxy in front is believed about the caller's address: its address or network. */
  TRUST_PROXY: z.string().optional(),
  /** Load the demonstration province into an empty database. */
  DEMO: z.enum(['yes', 'no']).optional(),
  /** How SMS are sent. `console`: not at all, knowingly; required to be named in production. */
  SMS_SENDER: z.enum(['console']).optional(),
})

/** What the process is told from outside. */
export interface Config {
  port: number
  host: string
  dataDir: string
  /** A PostgreSQL ≥ 15 elsewhere; undefined: the embedded one under dataDir. */
  databaseUrl: string | undefined
  /** Where people reach it, without a trailing slash; undefined: as they asked. */
  publicUrl: string | undefined
  production: boolean
  trustProxy: string | undefined
  demo: boolean
  smsSender: 'console' | undefined
}

/** Reads the environment. @throws Error whose message names each wrong variable in one line. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  }
  const e = parsed.data
  const production = e.NODE_ENV === 'production'
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: e.DATA_DIR,
    databaseUrl: e.DATABASE_URL,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, ''),
    production,
    trustProxy: e.TRUST_PROXY,
    demo: e.DEMO === undefined ? !production : e.DEMO === 'yes',
    smsSender: e.SMS_SENDER,
  }
}

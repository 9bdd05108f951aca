import { isIP } from 'node:net'
import { z } from 'zod'
import { StartError } from './start-error.ts'

const portNumber = z.coerce.number().int().min(0).max(65_535)

const proxyNames = ['loopback', 'linklocal', 'uniquelocal']
const isProxy = (entry: string) => {
  const [address = '', bits = '0', ...rest] = entry.trim().split('/')
  return proxyNames.includes(entry.trim()) || (isIP(address) > 0 && /^\d{1,3}$/.test(bits) && rest.length === 0)
}

const environment = z.object({
  PORT: portNumber.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgres:// or postgresql://' })
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  NODE_ENV: z.string().optional(),
  /** Which proxy in front is believed about the caller's address: its address or network. */
  TRUST_PROXY: z
    .string()
    .refine((list) => list.split(',').every(isProxy), { error: 'must be addresses or networks, parted by commas' })
    .optional(),
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

/** Reads the environment; an empty variable counts as not set. @throws StartError whose message names each wrong variable in one line. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    throw new StartError(`环境变量有误：${wrong}。These settings are wrong.`)
  }
  const e = parsed.data
  const production = e.NODE_ENV === 'production'
  if (production && e.DEMO === 'yes')
    throw new StartError('正式环境（NODE_ENV=production）不能 DEMO=yes。The demonstration is not for production.')
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

import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the environment', () => {
  it('may be empty: everything has a default, for a machine of one’s own', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: undefined,
      publicUrl: undefined,
      production: false,
      trustProxy: undefined,
      demo: true,
      smsSender: undefined,
    })
  })

  it('counts an empty variable as not set', () => {
    const empty = { PORT: '', HOST: '', DATA_DIR: '', DATABASE_URL: '', PUBLIC_URL: '', TRUST_PROXY: '', DEMO: '' }
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('has no demonstration in production', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ production: true, demo: false })
    expect(readConfig({ NODE_ENV: 'production', DEMO: 'no' })).toMatchObject({ demo: false })
    expect(readConfig({ DEMO: 'no' })).toMatchObject({ production: false, demo: false })
  })

  it('takes addresses as people write them', () => {
    expect(readConfig({ PUBLIC_URL: 'https://zx.example/' })).toMatchObject({ publicUrl: 'https://zx.example' })
    for (const TRUST_PROXY of ['127.0.0.1', '10.0.0.0/8, ::1', 'loopback,uniquelocal'])
      expect(readConfig({ TRUST_PROXY })).toMatchObject({ trustProxy: TRUST_PROXY })
    expect(readConfig({ PORT: '0' })).toMatchObject({ port: 0 })
  })

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '80.5' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ PUBLIC_URL: 'zx.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/x' }, 'TRUST_PROXY'],
    [{ DEMO: 'true' }, 'DEMO'],
    [{ SMS_SENDER: 'pigeon' }, 'SMS_SENDER'],
    [{ NODE_ENV: 'production', DEMO: 'yes' }, 'DEMO=yes'],
  ])('that is wrong is refused by name, in one sentence: %j', (env, named) => {
    const refused = expect.objectContaining({
      name: 'StartError',
      message: expect.stringMatching(`^[^\n]*${named}[^\n]*$`),
    })
    expect(() => readConfig(env)).toThrow(refused)
  })

  it('that is wrong in several places is refused with all of them', () => {
    expect(() => readConfig({ PORT: 'x', DATABASE_URL: 'x' })).toThrow(/PORT.*DATABASE_URL/)
  })
})

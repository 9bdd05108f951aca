import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openSecrets } from './secrets.ts'

const directory = mkdtempSync(join(tmpdir(), 'tongxin-secrets-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

it('makes the secret once, for its owner only, and leaves nothing else behind', () => {
  const first = openSecrets(join(directory, 'a'))
  const file = join(directory, 'a', 'secret.key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file)).toHaveLength(32)
  expect(readdirSync(join(directory, 'a'))).toEqual(['secret.key'])
  expect(openSecrets(join(directory, 'a')).sign('p', 'x')).toEqual(first.sign('p', 'x'))
  expect(openSecrets(join(directory, 'b')).sign('p', 'x')).not.toEqual(first.sign('p', 'x'))
})

it('signs apart for each purpose', () => {
  const secrets = openSecrets(join(directory, 'a'))
  expect(secrets.sign('one', 'x')).not.toEqual(secrets.sign('two', 'x'))
})

it('opens what it sealed for the same owner and purpose, and nothing else', () => {
  const secrets = openSecrets(join(directory, 'a'))
  const sealed = secrets.seal('totp', 'account-1', '密钥 🔑')
  expect(secrets.open('totp', 'account-1', sealed)).toBe('密钥 🔑')
  expect(secrets.seal('totp', 'account-1', '密钥 🔑')).not.toBe(sealed)
  expect(() => secrets.open('totp', 'account-2', sealed)).toThrow()
  expect(() => secrets.open('other', 'account-1', sealed)).toThrow()
  const changed = Buffer.from(sealed.slice(3), 'base64url')
  changed[changed.length - 1]! ^= 1
  expect(() => secrets.open('totp', 'account-1', `v1.${changed.toString('base64url')}`)).toThrow()
  expect(() => secrets.open('totp', 'account-1', 'plain')).toThrow()
})

it('refuses a damaged secret rather than making another', () => {
  const file = join(directory, 'a', 'secret.key')
  writeFileSync(file, 'short')
  expect(() => openSecrets(join(directory, 'a'))).toThrow(/restore it/)
})

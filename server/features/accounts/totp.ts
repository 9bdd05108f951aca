import { Secret, TOTP } from 'otpauth'
import type { Secrets } from '#platform/secrets.ts'
import { freshStep, totp as rule } from './rules/logins.ts'

const purpose = 'totp secret'
const issuer = '同心'

const totpOf = (base32: string, label: string) =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(base32), period: rule.stepSeconds, digits: 6, algorithm: 'SHA1' })

/** A new secret for an authenticator, as it is shown once and as it is kept. */
export function newTotp(secrets: Secrets, accountId: string, label: string) {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, label).toString(), sealed: secrets.seal(purpose, accountId, secret) }
}

/** The time step a code belongs to, or null when it is wrong or its step was used before. */
export function totpStep(
  secrets: Secrets,
  account: { id: string; totp_secret: string | null; totp_last_step: number },
  code: string,
  now: Date,
): number | null {
  if (account.totp_secret === null) return null
  const base32 = secrets.open(purpose, account.id, account.totp_secret)
  const delta = totpOf(base32, '').validate({ token: code, timestamp: now.getTime(), window: rule.window })
  return freshStep(now, delta, account.totp_last_step)
}

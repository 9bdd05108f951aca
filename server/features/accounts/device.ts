import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/secrets.ts'

/** Name of the cookie by which a device is known again. It signs nobody in; it only keeps the tries of others apart. */
export const deviceCookie = 'tongxin_device'

/** A browser on which accounts signed in before. Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies. */
export interface Device {
  readonly id: string
  /** The latest first. */
  readonly accountIds: readonly string[]
}

/** An office computer that several people share. */
const accountsPerDevice = 8
const purpose = 'device cookie'

/** The cookie of a device, signed. */
export function writeDevice(secrets: Secrets, device: Device): string {
  const body = [device.id, ...device.accountIds].join('~')
  return `${body}.${secrets.sign(purpose, body).toString('base64url')}`
}

/** Reads a device cookie; null when there is none or it is not ours. */
export function readDevice(secrets: Secrets, cookie: string | undefined): Device | null {
  const [body, signature] = (cookie ?? '').split('.')
  if (!body || !signature) return null
  const given = Buffer.from(signature, 'base64url')
  const right = secrets.sign(purpose, body)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const [id, ...accountIds] = body.split('~')
  return { id: id!, accountIds }
}

/** The device after an account signed in on it; a new one where none was known. */
export function rememberAccount(device: Device | null, accountId: string): Device {
  const others = (device?.accountIds ?? []).filter((id) => id !== accountId)
  return {
    id: device?.id ?? randomBytes(16).toString('base64url'),
    accountIds: [accountId, ...others].slice(0, accountsPerDevice),
  }
}

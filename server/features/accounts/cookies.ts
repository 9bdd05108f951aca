import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secrets } from '#platform/secrets.ts'
import { loginCookie } from './authenticate.ts'
import type { SignedIn } from './commands/start-login.ts'
import { type Device, deviceCookie, writeDevice } from './device.ts'

/** Browsers keep no cookie longer than 400 days (RFC 6265bis 5.5). */
const deviceSeconds = 400 * 24 * 3600

const common = { httpOnly: true, sameSite: 'lax', path: '/' } as const

/** Over https, or behind a proxy that speaks it: what people type in decides. */
function isSecure(request: FastifyRequest, publicUrl: string | undefined): boolean {
  return request.protocol === 'https' || publicUrl?.startsWith('https:') === true
}

/** Hands the browser its login, and the mark by which the device is known again. */
export function giveCookies(
  http: { request: FastifyRequest; reply: FastifyReply; now: Date },
  deps: { secrets: Secrets; publicUrl: string | undefined },
  signedIn: SignedIn,
): void {
  const secure = isSecure(http.request, deps.publicUrl)
  const maxAge = Math.round((signedIn.endsAt.getTime() - http.now.getTime()) / 1000)
  http.reply.setCookie(loginCookie, signedIn.token, { ...common, secure, maxAge })
  if (signedIn.device) giveDevice(http.reply, deps.secrets, signedIn.device, secure)
}

function giveDevice(reply: FastifyReply, secrets: Secrets, device: Device, secure: boolean): void {
  reply.setCookie(deviceCookie, writeDevice(secrets, device), { ...common, secure, maxAge: deviceSeconds })
}

/** Takes the login back; the device stays known. */
export function takeLoginCookie(reply: FastifyReply): void {
  reply.clearCookie(loginCookie, common)
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accountRoutes as r } from '#contract/accounts.ts'
import type { RouteRequest, RouteResponse, RouteSpec } from '#contract/route.ts'
import { type HttpDeps, implement, implementPublic } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { SmsSender } from '#platform/sms.ts'
import { type Authenticator, loginCookie, type Settled } from './authenticate.ts'
import type { Caller, SelfCaller } from './caller.ts'
import { confirmTotp, logInTotp, startTotp } from './commands/authenticator.ts'
import { logIn, logOut } from './commands/log-in.ts'
import { logInByCode, requestLoginCode } from './commands/login-code.ts'
import { createAccount, disableAccount, enableAccount, resetPassword } from './commands/manage-accounts.ts'
import { grantHat, revokeHat, setHatDesks } from './commands/manage-hats.ts'
import { changePassword, endMyLogin, setTextSize, wearHat } from './commands/self.ts'
import type { SignedIn } from './commands/start-login.ts'
import { verifyAudit } from './commands/verify-audit.ts'
import { giveCookies, takeLoginCookie } from './cookies.ts'
import { deviceCookie, readDevice } from './device.ts'
import { listAccounts } from './queries/accounts.ts'
import { listAuditEvents } from './queries/audit.ts'
import { getMe, listMyLogins } from './queries/me.ts'

export interface AccountDeps {
  authenticator: Authenticator
  secrets: Secrets
  sms: SmsSender
  publicUrl: string | undefined
}

interface Http {
  request: FastifyRequest
  reply: FastifyReply
  now: Date
}

/** What a broken constraint of this feature means. */
export const accountConstraints: ConstraintCodes = {
  accounts_username_once: 'account.taken',
  accounts_phone_once: 'account.taken',
  hats_once: 'hat.taken',
  hats_separate_duties: 'hat.separate-duties',
  members_by_account: 'member.has-account',
}

/** Hangs the routes of accounts, logins, hats and the audit log on the server. */
export function registerAccountRoutes(app: FastifyInstance, http: HttpDeps, deps: AccountDeps): void {
  const { authenticator, secrets } = deps

  const callerOf = ({ request, now }: Http): Caller => ({
    db: http.db,
    now,
    requestId: request.id,
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    token: request.cookies[loginCookie] ?? null,
    device: readDevice(secrets, request.cookies[deviceCookie]),
    secrets,
    sms: deps.sms,
    onError: (error) => request.log.error({ err: error }, 'sms not sent'),
  })

  /** For who is signed in whatever hat they wear, as far as they must have settled in. */
  const forSelf = <const R extends RouteSpec>(
    spec: R,
    settled: Settled,
    handler: (self: SelfCaller, input: RouteRequest<R>, http: Http) => Promise<RouteResponse<R>>,
  ) =>
    implementPublic(app, http, spec, async (input, at) => {
      const login = await authenticator.login(at.request, settled)
      return handler({ ...callerOf(at), login, requireTotp: authenticator.requireTotp }, input, at)
    })

  const answer = (at: Http, signedIn: SignedIn) => {
    giveCookies(at, deps, signedIn)
    return { step: signedIn.step }
  }

  const ways: ('password' | 'code')[] = deps.sms.reaches ? ['password', 'code'] : ['password']
  implementPublic(app, http, r.getLoginWays, async () => ({ ways }))
  implementPublic(app, http, r.login, async ({ body }, at) => answer(at, await logIn(callerOf(at), body)))
  implementPublic(app, http, r.requestLoginCode, ({ body }, at) => requestLoginCode(callerOf(at), body.phone))
  implementPublic(app, http, r.loginByCode, async ({ body }, at) => answer(at, await logInByCode(callerOf(at), body)))
  implementPublic(app, http, r.loginTotp, async ({ body }, at) => answer(at, await logInTotp(callerOf(at), body.code)))
  implementPublic(app, http, r.logout, async (_, at) => {
    await logOut(callerOf(at))
    takeLoginCookie(at.reply)
    return {}
  })

  forSelf(r.getMe, 'signedIn', (self) => getMe(self))
  forSelf(r.changePassword, 'signedIn', async (self, { body }) => {
    await changePassword(self, body)
    return {}
  })
  forSelf(r.startTotp, 'ownPassword', (self) => startTotp(self))
  forSelf(r.confirmTotp, 'ownPassword', async (self, { body }) => {
    await confirmTotp(self, body.code)
    return {}
  })
  forSelf(r.wearHat, 'authenticator', (self, { body }) => wearHat(self, body.hatId))
  forSelf(r.setTextSize, 'authenticator', async (self, { body }) => {
    await setTextSize(self, body.textSize)
    return {}
  })
  forSelf(r.listMyLogins, 'authenticator', (self) => listMyLogins(self))
  forSelf(r.endMyLogin, 'authenticator', async (self, { params }) => {
    await endMyLogin(self, params.id)
    return {}
  })

  implement(app, http, r.listAccounts, (ctx, { query }) => listAccounts(ctx, query))
  implement(app, http, r.createAccount, (ctx, { body }) => createAccount(ctx, body))
  implement(app, http, r.disableAccount, async (ctx, { params, body }) => {
    await disableAccount(ctx, params.id, body.reason)
    return {}
  })
  implement(app, http, r.enableAccount, async (ctx, { params }) => {
    await enableAccount(ctx, params.id)
    return {}
  })
  implement(app, http, r.resetPassword, (ctx, { params }) => resetPassword(ctx, params.id))
  implement(app, http, r.grantHat, (ctx, { params, body }) => grantHat(ctx, params.id, body))
  implement(app, http, r.setHatDesks, async (ctx, { params, body }) => {
    await setHatDesks(ctx, params.id, body.desks)
    return {}
  })
  implement(app, http, r.revokeHat, async (ctx, { params, body }) => {
    await revokeHat(ctx, params.id, body.reason)
    return {}
  })
  implement(app, http, r.listAuditEvents, (ctx, { query }) => listAuditEvents(ctx, query))
  implement(app, http, r.verifyAudit, (ctx) => verifyAudit(ctx))
}

import { z } from 'zod'
import { civilDate, filledText, historyEntry, id, instant, page, paging, phone, text } from './common.ts'
import { route } from './route.ts'

/** What a hat (身份) entitles to. The three administrators (三员) never share an account with each other or with business roles. */
export const role = z.enum([
  'member',
  'proposalOffice',
  'memberOffice',
  'leader',
  'assigningOffice',
  'unitClerk',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
])
export type Role = z.infer<typeof role>

/** Desks within a handling unit: 分管领导 · 办公室 · 承办人. */
export const unitDesk = z.enum(['leader', 'office', 'clerk'])
export type UnitDesk = z.infer<typeof unitDesk>
/** Desks a hat is given; none named: all of them. */
const givenDesks = z.array(unitDesk).max(3)

export const hat = z.object({
  id,
  committeeId: id,
  committeeName: z.string(),
  role,
  memberId: id.nullable(),
  unitId: id.nullable(),
  unitName: z.string().nullable(),
  /** Within the unit; empty: every desk, or no unit at all. */
  desks: z.array(unitDesk),
  /** The member for whom this account types, when the hat is delegated entry (代录). */
  delegatedFor: z.string().nullable(),
})
export type Hat = z.infer<typeof hat>

export const textSize = z.enum(['normal', 'large', 'larger'])
export type TextSize = z.infer<typeof textSize>

export const me = z.object({
  accountId: id,
  name: z.string(),
  username: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  mustChangePassword: z.boolean(),
  totp: z.enum(['off', 'on', 'mustEnroll']),
  textSize,
  hats: z.array(hat),
  hatId: id.nullable(),
})
export type Me = z.infer<typeof me>

const loginWay = z.enum(['password', 'code'])

/** `totp`: the password was right, a one-time code is still needed. */
const signInResult = z.object({ step: z.enum(['done', 'totp']) })

const password = z.string().min(1).max(200)

export const account = z.object({
  id,
  name: z.string(),
  username: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  disabledAt: instant.nullable(),
  lastLoginAt: instant.nullable(),
  totpEnabled: z.boolean(),
  hats: z.array(hat),
})
export type Account = z.infer<typeof account>

const accountParams = z.object({ id })

export const accountRoutes = {
  getLoginWays: route({
    method: 'GET',
    path: '/login',
    summary: 'The ways to sign in that work here: `code` only where an SMS reaches people.',
    access: 'public',
    response: z.object({ ways: z.array(loginWay) }),
  }),
  login: route({
    method: 'POST',
    path: '/login',
    summary: 'Sign in with phone or user name and password.',
    access: 'public',
    body: z.object({ identifier: filledText(60), password }),
    response: signInResult,
    errors: ['login.wrong', 'login.slow-down', 'login.disabled'],
  }),
  requestLoginCode: route({
    method: 'POST',
    path: '/login/code',
    summary: 'Send a one-time code by SMS; answers the same whether or not the number is known.',
    access: 'public',
    body: z.object({ phone }),
    response: z.object({ resendAfterSeconds: z.int() }),
    errors: ['login.slow-down'],
  }),
  loginByCode: route({
    method: 'POST',
    path: '/login/by-code',
    summary: 'Sign in with the one-time SMS code.',
    access: 'public',
    body: z.object({ phone, code: z.string().regex(/^\d{6}$/, { error: '请填 6 位验证码' }) }),
    response: signInResult,
    errors: ['login.wrong', 'login.slow-down', 'login.disabled'],
  }),
  loginTotp: route({
    method: 'POST',
    path: '/login/totp',
    summary: 'Second step for administrators: the code of the authenticator.',
    access: 'public',
    body: z.object({ code: z.string().regex(/^\d{6}$/, { error: '请填 6 位动态码' }) }),
    response: signInResult,
    errors: ['login.wrong', 'login.slow-down'],
  }),
  logout: route({
    method: 'POST',
    path: '/logout',
    summary: 'End this login.',
    access: 'public',
    response: z.object({}),
  }),
  getMe: route({
    method: 'GET',
    path: '/me',
    summary: 'Who I am, my hats and the one I wear.',
    access: 'signedIn',
    response: me,
  }),
  changePassword: route({
    method: 'POST',
    path: '/me/password',
    summary: 'Change my password; ends my other logins.',
    access: 'signedIn',
    body: z.object({ current: z.string().max(200), next: password }),
    response: z.object({}),
    errors: ['password.wrong', 'password.weak', 'login.slow-down'],
  }),
  wearHat: route({
    method: 'POST',
    path: '/me/hat',
    summary: 'Switch to another of my hats.',
    access: 'signedIn',
    body: z.object({ hatId: id }),
    response: me,
  }),
  setTextSize: route({
    method: 'POST',
    path: '/me/text-size',
    summary: 'Keep my text size.',
    access: 'signedIn',
    body: z.object({ textSize }),
    response: z.object({}),
  }),
  startTotp: route({
    method: 'POST',
    path: '/me/totp',
    summary: 'Make a new authenticator secret; it counts once confirmed.',
    access: 'signedIn',
    response: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['totp.already-on'],
  }),
  confirmTotp: route({
    method: 'POST',
    path: '/me/totp/confirm',
    summary: 'Confirm the authenticator with its first code.',
    access: 'signedIn',
    body: z.object({ code: z.string().regex(/^\d{6}$/) }),
    response: z.object({}),
    errors: ['login.wrong', 'totp.already-on'],
  }),
  listMyLogins: route({
    method: 'GET',
    path: '/me/logins',
    summary: 'Where I am signed in.',
    access: 'signedIn',
    response: z.object({
      items: z.array(
        z.object({
          id,
          createdAt: instant,
          lastSeenAt: instant,
          address: z.string(),
          agent: z.string(),
          current: z.boolean(),
        }),
      ),
    }),
  }),
  endMyLogin: route({
    method: 'DELETE',
    path: '/me/logins/:id',
    summary: 'End one of my logins.',
    access: 'signedIn',
    params: accountParams,
    response: z.object({}),
  }),
  listAccounts: route({
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts with a hat in my committee or below it. For the system and security administrators.',
    access: 'signedIn',
    query: z.object({
      ...paging,
      q: text(60).optional(),
      role: role.optional(),
      committeeId: id.optional(),
      neverLoggedIn: z.enum(['true', 'false']).optional(),
    }),
    response: page(account),
  }),
  createAccount: route({
    method: 'POST',
    path: '/accounts',
    // No Idempotency-Key: the kept answer would hold the first password; a repeat is answered account.taken.
    summary: 'Open an account with a first password that must be changed. For the system administrator.',
    access: 'signedIn',
    body: z.object({
      committeeId: id,
      name: filledText(60),
      username: z
        .string()
        .regex(/^[a-z][a-z0-9._-]{2,39}$/, { error: '用户名须以小写字母开头，3–40 位' })
        .nullable(),
      phone: phone.nullable(),
    }),
    response: z.object({ id, firstPassword: z.string() }),
    errors: ['account.taken', 'account.needs-name'],
  }),
  disableAccount: route({
    method: 'POST',
    path: '/accounts/:id/disable',
    summary: 'Disable at once, ending its logins.',
    access: 'signedIn',
    params: accountParams,
    body: z.object({ reason: filledText(200) }),
    response: z.object({}),
  }),
  enableAccount: route({
    method: 'POST',
    path: '/accounts/:id/enable',
    summary: 'Enable again.',
    access: 'signedIn',
    params: accountParams,
    response: z.object({}),
  }),
  resetPassword: route({
    method: 'POST',
    path: '/accounts/:id/reset-password',
    summary: 'Give a new first password. For the security administrator.',
    access: 'signedIn',
    params: accountParams,
    response: z.object({ firstPassword: z.string() }),
  }),
  grantHat: route({
    method: 'POST',
    path: '/accounts/:id/hats',
    summary: 'Give an account a hat. For the security administrator.',
    access: 'signedIn',
    creates: true,
    params: accountParams,
    body: z.object({
      committeeId: id,
      role,
      memberId: id.nullable().default(null),
      unitId: id.nullable().default(null),
      desks: givenDesks.default([]),
    }),
    response: z.object({ id }),
    errors: ['hat.separate-duties', 'hat.needs-unit', 'hat.needs-member', 'hat.taken', 'member.has-account'],
  }),
  setHatDesks: route({
    method: 'PUT',
    path: '/hats/:id/desks',
    summary: 'Say at which desks of its unit a hat sits; none: at all of them.',
    access: 'signedIn',
    params: accountParams,
    body: z.object({ desks: givenDesks }),
    response: z.object({}),
    errors: ['hat.needs-unit'],
  }),
  revokeHat: route({
    method: 'POST',
    path: '/hats/:id/revoke',
    summary: 'Take a hat away.',
    access: 'signedIn',
    params: accountParams,
    body: z.object({ reason: filledText(200) }),
    response: z.object({}),
  }),
  listAuditEvents: route({
    method: 'GET',
    path: '/audit/events',
    summary: 'Everything that happened in my committee and below. For the audit administrator.',
    access: 'signedIn',
    query: z.object({
      ...paging,
      type: text(80).optional(),
      actor: text(60).optional(),
      from: civilDate.optional(),
      to: civilDate.optional(),
    }),
    response: page(
      historyEntry.extend({ committeeName: z.string(), subjectKind: z.string(), subjectId: id, sealed: z.boolean() }),
    ),
  }),
  verifyAudit: route({
    method: 'POST',
    path: '/audit/verify',
    summary: 'Recompute the seals of the event log. For the audit administrator.',
    access: 'signedIn',
    response: z.object({
      ok: z.boolean(),
      seals: z.int(),
      sealedEvents: z.int(),
      unsealedEvents: z.int(),
      firstProblem: z.string().nullable(),
    }),
  }),
}

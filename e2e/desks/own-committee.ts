/** A committee of a journey's own below the demonstration province, with the desks it needs. */
import { accountRoutes, type Role } from '#contract/accounts.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { memberAccountRoutes, memberAccountsAtOnce, type Slip } from '#contract/member-accounts.ts'
import { demoPassword } from '#features/demo/accounts.ts'
import { type Caller, forEachAtOnce, signedInCaller } from '../calls.ts'
import type { Installation } from '../installation.ts'

interface Given {
  name: string
  shortName: string
  divisionCode: string
  desks: readonly { username: string; name: string; role: Role }[]
}

/** The administrators of the province open a city's committee and its desks. @returns the first passwords by user name */
export async function openCommittee({ address }: Installation, given: Given): Promise<Map<string, string>> {
  const { desks, ...committee } = given
  const [system, security] = await Promise.all([
    signedInCaller(address, 'xitong', demoPassword),
    signedInCaller(address, 'anquan', demoPassword),
  ])
  const province = (await system(committeeRoutes.listCommittees, {})).items.find((one) => one.parentId === null)
  const { id: committeeId } = await system(committeeRoutes.createCommittee, {
    body: { ...committee, level: 'city', parentId: province!.id },
  })
  const passwords = new Map<string, string>()
  for (const { username, name, role } of desks) {
    const made = await system(accountRoutes.createAccount, { body: { committeeId, name, username, phone: null } })
    await security(accountRoutes.grantHat, { params: { id: made.id }, body: { committeeId, role } })
    passwords.set(username, made.firstPassword)
  }
  return passwords
}

/** Accounts for these members, with what the slips of paper tell each. */
export async function openAccounts(office: Caller, memberIds: readonly string[]): Promise<Map<string, Slip>> {
  const batches = Array.from({ length: Math.ceil(memberIds.length / memberAccountsAtOnce) }, (_, i) =>
    memberIds.slice(i * memberAccountsAtOnce, (i + 1) * memberAccountsAtOnce),
  )
  const slips = await forEachAtOnce(batches, 2, (some) =>
    office(memberAccountRoutes.openMemberAccounts, { body: { memberIds: [...some] } }),
  )
  return new Map(slips.flatMap(({ opened }) => opened.map((one) => [one.memberId, one])))
}

/** Civil date and minute of Asia/Shanghai, as fields take them. */
export const dayOf = (ms: number): string => new Date(ms).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
export const minuteOf = (ms: number): string =>
  new Date(ms).toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, 16).replace(' ', 'T')

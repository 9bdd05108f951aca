import type { AwardKind, AwardRules } from '#contract/awards.ts'
import { awardRoutes as r } from '#contract/awards.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import type { TestApp } from '../../testing/app.ts'
import { buildProposal, type Desks } from '../proposals/proposals.fixtures.ts'
import { awardSetting } from './settings.ts'

/** Registered proposals of the year, the named ones collective. */
export async function buildRegistered(
  app: TestApp,
  desks: Desks,
  titles: readonly string[],
  collective: readonly string[] = [],
) {
  const ids = new Map<string, string>()
  for (const title of titles) {
    const { id: committeeId, termId, sessionId } = desks.committee
    const leadMemberId = collective.includes(title) ? null : desks.lead.memberId
    const id = await buildProposal(app.db, { committeeId, termId, sessionId, leadMemberId, title, state: 'concluded' })
    if (collective.includes(title))
      await app.db
        .updateTable('proposals')
        .set({ kind: 'collective', collective_name: '民建县委', proposers: '民建县委' })
        .where('id', '=', id)
        .execute()
    ids.set(title, id)
  }
  return ids
}

/** Leaders beside the desks' own, each signed in. */
export async function buildLeaders(app: TestApp, desks: Desks, names: readonly string[]) {
  const committeeId = desks.committee.id
  const people: { accountId: string; token: string }[] = []
  for (const name of names) people.push(await signInAs(app.db, { committeeId, role: 'leader', name }))
  return people
}

/** A round in which the proposals are nominated and admitted and the voters asked. @returns nominations by title */
export async function openBallot(
  app: TestApp,
  desks: Desks,
  given: { proposals: ReadonlyMap<string, string>; voters: readonly string[]; rules?: Partial<AwardRules> },
): Promise<{ id: string; nominations: Map<string, string> }> {
  const office = app.client(desks.office.token)
  const { id } = await office(r.openAwardRound, { body: roundBody('proposals', given.rules) })
  const nominations = new Map<string, string>()
  for (const [title, proposalId] of given.proposals) {
    const made = await office(r.nominate, { params: { id }, body: { proposalId, reason: '调研扎实' } })
    nominations.set(title, made.id)
  }
  await office(r.closeNomination, { params: { id }, body: {} })
  for (const nominationId of nominations.values())
    await office(r.examineNomination, { params: { id: nominationId }, body: { admit: true, note: '' } })
  await office(r.openVoting, { params: { id }, body: { accountIds: [...given.voters] } })
  return { id, nominations }
}

export const roundBody = (kind: AwardKind, rules: Partial<AwardRules> = {}) => ({
  kind,
  title: '2026 年度评选',
  fromYear: 2026,
  toYear: 2026,
  nominateUntil: null,
  rules: { ...awardSetting.defaults[kind], ...rules },
})

import type { Kysely } from 'kysely'
import type { VoteForm, VoteKind, VoteRules } from '#contract/votes.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'
import { voteSetting } from './settings.ts'

/** A vote in any state, with its voters and an empty box, written straight into the tables. */
export async function buildVote(
  db: Kysely<DB>,
  given: {
    committeeId: string
    activityId: string
    state?: 'drafted' | 'open' | 'closed'
    kind?: VoteKind
    form?: VoteForm
    voters?: readonly string[]
    candidates?: readonly string[]
    rules?: Partial<VoteRules>
    position?: number
  },
): Promise<{ id: string; candidateIds: string[] }> {
  const id = newId()
  const { state = 'open', kind = 'motion', form = 'secret', voters = [], candidates = [] } = given
  const own = { committee_id: given.committeeId, vote_id: id }
  const begun = state !== 'drafted'
  const result = {
    electorate: voters.length,
    present: voters.length,
    issued: voters.length,
    returned: 0,
    valid: 0,
    invalid: 0,
    needed: 1,
    motion: kind === 'motion' ? { for: 0, against: 0, abstain: 0, passed: false } : null,
    candidates: [],
  }
  await db
    .insertInto('votes')
    .values({
      committee_id: given.committeeId,
      id,
      activity_id: given.activityId,
      position: given.position ?? 1,
      kind,
      form,
      title: '会议决议（草案）',
      words: '',
      rules: JSON.stringify({ ...voteSetting.defaults[kind], ...given.rules }),
      chief_scrutineer: '总监票人',
      scrutineers: '',
      state,
      electorate: begun ? voters.length : null,
      issued: begun ? voters.length : null,
      opened_at: begun ? '2026-03-20T02:00:00Z' : null,
      closed_at: state === 'closed' ? '2026-03-20T02:10:00Z' : null,
      result: state === 'closed' ? JSON.stringify(result) : null,
      created_at: '2026-03-19T02:00:00Z',
    })
    .execute()
  const candidateIds: string[] = []
  for (const [position, name] of candidates.entries()) {
    const candidateId = newId()
    candidateIds.push(candidateId)
    await db
      .insertInto('vote_candidates')
      .values({ ...own, id: candidateId, position, name, about: '' })
      .execute()
  }
  if (begun && form !== 'hands' && voters.length > 0)
    await db
      .insertInto('vote_voters')
      .values(voters.map((member_id) => ({ ...own, member_id })))
      .execute()
  if (begun && form === 'secret')
    await db
      .insertInto('vote_boxes')
      .values({ ...own, form: 'secret', ballots: '{}' })
      .execute()
  return { id, candidateIds }
}

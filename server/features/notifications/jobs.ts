import { type SqlBool, sql, type Transaction } from 'kysely'
import type { Role } from '#contract/accounts.ts'
import { handlingUnits, membersToRate, peopleOfDuty, proposingMembers, unitOffices } from '#features/proposals/index.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import type { LoggedEvent, Subscriber } from '#platform/events/subscribe.ts'
import { newId } from '#platform/ids.ts'
import { type Audience, type NoticeRule, noticeRules } from './rules.ts'

const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [])

/** One of the four: whose hats are told, or which accounts. */
interface Addressees {
  accountIds?: string[]
  memberIds?: string[]
  unitIds?: string[]
  roles?: Role[]
}

/** Who within a unit is meant; the whole unit where the event does not say which duty it is about. */
const ofDuty = { unitTurn: 'turn', unitClerk: 'clerk', unitLeader: 'leader' } as const

/** The members, units or offices an audience means for this event. */
async function audienceOf(db: Transaction<DB>, event: LoggedEvent, to: Audience): Promise<Addressees> {
  const { committeeId, subjectId, details } = event
  if (to === 'offices') return { roles: ['proposalOffice', 'assigningOffice'] }
  if (to === 'memberOffice') return { roles: ['memberOffice'] }
  if (to === 'leaders') return { roles: ['leader'] }
  // Of a rating all who are asked and have not given theirs, not the holder of the clock alone.
  if (to === 'owing' && details.clock === 'rate') return { memberIds: await membersToRate(db, committeeId, subjectId) }
  if (to === 'owing' && typeof details.unitId !== 'string') return { memberIds: list(details.memberIds) }
  if (to === 'invited') return { memberIds: list(details.memberIds) }
  const unitIds = typeof details.unitId === 'string' ? [details.unitId] : []
  const now = new Date(event.at)
  if (to === 'namedUnit') return { unitIds }
  if (to === 'named') return { accountIds: list(details.tell) }
  if (to === 'owing' || to === 'unitTurn' || to === 'unitClerk' || to === 'unitLeader') {
    const duty =
      typeof details.assignmentId === 'string' ? await peopleOfDuty(db, committeeId, details.assignmentId, now) : null
    return duty ? { accountIds: duty[ofDuty[to === 'owing' ? 'unitTurn' : to]] } : { unitIds }
  }
  if (to === 'unitOffice') return { accountIds: await unitOffices(db, committeeId, unitIds, now) }
  if (to === 'namedUnits') {
    const named = Array.isArray(details.units)
      ? details.units.flatMap((u: { unitId?: unknown }) => (typeof u.unitId === 'string' ? [u.unitId] : []))
      : []
    return { accountIds: await unitOffices(db, committeeId, named, now) }
  }
  if (to === 'units') return { unitIds: await handlingUnits(db, committeeId, subjectId) }
  const { leadMemberIds, coSignerIds } = await proposingMembers(db, committeeId, subjectId)
  return { memberIds: to === 'leadProposer' ? leadMemberIds : [...new Set([...leadMemberIds, ...coSignerIds])] }
}

/** Tells the accounts behind an audience, each once per event. */
async function notify(db: Transaction<DB>, event: LoggedEvent, audience: Addressees, rule: NoticeRule): Promise<void> {
  const accounts = (await accountsOf(db, event.committeeId, audience)).filter((id) => id !== event.accountId)
  if (accounts.length === 0) return
  const title =
    typeof event.details.title === 'string' && event.details.title !== ''
      ? event.details.title
      : await titleOf(db, event)
  await db
    .insertInto('notices')
    .values(
      accounts.map((account_id) => ({
        committee_id: event.committeeId,
        id: newId(),
        account_id,
        event_id: event.id,
        kind: event.type,
        subject_kind: rule.opens?.kind ?? event.subjectKind,
        subject_id: rule.opens?.idOf(event.details) ?? event.subjectId,
        title,
        words: `${event.actorName}：${rule.words(event.details)}`,
        at: event.at,
        read_at: null,
      })),
    )
    .onConflict((c) => c.columns(['account_id', 'event_id']).doNothing())
    .execute()
}

async function accountsOf(db: Transaction<DB>, committeeId: string, audience: Addressees): Promise<string[]> {
  if (audience.accountIds) return [...new Set(audience.accountIds)]
  const ids = audience.memberIds ?? audience.unitIds ?? audience.roles ?? []
  if (ids.length === 0) return []
  const hats = await db
    .selectFrom('hats')
    .select('account_id')
    .distinct()
    .where('committee_id', '=', committeeId)
    .where(audience.memberIds ? 'member_id' : audience.unitIds ? 'unit_id' : 'role', 'in', ids)
    .where('revoked_at', 'is', null)
    .execute()
  return hats.map((hat) => hat.account_id)
}

async function titleOf(db: Transaction<DB>, event: LoggedEvent): Promise<string> {
  const row = await db
    .selectFrom('proposals')
    .select('title')
    .where('committee_id', '=', event.committeeId)
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  return row?.title ?? ''
}

/** What moves a request for leave on; who was asked before it need not look any more. */
const leaveMoved: readonly string[] = ['leave.passedOn', 'leave.granted', 'leave.refused', 'leave.withdrawn']

/** Marks as read what asked for the decision that is taken now. */
async function settleAsked(db: Transaction<DB>, { id, committeeId, subjectId, at, details }: LoggedEvent) {
  const asked = await db
    .selectFrom('events')
    .select(['id', 'details'])
    .where('committee_id', '=', committeeId)
    .where('subject_id', '=', subjectId)
    .where('id', '<', id)
    .where('type', 'in', ['leave.requested', 'leave.passedOn'])
    .where(sql<SqlBool>`details ->> 'leaveId' = ${details.leaveId}`)
    .execute()
  const told = asked.flatMap((event) => list((event.details as LoggedEvent['details']).tell))
  if (told.length === 0) return
  await db
    .updateTable('notices')
    .set({ read_at: at })
    .where('account_id', 'in', told)
    .where(
      'event_id',
      'in',
      asked.map((event) => event.id),
    )
    .where('read_at', 'is', null)
    .execute()
}

/** Makes notices out of the events of other features. */
export const noticeSubscriber: Subscriber = {
  name: 'notifications.notices',
  types: [...new Set([...Object.keys(noticeRules), ...leaveMoved])],
  async handle(db, event) {
    if (leaveMoved.includes(event.type)) await settleAsked(db, event)
    for (const rule of noticeRules[event.type] ?? [])
      await notify(db, event, await audienceOf(db, event, rule.to), rule)
  },
}

import { sql, type Transaction } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { checkInvariants } from '#platform/invariants.ts'
import { testApp } from '../../testing/app.ts'
import { proposalInvariants } from './invariants.ts'
import { answersTo, buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
/** A proposal that went the whole way to its rating, and one in handling. */
let rated: string
let handling: string

async function bring(id: string): Promise<void> {
  const office = app.client(desks.office.token)
  await app.client(desks.lead.token)(r.submitProposal, { params: { id }, body: { version: 1 } })
  await office(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } })
  await office(r.assignProposal, {
    params: { id },
    body: { units: [{ unitId: desks.committee.unitId, role: 'sole' }], note: '' },
  })
}

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const lead = app.client(desks.lead.token)
  const unit = app.client(desks.unit.token)
  rated = (await lead(r.createProposal, { body: fullText })).id
  handling = (await lead(r.createProposal, { body: fullText })).id
  await lead(c.inviteCoSigners, { params: { id: rated }, body: { memberIds: [desks.friend.memberId] } })
  await app.client(desks.friend.token)(c.answerInvitation, { params: { id: rated }, body: { accept: true, note: '' } })
  await bring(rated)
  await bring(handling)
  const { id } = await app.db
    .selectFrom('assignments')
    .select('id')
    .where('proposal_id', '=', rated)
    .executeTakeFirstOrThrow()
  const params = { id }
  await unit(h.acceptAssignment, { params })
  await unit(h.recordContact, {
    params,
    body: { phase: 'before', way: 'visit', heldOn: '2026-03-01', persons: '张科长', notes: '上门' },
  })
  await unit(h.writeReply, {
    params,
    body: {
      version: 0,
      replyClass: 'A',
      text: '已办',
      answers: answersTo(),
      closing: '',
      documentNumber: '',
      signedBy: '李局长',
      contactName: '张科长',
      contactPhone: '81234567',
    },
  })
  await unit(h.submitReply, { params })
  await app.client(desks.office.token)(h.deliverReply, { params })
  await lead(r.rateProposal, {
    params: { id: rated },
    body: { handling: 'satisfied', result: 'satisfied', words: '' },
  })
})

const broken = async (tx: Transaction<DB>) =>
  (await checkInvariants(tx, proposalInvariants)).filter((check) => check.count > 0)

class Undone extends Error {}

/** What is found after `damage`, which is then undone. */
async function foundAfter(damage: string): Promise<string[]> {
  let found: string[] = []
  await transact(app.db, async (tx) => {
    for (const table of ['events', 'proposals', 'ratings', 'assignments'])
      await sql`alter table ${sql.id(table)} disable trigger all`.execute(tx)
    await sql.raw(damage.replaceAll(':rated', `'${rated}'`).replaceAll(':handling', `'${handling}'`)).execute(tx)
    found = (await broken(tx)).map((check) => check.name)
    throw new Undone()
  }).catch((error) => {
    if (!(error instanceof Undone)) throw error
  })
  return found
}

describe('the invariants of proposals', () => {
  it('hold for what went through the commands', async () => {
    expect(await transact(app.db, broken)).toEqual([])
  })

  it.each([
    ['不缺号', `update proposals set number = 3 where id = :handling`],
    ['不缺号', `drop index proposals_number_once; update proposals set number = 1`],
    ['不缺号', `update proposal_numbers set last_number = 9`],
    ['不缺号', `delete from proposal_numbers`],
    ['与各环节时间相符', `update proposals set replied_at = null where id = :rated`],
    ['与各环节时间相符', `update proposals set assigned_at = registered_at - interval '1 day' where id = :handling`],
    ['最后一次办理记录相符', `update proposals set state = 'disputed' where id = :rated`],
    ['最后一次办理记录相符', `update proposals set state_since = now() where id = :rated`],
    ['承办单位在办', `update assignments set state = 'reassigned' where proposal_id = :handling`],
    ['没有交办的提案', `update proposals set assigned_at = null where id = :handling`],
    ['有送达的答复', `update replies set delivered_at = null`],
    ['评价出自', `update proposals set lead_member_id = null where id = :rated`],
    ['评价出自', `update ratings set round = 7`],
    ['起草或导入的记录', `delete from events where type = 'proposal.created'`],
    ['立案或导入的记录', `delete from events where type = 'proposal.registered'`],
    ['交办、增加、改办', `update events set details = '{}' where type = 'proposal.assigned'`],
    ['每次面商', `delete from events where type = 'contact.recorded'`],
    ['送达的答复都有记录', `delete from events where type = 'reply.delivered'`],
    ['每次评价都有记录', `update ratings set result = 'dissatisfied'`],
    ['有记录的提案都在', `delete from proposals where id = :handling`],
  ])('tell what is no longer so: %s (%s)', async (name, damage) => {
    expect(await foundAfter(damage)).toEqual(expect.arrayContaining([expect.stringContaining(name)]))
  })

  it('let a co-signer rate', async () => {
    expect(await foundAfter(`update ratings set member_id = '${desks.friend.memberId}'`)).toEqual([])
  })
})

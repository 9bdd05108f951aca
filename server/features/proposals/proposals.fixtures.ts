import type { Kysely } from 'kysely'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee, buildUnit } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'

/** A text that can be handed in. */
export const fullText = {
  title: '关于在老旧小区加装电梯的建议',
  analysis: '全区 2000 年前建成的多层住宅 412 栋，六十岁以上住户 5,300 人，四楼以上的近半数每周下楼不足两次。',
  suggestions: [
    '由住建局会同街道在六月底前完成一遍摸底，逐栋公布能不能装、卡在哪里。',
    '财政补助按层数而不按台数给，六层以下的不少于十二万元。',
  ],
}

/** An answer to each suggestion of such a text. */
export const answersTo = (suggestions: readonly string[] = fullText.suggestions) =>
  suggestions.map((_, i) => ({
    number: i + 1,
    answer: `第 ${i + 1} 条已经采纳，正在办理。`,
    measure: '',
    dueOn: null as string | null,
    responsible: '',
  }))

/** An answer of its own to each suggestion of those handled with a proposal. */
export const answersToMerged = (merged: readonly { id: string; state: string; suggestions: readonly string[] }[]) =>
  merged
    .filter((one) => one.state === 'merged')
    .flatMap((one) =>
      answersTo(one.suggestions).map((answer) => ({ ...answer, proposalId: one.id, sameAs: null as number | null })),
    )

/** Everybody a proposal meets on its way: two members, the offices, two units, each signed in. */
export async function buildDesks(db: Kysely<DB>) {
  const committee = await buildCommittee(db)
  const { id: committeeId, termId, sectorId } = committee
  const secondUnitId = await buildUnit(db, { committeeId, name: '财政局' })
  const person = async (name: string) => {
    const memberId = await buildMember(db, { committeeId, termId, sectorId, name, phone: '13900001234' })
    return { memberId, ...(await signInAs(db, { committeeId, role: 'member', name, memberId })) }
  }
  return {
    committee,
    secondUnitId,
    lead: await person('陈立业'),
    friend: await person('欧阳春'),
    stranger: await person('吴远'),
    office: await signInAs(db, { committeeId, role: 'proposalOffice', name: '提案委' }),
    assigner: await signInAs(db, { committeeId, role: 'assigningOffice', name: '督查室' }),
    leader: await signInAs(db, { committeeId, role: 'leader', name: '主席' }),
    unit: await signInAs(db, { committeeId, role: 'unitClerk', name: '住建局办理员', unitId: committee.unitId }),
    secondUnit: await signInAs(db, { committeeId, role: 'unitClerk', name: '财政局办理员', unitId: secondUnitId }),
  }
}
export type Desks = Awaited<ReturnType<typeof buildDesks>>

let lastNumber = 100_000

/** A proposal row in any state, for tests of reading; once registered it has a number. */
export async function buildProposal(
  db: Kysely<DB>,
  given: {
    committeeId: string
    termId: string
    leadMemberId?: string | null
    state?: string
    title?: string
    number?: number
    submittedAt?: string
    category?: string
    sessionId?: string
  },
): Promise<string> {
  const id = newId()
  const state = given.state ?? 'registered'
  const submitted = state === 'draft' ? null : (given.submittedAt ?? '2026-01-13T02:00:00Z')
  const registered = ['draft', 'submitted', 'returned', 'declined'].includes(state) ? null : submitted
  await db
    .insertInto('proposals')
    .values({
      committee_id: given.committeeId,
      id,
      term_id: given.termId,
      session_id: given.sessionId ?? null,
      state,
      kind: 'individual',
      number: registered ? (given.number ?? ++lastNumber) : null,
      number_series: registered ? 'test' : null,
      title: given.title ?? fullText.title,
      search_words: '',
      category: given.category ?? null,
      suggested_unit_ids: [],
      publish_consent: true,
      publish_note: '',
      lead_member_id: given.leadMemberId ?? null,
      collective_name: null,
      proposers: '陈立业',
      sector_id: null,
      created_by: newId(),
      lead_unit_id: null,
      decline_reason: null,
      due_on: null,
      state_since: submitted ?? '2026-01-13T02:00:00Z',
      created_at: '2026-01-12T02:00:00Z',
      updated_at: submitted ?? '2026-01-13T02:00:00Z',
      submitted_at: submitted,
      registered_at: registered,
      concluded_at: null,
      archived_at: null,
    })
    .execute()
  await db
    .insertInto('proposal_texts')
    .values({
      committee_id: given.committeeId,
      proposal_id: id,
      number: 1,
      ...fullText,
      suggestions: JSON.stringify(fullText.suggestions),
      written_at: '2026-01-12T02:00:00Z',
      written_by: newId(),
      handed_in_at: submitted,
    })
    .execute()
  return id
}

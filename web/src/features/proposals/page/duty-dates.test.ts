import { describe, expect, it } from 'vitest'
import type { Assignment } from '#contract/handling.ts'
import { contactOfRound, datesOfRound, ownDuty } from './duty-dates.ts'

const contact = (round: number, disputedAt: string | null = null, confirmedAt: string | null = null) =>
  ({ round, disputedAt, confirmedAt }) as Assignment['contacts'][number]
const reply = (round: number, deliveredAt: string | null) => ({ round, deliveredAt }) as Assignment['replies'][number]

describe('the dates of a unit that handles a proposal again', () => {
  const duty = { role: 'sole', state: 'accepted', opinionGivenAt: null, round: 2 } as const
  const again = { ...duty, contacts: [contact(1, null, '2026-03-02')], replies: [reply(1, '2026-03-20')] }

  it('run anew: neither the first answer nor the first contact counts', () => {
    expect(datesOfRound(again)).toEqual({
      answeredAt: null,
      earlier: [{ round: 1, at: '2026-03-20' }],
      contact: 'none',
    })
    expect(datesOfRound({ ...again, replies: [...again.replies, reply(2, '2026-05-20')] }).answeredAt).toBe(
      '2026-05-20',
    )
  })
  it('show the first contact as owed while the proposer disputes it', () => {
    expect(contactOfRound({ round: 2, contacts: [contact(2, '2026-04-02')] })).toBe('disputed')
    expect(contactOfRound({ round: 2, contacts: [contact(2, '2026-04-02'), contact(2)] })).toBe('unconfirmed')
    expect(contactOfRound({ round: 2, contacts: [contact(2), contact(2, null, '2026-04-03')] })).toBe('confirmed')
  })
})

describe('what my own unit owes', () => {
  const duty = (given: Partial<Assignment>) =>
    ({ id: 'a', unitId: 'u', role: 'sole', state: 'accepted', round: 1, replies: [], ...given }) as Assignment
  it('is said before what the others do', () => {
    const duties = [duty({}), duty({ id: 'b', unitId: 'v', role: 'joint', replyBy: '2026-06-01' })]
    expect(ownDuty(duties, 'v')).toMatchObject({ what: '提出会办意见', until: '2026-06-01' })
    expect(ownDuty(duties, null)).toBeNull()
    expect(ownDuty([duty({ state: 'replied' })], 'u')).toBeNull()
    expect(ownDuty([duty({ state: 'assigned', acceptBy: '2026-05-01' })], 'u')).toMatchObject({
      what: '待签收',
    })
  })
  it('is to mend the reply that came back, with the words of the office', () => {
    const back = { round: 1, submittedAt: '2026-05-01', sentBackAt: '2026-05-02', sendBackReason: '答非所问' }
    const mending = ownDuty([duty({ replies: [back as Assignment['replies'][number]] })], 'u')
    expect(mending).toMatchObject({ what: '修改答复，再次报送', sentBack: '答非所问' })
  })
})

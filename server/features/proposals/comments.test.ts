import { beforeAll, describe, expect, it } from 'vitest'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { commentRoutes as k } from '#contract/comments.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'
import { writingSetting } from './writing-settings.ts'

const app = await testApp()
let desks: Desks
type Who = 'lead' | 'friend' | 'stranger' | 'office' | 'leader'
const as = (who: Who) => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const list = (who: Who, id: string) => as(who)(k.listComments, { params: { id } })

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

/** A draft to which the friend is asked to put their name. */
async function draft(): Promise<string> {
  const { id } = await as('lead')(r.createProposal, { body: fullText })
  await as('lead')(c.inviteCoSigners, { params: { id }, body: { memberIds: [desks.friend.memberId] } })
  return id
}
const say = (
  who: Who,
  id: string,
  body: Partial<{ threadId: string; part: 'title' | 'suggestion'; suggestion: number }>,
) => as(who)(k.addComment, { params: { id }, body: { ...body, words: '请再核一遍数字' } })

describe('what is said on a draft', () => {
  it('stands at its part with how it read, is answered, settled, and opened again by an answer', async () => {
    const id = await draft()
    const { id: threadId } = await say('friend', id, { part: 'suggestion', suggestion: 2 })
    await say('lead', id, { threadId })
    await as('lead')(k.resolveComment, { params: { id, commentId: threadId }, body: { resolved: true } })
    expect(await list('friend', id)).toMatchObject({
      mayWrite: true,
      threads: [
        {
          part: 'suggestion',
          suggestion: 2,
          quote: expect.stringMatching(/^财政补助按层数/),
          resolvedBy: '陈立业',
          comments: [
            { author: '欧阳春', mine: true },
            { author: '陈立业', mine: false },
          ],
        },
      ],
    })
    expect((await as('lead')(r.getProposal, { params: { id } })).comments).toEqual({ threads: 1, open: 0 })
    await say('friend', id, { threadId })
    expect((await list('lead', id)).threads[0]!.resolvedAt).toBeNull()
    await expect(say('lead', id, { part: 'suggestion', suggestion: 9 })).rejects.toEqual(
      refused('comment.unknown-part'),
    )
  })

  it('is taken back by who said it and by nobody else; that something stood there remains', async () => {
    const id = await draft()
    const { id: commentId } = await say('friend', id, { part: 'title' })
    const take = (who: Who) => as(who)(k.removeComment, { params: { id, commentId } })
    await expect(take('lead')).rejects.toEqual(refused('not-found'))
    await take('friend')
    const [thread] = (await list('lead', id)).threads
    expect(thread!.comments[0]).toMatchObject({ words: '', removedAt: expect.any(String) })
  })

  it('is for those who write it: not for others, not in the history, not after the examination', async () => {
    const id = await draft()
    await say('friend', id, {})
    await expect(list('stranger', id)).rejects.toEqual(refused('not-found'))
    await as('friend')(c.answerInvitation, { params: { id }, body: { accept: true, note: '' } })
    await as('lead')(r.submitProposal, { params: { id }, body: { version: 1 } })
    for (const who of ['office', 'leader'] as const) {
      await expect(list(who, id)).rejects.toEqual(refused('access.denied'))
      const story = await as(who)(r.getProposal, { params: { id } })
      expect(story.comments).toBeNull()
      expect(JSON.stringify(story)).not.toContain('请再核一遍')
      expect(story.history.map((entry) => entry.type)).not.toContain('proposal.commented')
    }
    await expect(say('friend', id, {})).rejects.toEqual(refused('comment.closed'))
    expect(await list('friend', id)).toMatchObject({ mayWrite: false, threads: [{}] })
    await as('office')(r.returnProposal, { params: { id }, body: { note: '补充数据' } })
    await say('lead', id, {})
    await as('lead')(r.submitProposal, {
      params: { id },
      body: { version: (await as('lead')(r.getProposal, { params: { id } })).version },
    })
    await as('office')(r.registerProposal, { params: { id }, body: { category: '其他', note: '' } })
    await expect(list('stranger', id)).rejects.toEqual(refused('access.denied'))
  })

  it('is read and answered by the office too once it was handed in, where the committee says so', async () => {
    await as('office')(committeeRoutes.putSetting, {
      params: { key: 'proposal-writing' },
      body: { version: 0, value: { ...writingSetting.defaults, officeComments: true } },
    })
    const id = await draft()
    await say('friend', id, {})
    await expect(list('office', id)).rejects.toEqual(refused('not-found'))
    await as('lead')(r.submitProposal, { params: { id }, body: { version: 1 } })
    expect(await list('office', id)).toMatchObject({ mayWrite: true, office: true, threads: [{}] })
    await say('office', id, { part: 'title' })
    expect((await list('lead', id)).threads).toHaveLength(2)
  })

  it('goes with a draft that is thrown away', async () => {
    const id = await draft()
    await say('friend', id, {})
    await as('lead')(r.discardProposal, { params: { id } })
    expect(await app.db.selectFrom('draft_comments').select('id').where('proposal_id', '=', id).execute()).toEqual([])
  })
})

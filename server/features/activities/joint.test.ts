import { expect, it } from 'vitest'
import { activityRoutes as a } from '#contract/activities.ts'
import { activityInviteeRoutes as i } from '#contract/activity-invitees.ts'
import { jointActivityRoutes as j } from '#contract/joint-activities.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import type { LoggedEvent } from '#platform/events/subscribe.ts'
import { testApp } from '../../testing/app.ts'
import { written } from './activities.fixtures.ts'
import { jointSubscriber } from './jobs.ts'

const app = await testApp()

async function side() {
  const house = await buildCommittee(app.db)
  const committeeId = house.id
  const memberId = await buildMember(app.db, { committeeId, termId: house.termId, name: '王一' })
  const office = app.client((await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })).token)
  const member = app.client((await signInAs(app.db, { committeeId, role: 'member', name: '王一', memberId })).token)
  return { committeeId, name: house.name, office, member }
}
const [host, guest, third] = [await side(), await side(), await side()]
const code = (code: string) => ({ problem: { code } })

/** What the host's events do in the committees that take part, as the worker does it. */
async function follow(id: string) {
  const events = await app.db
    .selectFrom('events')
    .selectAll()
    .where('subject_id', '=', id)
    .where('type', 'in', [...jointSubscriber.types])
    .orderBy('id')
    .execute()
  for (const event of events)
    await app.db.transaction().execute((tx) =>
      jointSubscriber.handle(
        tx,
        {
          id: Number(event.id),
          committeeId: event.committee_id,
          type: event.type,
          subjectId: event.subject_id,
          actorName: event.actor_name,
        } as unknown as LoggedEvent,
        app.clock.now,
      ),
    )
}

it('an activity of two committees: each invites its own, time and place follow the host, names stay at home', async () => {
  const invitation = [{ way: 'all' as const, must: true }]
  const { id } = await host.office(a.createActivity, {
    body: { ...written, kind: 'inspection', title: '流域联合视察', parentId: null, invitation },
  })
  await host.office(a.announceActivity, { params: { id } })
  const asking = { params: { id }, body: { committeeId: guest.committeeId, words: '请派环资界委员' } }
  await host.office(j.askCommittee, asking)
  await expect(host.office(j.askCommittee, asking)).rejects.toMatchObject(code('joint.asked'))
  await expect(
    host.office(j.askCommittee, { params: { id }, body: { committeeId: host.committeeId, words: '' } }),
  ).rejects.toMatchObject(code('joint.no-committee'))
  await host.office(j.askCommittee, { params: { id }, body: { committeeId: third.committeeId, words: '' } })

  const { items } = await guest.office(j.listJointOffers, {})
  expect(items).toMatchObject([{ hostName: host.name, title: '流域联合视察', words: '请派环资界委员', state: 'asked' }])
  expect((await guest.office(workbenchRoutes.getWorkbench, {})).groups.map((group) => group.kind)).toContain(
    'joint.toAnswer',
  )
  await expect(guest.office(a.getActivity, { params: { id } })).rejects.toMatchObject(code('not-found'))
  await third.office(j.declineJointOffer, { params: { id }, body: { words: '另有安排' } })

  const own = await guest.office(j.acceptJointOffer, { params: { id } })
  await expect(guest.office(j.acceptJointOffer, { params: { id } })).rejects.toMatchObject(code('joint.answered'))
  const draft = await guest.office(a.getActivity, { params: { id: own.id } })
  expect(draft).toMatchObject({ state: 'draft', title: '流域联合视察', startsAt: expect.any(String) })
  const { kind, title, startsAt, endsAt, place } = draft
  await guest.office(a.editActivity, {
    params: { id: own.id },
    body: { ...written, kind, title, startsAt, endsAt, place, invitation, version: draft.version },
  })
  await guest.office(a.announceActivity, { params: { id: own.id } })
  await guest.member(i.answerActivity, { params: { id: own.id }, body: { coming: true } })
  expect((await host.office(j.getJointSides, { params: { id } })).guests).toMatchObject([
    { name: guest.name, state: 'accepted', invited: 1, coming: 1 },
    { name: third.name, state: 'declined', answerWords: '另有安排', invited: null },
  ])
  expect((await guest.member(j.getJointSides, { params: { id: own.id } })).host?.name).toBe(host.name)
  expect((await host.member(j.getJointSides, { params: { id } })).guests).toEqual([])

  const dueAndReminded = { answer_by: '2026-03-10T09:00:00Z', reminded_on: '2026-03-09' }
  await app.db.updateTable('activities').set(dueAndReminded).where('id', '=', own.id).execute()
  await host.office(a.postponeActivity, { params: { id }, body: { words: '汛情' } })
  await follow(id)
  await follow(id)
  expect(await guest.member(a.getActivity, { params: { id: own.id } })).toMatchObject({
    state: 'postponed',
    stateWords: '汛情',
  })
  await host.office(a.rescheduleActivity, {
    params: { id },
    body: { startsAt: '2026-04-20T01:00:00.000Z', endsAt: '2026-04-20T04:00:00.000Z', place: '河长办', words: '' },
  })
  await follow(id)
  const again = await guest.member(a.getActivity, { params: { id: own.id } })
  expect(again).toMatchObject({ state: 'announced', place: '河长办', mine: { answer: null }, answerBy: null })
  expect(Date.parse(again.startsAt)).toBe(Date.parse('2026-04-20T01:00:00Z'))
  const told = await app.db.selectFrom('events').select('type').where('subject_id', '=', own.id).orderBy('id').execute()
  expect(
    told.map((one) => one.type).filter((type) => type.startsWith('activity.p') || type.startsWith('activity.res')),
  ).toEqual(['activity.postponed', 'activity.rescheduled'])
  await host.office(a.cancelActivity, { params: { id }, body: { words: '并入明年' } })
  await follow(id)
  expect((await guest.member(a.getActivity, { params: { id: own.id } })).state).toBe('cancelled')
})

const invitation = [{ way: 'all' as const, must: true }]
async function offered() {
  const body = { ...written, kind: 'inspection' as const, title: '联合视察', parentId: null, invitation }
  const { id } = await host.office(a.createActivity, { body })
  await host.office(j.askCommittee, { params: { id }, body: { committeeId: guest.committeeId, words: '' } })
  return id
}

it('what the host changes in the moment another agrees is not lost', async () => {
  const id = await offered()
  let accepted: Promise<{ id: string }> | undefined
  await app.db.transaction().execute(async (tx) => {
    await tx.updateTable('activities').set({ place: '新地点' }).where('id', '=', id).execute()
    accepted = guest.office(j.acceptJointOffer, { params: { id } })
    await new Promise((done) => setTimeout(done, 300))
  })
  const own = await accepted!
  expect((await guest.office(a.getActivity, { params: { id: own.id } })).place).toBe('新地点')
})

it('a draft either side throws away is heard of by the other, and nobody is sent to what is not held', async () => {
  const first = await offered()
  const mine = await guest.office(j.acceptJointOffer, { params: { id: first } })
  await guest.office(a.discardActivity, { params: { id: mine.id } })
  expect((await host.office(j.getJointSides, { params: { id: first } })).guests).toMatchObject([
    { state: 'declined', answerWords: '同意以后又不参加了' },
  ])
  const second = await offered()
  const own = await guest.office(j.acceptJointOffer, { params: { id: second } })
  const { version, kind, title } = await guest.office(a.getActivity, { params: { id: own.id } })
  const body = { ...written, kind, title, invitation, version }
  await guest.office(a.editActivity, { params: { id: own.id }, body })
  await guest.office(a.announceActivity, { params: { id: own.id } })
  await host.office(a.discardActivity, { params: { id: second } })
  expect(await guest.member(a.getActivity, { params: { id: own.id } })).toMatchObject({
    state: 'cancelled',
    stateWords: '主办的政协不办了',
  })
})

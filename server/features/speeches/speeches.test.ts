import { Document, Packer, Paragraph } from 'docx'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { activityRecordRoutes } from '#contract/activity-records.ts'
import { speechRoutes as r } from '#contract/speeches.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildActivity } from '#features/activities/activities.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { noticeSubscriber } from '../notifications/jobs.ts'
import { aidsOf } from './rules.ts'
import { buildCall } from './speeches.fixtures.ts'

const app = await testApp()
const { db } = app
const { id: committeeId, termId, sectorId } = await buildCommittee(db)
const office = await signInAs(db, { committeeId, role: 'memberOffice', name: '联络办' })
const person = async (name: string) => {
  const memberId = await buildMember(db, { committeeId, termId, sectorId, name })
  return { memberId, ...(await signInAs(db, { committeeId, role: 'member', name, memberId })) }
}
const [chen, ouyang, wu] = [await person('陈立业'), await person('欧阳春'), await person('吴远')]
const as = (one: { token: string }) => app.client(one.token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const words = (given: object = {}) => ({
  title: '让小巷亮起来',
  words: '各位委员：\n小巷灯亮了。',
  wish: 'either' as const,
  body: '',
  ...given,
})

let meeting = ''
let call = ''
const submit = async (who: { token: string }, given: object = {}) =>
  (await as(who)(r.submitSpeech, { params: { id: call }, body: words(given) })).id
const select = (id: string, way: 'oral' | 'written' | 'notSelected', note = '') =>
  as(office)(r.selectSpeech, { params: { id }, body: { as: way, note } })
const shown = async (who: { token: string }) => (await as(who)(r.listSpeeches, { params: { id: meeting } })).items

beforeEach(async () => {
  app.clock.now = new Date('2026-03-10T02:00:00Z')
  meeting = await buildActivity(db, {
    committeeId,
    termId,
    kind: 'plenary',
    title: '第五次会议',
    invited: [chen, ouyang].map(({ memberId }) => ({ memberId })),
  })
  call = await buildCall(db, { committeeId, activityId: meeting, oralPlaces: 1 })
})

/** What members are told of events of a kind, on the page of the meeting's speeches. */
async function noticesOf(type: string) {
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('type', '=', type)
    .where(sql<boolean>`details ->> 'activityId' = ${meeting}`)
    .orderBy('id')
    .execute()
  for (const row of events)
    await db.transaction().execute((tx) =>
      noticeSubscriber.handle(
        tx,
        {
          ...{ id: Number(row.id), committeeId, type: row.type, subjectKind: 'speech', subjectId: row.subject_id },
          ...{ accountId: row.account_id, actorName: row.actor_name, at: row.at },
          details: row.details as Record<string, unknown>,
        },
        app.clock.now,
      ),
    )
  return db
    .selectFrom('notices')
    .select(['account_id as to', 'words'])
    .where('kind', '=', type)
    .where('subject_kind', '=', 'speeches')
    .where('subject_id', '=', meeting)
    .orderBy('event_id')
    .execute()
}

describe('a speech', () => {
  it('is handed in by who is invited, within the dates; the office enters one on paper', async () => {
    await submit(chen)
    await expect(submit(wu)).rejects.toEqual(refused('not-found'))
    app.clock.now = new Date('2026-03-16T02:00:00Z')
    await expect(submit(ouyang)).rejects.toEqual(refused('speech.call-closed'))
    await submit(office, { memberId: ouyang.memberId })
    await expect(submit(office, { memberId: wu.memberId })).rejects.toEqual(refused('speech.not-a-member'))
  })

  it('is between its author and the office until it is chosen', async () => {
    const id = await submit(chen)
    expect(await shown(ouyang)).toEqual([])
    await select(id, 'oral')
    expect(await shown(ouyang)).toMatchObject([{ id, words: '', aids: null, note: '' }])
    expect(await shown(chen)).toMatchObject([{ id, words: '各位委员：\n小巷灯亮了。', aids: null }])
  })

  it('is chosen by the office, within the places, and refused with a reason', async () => {
    const [first, second] = [await submit(chen), await submit(ouyang, { body: '民建县委' })]
    await select(first, 'oral')
    expect((await shown(office)).find((one) => one.id === second)?.aids).toMatchObject({
      guaranteed: true,
      spokeBefore: 0,
      sameSector: 1,
    })
    await expect(select(second, 'oral')).rejects.toEqual(refused('speech.places'))
    await expect(select(second, 'notSelected')).rejects.toEqual(refused('speech.needs-note'))
    await select(second, 'written')
  })

  it('tells its author what was chosen, and why not', async () => {
    const [first, second] = [await submit(chen), await submit(ouyang)]
    await select(first, 'oral')
    await select(second, 'notSelected', '同一题目已有一篇')
    const notices = await noticesOf('speech.selected')
    expect(notices).toHaveLength(2)
    expect(notices.find(({ to }) => to === chen.accountId)?.words).toContain('选您在大会上口头发言')
    expect(notices.find(({ to }) => to === ouyang.accountId)?.words).toContain('这次没有选上：同一题目已有一篇')
  })

  it('counts when it was given, not before the meeting, and is taken back with a reason', async () => {
    const id = await submit(chen)
    await select(id, 'oral')
    const give = () => as(office)(r.giveSpeech, { params: { id }, body: { seconds: 471 } })
    await expect(give()).rejects.toEqual(refused('speech.not-yet'))
    app.clock.now = new Date('2026-03-20T02:00:00Z')
    await give()
    await as(office)(r.takeBackSpeech, { params: { id }, body: { note: '记错了人' } })
    const events = await db
      .selectFrom('events')
      .select(['type', 'details'])
      .where('subject_id', '=', id)
      .where('type', 'in', ['speech.given', 'speech.withdrawn'])
      .orderBy('id')
      .execute()
    expect(events).toMatchObject([
      {
        type: 'speech.given',
        details: { memberIds: [chen.memberId], form: 'oral', activityId: meeting, heldOn: '2026-03-20', termId },
      },
      { type: 'speech.withdrawn', details: { memberIds: [chen.memberId], form: 'oral', note: '记错了人' } },
    ])
    expect(await shown(chen)).toMatchObject([{ state: 'oral', seconds: null }])
  })

  it('recorded after the new year counts on the last day of its meeting', async () => {
    const id = await submit(chen)
    await select(id, 'oral')
    await db
      .updateTable('activities')
      .set({ starts_at: '2026-12-28T01:00:00Z', ends_at: '2026-12-30T09:00:00Z' })
      .where('id', '=', meeting)
      .execute()
    app.clock.now = new Date('2027-01-04T02:00:00Z')
    await as(office)(r.giveSpeech, { params: { id }, body: { seconds: 471 } })
    const { details } = await db
      .selectFrom('events')
      .select('details')
      .where('subject_id', '=', id)
      .where('type', '=', 'speech.given')
      .executeTakeFirstOrThrow()
    expect(details).toMatchObject({ heldOn: '2026-12-30' })
  })

  it('has its time kept for every window, and ended by a slip runs on', async () => {
    const id = await submit(chen)
    await select(id, 'oral')
    const start = () => as(office)(r.startSpeech, { params: { id }, body: {} })
    const timing = async () =>
      (await as(office)(r.listSpeeches, { params: { id: meeting } })).calls.find((one) => one.id === call)?.timing
    await expect(start()).rejects.toEqual(refused('speech.not-yet'))
    app.clock.now = new Date('2026-03-20T02:00:00Z')
    await start()
    expect(await timing()).toMatchObject({ speechId: id })
    expect(Date.parse((await timing())!.startedAt)).toBe(Date.parse('2026-03-20T02:00:00Z'))
    app.clock.now = new Date('2026-03-20T02:05:00Z')
    await as(office)(r.giveSpeech, { params: { id }, body: { seconds: 300 } })
    expect(await timing()).toBeNull()
    const undo = () => as(office)(r.undoDelivery, { params: { id }, body: {} })
    expect(await undo()).toMatchObject({ state: 'oral' })
    expect(Date.parse((await timing())!.startedAt)).toBe(Date.parse('2026-03-20T02:00:00Z'))
    await as(office)(r.giveSpeech, { params: { id }, body: { seconds: 310 } })
    app.clock.now = new Date('2026-03-20T02:08:00Z')
    await expect(undo()).rejects.toEqual(refused('speech.undo-late'))
  })

  it('in writing counts when the collection is printed', async () => {
    const id = await submit(ouyang)
    const collect = () => as(office)(r.collectSpeeches, { params: { id: call }, body: {} })
    await expect(collect()).rejects.toEqual(refused('speech.call-open'))
    app.clock.now = new Date('2026-03-16T02:00:00Z')
    await expect(collect()).rejects.toEqual(refused('speech.nothing-written'))
    await select(id, 'written')
    expect(await collect()).toEqual({ given: 1 })
    expect(await shown(ouyang)).toMatchObject([{ state: 'given', form: 'written' }])
    const file = await app.request({
      method: 'GET',
      url: `/api/v1/speech-calls/${call}/collection`,
      token: office.token,
    })
    expect(file.statusCode).toBe(200)
  })

  it('in writing is taken back from the ledger when it was not printed after all', async () => {
    const id = await submit(ouyang)
    await select(id, 'written')
    app.clock.now = new Date('2026-03-16T02:00:00Z')
    const takeBack = () => as(office)(r.takeBackCollection, { params: { id: call }, body: { note: '还没有印' } })
    await expect(takeBack()).rejects.toEqual(refused('speech.not-collected'))
    await as(office)(r.collectSpeeches, { params: { id: call }, body: {} })
    const actions = async () =>
      (await as(office)(r.listSpeeches, { params: { id: meeting } })).calls.find((one) => one.id === call)?.actions
    expect(await actions()).toEqual(['edit', 'submit', 'order', 'uncollect'])
    expect(await takeBack()).toEqual({ takenBack: 1 })
    expect(await shown(ouyang)).toMatchObject([{ state: 'written', form: 'written', givenAt: null }])
    expect(await actions()).toEqual(['edit', 'submit', 'order', 'collect'])
    const reversed = await db
      .selectFrom('events')
      .select('details')
      .where('subject_id', '=', id)
      .where('type', '=', 'speech.withdrawn')
      .execute()
    expect(reversed).toMatchObject([
      { details: { memberIds: [ouyang.memberId], form: 'written', activityId: meeting, note: '还没有印' } },
    ])
  })

  it('is kept while it is written, for its writer alone, and gone from the drafts once it is handed in', async () => {
    const keep = (who: { token: string }, version: number, given: object = {}) =>
      as(who)(r.keepSpeechDraft, {
        params: { id: call },
        body: { ...words({ words: '写到一半' }), memberId: null, speechId: null, version, ...given },
      })
    const writing = (who: { token: string }, speechId?: string) =>
      as(who)(r.getSpeechWriting, { params: { id: call }, query: { speechId } })
    await expect(keep(wu, 0)).rejects.toEqual(refused('not-found'))
    expect(await keep(chen, 0)).toEqual({ version: 1 })
    expect(await keep(chen, 1, { words: '写了大半' })).toEqual({ version: 2 })
    // Another window that began from nothing is shown both texts.
    await expect(keep(chen, 0)).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { current: { words: '写了大半' }, currentVersion: 2 } },
    })
    expect(await writing(chen)).toMatchObject({ text: { words: '写了大半' }, draftVersion: 2, forOther: false })
    expect(await writing(ouyang)).toMatchObject({ text: { words: '' }, draftVersion: 0 })
    expect(await shown(office)).toEqual([])
    const id = await submit(chen)
    expect(await writing(chen)).toMatchObject({ text: { words: '' }, draftVersion: 0 })
    // One handed in is changed the same way; what is half written does not yet stand in it.
    await keep(chen, 0, { speechId: id })
    expect((await shown(office))[0]?.words).toBe('各位委员：\n小巷灯亮了。')
    expect(await writing(chen, id)).toMatchObject({ text: { words: '写到一半' }, speech: { id, version: 1 } })
    await as(chen)(r.dropSpeechDraft, { params: { id: call }, query: { speechId: id } })
    expect(await writing(chen, id)).toMatchObject({ text: { words: '各位委员：\n小巷灯亮了。' }, draftVersion: 0 })
  })

  it('written at home is read from its Word file, title and words', async () => {
    const read = (bytes: Uint8Array, name: string) =>
      as(chen)(r.readSpeechFile, { params: { id: call } }, { files: [new File([new Uint8Array(bytes)], name)] })
    const paragraphs = ['让小巷亮起来', '各位委员：', '小巷灯亮了。'].map((text) => new Paragraph(text))
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] }))
    expect(await read(bytes, '发言.docx')).toEqual({ title: '让小巷亮起来', words: '各位委员：\n小巷灯亮了。' })
    await expect(read(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), '坏.docx')).rejects.toEqual(
      refused('speech.unreadable-file'),
    )
  })

  it('changed by the office is told to its author, and the former words are kept', async () => {
    const id = await submit(chen)
    const edit = (who: { token: string }, version: number, title: string) =>
      as(who)(r.editSpeech, { params: { id }, body: { ...words({ title }), version } })
    await edit(chen, 1, '作者改的')
    await edit(office, 2, '机关改的')
    const told = await db
      .selectFrom('events')
      .select('details')
      .where('subject_id', '=', id)
      .where('type', '=', 'speech.edited')
      .orderBy('id')
      .execute()
    expect(told.map((one) => one.details)).toEqual([
      { title: '作者改的' },
      expect.objectContaining({
        memberIds: [chen.memberId],
        activityId: meeting,
        former: expect.objectContaining({ title: '作者改的', words: '各位委员：\n小巷灯亮了。' }),
      }),
    ])
  })

  it('changed in two windows loses nothing', async () => {
    const id = await submit(chen)
    const edit = (version: number, title: string) =>
      as(chen)(r.editSpeech, { params: { id }, body: { ...words({ title }), version } })
    await edit(1, '第一稿')
    await expect(edit(1, '第二稿')).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { current: { title: '第一稿' }, yours: { title: '第二稿' } } },
    })
  })
})

describe('a call', () => {
  it('is told to everybody invited, and again when its dates change', async () => {
    const body = {
      ...{ title: '征集大会发言', words: '', opensOn: '2026-03-10', closesOn: '2026-03-15' },
      ...{ oralMinutes: 8, oralPlaces: 10 },
    }
    const { id } = await as(office)(r.openSpeechCall, { params: { id: meeting }, body })
    const edit = (version: number, given: object) =>
      as(office)(r.editSpeechCall, { params: { id }, body: { ...body, ...given, version } })
    await edit(1, { words: '请围绕全会议题' })
    await edit(2, { closesOn: '2026-03-18' })
    const events = await db.selectFrom('events').select('details').where('subject_id', '=', id).orderBy('id').execute()
    const both = [chen.memberId, ouyang.memberId].sort()
    expect(events.map((one) => one.details)).toMatchObject([
      { memberIds: both, activityId: meeting, closesOn: '2026-03-15' },
      { title: '征集大会发言' },
      { memberIds: both, activityId: meeting, closesOn: '2026-03-18' },
    ])
    expect(events[1]!.details).not.toHaveProperty('memberIds')
  })
})

describe('the order', () => {
  it('holds all oral speeches, each once', async () => {
    await db.updateTable('speech_calls').set({ oral_places: 5 }).where('id', '=', call).execute()
    const ids = [await submit(chen), await submit(ouyang)]
    for (const id of ids) await select(id, 'oral')
    const order = (speechIds: string[]) => as(office)(r.orderSpeeches, { params: { id: call }, body: { speechIds } })
    await expect(order([ids[0]!])).rejects.toEqual(refused('speech.order'))
    await order([ids[1]!, ids[0]!])
    expect((await shown(office)).map((one) => one.id)).toEqual([ids[1], ids[0]])
  })

  it('tells each their place once the order stands, and again only whom it moved', async () => {
    await db.updateTable('speech_calls').set({ oral_places: 5 }).where('id', '=', call).execute()
    const ids = [await submit(chen), await submit(ouyang), await submit(chen)]
    for (const id of ids) await select(id, 'oral')
    const order = (...speechIds: string[]) => as(office)(r.orderSpeeches, { params: { id: call }, body: { speechIds } })
    const tell = () => as(office)(r.tellSpeechOrder, { params: { id: call }, body: {} })
    const actions = async () =>
      (await as(office)(r.listSpeeches, { params: { id: meeting } })).calls.find((one) => one.id === call)?.actions
    expect(await actions()).toContain('tellOrder')
    expect(await tell()).toEqual({ told: 3 })
    expect(await actions()).not.toContain('tellOrder')
    await order(ids[1]!, ids[0]!, ids[2]!)
    await order(ids[2]!, ids[1]!, ids[0]!)
    expect(await tell()).toEqual({ told: 2 })
    expect(await tell()).toEqual({ told: 0 })
    const notices = await noticesOf('speech.placed')
    expect(notices).toHaveLength(5)
    expect(notices[1]?.words).toContain('您的口头发言排在第 2 个，共 3 个')
    expect(notices.slice(3).map((one) => one.words.split('：')[1])).toEqual([
      '您的口头发言由第 3 个改到第 1 个，共 3 个',
      '您的口头发言由第 1 个改到第 3 个，共 3 个',
    ])
  })
})

describe('a discussion', () => {
  it('is written down by its secretary and made into a brief', async () => {
    const add = () =>
      as(office)(r.addPoint, {
        params: { id: meeting },
        body: { speaker: '陈立业委员', words: '建议：\n一是先装主巷；\n二是报修有人管。' },
      })
    const { id } = await add()
    await add()
    await as(office)(r.editPoint, { params: { id }, body: { speaker: '陈立业委员', words: '', version: 1 } })
    const { items } = await as(office)(r.listPoints, { params: { id: meeting } })
    expect(items).toHaveLength(1)
    await expect(as(chen)(r.listPoints, { params: { id: meeting } })).rejects.toEqual(refused('access.denied'))
    const draft = await as(office)(r.draftBrief, { params: { id: meeting }, body: { points: 'all' } })
    expect(draft).toMatchObject({ issue: 1, points: 1 })
    const { items: records } = await as(office)(activityRecordRoutes.listActivityRecords, { params: { id: meeting } })
    expect(records).toMatchObject([
      { kind: 'brief', issue: 1, publishedAt: null, text: '陈立业委员：建议：\n一是先装主巷；\n二是报修有人管。' },
    ])
    // What comes after goes into the next one.
    const next = () => as(office)(r.draftBrief, { params: { id: meeting }, body: { points: 'new' } })
    await expect(next()).rejects.toEqual(refused('speech.no-points'))
    app.clock.now = new Date('2026-03-10T03:00:00Z')
    await add()
    expect(await next()).toMatchObject({ issue: 2, points: 1 })
  })

  it('too long for one brief goes on in the next, and nothing that was said is left out', async () => {
    for (let i = 0; i < 9; i++)
      await as(office)(r.addPoint, {
        params: { id: meeting },
        body: { speaker: `第${i}位`, words: '灯'.repeat(3990) },
      })
    const made = await as(office)(r.draftBrief, { params: { id: meeting }, body: { points: 'all' } })
    expect(made).toMatchObject({ issue: 1, briefs: 2, points: 9 })
    const { items } = await as(office)(activityRecordRoutes.listActivityRecords, { params: { id: meeting } })
    const texts = items.toSorted((a, b) => (a.issue ?? 0) - (b.issue ?? 0)).map((one) => one.text)
    expect(texts.map((text) => text.split('\n').length)).toEqual([7, 2])
    expect(texts[1]).toContain('第8位：')
  })
})

describe('what the office weighs', () => {
  const speech = (given: object) => ({
    id: '1',
    memberId: 'm',
    sector: '经济界',
    body: '',
    words: '一 二\n三',
    state: 'submitted' as const,
    form: null,
    ...given,
  })
  it('is one oral speech due to each party or body that handed one in', () => {
    const one = speech({ body: '民盟县委' })
    expect(aidsOf(one, [one], 0)).toEqual({ guaranteed: true, spokeBefore: 0, sameSector: 0, characters: 3 })
    const chosen = speech({ id: '2', body: '民盟县委', form: 'oral' })
    expect(aidsOf(one, [one, chosen], 2)).toMatchObject({ guaranteed: false, spokeBefore: 2, sameSector: 1 })
    expect(aidsOf(speech({}), [], 0).guaranteed).toBe(false)
  })
})

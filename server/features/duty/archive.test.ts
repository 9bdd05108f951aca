import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { dutyArchiveRoutes as a } from '#contract/duty-archives.ts'
import { dutyRecordRoutes as r } from '#contract/duty-records.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { sealAll } from '#platform/events/events.fixtures.ts'
import { merkleRoot, sm3 } from '#platform/events/seal.ts'
import { merklePath, provesSeal } from '#platform/events/seal-proof.ts'
import { newId } from '#platform/ids.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { listZipEntries, readZipEntrySync } from '#platform/spreadsheets/zip.ts'
import { verifyArchive } from '../../cli/verify-archive.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks } from '../proposals/proposals.fixtures.ts'
import { archiveEntries } from './archive-file.ts'
import { archiveKeyOf, checkArchive } from './archive-proof.ts'
import { keepUp, tell, tellAttendance } from './duty.fixtures.ts'
import { dutyJobs } from './jobs.ts'

const app = await testApp()
let desks: Desks
let office: { token: string }
let bytes: Buffer
const secrets = secretsFrom(Buffer.alloc(32, 7))
const as = (who: { token: string }) => app.client(who.token)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => error.problem?.code as string,
  )

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const { id: committeeId, termId } = desks.committee
  office = await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })
  const memberId = desks.lead.memberId
  await tellAttendance(app.db, { committeeId, termId, memberId })
  await tellAttendance(app.db, { committeeId, termId, memberId, kind: 'training', title: '委员培训班' })
})

const own = () => ({ params: { id: desks.lead.memberId } })
const proofUrl = () => `/api/v1/members/${desks.lead.memberId}/duty-archive/proof?termId=${desks.committee.termId}`
const fetchProof = () => app.request({ method: 'GET', url: proofUrl(), token: desks.lead.token })

describe('the archive of a term', () => {
  it('tells who a member is and what they did by chapters, and follows the ledger while the term runs', async () => {
    await keepUp(app.db)
    const { archive, sealed } = await as(desks.lead)(a.getDutyArchive, { ...own(), query: {} })
    expect(archive.member).toMatchObject({ name: '陈立业', sector: '经济界' })
    expect(archive.chapters.filter((one) => one.acts.length > 0).map((one) => one.name)).toEqual([
      '常委会、主席会议',
      '学习培训、文史宣传',
    ])
    expect(sealed).toBeNull()
    expect(await codeOf(as(desks.friend)(a.getDutyArchive, { ...own(), query: {} }))).toBe('not-found')
    const word = await app.request({
      method: 'GET',
      url: `/api/v1/members/${desks.lead.memberId}/duty-archive/paper`,
      token: office.token,
    })
    const entry = listZipEntries(word.rawPayload, 50).find((one) => one.name === 'word/document.xml')!
    const xml = readZipEntrySync(word.rawPayload, entry, 5_000_000).toString('utf8')
    for (const text of ['委员履职档案', '陈立业', '委员培训班', '常务委员会第三次会议']) expect(xml).toContain(text)
    expect(xml).not.toContain('1个半天')
  })

  it('names the papers of a record by hand, and for a standing member that no yearly report is in', async () => {
    const { id: committeeId, termId } = desks.committee
    const memberId = await buildMember(app.db, { committeeId, termId, name: '柏常委' })
    await app.db
      .insertInto('member_posts')
      .values({
        ...{ committee_id: committeeId, id: newId(), member_id: memberId, post: 'standingMember', title: '' },
        ...{ starts_on: '2022-01-10', ends_on: null },
      })
      .execute()
    const body = {
      ...{ memberId, kind: 'outreach', part: 'participant' as const, level: null, title: '进社区宣讲' },
      ...{ note: '', occurredOn: '2026-02-10', organiserGroupId: null },
    }
    const { id } = await as(office)(r.createDutyRecord, { body })
    const files = [new File(['听众六十余人'], '会场签到表.txt')]
    await as(office)(r.addDutyRecordFile, { params: { id } }, { files })
    await as(office)(r.approveDutyRecord, { params: { id }, body: { version: 2, note: '' } })
    await keepUp(app.db)
    const { archive } = await as(office)(a.getDutyArchive, { params: { id: memberId }, query: {} })
    expect(archive.chapters.flatMap(({ acts }) => acts.map((act) => act.proofs))).toEqual([['会场签到表.txt']])
    const file = await app.request({
      method: 'GET',
      url: '/api/v1/duty-archives/papers?q=baichangwei',
      token: office.token,
    })
    expect(file.headers['x-papers']).toBe('1')
    const [paper] = listZipEntries(file.rawPayload, 10)
    expect(paper!.name).toMatch(/^履职档案 柏常委 第.+届\.docx$/)
    const list = await as(office)(a.listDutyArchives, { query: { q: '柏常' } })
    expect([list.total, list.items[0]?.memberName]).toEqual([1, '柏常委'])
    expect((await as(office)(a.listDutyArchives, { query: { sector: 'none' } })).items[0]?.sector).toBe('')
    const docx = readZipEntrySync(file.rawPayload, paper!, 5_000_000)
    const entry = listZipEntries(docx, 50).find((one) => one.name === 'word/document.xml')!
    const xml = readZipEntrySync(docx, entry, 5_000_000).toString('utf8')
    for (const text of ['证明材料：会场签到表.txt', '还没有归档的年度履职报告']) expect(xml).toContain(text)
  })

  it('is sealed once the term is over and the ledger has caught up, and never changes again', async () => {
    const { termId, id: committeeId } = desks.committee
    const seal = () => as(office)(a.sealDutyArchives, { body: { termId } })
    expect(await codeOf(seal())).toBe('dutyArchive.term-runs')
    await app.db.updateTable('terms').set({ ends_on: '2026-02-28' }).where('id', '=', termId).execute()
    const late = await tellAttendance(app.db, { committeeId, termId, memberId: desks.friend.memberId })
    expect(await codeOf(seal())).toBe('dutyArchive.ledger-behind')
    await keepUp(app.db)
    expect((await seal()).sealed).toBe(4)
    expect((await seal()).sealed).toBe(0)
    await tellAttendance(app.db, {
      committeeId,
      termId,
      memberId: desks.friend.memberId,
      subjectId: late,
      attendance: 'late',
    })
    await keepUp(app.db)
    const { archive } = await as(desks.friend)(a.getDutyArchive, {
      params: { id: desks.friend.memberId },
      query: { termId },
    })
    expect(archive.chapters.flatMap((one) => one.acts).map((act) => act.attendance)).toEqual(['present'])
    await expect(sql`update duty_archives set content = ''`.execute(app.db)).rejects.toThrow(/append-only/)
    const { items, term } = await as(office)(a.listDutyArchives, { query: { termId } })
    expect(term).toMatchObject({ over: true, unsealed: 0 })
    expect(items.every((one) => one.sealedAt !== null)).toBe(true)
  })

  it('is handed out with its proof as soon as its event is sealed', async () => {
    expect((await fetchProof()).json()).toMatchObject({ code: 'dutyArchive.seal-pending' })
    await sealAll(app.db)
    const answer = await fetchProof()
    expect(answer.statusCode).toBe(200)
    bytes = answer.rawPayload
    expect(
      listZipEntries(bytes, 10)
        .map((one) => one.name)
        .toSorted(),
    ).toEqual(Object.values(archiveEntries).toSorted())
  })
})

describe('the night after a term', () => {
  const dayAfter = (days: number) => new Date(Date.parse('2026-02-27T18:40:00Z') + days * 86_400_000)
  const night = (days: number) => dutyJobs[0]!.run(app.db, dayAfter(days))

  it('seals what is due by itself and tells the office how many; whose record waits for review is sealed after it', async () => {
    const { id: committeeId, termId } = await buildCommittee(app.db)
    await app.db.updateTable('terms').set({ ends_on: '2026-02-28' }).where('id', '=', termId).execute()
    const [ready, waits] = await Promise.all(
      ['范齐备', '赵待审'].map((name) => buildMember(app.db, { committeeId, termId, name })),
    )
    const keeper = await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })
    await app.db
      .insertInto('member_posts')
      .values({
        committee_id: committeeId,
        id: newId(),
        member_id: ready!,
        post: 'standingMember',
        title: '',
        starts_on: '2022-01-10',
        ends_on: null,
      })
      .execute()
    const member = await signInAs(app.db, { committeeId, role: 'member', name: '赵待审', memberId: waits! })
    const body = {
      ...{ memberId: null, kind: 'outreach', part: 'participant' as const, level: null, title: '进社区宣讲' },
      ...{ note: '', occurredOn: '2026-02-10', organiserGroupId: null },
    }
    const { id } = await as(member)(r.createDutyRecord, { body })
    const sealedNow = async () =>
      (await as(keeper)(a.listDutyArchives, { query: { termId } })).items.flatMap((one) =>
        one.sealedAt ? [[one.memberName, one.later]] : [],
      )
    const told = async () =>
      (await app.db.selectFrom('events').select('details').where('type', '=', 'dutyArchives.sealed').execute()).map(
        (event) => event.details,
      )
    await keepUp(app.db)
    await night(30)
    expect(await sealedNow()).toEqual([])
    await night(31)
    await night(32)
    expect(await sealedNow()).toEqual([['范齐备', 0]])
    expect(await told()).toEqual([{ title: expect.stringContaining('履职档案'), sealed: 1, waiting: 1 }])
    await as(keeper)(r.approveDutyRecord, { params: { id }, body: { version: 1, note: '会场签到表已核' } })
    // Told and not yet in the ledger: another night.
    await night(33)
    expect(await sealedNow()).toHaveLength(1)
    await keepUp(app.db)
    await night(34)
    expect((await told()).at(-1)).toMatchObject({ sealed: 1, waiting: 0 })
    const late = { committeeId, type: 'activity.checkedIn', at: dayAfter(40).toISOString() }
    await tell(app.db, {
      ...late,
      details: {
        ...{ memberId: ready!, termId, kind: 'training', title: '补记的培训', heldOn: '2026-02-11' },
        ...{ halfDays: 1, level: 'city', attendance: 'present' },
      },
    })
    await keepUp(app.db)
    expect((await sealedNow()).toSorted()).toEqual([
      ['范齐备', 1],
      ['赵待审', 0],
    ])
    const { archive, sealed } = await as(keeper)(a.getDutyArchive, { params: { id: ready! }, query: { termId } })
    expect(sealed).toMatchObject({ later: 1 })
    expect(archive.member.posts).toEqual(['常务委员'])
    expect(archive.chapters.flatMap((one) => one.acts)).toEqual([])
  })
})

const read = (name: string) => {
  const entry = listZipEntries(bytes, 10).find((one) => one.name === name)!
  return readZipEntrySync(bytes, entry, 10_000_000)
}
const parts = () => ({
  content: read(archiveEntries.content).toString('utf8'),
  paper: read(archiveEntries.paper) as Uint8Array,
  proof: read(archiveEntries.proof).toString('utf8'),
})

describe('tongxin verify-archive', () => {
  const key = archiveKeyOf(secrets)

  it('finds a sealed archive as it was, by itself', () => {
    expect(checkArchive(parts(), key)).toMatchObject({ problems: [], publicKey: key })
    expect(checkArchive(parts(), null).about).toContain('陈立业')
  })

  it.each([
    [
      'another attendance',
      (p: ReturnType<typeof parts>) => ({ ...p, content: p.content.replace('present', 'absent') }),
    ],
    ['another paper', (p: ReturnType<typeof parts>) => ({ ...p, paper: randomBytes(100) })],
    [
      'another seal',
      (p: ReturnType<typeof parts>) => ({ ...p, proof: p.proof.replace(/"previous": "..../, '"previous": "abcd') }),
    ],
    [
      'another key',
      (p: ReturnType<typeof parts>) => ({
        ...p,
        proof: p.proof.replace(
          /"publicKey": "[0-9a-f]+"/,
          `"publicKey": "${archiveKeyOf(secretsFrom(Buffer.alloc(32, 8)))}"`,
        ),
      }),
    ],
  ])('finds %s', (_, change) => {
    expect(checkArchive(change(parts()), key).problems).not.toEqual([])
  })

  it('trusts no other installation where a key is given', () => {
    expect(checkArchive(parts(), 'ab'.repeat(32)).problems).toEqual(['不是用所信任的公钥签发的'])
  })

  it('says so at the command line, with an exit code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongxin-archive-'))
    const said: string[] = []
    const io = {
      env: { DATA_DIR: join(folder, 'none') },
      print: (text: string) => void said.push(text),
      tell: () => undefined,
      progress: () => undefined,
      onInterrupt: () => () => undefined,
      clock: () => new Date(),
    }
    writeFileSync(join(folder, 'good.zip'), bytes)
    expect(await verifyArchive.run([join(folder, 'good.zip'), '--key', key], io)).toBe(0)
    expect(said.at(-1)).toBe('✓ 与封存时一字不差')
    // Anybody can sign with a key of their own: without one to trust nothing is promised.
    expect(await verifyArchive.run([join(folder, 'good.zip')], io)).toBe(5)
    expect(said.at(-1)).toBe('与所附签名相符，签发人没有核对')
    const zip = new ZipFile()
    for (const name of Object.values(archiveEntries)) {
      const text = read(name)
      zip.addBuffer(
        name === archiveEntries.content ? Buffer.from(text.toString().replace('陈立业', '陈大业')) : text,
        name,
      )
    }
    zip.end()
    writeFileSync(
      join(folder, 'bad.zip'),
      Buffer.concat(await Array.fromAsync(zip.outputStream as AsyncIterable<Buffer>)),
    )
    expect(await verifyArchive.run([join(folder, 'bad.zip')], io)).toBe(3)
    expect(said).toContain('✗ 档案内容与封存时不同')
    rmSync(folder, { recursive: true })
  })

  it('follows any leaf of any tree to its root, and no other', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), fc.nat(39), (lines, n) => {
        const place = n % lines.length
        const previous = '00'.repeat(32)
        const seal = sm3(Buffer.alloc(32), merkleRoot(lines)).toString('hex')
        const path = merklePath(lines, place)
        expect(provesSeal({ line: lines[place]!, path, previous, seal })).toBe(true)
        expect(provesSeal({ line: `${lines[place]}x`, path, previous, seal })).toBe(false)
      }),
    )
  })
})

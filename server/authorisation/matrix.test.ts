/**
 * Who may do what, route by route: every route of the contract × every role × own and other committee, against a written
 * table. A route without a row is red, and so is a row without a route.
 *
 * To cover a feature: write `rows/<feature>.ts`, named like its file in contract/, which exports
 *
 *   export const rows: Record<keyof typeof xRoutes, Row> = {
 *     getThing: row({
 *       prepare: async (world) => buildThing(world.db, { committeeId: world.home.committeeId }),
 *       request: (world, thingId) => ({ params: { id: thingId } }),
 *       home: all('denied', { proposalOffice: 'ok' }),
 *       away: away('hidden'),
 *     }),
 *   }
 *
 * and strike the feature off `notYetCovered`. The file is found by itself. The subject always lies in `world.home`.
 * `prepare` runs for each cell with the person who will ask (null: nobody), so a cell may use its subject up, end its own
 * login, or belong to the asker. The request must fit the schema: a 400 input.invalid says nothing about rights and is red.
 * A GET is asked twice in each cell, and neither time may a table be written to.
 */
import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { accountRoutes } from '#contract/accounts.ts'
import { activityRoutes } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { activityPartRoutes } from '#contract/activity-parts.ts'
import { activityRecordRoutes } from '#contract/activity-records.ts'
import { appraisalRoutes } from '#contract/appraisals.ts'
import { assessmentApprovalRoutes } from '#contract/assessment-approval.ts'
import { assessmentDeliveryRoutes } from '#contract/assessment-delivery.ts'
import { assessmentJudgingRoutes } from '#contract/assessment-judging.ts'
import { assessmentRoutes } from '#contract/assessments.ts'
import { attendanceRoutes } from '#contract/attendance.ts'
import { awardRoutes } from '#contract/awards.ts'
import { routeUrl } from '#contract/client.ts'
import { clockRoutes } from '#contract/clocks.ts'
import { coSigningRoutes } from '#contract/co-signing.ts'
import { commentRoutes } from '#contract/comments.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { documentNumberRoutes } from '#contract/document-numbers.ts'
import { documentRoutes } from '#contract/documents.ts'
import { dutyRoutes } from '#contract/duty.ts'
import { dutyArchiveRoutes } from '#contract/duty-archives.ts'
import { dutyRecordRoutes } from '#contract/duty-records.ts'
import { dutyReportRoutes } from '#contract/duty-reports.ts'
import { examinationRoutes } from '#contract/examination.ts'
import { findingRoutes } from '#contract/finding.ts'
import { handlingRoutes } from '#contract/handling.ts'
import { healthRoutes } from '#contract/health.ts'
import { jointActivityRoutes } from '#contract/joint-activities.ts'
import { leadershipRoutes } from '#contract/leadership.ts'
import { leaveLineRoutes } from '#contract/leave-lines.ts'
import { leaveRoutes } from '#contract/leaves.ts'
import { memberAccountRoutes } from '#contract/member-accounts.ts'
import { memberRoutes } from '#contract/members.ts'
import { mutualAppraisalRoutes } from '#contract/mutual-appraisals.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { publicActivityRoutes } from '#contract/public-activities.ts'
import { publishingRoutes } from '#contract/publishing.ts'
import { ratingRoutes } from '#contract/rating.ts'
import { recognitionRoutes } from '#contract/recognition.ts'
import { reuseRoutes } from '#contract/reuse.ts'
import type { RouteSpec } from '#contract/route.ts'
import { routes } from '#contract/routes.ts'
import { scoringRoutes } from '#contract/scoring.ts'
import { searchRoutes } from '#contract/searches.ts'
import { speechRoutes } from '#contract/speeches.ts'
import { statisticsRoutes } from '#contract/statistics.ts'
import { unitDeskRoutes } from '#contract/unit-desks.ts'
import { voteRoutes } from '#contract/votes.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { writingRoutes } from '#contract/writing.ts'
import type { Row, RowRequest } from './row.ts'
import { type Asker, buildWorld, enterAs, type Person, roles, type World } from './world.ts'

/** Features whose rows are still to be written. Must be empty before anything is released. */
const notYetCovered: readonly string[] = []

const features: Record<string, Record<string, RouteSpec>> = {
  accounts: accountRoutes,
  committees: committeeRoutes,
  members: memberRoutes,
  'member-accounts': memberAccountRoutes,
  proposals: proposalRoutes,
  finding: findingRoutes,
  'co-signing': coSigningRoutes,
  comments: commentRoutes,
  handling: handlingRoutes,
  rating: ratingRoutes,
  'unit-desks': unitDeskRoutes,
  reuse: reuseRoutes,
  examination: examinationRoutes,
  writing: writingRoutes,
  clocks: clockRoutes,
  leadership: leadershipRoutes,
  'mutual-appraisals': mutualAppraisalRoutes,
  appraisals: appraisalRoutes,
  documents: documentRoutes,
  'document-numbers': documentNumberRoutes,
  statistics: statisticsRoutes,
  duty: dutyRoutes,
  'duty-records': dutyRecordRoutes,
  'duty-archives': dutyArchiveRoutes,
  publishing: publishingRoutes,
  awards: awardRoutes,
  activities: activityRoutes,
  attendance: attendanceRoutes,
  votes: voteRoutes,
  speeches: speechRoutes,
  'activity-invitees': activityInviteeRoutes,
  'activity-parts': activityPartRoutes,
  'activity-records': activityRecordRoutes,
  'joint-activities': jointActivityRoutes,
  'public-activities': publicActivityRoutes,
  leaves: leaveRoutes,
  'leave-lines': leaveLineRoutes,
  scoring: scoringRoutes,
  'duty-reports': dutyReportRoutes,
  assessments: assessmentRoutes,
  'assessment-approval': assessmentApprovalRoutes,
  'assessment-delivery': assessmentDeliveryRoutes,
  'assessment-judging': assessmentJudgingRoutes,
  recognition: recognitionRoutes,
  searches: searchRoutes,
  workbench: workbenchRoutes,
  health: healthRoutes,
}

const folder = new URL('./rows/', import.meta.url)
const written = new Map<string, Record<string, Row>>()
for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
  const { rows } = (await import(new URL(file, folder).href)) as { rows: Record<string, Row> }
  written.set(file.replace(/\.ts$/, ''), rows)
}

const world = await buildWorld()
await noteWrites(world)

describe('the table of rights', () => {
  it('knows every route of the contract by its feature', () => {
    const known = Object.values(features).flatMap((group) => Object.keys(group))
    expect(known.toSorted()).toEqual(Object.keys(routes).toSorted())
  })

  it('has a row for every route, and no row without one', () => {
    const rowsOf = (feature: string) => Object.keys(written.get(feature) ?? {}).toSorted()
    for (const [feature, group] of Object.entries(features))
      if (!notYetCovered.includes(feature))
        expect(rowsOf(feature), `rows/${feature}.ts`).toEqual(Object.keys(group).toSorted())
    expect([...written.keys()].filter((feature) => !features[feature])).toEqual([])
  })

  it('waits only for features that have no rows yet', () => {
    expect(notYetCovered.filter((feature) => written.has(feature) || !features[feature])).toEqual([])
  })

  it('lets nobody in without login except where the contract says so', () => {
    const wrong = [...written].flatMap(([feature, rows]) =>
      Object.entries(rows).filter(
        ([name, row]) => (features[feature]?.[name]?.access === 'public') === (row.home.nobody === 'login'),
      ),
    )
    expect(wrong.map(([name]) => name)).toEqual([])
  })
})

for (const [feature, rows] of written) {
  describe(feature, () => {
    for (const [name, row] of Object.entries(rows)) {
      const spec = features[feature]?.[name]
      if (!spec) continue
      it(`${name}: ${spec.method} ${spec.path}`, { timeout: 60_000 }, async () => {
        const wrong: string[] = []
        for (const asker of roles) {
          const met = await ask(spec, row, 'home', asker)
          if (met !== row.home[asker]) wrong.push(`${asker}: ${row.home[asker]} by the table, ${met} in truth`)
        }
        for (const asker of roles) {
          if (asker === 'nobody') continue
          const met = await ask(spec, row, 'away', asker)
          if (met !== row.away[asker])
            wrong.push(`${asker} of another committee: ${row.away[asker]} by the table, ${met} in truth`)
        }
        expect(wrong).toEqual([])
      })
    }
  })
}

/** What one cell meets, as a word of the table or as what else was answered. */
async function ask(spec: RouteSpec, row: Row, house: 'home' | 'away', asker: Asker): Promise<string> {
  const person = asker === 'nobody' ? null : await enterAs(world, world[house], asker)
  const request = await row.make(world, person)
  if (spec.method !== 'GET') return meet(await send(spec, request, person))
  await tablesWritten(world)
  const first = meet(await send(spec, request, person))
  const second = meet(await send(spec, request, person))
  if (first !== second) return `${first}, then ${second}`
  const changed = await tablesWritten(world)
  return changed.length > 0 ? `${first}, but it changed ${changed.join(', ')}` : first
}

function meet(response: { statusCode: number; body: string }): string {
  const { statusCode } = response
  const code = statusCode >= 400 ? (JSON.parse(response.body) as { code: string }).code : ''
  if (statusCode === 401) return 'login'
  if (statusCode === 404) return 'hidden'
  if (statusCode === 403 && code === 'access.denied') return 'denied'
  if (statusCode < 300 || statusCode === 409 || (statusCode === 400 && code !== 'input.invalid')) return 'ok'
  return `${statusCode} ${response.body}`
}

function send(spec: RouteSpec, request: RowRequest, person: Person | null) {
  const { params, query } = request
  const url = routeUrl(spec, { params, query } as never)
  const token = request.token ?? person?.token
  const base = { method: spec.method, url, token }
  if (spec.method === 'GET') return world.app.request(base)
  const { headers, payload } = request.files
    ? multipart(request.files)
    : { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(request.body ?? {}) }
  return world.app.request({ ...base, headers, payload })
}

function multipart(files: { name: string; bytes: Buffer }[]) {
  const boundary = 'boundary-of-the-matrix'
  const parts = files.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ])
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  }
}

/** From now on each statement that writes leaves the name of its table; what is rolled back leaves none. */
async function noteWrites({ db }: World): Promise<void> {
  await sql`create table writes_noted (id bigint generated always as identity, table_name text not null)`.execute(db)
  await sql`
    create function note_write() returns trigger language plpgsql as $$
    begin
      insert into writes_noted (table_name) values (tg_table_name);
      return null;
    end
    $$`.execute(db)
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'writes_noted'`.execute(db)
  for (const { name } of rows)
    await sql`
      create trigger noted after insert or update or delete or truncate on ${sql.table(name)}
      for each statement execute function note_write()`.execute(db)
}

/** The tables written to since the last time this was asked. */
async function tablesWritten({ db }: World): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with noted as (delete from writes_noted returning table_name)
    select distinct table_name as name from noted order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nobody } from '#platform/context.ts'
import { openPool } from '#platform/database/database.ts'
import { putLoad } from './put-load.ts'
import { atLeast, atMost, type Result } from './report.ts'
import { draftId, draftIdOf } from './seed-sql.ts'
import { clients, type Stage, said } from './stage.ts'

/** anchors.md, performance: create or submit with audit, fsync on. */
const perSecondMark = 600

/** The statements of one submission, as the product sends them; `:n` is the draft. */
function submission(committee: string): string {
  const own = `committee_id = '${committee}'`
  return `begin;
select p.*, (select c.state from co_signers c where c.committee_id = p.committee_id and c.proposal_id = p.id and c.member_id = p.lead_member_id) from proposals p where p.${own} and p.id = ${draftIdOf(':n')} for update of p;
select number, title, analysis, suggestions, handed_in_at from proposal_texts where ${own} and proposal_id = ${draftIdOf(':n')} and number = 1;
select distinct on (key) key, value from settings where ${own} and (key = 'proposals' or key = 'proposal-writing') order by key, version desc;
select id, term_id, number, opens_on, closes_on, proposals_from, proposals_until from sessions where ${own};
with expired as (update co_signers set state = 'expired' where ${own} and proposal_id = ${draftIdOf(':n')} and state = 'invited'), handed_in as (update proposal_texts set handed_in_at = now() where ${own} and proposal_id = ${draftIdOf(':n')} and number = 1 and handed_in_at is null) update proposals set updated_at = now(), version = version + 1, state = 'submitted', state_since = now(), submitted_at = coalesce(submitted_at, now()), return_note = '' where ${own} and id = ${draftIdOf(':n')} returning version;
insert into events (committee_id, type, subject_kind, subject_id, account_id, actor_name, actor_role, at, details, request_id) values ('${committee}', 'proposal.submitted', 'proposal', ${draftIdOf(':n')}, '${nobody}', 'x', 'member', now(), '{"again": false}', 'floor');
commit;
`
}

/** Transactions a second of the same statements by pgbench, on drafts apart from those measured; null without pgbench. */
async function floorOf(
  stage: Stage,
  url: string,
  committeeId: string,
  from: number,
  to: number,
): Promise<number | null> {
  const program = ['/usr/bin/pgbench', '/usr/local/bin/pgbench'].find((path) => existsSync(path))
  if (!program) return null
  const { directory } = await stage.ground()
  const script = join(directory, 'submission.sql')
  writeFileSync(script, `\\set n random(${from}, ${to - 1})\n${submission(committeeId)}`)
  const at = new URL(url)
  const args = [
    '-n',
    '-M',
    'prepared',
    '-f',
    script,
    '-c',
    String(clients),
    '-j',
    '1',
    '-T',
    String(stage.options.seconds + 1),
  ]
  const { stdout, stderr } = spawnSync(
    program,
    [...args, '-h', at.searchParams.get('host')!, '-U', at.username, at.pathname.slice(1)],
    { encoding: 'utf8' },
  )
  const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  if (!perSecond) throw new Error(`pgbench: ${stderr}`)
  return perSecond
}

/** Drafts handed in by 64 members at once, each with its history, event and audit; every one is counted afterwards. */
export async function measureSubmit(stage: Stage): Promise<Result[]> {
  const { register, house } = await stage.large()
  const { options } = stage
  const perRound = Math.min(Math.floor(register.drafts.length / (options.rounds + 1)), options.seconds * 3_000)
  const floors: number[] = []
  const runs = []
  const floorFrom = perRound * options.rounds
  for (let round = 0; round < options.rounds; round += 1) {
    const floor = await floorOf(stage, register.url, register.committeeId, floorFrom, register.drafts.length)
    if (floor) floors.push(floor)
    const drafts = register.drafts.slice(round * perRound, (round + 1) * perRound)
    const requests = drafts.map(({ id, token }) => ({
      method: 'POST',
      path: `/api/v1/proposals/${id}/submit`,
      token,
      body: '{"version":1}',
    }))
    runs.push(
      await putLoad({ port: house.port, clients, seconds: options.seconds, warmSeconds: 0.5, once: true, requests }),
    )
  }
  const middle = <T>(all: T[], by: (one: T) => number) => all.sort((a, b) => by(a) - by(b))[Math.floor(all.length / 2)]
  const measured = middle(runs, (run) => run.perSecond)!
  const floor = middle(floors, (one) => one)
  said('submit', measured)
  await checkNothingLost(register.url, register.committeeId, floorFrom)
  return [
    atLeast('submit', measured.perSecond, 'req/s', { floor, mark: perSecondMark }),
    atMost('submit.p95', measured.p95Ms, 'ms'),
  ]
}

/** @throws when a submitted proposal has not exactly one event of it */
async function checkNothingLost(url: string, committeeId: string, drafts: number): Promise<void> {
  const { pool, close } = openPool(url, { max: 1 })
  const { rows } = await pool.query<{ submitted: number; wrong: number }>(
    `select count(*)::int as submitted, count(*) filter (where events <> 1)::int as wrong
     from (
       select (select count(*) from events e where e.committee_id = p.committee_id and e.subject_id = p.id and e.type = 'proposal.submitted') as events
       from proposals p
       where p.committee_id = $1 and p.id = any($2::uuid[]) and p.state = 'submitted'
     ) as handed_in`,
    [committeeId, Array.from({ length: drafts }, (_, n) => draftId(n))],
  )
  await close()
  const { submitted, wrong } = rows[0]!
  if (submitted === 0 || wrong > 0) throw new Error(`${wrong} of ${submitted} submissions have not just one event`)
}

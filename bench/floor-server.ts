/** The floor: what node:http and pg give for the same rows from prepared statements, without logins, rights or checks.
 *  Started with a database address, a committee and a port. */
import { createServer } from 'node:http'
import pg from 'pg'

const [url, committeeId, port] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 16 })

const list = {
  name: 'list',
  text: `select p.id, p.number, p.title, p.state, p.kind, p.category, p.proposers, g.name as sector, u.short_name as "leadUnit",
      p.session_id as "sessionId", p.submitted_at as "submittedAt", p.updated_at as "updatedAt", p.due_on as "dueOn", p.state_since as "waitingSince"
    from proposals p
    left join units u on u.committee_id = p.committee_id and u.id = p.lead_unit_id
    left join groups g on g.committee_id = p.committee_id and g.id = p.sector_id
    where p.committee_id = $1 and p.submitted_at is not null and p.registered_at is not null
    order by p.submitted_at desc, p.id desc
    limit 21`,
}
const one = { name: 'one', text: 'select * from proposals where committee_id = $1 and id = $2' }
const history = {
  name: 'history',
  text: 'select id, type, at, actor_name, actor_role, details from events where committee_id = $1 and subject_id = $2 order by id limit 5000',
}

async function answer(path: string): Promise<unknown> {
  if (path === '/list') return (await pool.query({ ...list, values: [committeeId] })).rows
  const id = path.slice(1)
  const [proposal, events] = await Promise.all([
    pool.query({ ...one, values: [committeeId, id] }),
    pool.query({ ...history, values: [committeeId, id] }),
  ])
  return { ...proposal.rows[0], history: events.rows }
}

createServer((request, response) => {
  answer(request.url ?? '').then(
    (rows) => {
      const text = JSON.stringify(rows)
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      response.end(text)
    },
    (error: unknown) => response.writeHead(500, { 'content-length': 0 }).end(String(error)),
  )
}).listen(Number(port), '127.0.0.1')

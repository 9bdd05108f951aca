import type { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker } from '../world.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

const hidden = away('hidden')
const makers = { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok', leader: 'ok' } as const

/** A row about the list of an announced activity. */
function act(actors: Asker[], body: unknown = {}, query?: Record<string, unknown>): Row {
  return row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (_, id) => ({ params: { id }, body, query }),
    home: only(actors, told),
    away: hidden,
  })
}

export const rows: Record<keyof typeof activityInviteeRoutes, Row> = {
  previewInvitees: row({
    request: () => ({ body: { invitation: [{ way: 'all', must: true }] } }),
    home: all('denied', makers),
    away: away('denied', makers),
  }),
  listInvitees: act(['proposalOffice', ...organising], undefined),
  exportInvitees: act(['proposalOffice', ...organising], undefined, { format: 'csv' }),
  addInvitees: act(organising, { rule: { way: 'all', must: false } }),
  removeInvitee: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (world, id) => ({
      params: { id },
      body: { memberId: world.home.people.proposer.memberId, words: '另有安排' },
    }),
    home: only(organising, told),
    away: hidden,
  }),
  remindInvitees: act(organising),
  // Only who is on the list has anything to read.
  readActivity: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (_, id) => ({ params: { id }, body: {} }),
    home: only(['proposer'], ['proposer']),
    away: hidden,
  }),
  answerActivity: act(['proposer'], { coming: true }),
}

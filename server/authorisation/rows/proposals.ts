import { proposalRoutes } from '#contract/proposals.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type HomeAnswers, type Row, type RowRequest, row } from '../row.ts'
import { type Asker, assignedProposal, enterAs, proposalIn, roles, type World } from '../world.ts'

/** Who sees a proposal of home's proposer, by where it stands. */
export const seenBy = {
  draft: ['proposer'],
  submitted: ['proposer', 'proposalOffice', 'leader'],
  registered: ['proposer', 'otherMember', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice'],
  handled: ['proposer', 'otherMember', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice', 'unitClerk'],
} satisfies Record<string, Asker[]>

/** `actors` may; whoever else sees it is refused; for the others it does not exist. */
export function only(actors: Asker[], seen: Asker[]): HomeAnswers {
  const answer = (asker: Asker) => (actors.includes(asker) ? 'ok' : seen.includes(asker) ? 'denied' : 'hidden')
  return { ...(Object.fromEntries(roles.map((asker) => [asker, answer(asker)])) as HomeAnswers), nobody: 'login' }
}

/** A row about one proposal in `state`, for `actors` alone. */
function act(state: string, actors: Asker[], seen: Asker[], body: unknown, params: Record<string, string> = {}): Row {
  return row({
    prepare: (world) => proposalIn(world, state),
    request: (_, id) => ({ params: { id, ...params }, body }),
    home: only(actors, seen),
    away: away('hidden'),
  })
}

const paper = { name: '附件.txt', bytes: Buffer.from('调研数据', 'utf8') }

/** A registered proposal with an attachment. */
async function withAttachment(world: World, state: string): Promise<{ id: string; fileId: string }> {
  const id = await proposalIn(world, 'draft')
  const { token } = await enterAs(world, world.home, 'proposer')
  const { fileId } = await world.app.client(token)(
    proposalRoutes.addAttachment,
    { params: { id } },
    { files: [new File([new Uint8Array(paper.bytes)], paper.name)] },
  )
  await world.db
    .updateTable('proposals')
    .set({
      state,
      ...(state === 'draft'
        ? {}
        : {
            submitted_at: world.app.clock.now,
            registered_at: world.app.clock.now,
            number: Number.parseInt(id.slice(-7), 16),
            number_series: 'attachments',
          }),
    })
    .where('id', '=', id)
    .execute()
  return { id, fileId }
}

const table: NonNullable<RowRequest['files']> = [
  { name: '提案.csv', bytes: Buffer.from('编号,案由,提案人\n7,关于某事的建议,某委员会\n', 'utf8') },
]
const text = { title: '关于某事的建议', analysis: '情况', suggestions: ['建议'] }
const everybody = { home: all('ok'), away: away('ok') }
const members = {
  home: all('denied', { proposer: 'ok', otherMember: 'ok' }),
  away: away('denied', { proposer: 'ok', otherMember: 'ok' }),
}
const office = { home: all('denied', { proposalOffice: 'ok' }), away: away('denied', { proposalOffice: 'ok' }) }
const reason = { note: '理由' }

export const rows: Record<keyof typeof proposalRoutes, Row> = {
  getProposalOptions: row({ request: () => ({}), ...everybody }),
  listProposals: row({ request: () => ({}), ...everybody }),
  exportProposals: row({ request: () => ({ query: { format: 'csv' } }), ...everybody }),
  countProposals: row({ request: () => ({}), ...everybody }),
  getProposal: row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' }),
    request: (_, { proposalId }) => ({ params: { id: proposalId } }),
    home: only(seenBy.handled, seenBy.handled),
    away: away('hidden'),
  }),
  createProposal: row({ request: () => ({ body: text }), ...members }),
  editProposal: act('draft', ['proposer'], seenBy.draft, { ...text, version: 1 }),
  discardProposal: act('draft', ['proposer'], seenBy.draft, undefined),
  submitProposal: act('draft', ['proposer'], seenBy.draft, { version: 1 }),
  withdrawProposal: act('registered', ['proposer'], seenBy.registered, reason),
  returnProposal: act('submitted', ['proposalOffice'], seenBy.submitted, reason),
  declineProposal: act('submitted', ['proposalOffice'], seenBy.submitted, { reason: 'empty', note: '' }),
  reexamineProposal: act('declined', ['proposalOffice'], seenBy.submitted, reason),
  registerProposal: act('submitted', ['proposalOffice'], seenBy.submitted, { category: '其他', note: '' }),
  assignProposal: row({
    prepare: (world) => proposalIn(world, 'registered'),
    request: (world, id) => ({
      params: { id },
      body: { units: [{ unitId: world.home.unitId, role: 'sole' }], note: '' },
    }),
    home: only(['proposalOffice', 'assigningOffice'], seenBy.registered),
    away: away('hidden'),
  }),
  rateProposal: row({
    prepare: (world) => assignedProposal(world, { proposal: 'replied', assignment: 'replied' }),
    request: (_, { proposalId }) => ({
      params: { id: proposalId },
      body: { handling: 'satisfied', result: 'satisfied', words: '' },
    }),
    home: only(['proposer'], seenBy.handled),
    away: away('hidden'),
  }),
  closeRating: row({
    prepare: (world) => assignedProposal(world, { proposal: 'replied', assignment: 'replied' }),
    request: (_, { proposalId }) => ({ params: { id: proposalId }, body: {} }),
    home: only(['proposalOffice'], seenBy.handled),
    away: away('hidden'),
  }),
  rehandleProposal: row({
    prepare: (world) => assignedProposal(world, { proposal: 'disputed', assignment: 'replied' }),
    request: (_, { proposalId }) => ({ params: { id: proposalId }, body: reason }),
    home: only(['proposalOffice'], seenBy.handled),
    away: away('hidden'),
  }),
  concludeProposal: row({
    prepare: (world) => assignedProposal(world, { proposal: 'rated', assignment: 'replied' }),
    request: (_, { proposalId }) => ({ params: { id: proposalId }, body: { note: '' } }),
    home: only(['proposalOffice'], seenBy.handled),
    away: away('hidden'),
  }),
  archiveProposal: act('concluded', ['proposalOffice'], seenBy.registered, {}),
  addAttachment: row({
    prepare: (world) => proposalIn(world, 'draft'),
    request: (_, id) => ({ params: { id }, files: [paper] }),
    home: only(['proposer'], seenBy.draft),
    away: away('hidden'),
  }),
  removeAttachment: row({
    prepare: (world) => withAttachment(world, 'draft'),
    request: (_, { id, fileId }) => ({ params: { id, fileId } }),
    home: only(['proposer'], seenBy.draft),
    away: away('hidden'),
  }),
  getAttachment: row({
    prepare: (world) => withAttachment(world, 'registered'),
    request: (_, { id, fileId }) => ({ params: { id, fileId } }),
    home: only(seenBy.registered, seenBy.registered),
    away: away('hidden'),
  }),
  previewProposalImport: row({ request: () => ({ query: { as: 'archive' }, files: table }), ...office }),
  importProposals: row({
    request: () => ({ query: { as: 'archive', fingerprint: newId() }, files: table }),
    ...office,
  }),
}

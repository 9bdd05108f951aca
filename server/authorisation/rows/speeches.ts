import type { SpeechState, speechRoutes } from '#contract/speeches.ts'
import { buildCall, buildSpeech } from '#features/speeches/speeches.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

const hidden = away('hidden')
const reading: Asker[] = ['proposalOffice', ...organising]

async function callIn(world: World): Promise<string> {
  const activityId = await activityIn(world, 'announced')
  return buildCall(world.db, { committeeId: world.home.committeeId, activityId })
}
async function speechIn(world: World, state: SpeechState): Promise<string> {
  const { committeeId, people } = world.home
  return buildSpeech(world.db, {
    committeeId,
    callId: await callIn(world),
    memberId: people.proposer.memberId!,
    state,
  })
}
async function pointIn(world: World): Promise<{ activityId: string; pointId: string }> {
  const activityId = await activityIn(world, 'announced')
  const pointId = newId()
  await world.db
    .insertInto('discussion_points')
    .values({
      committee_id: world.home.committeeId,
      id: pointId,
      activity_id: activityId,
      speaker: '某委员',
      words: '建议加装路灯。',
      recorded_at: world.app.clock.now,
    })
    .execute()
  return { activityId, pointId }
}
function of<S>(
  prepare: (world: World) => Promise<S>,
  idOf: (subject: S) => string,
  actors: Asker[],
  body?: unknown,
): Row {
  return row({
    prepare,
    request: (_, subject) => ({ params: { id: idOf(subject) }, body }),
    home: only(actors, told),
    away: hidden,
  })
}
const itself = (id: string) => id
const meeting = (world: World) => activityIn(world, 'announced')
const call = {
  title: '大会发言征集',
  words: '',
  opensOn: '2026-03-01',
  closesOn: '2026-03-15',
  oralMinutes: 8,
  oralPlaces: 10,
}
const words = { title: '让小巷亮起来', words: '各位委员。', wish: 'either', body: '' }

export const rows: Record<keyof typeof speechRoutes, Row> = {
  listSpeeches: of(meeting, itself, told),
  openSpeechCall: of(meeting, itself, organising, call),
  editSpeechCall: of(callIn, itself, organising, { ...call, version: 1 }),
  // One's own, whoever one is; the office's where it types for a member.
  getSpeechWriting: of(callIn, itself, ['proposer', ...organising]),
  keepSpeechDraft: of(callIn, itself, ['proposer', ...organising], {
    ...words,
    memberId: null,
    speechId: null,
    version: 0,
  }),
  dropSpeechDraft: of(callIn, itself, told),
  readSpeechFile: row({
    prepare: callIn,
    request: (_, callId) => ({
      params: { id: callId },
      files: [{ name: '发言稿.txt', bytes: Buffer.from('让小巷亮起来\n各位委员。', 'utf8') }],
    }),
    home: only(['proposer', ...organising], told),
    away: hidden,
  }),
  // Of one's own will, who is invited; the office enters for a member, which this body does not.
  submitSpeech: of(callIn, itself, ['proposer'], words),
  editSpeech: of((world) => speechIn(world, 'oral'), itself, ['proposer', ...organising], { ...words, version: 1 }),
  withdrawSpeech: of((world) => speechIn(world, 'oral'), itself, ['proposer', ...organising], {}),
  selectSpeech: of((world) => speechIn(world, 'oral'), itself, organising, { as: 'written', note: '' }),
  orderSpeeches: of(callIn, itself, organising, { speechIds: [] }),
  tellSpeechOrder: of(callIn, itself, organising, {}),
  giveSpeech: of((world) => speechIn(world, 'oral'), itself, organising, { seconds: 400 }),
  startSpeech: of((world) => speechIn(world, 'oral'), itself, organising, {}),
  undoDelivery: of((world) => speechIn(world, 'given'), itself, organising, {}),
  takeBackSpeech: of((world) => speechIn(world, 'given'), itself, organising, { note: '临时调整' }),
  collectSpeeches: of(callIn, itself, organising, {}),
  takeBackCollection: of(callIn, itself, organising, { note: '没有印' }),
  getSpeechCollection: of(
    async (world) => {
      const callId = await callIn(world)
      const { committeeId, people } = world.home
      await buildSpeech(world.db, { committeeId, callId, memberId: people.proposer.memberId!, state: 'written' })
      return callId
    },
    itself,
    reading,
  ),
  listPoints: of(pointIn, (one) => one.activityId, reading),
  addPoint: of(pointIn, (one) => one.activityId, organising, { speaker: '某委员', words: '建议加装路灯。' }),
  editPoint: of(pointIn, (one) => one.pointId, organising, { speaker: '某委员', words: '建议先装。', version: 1 }),
  draftBrief: of(pointIn, (one) => one.activityId, organising, { points: 'all' }),
}

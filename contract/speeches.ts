import { z } from 'zod'
import { civilDate, filledText, id, instant, text, version } from './common.ts'
import { route } from './route.ts'

/** 大会发言: 已提交 · 选为口头 · 选为书面 · 未选 · 已撤回 · 已发言. */
export const speechState = z.enum(['submitted', 'oral', 'written', 'notSelected', 'withdrawn', 'given'])
export type SpeechState = z.infer<typeof speechState>
export const speechForm = z.enum(['oral', 'written'])
export type SpeechForm = z.infer<typeof speechForm>
/** 口头 · 书面 · 都可以. */
export const speechWish = z.enum(['oral', 'written', 'either'])
export const speechAction = z.enum(['edit', 'withdraw', 'select', 'give', 'takeBack'])
export type SpeechAction = z.infer<typeof speechAction>

export const speechCall = z.object({
  id,
  activityId: id,
  title: z.string(),
  words: z.string(),
  opensOn: civilDate,
  closesOn: civilDate,
  /** Each oral speech at most so long, and so many of them. */
  oralMinutes: z.int(),
  oralPlaces: z.int(),
  collectedAt: instant.nullable(),
  /** When the viewer last kept the draft of a new speech; null: there is none. */
  draftSavedAt: instant.nullable(),
  /** Who speaks since when; null: nobody. */
  timing: z.object({ speechId: id, startedAt: instant }).nullable(),
  version,
  /** `tellOrder`: some authors do not know their place yet. `collect`: the written ones may be told as printed; `uncollect`: that may be taken back. */
  actions: z.array(z.enum(['edit', 'submit', 'order', 'tellOrder', 'collect', 'uncollect'])),
})
export type SpeechCall = z.infer<typeof speechCall>

export const speech = z.object({
  id,
  callId: id,
  state: speechState,
  form: speechForm.nullable(),
  wish: speechWish,
  title: z.string(),
  /** Empty where the viewer may not read it. */
  words: z.string(),
  /** The member, or the body that speaks through one. */
  memberId: id,
  memberName: z.string(),
  sector: z.string(),
  /** 党派、人民团体、专委会 it speaks for; empty: the member. */
  body: z.string(),
  position: z.int().nullable(),
  /** The place in the order its author was last told, for the author and the office. */
  toldPlace: z.int().nullable(),
  seconds: z.int().nullable(),
  givenAt: instant.nullable(),
  note: z.string(),
  submittedAt: instant,
  /** What the office weighs, and nobody else is shown. */
  aids: z
    .object({
      /** This party or body has no oral speech chosen yet, and one is its due. */
      guaranteed: z.boolean(),
      /** Oral speeches in this term before. */
      spokeBefore: z.int(),
      /** Others of the same sector already chosen to speak. */
      sameSector: z.int(),
      characters: z.int(),
    })
    .nullable(),
  version,
  actions: z.array(speechAction),
})
export type Speech = z.infer<typeof speech>

/** Characters that are spoken, and the minutes they take at some 200 a minute, as oral speeches are reckoned. */
export function speechLength(words: string): { characters: number; minutes: number } {
  const characters = [...words.replaceAll(/\s/g, '')].length
  return { characters, minutes: characters === 0 ? 0 : Math.max(1, Math.ceil(characters / 200)) }
}

/** 发言要点 of a group discussion. */
export const point = z.object({ id, speaker: z.string(), words: z.string(), recordedAt: instant, version })
export type Point = z.infer<typeof point>

const callBody = {
  title: filledText(100),
  words: text(4000),
  opensOn: civilDate,
  closesOn: civilDate,
  oralMinutes: z.int().min(1).max(60),
  oralPlaces: z.int().min(0).max(100),
}
const speechBody = {
  title: filledText(100),
  words: filledText(20_000),
  wish: speechWish,
  body: text(60),
}
/** A speech while it is written: nothing of it has to be there yet. */
export const speechText = z.object({
  title: text(100),
  words: text(20_000),
  wish: speechWish,
  body: text(60),
  /** For whom the office types; null: not chosen yet, or one's own. */
  memberId: id.nullable(),
})
export type SpeechText = z.infer<typeof speechText>
export const speechWriting = z.object({
  call: z.object({
    id,
    activityId: id,
    title: z.string(),
    words: z.string(),
    closesOn: civilDate,
    oralMinutes: z.int(),
  }),
  /** The office types for a member. */
  forOther: z.boolean(),
  /** The speech that is being changed; null: a new one. */
  speech: z.object({ id, version, memberName: z.string() }).nullable(),
  text: speechText,
  /** 0: nothing is kept yet. */
  draftVersion: z.int(),
})
export type SpeechWriting = z.infer<typeof speechWriting>
const ofSpeech = z.object({ speechId: id.optional() })

const one = { params: z.object({ id }), access: 'signedIn' as const }
const moved = z.object({ state: speechState, version })
const state = ['speech.wrong-state'] as const

export const speechRoutes = {
  listSpeeches: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/speeches',
    summary: 'Calls for speeches at a meeting, and the speeches I may see.',
    response: z.object({
      calls: z.array(speechCall),
      items: z.array(speech),
      mayCall: z.boolean(),
      /** The server's clock, by which times run. */
      now: instant,
      /** Members one may enter a speech for; the office alone. */
      defaults: z.object({ oralMinutes: z.int() }),
    }),
  }),
  openSpeechCall: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/speech-calls',
    summary: 'Call for speeches.',
    creates: true,
    body: z.object(callBody),
    response: z.object({ id }),
    errors: ['speech.dates', 'speech.meeting-over'],
  }),
  editSpeechCall: route({
    ...one,
    method: 'PUT',
    path: '/speech-calls/:id',
    summary: 'Change a call.',
    body: z.object({ ...callBody, version }),
    response: z.object({ version }),
    errors: ['speech.dates', 'version.stale'],
  }),
  getSpeechWriting: route({
    ...one,
    method: 'GET',
    path: '/speech-calls/:id/draft',
    summary: 'Where I go on writing a speech: a new one, or one handed in.',
    query: ofSpeech,
    response: speechWriting,
  }),
  keepSpeechDraft: route({
    ...one,
    method: 'PUT',
    path: '/speech-calls/:id/draft',
    summary: 'Keep what I have written so far.',
    body: z.object({ ...speechText.shape, speechId: id.nullable(), version: z.int().min(0) }),
    response: z.object({ version }),
    errors: [...state, 'speech.call-closed', 'version.stale'],
  }),
  dropSpeechDraft: route({
    ...one,
    method: 'DELETE',
    path: '/speech-calls/:id/draft',
    summary: 'Throw away what I had kept.',
    query: ofSpeech,
    response: z.object({}),
  }),
  readSpeechFile: route({
    ...one,
    method: 'POST',
    path: '/speech-calls/:id/draft/file',
    summary: 'The text of a Word file, to go on writing with; nothing is kept.',
    multipart: true,
    response: z.object({ title: z.string(), words: z.string() }),
    errors: ['speech.unreadable-file', 'speech.call-closed', 'file.too-large', 'file.missing', 'file.too-many'],
  }),
  submitSpeech: route({
    ...one,
    method: 'POST',
    path: '/speech-calls/:id/speeches',
    summary: 'Hand in a speech; the office for a member who did so on paper.',
    creates: true,
    body: z.object({ ...speechBody, memberId: id.optional() }),
    response: z.object({ id }),
    errors: ['speech.call-closed', 'speech.not-a-member'],
  }),
  editSpeech: route({
    ...one,
    method: 'PUT',
    path: '/speeches/:id',
    summary: 'Change a speech until the call closes.',
    body: z.object({ ...speechBody, version }),
    response: moved,
    errors: [...state, 'speech.call-closed', 'version.stale'],
  }),
  withdrawSpeech: route({
    ...one,
    method: 'POST',
    path: '/speeches/:id/withdrawal',
    summary: 'Take a speech back.',
    body: z.object({}),
    response: moved,
    errors: state,
  }),
  selectSpeech: route({
    ...one,
    method: 'POST',
    path: '/speeches/:id/selection',
    summary: 'Choose a speech to be spoken, to be printed, or not.',
    body: z.object({ as: z.enum(['oral', 'written', 'notSelected']), note: text(300) }),
    response: moved,
    errors: [...state, 'speech.places', 'speech.needs-note'],
  }),
  orderSpeeches: route({
    ...one,
    method: 'PUT',
    path: '/speech-calls/:id/order',
    summary: 'Put the oral speeches in order.',
    body: z.object({ speechIds: z.array(id).max(100) }),
    response: z.object({}),
    errors: ['speech.order'],
  }),
  tellSpeechOrder: route({
    ...one,
    method: 'POST',
    path: '/speech-calls/:id/order/notices',
    summary: 'Tell each whose place in the order is new or has changed, once.',
    body: z.object({}),
    response: z.object({ told: z.int() }),
  }),
  giveSpeech: route({
    ...one,
    method: 'POST',
    path: '/speeches/:id/delivery',
    summary: 'Record that an oral speech was given, and how long it took.',
    body: z.object({ seconds: z.int().min(1).max(7200) }),
    response: moved,
    errors: [...state, 'speech.not-yet'],
  }),
  startSpeech: route({
    ...one,
    method: 'POST',
    path: '/speeches/:id/timing',
    summary: 'Begin the time of an oral speech, or begin it anew.',
    body: z.object({}),
    response: z.object({ startedAt: instant }),
    errors: [...state, 'speech.not-yet'],
  }),
  undoDelivery: route({
    ...one,
    method: 'POST',
    path: '/speeches/:id/delivery/undo',
    summary: 'Undo within two minutes that it was given; its time runs on.',
    body: z.object({}),
    response: moved,
    errors: [...state, 'speech.undo-late'],
  }),
  takeBackSpeech: route({
    ...one,
    method: 'POST',
    path: '/speeches/:id/delivery/removal',
    summary: 'Record that it was not given after all, with the reason.',
    body: z.object({ note: filledText(300) }),
    response: moved,
    errors: state,
  }),
  collectSpeeches: route({
    ...one,
    method: 'POST',
    path: '/speech-calls/:id/collection',
    summary: 'The written speeches are printed and handed out.',
    body: z.object({}),
    response: z.object({ given: z.int() }),
    errors: ['speech.nothing-written', 'speech.call-open'],
  }),
  takeBackCollection: route({
    ...one,
    method: 'POST',
    path: '/speech-calls/:id/collection/removal',
    summary: 'They were not printed after all: what the ledger has of them is taken back, with the reason.',
    body: z.object({ note: filledText(300) }),
    response: z.object({ takenBack: z.int() }),
    errors: ['speech.not-collected'],
  }),
  getSpeechCollection: route({
    ...one,
    method: 'GET',
    path: '/speech-calls/:id/collection',
    summary: 'The speeches of a call as one Word file.',
    download: true,
    errors: ['speech.nothing-written'],
  }),
  listPoints: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/points',
    summary: 'What was said in a group discussion, as its secretary wrote it.',
    response: z.object({
      items: z.array(point),
      mayWrite: z.boolean(),
      /** Briefs of this meeting there are, and the points written down since the last. */
      briefs: z.int(),
      newPoints: z.int(),
    }),
  }),
  addPoint: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/points',
    summary: 'Write down what somebody said.',
    creates: true,
    body: z.object({ speaker: filledText(60), words: filledText(4000) }),
    response: z.object({ id }),
    errors: ['speech.meeting-over'],
  }),
  editPoint: route({
    ...one,
    method: 'PUT',
    path: '/points/:id',
    summary: 'Change a point; without words it is struck out.',
    body: z.object({ speaker: filledText(60), words: text(4000), version }),
    response: z.object({ version }),
    errors: ['version.stale'],
  }),
  draftBrief: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/points/brief',
    summary: 'Make the points of a discussion drafts of briefs, all of them or those since the last brief.',
    creates: true,
    body: z.object({ points: z.enum(['all', 'new']) }),
    /** Of the first; more than one brief where one does not hold them. */
    response: z.object({ id, issue: z.int(), briefs: z.int(), points: z.int() }),
    errors: ['speech.no-points', 'activity.wrong-state'],
  }),
}

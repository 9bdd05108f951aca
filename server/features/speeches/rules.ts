import type { ActivityState } from '#contract/activities.ts'
import { type SpeechForm, type SpeechState, speechLength } from '#contract/speeches.ts'

/** Minutes of an oral speech. Source: 全国政协大会发言工作规则, 口头发言不超过 8 分钟. */
export const oralMinutes = 8

export interface Weighed {
  id: string
  memberId: string
  sector: string
  body: string
  words: string
  state: SpeechState
  form: SpeechForm | null
}

/** What the office weighs when it chooses; it decides, nothing is ranked. Each party or body that handed one in is due one
 *  oral speech; of equals who has not spoken comes first. Source: 大会发言工作规则: 党派中央、无党派、工商联各保证 1 次；质量第一、
 *  统筹兼顾、党派优先；同等条件优先未发言者. */
export function aidsOf(
  one: Weighed,
  all: readonly Weighed[],
  spokeBefore: number,
): { guaranteed: boolean; spokeBefore: number; sameSector: number; characters: number } {
  const chosen = all.filter((other) => other.form === 'oral' && other.id !== one.id)
  return {
    guaranteed: one.body !== '' && one.form !== 'oral' && !chosen.some((other) => other.body === one.body),
    spokeBefore,
    sameSector: one.sector === '' ? 0 : chosen.filter((other) => other.sector === one.sector).length,
    characters: speechLength(one.words).characters,
  }
}

/** Oral speeches that are still to be given, whose place in the order is another than their author was told; of a speech that
 *  is not oral any more none is told. @param oral those of a call in their order, given ones too */
export function newPlaces<T extends { state: SpeechState; toldPlace: number | null }>(
  oral: readonly T[],
): { speech: T; place: number }[] {
  return oral
    .map((speech, i) => ({ speech, place: i + 1 }))
    .filter(({ speech, place }) => speech.state === 'oral' && speech.toldPlace !== place)
}

/** Whether a meeting still takes, chooses and orders speeches. */
export const goesOn = (state: ActivityState): boolean => state !== 'archived' && state !== 'cancelled'

/** Whether a call takes speeches on a civil day. */
export const takes = (call: { opensOn: string; closesOn: string }, today: string): boolean =>
  call.opensOn <= today && today <= call.closesOn

/** Whether the written speeches of a call may be told as printed: not while it still takes any, and not before one is chosen.
 *  Source: 大会发言工作规则, 书面发言印发大会（征集截止、遴选以后）. */
export const mayCollect = (call: { closesOn: string }, today: string): boolean => today > call.closesOn

/** The day an oral speech was given: the one it is recorded on, but within the meeting. Who records the last speeches in the
 *  new year records those of the old one. Civil days. */
export const dayGiven = (recordedOn: string, meeting: { from: string; to: string }): string =>
  recordedOn < meeting.from ? meeting.from : recordedOn > meeting.to ? meeting.to : recordedOn

/** Characters a brief holds at most. */
const briefCharacters = 30_000

/** Points as the texts of briefs: who spoke, and each line of what was said on its own. What does not fit into one goes whole
 *  into the next: nothing that was said is left out. */
export function briefTexts(points: readonly { speaker: string; words: string }[]): string[] {
  const texts: string[] = []
  for (const one of points) {
    const said = `${one.speaker}：${one.words.trim()}`
    const joined = texts.length === 0 ? said : `${texts.at(-1)}\n${said}`
    if (texts.length > 0 && joined.length <= briefCharacters) texts[texts.length - 1] = joined
    else texts.push(said)
  }
  return texts
}

/** A title is a line, not a paragraph. */
const titleCharacters = 40

/** Title and words out of the text of a file: a short first line is the title. */
export function titleAndWords(text: string): { title: string; words: string } {
  const whole = text.trim()
  const [first = '', ...rest] = whole.split('\n')
  const words = rest.join('\n').trim()
  return words !== '' && [...first.trim()].length <= titleCharacters
    ? { title: first.trim(), words }
    : { title: '', words: whole }
}

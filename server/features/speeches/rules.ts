import type { SpeechForm, SpeechState } from '#contract/speeches.ts'

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
    characters: [...one.words.replaceAll(/\s/g, '')].length,
  }
}

/** Whether a call takes speeches on a civil day. */
export const takes = (call: { opensOn: string; closesOn: string }, today: string): boolean =>
  call.opensOn <= today && today <= call.closesOn

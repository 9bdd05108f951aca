/** The answer to one suggestion as the rules look at it. */
export interface GivenAnswer {
  number: number
  answer: string
  measure: string
  dueOn: string | null
  responsible: string
}

/** The answer to a suggestion of one handled with the proposal: by itself, or 同第 n 条 of the carrying one. */
export interface GivenMergedAnswer extends GivenAnswer {
  proposalId: string
  sameAs: number | null
}

/** One that is handled with the proposal and waits for its answer. */
export interface AskedTogether {
  proposalId: string
  /** Of the proposal. */
  number: number | null
  suggestions: readonly string[]
}

/** Numbers of the suggestions nobody answered. Source: 退回重办情形「答非所问」（fabao365 law_567508）；domain.md 13,
 *  逐条建议→逐条回应. */
export function unanswered(suggestions: readonly string[], answers: readonly GivenAnswer[]): number[] {
  const answered = new Set(answers.filter((one) => one.answer.trim() !== '').map((one) => one.number))
  return suggestions.flatMap((_, i) => (answered.has(i + 1) ? [] : [i + 1]))
}

/** Numbers of the answers that name a date and no measure that is due then. */
export function datesWithoutMeasure(answers: readonly GivenAnswer[]): number[] {
  return answers.filter((one) => one.dueOn !== null && one.measure.trim() === '').map((one) => one.number)
}

/** Numbers of the answers that name a measure and no date. Source: 写明何时解决到什么程度（fsou 17010450, B 类）. */
export function measuresWithoutDate(answers: readonly GivenAnswer[]): number[] {
  return answers.filter((one) => one.measure.trim() !== '' && one.dueOn === null).map((one) => one.number)
}

/** Numbers of the answers whose date is behind: nothing can be promised for a day that is over. */
export function datesBehind(answers: readonly GivenAnswer[], today: string): number[] {
  return answers.filter((one) => one.dueOn !== null && one.dueOn < today).map((one) => one.number)
}

/** What the answers to one handled with it lack; null where nothing. 同第 n 条 counts where that one has an answer.
 *  Source: 并案办理的，分别答复各提案者（提案工作条例，并案处理）. */
export function mergedLacks(
  asked: AskedTogether,
  given: readonly GivenMergedAnswer[],
  own: readonly GivenAnswer[],
  { promises, today }: { promises: boolean; today: string },
) {
  const answered = new Set(own.filter((one) => one.answer.trim() !== '').map((one) => one.number))
  const mine = given.filter((one) => one.proposalId === asked.proposalId)
  const whole = mine.map((one) => ({
    ...one,
    answer: one.sameAs !== null && answered.has(one.sameAs) ? '同' : one.answer,
  }))
  const open = unanswered(asked.suggestions, whole)
  const noMeasure = datesWithoutMeasure(mine)
  const behind = promises ? datesBehind(mine, today) : []
  if (open.length + noMeasure.length + behind.length === 0) return null
  const { proposalId, number } = asked
  return { proposalId, number, unanswered: open, datesWithoutMeasure: noMeasure, datesBehind: behind }
}

/** What is still missing before a reply is handed in, by field; with numbers where single answers lack something.
 *  Signed by the leader, with name and telephone of whom to ask (附主管领导与经办人姓名电话, fabao365 law_567508).
 *  @param promises whether the class chosen makes measures into follow-ups */
export function replyLacks(
  reply: { text: string; replyClass: string | null; signedBy: string; contactName: string; contactPhone: string },
  answers: readonly GivenAnswer[],
  asked: {
    suggestions: readonly string[]
    promises: boolean
    today: string
    together?: readonly AskedTogether[]
  },
  mergedAnswers: readonly GivenMergedAnswer[] = [],
): Record<string, unknown> | null {
  const open = unanswered(asked.suggestions, answers)
  const noMeasure = datesWithoutMeasure(answers)
  const behind = asked.promises ? datesBehind(answers, asked.today) : []
  const merged = (asked.together ?? []).flatMap((one) => mergedLacks(one, mergedAnswers, answers, asked) ?? [])
  const missing = [
    ...(asked.suggestions.length === 0 && reply.text.trim() === '' ? ['text'] : []),
    ...(open.length > 0 ? ['answers'] : []),
    ...(merged.length > 0 ? ['mergedAnswers'] : []),
    ...(noMeasure.length > 0 ? ['measures'] : []),
    ...(behind.length > 0 ? ['dates'] : []),
    ...(reply.replyClass ? [] : ['replyClass']),
    ...(reply.signedBy.trim() ? [] : ['signedBy']),
    ...(reply.contactName.trim() ? [] : ['contactName']),
    ...(reply.contactPhone.trim() ? [] : ['contactPhone']),
  ]
  if (missing.length === 0) return null
  return { missing, unanswered: open, datesWithoutMeasure: noMeasure, datesBehind: behind, merged }
}

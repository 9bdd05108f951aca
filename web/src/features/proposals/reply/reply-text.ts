import type { Assignment } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { replyInFull } from '#contract/reply-text.ts'
import { contactOfRound } from '../page/duty-dates.ts'
import type { Answer, MergedAnswer, ReplyText } from './use-reply-saver.ts'

/** Pure pieces of writing a reply. */

const noAnswer: Omit<Answer, 'number'> = { answer: '', measure: '', dueOn: null, responsible: '' }

/** The answer to each of so many suggestions, empty where none is written yet. */
export function answersFor(count: number, answers: readonly Answer[]): Answer[] {
  return Array.from(
    { length: count },
    (_, i) => answers.find((one) => one.number === i + 1) ?? { number: i + 1, ...noAnswer },
  )
}

/** All answers with one of them changed. */
export function withAnswer(count: number, answers: readonly Answer[], changed: Answer): Answer[] {
  return answersFor(count, answers).map((one) => (one.number === changed.number ? changed : one))
}

/** One handled with the proposal, as far as who answers it asks. */
export type Merged = Pick<Proposal['merged'][number], 'id' | 'number' | 'state' | 'suggestions'>

/** Those handled with it that still wait for their answer. */
export const answeredTogether = <M extends Merged>(merged: readonly M[]): M[] =>
  merged.filter((one) => one.state === 'merged')

/** The answer to each suggestion of one handled with it, empty where none is written yet. */
export function mergedAnswersFor(one: Merged, answers: readonly MergedAnswer[]): MergedAnswer[] {
  const own = answers.filter((answer) => answer.proposalId === one.id)
  return one.suggestions.map(
    (_, i) =>
      own.find((answer) => answer.number === i + 1) ?? {
        proposalId: one.id,
        number: i + 1,
        sameAs: null,
        ...noAnswer,
      },
  )
}

/** All answers to those handled with it, with one of them changed. */
export function withMergedAnswer(answers: readonly MergedAnswer[], changed: MergedAnswer): MergedAnswer[] {
  const same = (one: MergedAnswer) => one.proposalId === changed.proposalId && one.number === changed.number
  return answers.some(same) ? answers.map((one) => (same(one) ? changed : one)) : [...answers, changed]
}

/** 15 号, or 并案的一件 before it is numbered. */
export const mergedName = (one: { number: number | null }) =>
  one.number === null ? '并案的一件' : `${one.number} 号提案`

/** What is written to one handled with it, as one text; empty where nothing is. */
export function mergedInFull(one: Merged, answers: readonly MergedAnswer[]): string {
  const written = mergedAnswersFor(one, answers)
    .filter((answer) => answer.sameAs !== null || answer.answer.trim() !== '' || answer.measure.trim() !== '')
    .map((answer) => (answer.sameAs === null ? answer : { ...answer, answer: `同本件第 ${answer.sameAs} 条` }))
    .map((answer) => ({ ...answer, suggestion: one.suggestions[answer.number - 1] ?? '' }))
  if (written.length === 0) return ''
  return replyInFull({ text: `对${mergedName(one)}的答复：`, answers: written, closing: '' })
}

const joined = (a: string, b: string) => (a === b ? a : [a, b].filter((one) => one.trim() !== '').join('\n\n'))

function bothMerged(mine: readonly MergedAnswer[], theirs: readonly MergedAnswer[]): MergedAnswer[] {
  const isSame = (one: MergedAnswer) => (other: MergedAnswer) =>
    one.proposalId === other.proposalId && one.number === other.number
  const both = mine.map((one) => {
    const other = theirs.find(isSame(one))
    if (!other || one.sameAs !== null || other.sameAs !== null) return one
    return {
      ...one,
      answer: joined(one.answer, other.answer),
      measure: joined(one.measure, other.measure),
      dueOn: one.dueOn ?? other.dueOn,
      responsible: one.responsible || other.responsible,
    }
  })
  return [...both, ...theirs.filter((one) => !mine.some(isSame(one)))]
}

/** Two texts of one reply as one: part by part the second after the first. */
export function bothOf(mine: ReplyText, theirs: ReplyText): ReplyText {
  const count = Math.max(0, ...[...mine.answers, ...theirs.answers].map((one) => one.number))
  const others = answersFor(count, theirs.answers)
  return {
    ...mine,
    text: joined(mine.text, theirs.text),
    answers: answersFor(count, mine.answers).map((one, i) => ({
      ...one,
      answer: joined(one.answer, others[i]!.answer),
      measure: joined(one.measure, others[i]!.measure),
      dueOn: one.dueOn ?? others[i]!.dueOn,
      responsible: one.responsible || others[i]!.responsible,
    })),
    mergedAnswers: bothMerged(mine.mergedAnswers, theirs.mergedAnswers),
    closing: joined(mine.closing, theirs.closing),
  }
}

/** What the proposer has not been met for yet. */
export const noContact = '还没有与提案者面商的记录'
export const disputedContact = '面商记录有异议，请重新面商'

/** Numbers of those without an answer; 同第 n 条 has one where that one has. */
export function openOf(answers: readonly MergedAnswer[], own: readonly Answer[]): number[] {
  const said = (number: number) => own.some((one) => one.number === number && one.answer.trim() !== '')
  return answers
    .filter((one) => (one.sameAs === null ? one.answer.trim() === '' : !said(one.sameAs)))
    .map((one) => one.number)
}

export const numbers = (list: readonly number[]) => `第 ${list.join('、')} 条`

/** What is still missing before a reply can be handed in; the server has the last word. */
export function replyLacks(
  reply: ReplyText,
  assignment: Pick<Assignment, 'contacts'> & Partial<Pick<Assignment, 'actions' | 'inUnit' | 'round'>>,
  suggestions: readonly string[],
  merged: readonly Merged[] = [],
): string[] {
  const lacks: string[] = []
  const answers = answersFor(suggestions.length, reply.answers)
  const open = answers.filter((one) => one.answer.trim() === '').map((one) => one.number)
  const bare = answers.filter((one) => one.dueOn && one.measure.trim() === '').map((one) => one.number)
  if (!reply.replyClass) lacks.push('还没有选答复类别')
  if (open.length > 0) lacks.push(`${numbers(open)}建议还没有答复`)
  if (bare.length > 0) lacks.push(`${numbers(bare)}建议写了完成时限，还没有写措施`)
  for (const one of answeredTogether(merged)) {
    const theirs = mergedAnswersFor(one, reply.mergedAnswers)
    const unsaid = openOf(theirs, reply.answers)
    const dated = theirs.filter((answer) => answer.dueOn && answer.measure.trim() === '').map((answer) => answer.number)
    if (unsaid.length > 0) lacks.push(`${mergedName(one)}${numbers(unsaid)}建议还没有答复`)
    if (dated.length > 0) lacks.push(`${mergedName(one)}${numbers(dated)}建议写了完成时限，还没有写措施`)
  }
  if (suggestions.length === 0 && reply.text.trim() === '') lacks.push('还没有写答复内容')
  // Within a unit the leader signs at the end: the name is put in then.
  const signs = assignment.inUnit?.step !== 'signing' && assignment.actions?.includes('submitReply') !== false
  if (signs && reply.signedBy.trim() === '') lacks.push('还没有填签发领导')
  if (reply.contactName.trim() === '') lacks.push('还没有填联系人')
  if (reply.contactPhone.trim() === '') lacks.push('还没有填联系电话')
  // A contact the proposer disputes does not count, nor one of an earlier round.
  const contact = contactOfRound(assignment)
  if (contact === 'none') return [...lacks, noContact]
  return contact === 'disputed' ? [...lacks, disputedContact] : lacks
}

/** Worth a look before it is handed in, no hindrance: a promise has a measure and a day. */
export function replyHints(
  reply: Pick<ReplyText, 'replyClass' | 'answers'>,
  classes: readonly { code: string; name: string; promises: boolean }[],
): string[] {
  const promise = classes.find((one) => one.code === reply.replyClass && one.promises)
  if (!promise) return []
  const measured = reply.answers.filter((one) => one.measure.trim() !== '')
  if (measured.length === 0) return [`选了“${promise.name}”，还没有写措施和完成时限，审核时会看`]
  const dateless = measured.filter((one) => !one.dueOn).map((one) => one.number)
  return dateless.length > 0 ? [`${numbers(dateless)}建议的措施没有完成时限，审核时会看`] : []
}

/** What handing it on is called: out of the unit for who signs, else on to the unit's office or leader. */
export function submitWords({ actions, inUnit }: Pick<Assignment, 'actions' | 'inUnit'>) {
  if (actions.includes('submitReply') && inUnit?.step === 'signing')
    return {
      open: '审签并报送',
      act: '审签并报送',
      whole: '每条建议都有答复，类别和联系人都填了',
      after: '报送就是签发，签发领导写您的姓名（已经写了别的领导的，以写的为准）。随后由提案委办公室审核。',
    }
  if (actions.includes('submitReply'))
    return {
      open: '检查并报送',
      act: '报送答复',
      whole: '每条建议都有答复，类别、签发领导和联系人都填了',
      after: '报送后由提案委办公室审核。没有逐条回应建议的，会退回重拟。',
    }
  return {
    open: inUnit?.step === 'checking' ? '送领导审签' : '检查并送审',
    act: inUnit?.step === 'checking' ? '送领导审签' : '送审',
    whole: '每条建议都有答复，类别和联系人都填了',
    after: '送审后由本单位办公室核稿、分管领导审签，再报送提案委办公室。退回的，会有消息。',
  }
}

import type { Assignment } from '#contract/handling.ts'
import type { Answer, ReplyText } from './use-reply-saver.ts'

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

const joined = (a: string, b: string) => (a === b ? a : [a, b].filter((one) => one.trim() !== '').join('\n\n'))

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
    closing: joined(mine.closing, theirs.closing),
  }
}

/** What the proposer has not been met for yet. */
export const noContact = '还没有与提案者面商的记录'

const numbers = (list: readonly number[]) => `第 ${list.join('、')} 条`

/** What is still missing before a reply can be handed in; the server has the last word. */
export function replyLacks(
  reply: ReplyText,
  assignment: Pick<Assignment, 'contacts'> & Partial<Pick<Assignment, 'actions' | 'inUnit'>>,
  suggestions: readonly string[],
): string[] {
  const lacks: string[] = []
  const answers = answersFor(suggestions.length, reply.answers)
  const open = answers.filter((one) => one.answer.trim() === '').map((one) => one.number)
  const bare = answers.filter((one) => one.dueOn && one.measure.trim() === '').map((one) => one.number)
  if (!reply.replyClass) lacks.push('还没有选答复类别')
  if (open.length > 0) lacks.push(`${numbers(open)}建议还没有答复`)
  if (bare.length > 0) lacks.push(`${numbers(bare)}建议写了完成时限，还没有写措施`)
  if (suggestions.length === 0 && reply.text.trim() === '') lacks.push('还没有写答复内容')
  // Within a unit the leader signs at the end: the name is put in then.
  const signs = assignment.inUnit?.step !== 'signing' && assignment.actions?.includes('submitReply') !== false
  if (signs && reply.signedBy.trim() === '') lacks.push('还没有填签发领导')
  if (reply.contactName.trim() === '') lacks.push('还没有填联系人')
  if (reply.contactPhone.trim() === '') lacks.push('还没有填联系电话')
  // A contact the proposer disputes does not count.
  const met = assignment.contacts.some((contact) => contact.disputedAt === null)
  return met ? lacks : [...lacks, noContact]
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

/** What the office looks at before a reply goes to the proposer: each suggestion answered, each measure with its day. */
export function reviewChecks(
  reply: Pick<Assignment['replies'][number], 'answers'>,
  suggestions: readonly string[],
): { fine: boolean; words: string }[] {
  if (reply.answers.length === 0) return [{ fine: false, words: '这份答复没有逐条写，请对照建议看' }]
  const answers = answersFor(suggestions.length, reply.answers)
  const open = answers.filter((one) => one.answer.trim() === '').map((one) => one.number)
  const dateless = answers.filter((one) => one.measure.trim() !== '' && !one.dueOn).map((one) => one.number)
  const promised = answers.filter((one) => one.measure.trim() !== '').length
  return [
    { fine: open.length === 0, words: open.length === 0 ? '每条建议都有答复' : `${numbers(open)}建议没有答复` },
    promised === 0
      ? { fine: false, words: '没有写措施，请看类别是否合适' }
      : {
          fine: dateless.length === 0,
          words: dateless.length === 0 ? '措施都有完成时限' : `${numbers(dateless)}建议的措施没有完成时限`,
        },
  ]
}

import type { Assignment } from '#contract/handling.ts'
import { contactOfRound } from '../page/duty-dates.ts'
import {
  answeredTogether,
  answersFor,
  type Merged,
  mergedAnswersFor,
  mergedName,
  numbers,
  openOf,
} from './reply-text.ts'

/** Pure pieces of examining a reply. */

export interface Check {
  fine: boolean
  words: string
}

/** What the office looks at before a reply goes to the proposer: each suggestion answered, each measure with its day. */
export function reviewChecks(
  reply: Pick<Assignment['replies'][number], 'answers'> & Partial<Pick<Assignment['replies'][number], 'mergedAnswers'>>,
  suggestions: readonly string[],
  merged: readonly Merged[] = [],
): Check[] {
  if (reply.answers.length === 0) return [{ fine: false, words: '这份答复没有逐条写，请对照建议看' }]
  const answers = answersFor(suggestions.length, reply.answers)
  const open = answers.filter((one) => one.answer.trim() === '').map((one) => one.number)
  const dateless = answers.filter((one) => one.measure.trim() !== '' && !one.dueOn).map((one) => one.number)
  const together = answeredTogether(merged).map((one) => {
    const unsaid = openOf(mergedAnswersFor(one, reply.mergedAnswers ?? []), reply.answers)
    const name = `并案的${mergedName(one)}`
    return unsaid.length === 0
      ? { fine: true, words: `${name}每条建议（${one.suggestions.length} 条）都有答复` }
      : { fine: false, words: `${name}${numbers(unsaid)}建议没有答复` }
  })
  const promised = answers.filter((one) => one.measure.trim() !== '').length
  return [
    { fine: open.length === 0, words: open.length === 0 ? '每条建议都有答复' : `${numbers(open)}建议没有答复` },
    ...together,
    promised === 0
      ? { fine: false, words: '没有写措施，请看类别是否合适' }
      : {
          fine: dateless.length === 0,
          words: dateless.length === 0 ? '措施都有完成时限' : `${numbers(dateless)}建议的措施没有完成时限`,
        },
  ]
}

const contactWords = {
  none: '这一轮没有面商记录',
  disputed: '提案者对面商记录有异议，之后没有重新面商',
  unconfirmed: '面商记录还没有经提案者确认',
  confirmed: '提案者已确认面商',
} as const

/** What the office looks at besides the text: the contact of this round, and what the joint units said. */
export function handlingChecks(
  duty: Pick<Assignment, 'contacts' | 'round' | 'role'>,
  joint: readonly Pick<Assignment, 'unitName' | 'opinionGivenAt'>[],
): Check[] {
  const contact = contactOfRound(duty)
  const silent = joint.filter((one) => one.opinionGivenAt === null).map((one) => one.unitName)
  const opinions =
    joint.length === 0
      ? []
      : [
          silent.length === 0
            ? { fine: true, words: '会办意见都已提出，请看答复是否汇总了' }
            : { fine: false, words: `${silent.join('、')}没有提出会办意见` },
        ]
  return [{ fine: contact === 'confirmed', words: contactWords[contact] }, ...opinions]
}

/** The joint duties a reply of this duty sums up. */
export function jointDuties(assignments: readonly Assignment[], duty: Pick<Assignment, 'role'>): Assignment[] {
  if (duty.role !== 'lead') return []
  const gone = ['returned', 'reassigned', 'ended']
  return assignments.filter((one) => one.role === 'joint' && !gone.includes(one.state))
}

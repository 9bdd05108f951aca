import type { Assignment } from '#contract/handling.ts'
import { replyInFull } from '#contract/reply-text.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Paper } from '../paper.ts'
import { dateText, documentNumberText, printable, printableLine } from '../rules.ts'
import { blankPaper, contactNote, type Facts, fullReferenceOf, referenceOf } from './facts.ts'

/** 答复函: a letter of the unit to the proposer, its class at the top right, whom to ask at its end.
 *  Source: fabao365 law_567508; 吉政数字〔2022〕1号 as a model. */
export function replyLetter(f: Facts, assignment: Assignment, reply: Assignment['replies'][number]): Paper {
  const replyClass = f.replyClasses.find((c) => c.code === reply.replyClass)
  const written = reply.submittedAt ?? reply.deliveredAt
  const greeting = addresseeOf(f)
  const { first, rest } = withoutGreeting(replyInFull(reply), f.proposal.proposers)
  return {
    ...blankPaper(f, 'letter'),
    issuer: assignment.unitName,
    documentNumber: documentNumberText(reply.documentNumber),
    mark: f.settings.classShown && reply.replyClass ? `答复类别：${replyClass?.code ?? reply.replyClass}` : '',
    title: `对${referenceOf(f)}的答复`,
    addressee: first || greeting,
    blocks: [
      // 先复述收悉的提案标题（吉政数字〔2022〕1号）
      ...(namesTitle(rest, f.proposal.title)
        ? []
        : [{ kind: 'text' as const, text: `${you[f.proposal.kind]}提出的${fullReferenceOf(f)}收悉。现答复如下：` }]),
      { kind: 'text', text: rest },
    ],
    signedBy: assignment.unitName,
    date: dateText(written === null ? f.today : civilDateOf(new Date(written))),
    note: contactNote(reply.contactName, reply.contactPhone),
    copiesTo: f.settings.replyCopies,
  }
}

const you = { individual: '您', joint: '你们', collective: '你单位' } as const

/** 主送: the proposer by name, several of them by the first, a body by its own. */
function addresseeOf(f: Facts): string {
  const { proposal } = f
  if (proposal.collectiveName) return `${proposal.collectiveName}：`
  const name = proposal.leadProposer?.name ?? proposal.proposers
  const accepted = proposal.coSigners.filter((c) => c.state === 'accepted').length
  return accepted > 0 ? `${name}等${accepted + 1}位委员：` : `${name}委员：`
}

/** A greeting the unit wrote itself takes the place of ours. */
function withoutGreeting(text: string, proposers: string): { first: string; rest: string } {
  const [first = '', ...rest] = printable(text).trimStart().split('\n')
  const line = printableLine(first)
  const name = proposers.replace(/等\d+人$/u, '')
  const greets =
    /[：:]$/u.test(line) && [...line].length <= 40 && (line.includes('委员') || (name && line.includes(name)))
  return greets ? { first: line.replace(/:$/u, '：'), rest: rest.join('\n') } : { first: '', rest: text }
}

/** Whether the unit's own first lines repeat the proposal's title already. */
function namesTitle(text: string, title: string): boolean {
  return (
    title !== '' &&
    printable(text)
      .slice(0, title.length + 200)
      .includes(title)
  )
}

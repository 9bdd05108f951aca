import type { PaperOffer } from '#contract/documents.ts'
import { notFound } from '#platform/errors.ts'
import type { Paper } from '../paper.ts'
import { safeFileName } from '../rules.ts'
import type { Facts } from './facts.ts'
import { assignmentNotice, examinationPaper, jointOpinionLetter, reminderLetter } from './office-papers.ts'
import { coSignPage, proposalForm } from './proposal-form.ts'
import { replyLetter } from './reply-letter.ts'

/** Writes the paper that was offered. @throws DomainError not-found where its duty or reply is not there */
export function writePaper(f: Facts, offer: Pick<PaperOffer, 'kind' | 'on'>): Paper {
  const { assignments } = f.proposal
  const duty = () => {
    const found = assignments.find((a) => a.id === offer.on)
    if (!found) throw notFound('assignment')
    return found
  }
  switch (offer.kind) {
    case 'proposalForm':
      return proposalForm(f)
    case 'coSignPage':
      return coSignPage(f)
    case 'examination':
      return examinationPaper(f)
    case 'assignmentNotice':
      return assignmentNotice(f, duty())
    case 'jointOpinion':
      return jointOpinionLetter(f, duty())
    case 'reminder':
      return reminderLetter(f, duty())
    case 'reply': {
      for (const a of assignments) {
        const reply = a.replies.find((r) => r.id === offer.on)
        if (reply) return replyLetter(f, a, reply)
      }
      throw notFound('reply')
    }
  }
}

/** 0077 答复函（住建局）关于…的建议, without an ending; safe on Windows too. Four digits, so that a folder sorts by number. */
export function paperFileName(f: Pick<Facts, 'proposal'>, offer: Pick<PaperOffer, 'name' | 'draft'>): string {
  const { number, title } = f.proposal
  const lead = number === null ? '未编号' : String(number).padStart(4, '0')
  return safeFileName(`${lead} ${offer.name}${offer.draft ? '（稿）' : ''}${title}`)
}

import { useState } from 'react'
import { type Assignment, handlingRoutes } from '#contract/handling.ts'
import { useMe } from '../../../shared/session.tsx'
import { forgetCopy, keepCopy, readCopy } from '../draft/local-copy.ts'
import { createSaver, type LocalCopy, type Saver } from '../draft/saver.ts'
import { callFor, useSavedOnLeaving } from '../draft/use-draft-saver.ts'

/** What is written to one suggestion. */
export interface Answer {
  number: number
  answer: string
  measure: string
  dueOn: string | null
  responsible: string
}

/** What is written to one suggestion of a proposal handled with this one (并案). */
export interface MergedAnswer extends Answer {
  proposalId: string
  /** 同第 n 条 of this one. */
  sameAs: number | null
}

/** What a unit writes. */
export interface ReplyText {
  replyClass: string | null
  text: string
  answers: Answer[]
  mergedAnswers: MergedAnswer[]
  closing: string
  documentNumber: string
  signedBy: string
  contactName: string
  contactPhone: string
}

const emptyReply: ReplyText = {
  replyClass: null,
  text: '',
  answers: [],
  mergedAnswers: [],
  closing: '',
  documentNumber: '',
  signedBy: '',
  contactName: '',
  contactPhone: '',
}

type Kept = Omit<ReplyText, 'answers' | 'mergedAnswers'> & {
  answers?: readonly Answer[]
  mergedAnswers?: readonly MergedAnswer[]
}

const blank = { answer: '', measure: '', dueOn: null, responsible: '' }

export function replyTextOf(reply: Kept): ReplyText {
  const { replyClass, text, documentNumber, signedBy, contactName, contactPhone } = reply
  return {
    replyClass,
    text,
    // What was kept on this device by an earlier version has none of the three.
    answers: (reply.answers ?? []).map(({ number, answer, measure, dueOn, responsible }) => ({
      number,
      answer,
      measure,
      dueOn,
      responsible,
    })),
    // 同第 n 条 is shown as that answer reads, and kept as what it says.
    mergedAnswers: (reply.mergedAnswers ?? []).map(({ proposalId, number, sameAs, ...one }) => {
      const { answer, measure, dueOn, responsible } = sameAs === null ? one : blank
      return { proposalId, number, sameAs, answer, measure, dueOn, responsible }
    }),
    closing: reply.closing ?? '',
    documentNumber,
    signedBy,
    contactName,
    contactPhone,
  }
}

const same = (a: ReplyText, b: ReplyText) => JSON.stringify(replyTextOf(a)) === JSON.stringify(replyTextOf(b))

/** The reply being written: neither handed in nor sent back. */
export function openReply(assignment: Assignment) {
  return assignment.replies.find((reply) => reply.submittedAt === null && reply.sentBackAt === null)
}

/** The saver of one reply, and the words it begins with. */
export function useReplySaver(assignment: Assignment): {
  saver: Saver<ReplyText>
  first: ReplyText
  restored: boolean
} {
  const me = useMe()
  const [made] = useState(() => {
    const kept = readCopy<ReplyText>(me.accountId, assignment.id)
    const open = openReply(assignment)
    const { name = '', phone = '' } = assignment.contactPerson ?? {}
    const base = open ? replyTextOf(open) : { ...emptyReply, contactName: name, contactPhone: phone }
    const restored = kept !== null && !same(kept.mine, base)
    const mine = restored ? replyTextOf(kept.mine) : base
    const apart = restored && kept.version !== (open?.version ?? 0) && !same(kept.base, base)
    const start: LocalCopy<ReplyText> = {
      id: assignment.id,
      key: '',
      base,
      version: open?.version ?? 0,
      mine,
      at: '',
    }
    const saver = createSaver<ReplyText>(start, {
      same,
      create: () => Promise.reject(new Error('a reply belongs to its assignment from the start')),
      edit: (id, _saved, now, version) => {
        const body = { ...now, version }
        return callFor(body)(handlingRoutes.writeReply, {
          params: { id },
          body,
        })
      },
      keep: (copy) => keepCopy(me.accountId, assignment.id, copy),
      forget: () => forgetCopy(me.accountId, assignment.id),
      created: () => undefined,
      readStale: (details) => ({
        theirs: replyTextOf((details.current as ReplyText | null) ?? emptyReply),
        theirVersion: details.currentVersion as number,
      }),
    })
    if (apart) saver.hold(base, open?.version ?? 0)
    return { saver, first: mine, restored: restored && !apart }
  })
  useSavedOnLeaving(made.saver)
  return made
}

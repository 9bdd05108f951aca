import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { examinationRoutes as e } from '#contract/examination.ts'
import type { AssignmentAction } from '#contract/handling.ts'
import { handlingRoutes as h } from '#contract/handling.ts'
import type { ProposalAction } from '#contract/proposal-parts.ts'
import { type Proposal, proposalRoutes as r, type Satisfaction } from '#contract/proposals.ts'
import { ratingRoutes as g } from '#contract/rating.ts'
import type { TestApp } from '../../testing/app.ts'
import { answersTo, answersToMerged } from './proposals.fixtures.ts'

type Client = ReturnType<TestApp['client']>

/** Something that is offered to somebody now, and how it is done. */
export interface Offer {
  name: string
  take(variant: number): Promise<unknown>
}

/** What a walk chooses from besides the proposal itself. */
export interface WalkHouse {
  units: readonly string[]
  members: readonly string[]
  /** Other proposals of the walk. */
  others: readonly string[]
}

const note = '按规定办理'
const grades: readonly Satisfaction[] = ['satisfied', 'basicallySatisfied', 'dissatisfied']
const at = <T>(list: readonly T[], variant: number): T => list[variant % list.length]!

/** What this somebody is offered on a proposal, as the page draws its buttons: from `actions` alone. */
export function offersOf(client: Client, p: Proposal, house: WalkHouse, today: string): Offer[] {
  const params = { id: p.id }
  const on: Partial<Record<ProposalAction, (variant: number) => Promise<unknown>>> = {
    edit: (v) => client(r.editProposal, { params, body: { version: p.version, title: `关于第 ${v} 件事的建议` } }),
    invite: (v) => client(c.inviteCoSigners, { params, body: { memberIds: [at(house.members, v)] } }),
    cosign: (v) => client(c.answerInvitation, { params, body: { accept: v % 3 > 0, note: '' } }),
    submit: () => client(r.submitProposal, { params, body: { version: p.version } }),
    withdraw: () => client(r.withdrawProposal, { params, body: { note } }),
    requestWithdrawal: () => client(e.requestWithdrawal, { params, body: { note } }),
    allowWithdrawal: () => client(e.allowWithdrawal, { params, body: { note } }),
    refuseWithdrawal: () => client(e.refuseWithdrawal, { params, body: { note } }),
    return: () => client(r.returnProposal, { params, body: { note } }),
    decline: () => client(r.declineProposal, { params, body: { reason: 'empty', note } }),
    convert: (v) => client(e.convertProposal, { params, body: { to: v % 2 ? 'opinion' : 'letter', note } }),
    merge: (v) => client(e.mergeProposal, { params, body: { into: at(house.others, v), category: '其他', note } }),
    split: () => client(e.splitProposal, { params, body: { note } }),
    register: () => client(r.registerProposal, { params, body: { category: '其他', note: '' } }),
    assign: (v) => client(r.assignProposal, { params, body: { units: at(handlings(house.units), v), note: '' } }),
    addAssignment: (v) =>
      client(h.addAssignment, {
        params,
        body: { unitId: at(house.units, v), role: at(['joint', 'separate'] as const, v), note },
      }),
    rate: (v) =>
      client(r.rateProposal, { params, body: { handling: at(grades, v), result: at(grades, v >> 2), words: note } }),
    changeRating: (v) =>
      client(g.changeRating, {
        params,
        body: { handling: at(grades, v), result: at(grades, v >> 2), words: note, note },
      }),
    closeRating: () => client(r.closeRating, { params, body: {} }),
    nameLead: (v) => {
      const signers = p.coSigners.filter((one) => one.state === 'accepted' && one.leftAt === null)
      return client(c.nameLead, { params, body: { memberId: signers[v % 3]?.memberId ?? null, note } })
    },
    rehandle: () => client(r.rehandleProposal, { params, body: { note } }),
    conclude: () => client(r.concludeProposal, { params, body: { note } }),
    reexamine: () => client(r.reexamineProposal, { params, body: { note } }),
    archive: () => client(r.archiveProposal, { params, body: {} }),
  }
  const offers: Offer[] = p.actions.flatMap((action) => (on[action] ? [{ name: action, take: on[action] }] : []))
  for (const a of p.assignments) {
    const own = { id: a.id }
    const reply = a.replies.find((one) => one.deliveredAt === null && one.sentBackAt === null)
    const duties: Partial<Record<AssignmentAction, (variant: number) => Promise<unknown>>> = {
      accept: () => client(h.acceptAssignment, { params: own }),
      requestReturn: () => client(h.requestReturn, { params: own, body: { note } }),
      approveReturn: () => client(h.decideReturn, { params: own, body: { accept: true, note } }),
      refuseReturn: () => client(h.decideReturn, { params: own, body: { accept: false, note } }),
      reassign: (v) => client(h.reassign, { params: own, body: { unitId: at(house.units, v), note } }),
      recordContact: () =>
        client(h.recordContact, {
          params: own,
          body: { phase: 'during', way: 'visit', heldOn: today, persons: '某科长', notes: note },
        }),
      giveOpinion: () => client(h.giveOpinion, { params: own, body: { text: note } }),
      writeReply: () =>
        client(h.writeReply, {
          params: own,
          body: {
            version: reply?.version ?? 0,
            replyClass: 'B',
            text: note,
            answers: answersTo(p.suggestions),
            mergedAnswers: answersToMerged(p.merged),
            closing: '',
            documentNumber: '',
            signedBy: '某局长',
            contactName: '某科长',
            contactPhone: '0555-2100000',
          },
        }),
      submitReply: () => client(h.submitReply, { params: own }),
      sendBackReply: () => client(h.sendBackReply, { params: own, body: { note } }),
      deliverReply: () => client(h.deliverReply, { params: own }),
    }
    for (const action of a.actions) {
      const take = duties[action]
      if (take) offers.push({ name: action, take })
    }
  }
  return offers
}

function handlings(units: readonly string[]) {
  const [one, other] = units as [string, string]
  return [
    [{ unitId: one, role: 'sole' as const }],
    [
      { unitId: one, role: 'lead' as const },
      { unitId: other, role: 'joint' as const },
    ],
    [
      { unitId: one, role: 'separate' as const },
      { unitId: other, role: 'separate' as const },
    ],
  ]
}

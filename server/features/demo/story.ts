import type { Kysely } from 'kysely'
import type { Satisfaction } from '#contract/proposals.ts'
import { issuePaperNumber } from '#features/documents/index.ts'
import { openMutualAppraisals } from '#features/evaluations/index.ts'
import {
  addComment,
  answerContact,
  answerInvitation,
  archiveProposal,
  assignProposal,
  concludeProposal,
  createProposal,
  decideReturn,
  declineProposal,
  deliverReply,
  inviteCoSigners,
  rateProposal,
  reassign,
  recordContact,
  registerProposal,
  rehandleProposal,
  requestReturn,
  returnProposal,
  sendBackReply,
  submitProposal,
  withdrawProposal,
  writeReply,
} from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { type Actor, type Context, systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import {
  assignmentReturns,
  type ContactRecord,
  draftReturnRemarks,
  handlingOf,
  ratingWords,
  rehandlingReplies,
  sendBackRemarks,
  weakReplies,
} from './content/handling.ts'
import type { ProposalText, WeakProposal } from './content/proposals/proposal-text.ts'
import { between, pick, seededRandom } from './content/random.ts'
import { unitsOf } from './content/units.ts'
import { scoreMutually } from './evaluation-story.ts'
import { contextAt, type House } from './house.ts'
import { putUnderLeader, superviseOnce } from './leadership-story.ts'
import { publishWhatIsPlain } from './publishing-story.ts'
import { inParts } from './reply-parts.ts'
import { givingOpinion, seatsOf, sendingOff, takingOn, type UnitAct } from './unit-story.ts'

/** One act of a story: when, and what. */
interface Step {
  at: Date
  run(): Promise<void>
}

/** What a story needs to know. */
export interface StoryPlan {
  text: ProposalText
  house: House
  leadActor: Actor
  friends: Actor[]
  /** The day the draft is begun. */
  begins: Date
  /** Weak ones end at the examination. */
  weak?: WeakProposal
  ending: 'whole' | 'withdrawn' | 'draft' | 'registered'
  seed: number
}

const dayMs = 86_400_000
const words: Record<string, Satisfaction> = {
  满意: 'satisfied',
  基本满意: 'basicallySatisfied',
  不满意: 'dissatisfied',
}
const declineReasons: Record<WeakProposal['reason'], string> = {
  vague: 'empty',
  personal: 'personal',
  litigation: 'inProceedings',
  promotion: 'promotion',
  secret: 'stateSecret',
  academic: 'academic',
}
const plainContacts: readonly ContactRecord[] = [
  {
    dayOffset: 9,
    way: 'visit',
    persons: '分管领导、承办科室负责人',
    content: '到委员单位当面听取意见，逐条核对所提建议，约定办理中再沟通一次。',
  },
  {
    dayOffset: 30,
    way: 'call',
    persons: '承办科室负责人',
    content: '电话通报办理进展，就需要财政支持的部分说明了困难，委员表示理解并希望写明时间。',
  },
]

/** The steps of one proposal's life in their order, each at its moment; whoever plays them stops at today. */
export function storyOf(db: Kysely<DB>, plan: StoryPlan): Step[] {
  const { text, house, leadActor, friends } = plan
  const random = seededRandom(plan.seed)
  const steps: Step[] = []
  let id = ''
  let assignmentId = ''
  const jointIds = new Map<string, string>()
  let replyVersion = 0

  const moment = (days: number): Date => {
    const day = new Date(plan.begins.getTime() + days * dayMs)
    // Offices work on weekdays; the members write when they like.
    while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setTime(day.getTime() + dayMs)
    day.setUTCHours(1 + Math.floor(random() * 8), Math.floor(random() * 60), Math.floor(random() * 60))
    return day
  }
  const step = (days: number, who: Actor | (() => Actor), work: (ctx: Context) => Promise<unknown>) => {
    // Its moment may still be put off until after the step before.
    const one: Step = {
      at: moment(days),
      run: () =>
        transact(db, async (tx) => void (await work(contextAt(tx, typeof who === 'function' ? who() : who, one.at)))),
    }
    steps.push(one)
  }
  const office = house.actors.get('proposalOffice')!
  const assigner = house.actors.get('assigningOffice')!
  const unit = (key: string) => house.actors.get(`unit:${key}`)!
  const current = (ctx: Context) =>
    ctx.db.selectFrom('proposals').select('version').where('id', '=', id).executeTakeFirstOrThrow()

  step(0, leadActor, async (ctx) => {
    const suggested = [text.leadUnitKey, ...text.jointUnitKeys].flatMap((key) => house.unitIds[key] ?? [])
    const made = await createProposal(ctx, {
      title: text.title,
      analysis: text.analysis,
      suggestions: text.suggestions,
      category: text.category,
      suggestedUnitIds: suggested.slice(0, 5),
      publishConsent: plan.seed % 5 !== 0,
      publishNote: plan.seed % 5 === 0 ? '涉及企业内部数据' : '',
      collectiveName: null,
    })
    id = made.id
  })
  if (friends.length > 0) {
    step(0, leadActor, (ctx) =>
      inviteCoSigners(
        ctx,
        id,
        friends.map((f) => f.memberId!),
      ),
    )
    for (const [i, friend] of friends.entries())
      if (i < 3) step(1 + i * 0.5, friend, (ctx) => answerInvitation(ctx, id, true, ''))
    const [friend] = friends
    if (friend && plan.seed % 3 === 0) {
      let threadId = ''
      const comment = (ctx: Context, words: string) =>
        addComment(ctx, id, { threadId: threadId || null, part: 'suggestion', suggestion: 1, words })
      step(1, friend, async (ctx) => {
        threadId = (await comment(ctx, '这一条写明由哪家牵头、什么时候做完，承办单位才好逐条答复。')).id
      })
      step(1.5, leadActor, (ctx) => comment(ctx, '好，我核实以后补上单位和时间。'))
    }
  }
  if (plan.ending === 'draft') return steps
  step(4, leadActor, async (ctx) => submitProposal(ctx, id, (await current(ctx)).version))
  if (plan.weak) {
    const { weak } = plan
    step(9, office, (ctx) =>
      weak.outcome === 'return'
        ? returnProposal(ctx, id, weak.officeRemark)
        : declineProposal(ctx, id, declineReasons[weak.reason], weak.officeRemark),
    )
    return steps
  }
  if (plan.seed % 9 === 4) {
    step(7, office, (ctx) => returnProposal(ctx, id, pick(random, draftReturnRemarks)))
    step(11, leadActor, async (ctx) => submitProposal(ctx, id, (await current(ctx)).version))
  }
  step(13, office, (ctx) => registerProposal(ctx, id, text.category, ''))
  // Some are left lying, so that the office finds something to decide.
  const isPublished = plan.seed % 4 !== 3
  if (isPublished) step(14, office, (ctx) => publishWhatIsPlain(ctx, id))
  if (plan.ending === 'withdrawn') {
    step(15, leadActor, (ctx) => withdrawProposal(ctx, id, '所提问题已在年初部署中解决，不再作为提案提出。'))
    return steps
  }
  if (plan.ending === 'registered') return steps

  const returned = assignmentReturns.find(
    (r) => r.proposalKey === text.key && house.unitIds[r.from] && house.unitIds[r.to],
  )
  const firstUnit = returned ? returned.from : text.leadUnitKey
  const joints = text.jointUnitKeys.filter((key) => house.unitIds[key] && key !== firstUnit && key !== text.leadUnitKey)
  const assignDay = 17
  step(assignDay, assigner, async (ctx) => {
    const units = [
      { unitId: house.unitIds[firstUnit]!, role: joints.length > 0 ? ('lead' as const) : ('sole' as const) },
      ...joints.map((key) => ({ unitId: house.unitIds[key]!, role: 'joint' as const })),
    ]
    await assignProposal(ctx, id, units, '请按期办理，办前、办中、办后都要与提案人沟通。')
    const rows = await ctx.db
      .selectFrom('assignments')
      .select(['id', 'unit_id', 'role'])
      .where('proposal_id', '=', id)
      .execute()
    for (const row of rows) {
      if (row.role === 'joint') jointIds.set(joints.find((key) => house.unitIds[key] === row.unit_id)!, row.id)
      else assignmentId = row.id
    }
    if (plan.seed % 3 === 0) await issuePaperNumber(ctx, id, 'assignmentNotice', { on: assignmentId, typed: '' })
  })
  let leadUnit = firstUnit
  if (returned) {
    step(assignDay + 1, unit(firstUnit), (ctx) => requestReturn(ctx, assignmentId, returned.reason))
    const approved = returned.decision === 'reassign'
    step(assignDay + 3, assigner, async (ctx) => {
      await decideReturn(ctx, assignmentId, approved, returned.decisionRemark)
      if (approved)
        assignmentId = (await reassign(ctx, assignmentId, house.unitIds[returned.to]!, returned.decisionRemark)).id
    })
    if (approved) leadUnit = returned.to
  }
  // One in twelve is left lying: the office sees it grow overdue.
  if (plan.seed % 12 === 7 && !handlingOf(text.key)) return steps
  const seats = seatsOf(house, leadUnit)
  const { clerk } = seats
  const inUnit = (day: number, acts: UnitAct[]) => {
    let at = day
    for (const [who, daysLater, work] of acts) {
      at += daysLater
      step(at, who, work)
    }
    return at
  }
  inUnit(
    assignDay + 5,
    takingOn(seats, () => assignmentId),
  )
  const leader = house.actors.get('leader')
  let leadershipId = ''
  const isKey = leader !== undefined && plan.seed % 5 === 1
  if (isKey)
    step(assignDay + 5, office, async (ctx) => {
      leadershipId = await putUnderLeader(ctx, id, leader)
    })
  const handling = handlingOf(text.key)
  for (const [i, key] of joints.entries()) {
    const joint = seatsOf(house, key)
    const id = () => jointIds.get(key)!
    inUnit(assignDay + 4 + i, takingOn(joint, id))
    const opinion = handling?.jointOpinions.find((o) => o.unitKey === key)
    if (opinion) inUnit(assignDay + 18 + i, givingOpinion(joint, id, opinion.text))
  }
  const meet = (contact: ContactRecord, day: number, phase: 'before' | 'during' | 'after') => {
    let contactId = ''
    step(day, clerk, async (ctx) => {
      contactId = (
        await recordContact(ctx, assignmentId, {
          phase,
          way: contact.way,
          heldOn: civilDateOf(ctx.now),
          persons: contact.persons,
          notes: contact.content,
        })
      ).id
    })
    step(day + 2, leadActor, (ctx) =>
      answerContact(
        ctx,
        contactId,
        plan.seed % 17 === 3 && phase === 'during'
          ? { confirm: false, note: '只发过一条短信，没有人与我通过话。' }
          : { confirm: true },
      ),
    )
  }
  const contacts = handling?.contacts.length ? handling.contacts : plainContacts
  for (const [i, contact] of contacts.entries())
    meet(contact, assignDay + 6 + Math.min(contact.dayOffset, 50), i === 0 ? 'before' : 'during')

  if (isKey) step(assignDay + 57, leader, (ctx) => superviseOnce(ctx, leadershipId))

  const again = rehandlingReplies.find((r) => r.proposalKey === text.key)
  const weak = weakReplies.find((r) => r.proposalKey === text.key)
  const good = handling && { replyClass: handling.replyClass, text: handling.reply }
  const first = weak ? { replyClass: 'B', text: weak.text } : good
  if (!first) return steps
  // Where the desks are apart, some still lie with the office or the leader.
  const stops = plan.seed % 4 === 1 ? 'office' : plan.seed % 4 === 2 ? 'leader' : null
  const write = (day: number, reply: { replyClass: string; text: string }) => {
    step(day, clerk, async (ctx) => {
      const saved = await writeReply(ctx, assignmentId, replyVersion, {
        ...inParts(reply, text.suggestions, ctx.now),
        documentNumber: `${house.place.shortName}${unitSign(house, leadUnit)}函〔${ctx.now.getFullYear()}〕${10 + (plan.seed % 80)}号`,
        signedBy: seats.apart ? '' : '分管领导',
        contactName: clerk.name,
        contactPhone: '0999-2100000',
      })
      replyVersion = saved.version
    })
    return inUnit(
      day,
      sendingOff(seats, () => assignmentId, stops),
    )
  }
  let day = assignDay + 62 + Math.floor(random() * 14)
  day = write(day, first)
  if (seats.apart && stops) return steps
  if (weak && good) {
    step(day + 3, office, (ctx) => sendBackReply(ctx, assignmentId, sendBackRemarks[weak.remark]!))
    step(day + 3, office, async () => {
      replyVersion = 1
    })
    day = write(day + 8, good)
  }
  const rate = (on: number, rating: { handling: string; result: string; text: string }) =>
    step(on, leadActor, (ctx) =>
      rateProposal(ctx, id, { handling: words[rating.handling]!, result: words[rating.result]!, words: rating.text }),
    )
  step(day + 4, office, (ctx) => deliverReply(ctx, assignmentId))
  if (isPublished) step(day + 5, office, (ctx) => publishWhatIsPlain(ctx, id))
  const unhappy = ratingWords.filter((r) => r.result === '不满意' || r.handling === '不满意')
  const happy = ratingWords.filter((r) => !unhappy.includes(r))
  if (again) {
    rate(day + 9, pick(random, unhappy))
    step(day + 12, office, (ctx) =>
      rehandleProposal(ctx, id, '请与提案人当面沟通，逐条写明措施、时限和责任人后重新答复。'),
    )
    step(day + 12, office, async () => {
      replyVersion = 0
    })
    meet(plainContacts[0]!, day + 18, 'after')
    write(day + 30, again)
    step(day + 35, office, (ctx) => deliverReply(ctx, assignmentId))
    day += 33
  } else if (plan.seed % 13 === 5) {
    rate(day + 9, pick(random, unhappy))
    return steps
  }
  // Some proposers keep silent, until the office concludes without them.
  if (plan.seed % 11 === 2) return steps
  rate(day + 8, happy[between(random, 0, happy.length - 1)]!)
  // Some are left to be scored today.
  if (plan.seed % 7 === 3 || (plan.seed % 6 !== 1 && leadUnit !== 'housing'))
    step(day + 8, systemActor(house.committeeId), (ctx) => openMutualAppraisals(ctx, id))
  if (plan.seed % 4 !== 1) step(day + 9, leadActor, (ctx) => scoreMutually(ctx, id, 'proposer', plan.seed))
  if (plan.seed % 5 !== 2) step(day + 10, clerk, (ctx) => scoreMutually(ctx, id, 'unit', plan.seed))
  // One whose handling was scored low waits for the office to decide.
  if (plan.seed % 7 === 3) return steps
  step(day + 13, office, (ctx) => concludeProposal(ctx, id, ''))
  if (plan.seed % 3 !== 0) step(day + 40, office, (ctx) => archiveProposal(ctx, id))
  return steps
}

/** Plays stories side by side in the order of time, up to `now`. @returns how many acts took place */
export async function playStories(
  stories: readonly Step[][],
  now: Date,
  onProgress: (done: number, all: number) => void,
): Promise<number> {
  // A story's own steps keep their order even where two moments fall together.
  for (const story of stories)
    for (const [i, step] of story.entries())
      if (i > 0 && step.at <= story[i - 1]!.at) step.at = new Date(story[i - 1]!.at.getTime() + 60_000)
  const steps = stories
    .flat()
    .filter((s) => s.at <= now)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const [done, step] of steps.entries()) {
    await step.run()
    if (done % 200 === 0) onProgress(done, steps.length)
  }
  return steps.length
}

/** 机关代字: the unit's short name without 局, as its papers bear it. */
function unitSign(house: House, key: string): string {
  const name = unitsOf(house.place.key).find((unit) => unit.key === key)?.shortName ?? ''
  return name.replace(/[局委厅办]$/u, '').slice(0, 2)
}

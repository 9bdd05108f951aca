import type { Assignment } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { type CivilDate, civilDateOf, daysBetween } from '#platform/calendar/civil-date.ts'
import type { Block, Paper } from '../paper.ts'
import { dateText, documentNumberText } from '../rules.ts'
import {
  blankPaper,
  contactNote,
  type Facts,
  fromOffice,
  fullReferenceOf,
  referenceOf,
  roleNames,
  standing,
} from './facts.ts'

const day = (at: string): CivilDate => civilDateOf(new Date(at))
/** The newest note of an event in the history. */
function noteOf(p: Proposal, type: string): string {
  const entry = p.history
    .filter((one) => one.type === type)
    .toSorted((a, b) => a.id - b.id)
    .at(-1)
  return typeof entry?.details.note === 'string' ? entry.details.note : ''
}

/** 审查意见: placed on the register with its number, or declined by which reason and what remains open to the proposer.
 *  Source: 未立案的应及时通知提案者，视情以其他方式转送研究或参考（中国政协网 ARTI1513309182298148）. */
export function examinationPaper(f: Facts): Paper {
  const { proposal: p } = f
  const declined = p.state === 'declined'
  const decided = p.history.filter((e) => e.type === (declined ? 'proposal.declined' : 'proposal.registered')).at(-1)
  const on = decided ? day(decided.at) : p.registeredAt ? day(p.registeredAt) : f.today
  const note = declined ? p.declineNote : noteOf(p, 'proposal.registered')
  const received = p.submittedAt ? `${dateText(day(p.submittedAt))}收到` : '收到'
  // It speaks to the proposer: a member is not told what the member with their own name has proposed.
  const opening = `${p.collectiveName ? '你们' : '您'}提出的《${p.title}》，${received}后已经审查。`
  const outcome: string[] = declined
    ? [
        `经审查，不予立案。情形：${p.declineReason ?? ''}。${note}`,
        p.declineWays.length > 0
          ? `提案者还可以：${p.declineWays.join('；')}。`
          : '提案者补充调研、修改完善后可以重新提交，也可以作为社情民意信息等其他方式反映。',
      ]
    : [
        `经审查，符合提案的要求，予以立案，编为${referenceOf(f)}${p.category ? `，类别为“${p.category}”` : ''}。${note}`,
        ...(p.suggestedUnits.length > 0
          ? [`提案者建议承办单位：${p.suggestedUnits.map((u) => u.name).join('、')}。`]
          : []),
      ]
  return {
    ...fromOffice(f, 'examination', on, 'letter'),
    title: `关于《${p.title}》的审查意见`,
    addressee: p.collectiveName ? `${p.collectiveName}：` : `${p.leadProposer?.name ?? p.proposers}委员：`,
    blocks: [opening, ...outcome].map((text) => ({ kind: 'text', text })),
  }
}

/** 交办通知: to one unit, what it is to do and by when. */
export function assignmentNotice(f: Facts, a: Assignment): Paper {
  const { proposal: p } = f
  const others = standing(p.assignments).filter((one) => one.id !== a.id)
  const together =
    others.length > 0 ? `其他承办单位：${others.map((o) => `${o.unitName}（${roleNames[o.role]}）`).join('、')}。` : ''
  const joint = a.role === 'joint'
  const lead = others.find((one) => one.role === 'lead')
  const dates: [string, string | null][] = [
    ['签收', a.acceptBy],
    ['认为不属本单位职责的，申请退办', a.returnBy],
    ['与提案者首次面商', a.contactBy],
    [joint ? `向${lead?.unitName ?? '主办单位'}提出会办意见` : '答复提案者', a.replyBy],
  ]
  return {
    ...fromOffice(f, 'assignmentNotice', day(a.assignedAt), 'document'),
    title: `关于交办${referenceOf(f)}的通知`,
    addressee: `${a.unitName}：`,
    blocks: [
      {
        kind: 'text',
        text: `${p.proposers}提出的${fullReferenceOf(f)}已经审查立案，现交由你单位${roleNames[a.role]}。${together}请按下列期限办理：`,
      },
      {
        kind: 'table',
        shares: [60, 40],
        heads: ['事项', '期限'],
        rows: dates
          .filter(([, on]) => on !== null)
          .map(([text, on]) => [{ text }, { text: `${dateText(on!)}前`, centred: true }]),
      },
      { kind: 'gap' },
      {
        kind: 'text',
        text: joint
          ? '请明确分管领导和具体承办人，主动与主办单位沟通。会办意见送主办单位，不直接答复提案者。'
          : '请明确分管领导和具体承办人，办理前、办理中、答复后主动与提案者沟通，逐条回应提案的建议。',
      },
    ],
    enclosures: ['提案表'],
    printedBy: f.settings.issuer || `${f.committee.name}办公室`,
    printedOn: dateText(day(a.assignedAt)),
  }
}

/** 会办意见函: from a joint unit to the lead unit. Source: 会办意见函告主办单位（fsou 17010450）. */
export function jointOpinionLetter(f: Facts, a: Assignment): Paper {
  const lead = f.proposal.assignments.find((one) => one.role === 'lead' && standing([one]).length > 0)
  return {
    ...blankPaper(f, 'letter'),
    issuer: a.unitName,
    documentNumber: documentNumberText(''),
    title: `对${referenceOf(f)}的会办意见`,
    addressee: `${lead?.unitName ?? '主办单位'}：`,
    blocks: [
      {
        kind: 'text',
        text: `${f.proposal.proposers}提出的${fullReferenceOf(f)}收悉。结合我单位职责，提出会办意见如下：`,
      },
      { kind: 'text', text: a.opinion },
    ],
    signedBy: a.unitName,
    date: dateText(a.opinionGivenAt === null ? f.today : day(a.opinionGivenAt)),
    copiesTo: f.settings.replyCopies,
  }
}

/** 催办函: what is still to be done, by when, and by how many days it is late. */
export function reminderLetter(f: Facts, a: Assignment): Paper {
  const waits = a.state === 'assigned'
  const due = waits ? a.acceptBy : a.replyBy
  const what = waits ? '签收' : a.role === 'joint' ? '会办意见' : '答复'
  const late = daysBetween(due, f.today)
  const how =
    late > 0
      ? `应于${dateText(due)}前${waits ? '签收' : `提出${what}`}，已经逾期${late}天。`
      : `应于${dateText(due)}前${waits ? '签收' : `提出${what}`}，${late === 0 ? '今天到期' : `还有${-late}天`}。`
  const met = a.contacts.some((c) => c.round === a.round && c.disputedAt === null)
  const blocks: Block[] = [
    {
      kind: 'text',
      text: `${dateText(day(a.assignedAt))}交由你单位${roleNames[a.role]}的${fullReferenceOf(f)}，${a.round > 1 ? `提案者对上一轮答复不满意，现为第${a.round}轮办理，` : ''}${how}`,
    },
    ...(a.contactBy !== null && !met && !waits
      ? [{ kind: 'text' as const, text: '目前没有你单位与提案者面商的记录，请及时联系提案者，当面听取意见。' }]
      : []),
    { kind: 'text', text: '请抓紧办理。确有困难、不能按期办结的，请说明理由和预计办结的时间。' },
  ]
  return {
    ...fromOffice(f, 'reminder', f.today, 'letter'),
    title: `关于${late > 0 ? '抓紧办理' : '按期办理'}${referenceOf(f)}的催办函`,
    addressee: `${a.unitName}：`,
    blocks,
    note: contactNote(f.settings.contactName, f.settings.contactPhone),
  }
}

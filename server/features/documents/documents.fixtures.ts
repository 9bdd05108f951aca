import type { Assignment } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { newId } from '#platform/ids.ts'
import type { Facts } from './papers/facts.ts'
import { documentSetting } from './settings.ts'

/** A unit's duty as its reader sees it. */
export function buildDuty(given: Partial<Assignment> = {}): Assignment {
  return {
    id: newId(),
    unitId: newId(),
    unitName: '省政务服务和数字化建设管理局',
    role: 'lead',
    state: 'replied',
    round: 1,
    assignedAt: '2026-02-02T02:00:00Z',
    acceptBy: '2026-02-09',
    returnBy: '2026-02-09',
    replyBy: '2026-05-06',
    contactBy: '2026-03-02',
    acceptedAt: '2026-02-03T02:00:00Z',
    returnReason: '',
    returnDecisionNote: '',
    opinion: '',
    opinionGivenAt: null,
    contacts: [],
    replies: [],
    followUps: [],
    inUnit: null,
    contactPerson: null,
    actions: [],
    ...given,
  }
}

/** A reply as its reader sees it. */
export function buildReply(given: Partial<Assignment['replies'][number]> = {}): Assignment['replies'][number] {
  return {
    id: newId(),
    round: 1,
    replyClass: 'A',
    text: '一、关于建设统一平台的建议\n平台已于三月上线，接入部门42个。\n二、关于数据共享的建议\n（一）已经做的\n共享目录已公布。',
    answers: [],
    mergedAnswers: [],
    closing: '',
    documentNumber: '吉政数字[2022]01号',
    signedBy: '李某',
    contactName: '王某某',
    contactPhone: '0431-88900000',
    submittedAt: '2026-04-05T02:00:00Z',
    sentBackAt: null,
    sendBackReason: '',
    deliveredAt: '2026-04-08T02:00:00Z',
    version: 1,
    ...given,
  }
}

/** A registered proposal as an office sees it. */
export function buildStory(given: Partial<Proposal> = {}): Proposal {
  const story = {
    id: newId(),
    version: 3,
    number: 77,
    numberText: '第十二届五次会议第0077号',
    numberClass: '',
    state: 'replied',
    kind: 'joint',
    title: '关于加快推进我省数字政府建设、让群众少跑腿的建议',
    analysis: '近年来我省政务服务网上可办率不断提高，但部门之间的数据还不通，群众办一件事仍要交几份同样的材料。',
    suggestions: ['建立省级统一的数据共享目录，一年一公布。', '把窗口延伸到社区，老年人也能就近办。'],
    category: '社会建设',
    suggestedUnitIds: [],
    publishConsent: true,
    publishNote: '',
    proposers: '马永青等3人',
    leadProposer: { memberId: newId(), name: '马永青', sector: '民盟', phone: '13900001234' },
    collectiveName: null,
    termNumber: 12,
    sessionNumber: 5,
    createdAt: '2026-01-10T02:00:00Z',
    updatedAt: '2026-01-12T02:00:00Z',
    submittedAt: '2026-01-12T02:00:00Z',
    registeredAt: '2026-01-20T02:00:00Z',
    concludedAt: null,
    archivedAt: null,
    turn: null,
    returnNote: '',
    declineReason: null,
    declineNote: '',
    declineWays: [],
    round: 1,
    suggestedUnits: [{ id: newId(), name: '省财政厅' }],
    coSigners: ['訚小萍', '虢郄𠮷'].map((name) => ({
      memberId: newId(),
      name,
      sector: '教育',
      state: 'accepted' as const,
      invitedAt: '2026-01-10T02:00:00Z',
      expiresOn: '2026-01-17',
      repliedAt: '2026-01-11T02:00:00Z',
      note: '',
    })),
    attachments: [],
    assignments: [],
    ratings: [],
    history: [],
    actions: [],
    ...given,
  }
  // What papers do not look at is left out.
  return story as unknown as Proposal
}

/** What a paper is written from, with the national settings. */
export function buildFacts(proposal: Proposal, settings: Partial<Facts['settings']> = {}): Facts {
  return {
    proposal,
    committee: { name: '中国人民政治协商会议吉林省委员会', shortName: '省政协' },
    settings: { ...documentSetting.defaults, ...settings },
    replyClasses: [
      { code: 'A', name: '已经解决或基本解决' },
      { code: 'B', name: '正在解决' },
    ],
    today: '2026-05-08',
  }
}

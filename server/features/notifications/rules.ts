import { clockKindWords } from '#contract/clocks.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'

/** Who should know of an event, by their part in the proposal. */
export type Audience =
  | 'owing'
  | 'offices'
  | 'invited'
  | 'memberOffice'
  | 'leaders'
  | 'leadProposer'
  | 'proposers'
  | 'units'
  /** The offices of the units named. */
  | 'namedUnits'
  /** Everybody of the unit named. */
  | 'namedUnit'
  | 'unitOffice'
  /** Of the duty named: whose turn it is in the unit, who handles it, the leader in charge. */
  | 'unitTurn'
  | 'unitClerk'
  | 'unitLeader'
  /** The accounts the event names in `tell`. */
  | 'named'

export interface NoticeRule {
  to: Audience
  /** The sentence shown, from the event's details. */
  words(details: Record<string, unknown>): string
  /** What it opens, where that is not what the event is about: a speech stands on the page of its meeting's speeches. */
  opens?: { kind: string; idOf(details: Record<string, unknown>): string }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const because = (details: Record<string, unknown>) => (text(details.note) === '' ? '' : `：${text(details.note)}`)

const term = (details: Record<string, unknown>) =>
  clockKindWords[details.clock as keyof typeof clockKindWords] ?? '期限'
/** 2027年1月8日: notices are read later, so with the year. */
const day = (value: unknown) => text(value).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
/** 2027年1月8日 09:00，机关三楼会议室 */
const meeting = ({ startsAt, place }: Record<string, unknown>) => {
  const began = new Date(text(startsAt))
  const when = Number.isNaN(began.getTime())
    ? ''
    : `${day(civilDateOf(began))} ${began.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })}`
  return [when, text(place)].filter(Boolean).join('，')
}
const decree = ({ years }: Record<string, unknown>) =>
  Array.isArray(years) && years.length > 0 ? `${years.join('、')}年放假安排` : '放假安排更新'

const speechesOfMeeting = { kind: 'speeches', idOf: (d: Record<string, unknown>) => text(d.activityId) }

/** Which event is told to whom. What somebody did themself is never told to them. */
export const noticeRules: Readonly<Record<string, readonly NoticeRule[]>> = {
  'proposal.invited': [{ to: 'invited', words: () => '邀请您联名' }],
  'proposal.cosigned': [{ to: 'leadProposer', words: () => '已同意联名' }],
  'proposal.cosignDeclined': [{ to: 'leadProposer', words: (d) => `未同意联名${because(d)}` }],
  'proposal.signaturesRecorded': [
    { to: 'invited', words: () => '按纸质提案的签名代录您为联名人，如有出入请告诉提案委办公室' },
  ],
  'proposal.coSignerLeft': [
    {
      to: 'leadProposer',
      words: (d) => `联名的${text(d.name)}已离任${d.takenOff === true ? '，不再列入联名' : '，仍列名，不再请其评价'}`,
    },
  ],
  'proposal.leadLeft': [
    {
      to: 'proposers',
      words: (d) =>
        `第一提案人${text(d.name)}已离任，${d.draft === true ? '已同意联名的委员可以接手草稿' : '由提案委办公室确定接替的人'}`,
    },
  ],
  'proposal.draftTakenOver': [
    { to: 'proposers', words: (d) => `${text(d.name)}接手草稿，接替${text(d.former)}为第一提案人` },
  ],
  'proposal.leadNamed': [
    { to: 'proposers', words: (d) => `${text(d.name)}接替${text(d.former)}为第一提案人${because(d)}` },
  ],
  'proposal.leadKept': [{ to: 'proposers', words: (d) => `第一提案人仍署${text(d.name)}${because(d)}` }],
  'assessment.checkStarted': [{ to: 'named', words: (d) => `年度考核请您在${day(d.until)}前核对每一分并确认` }],
  'assessment.checkExtended': [{ to: 'named', words: (d) => `年度考核核对延长到${day(d.until)}` }],
  'assessment.checkReminded': [{ to: 'named', words: (d) => `年度考核还请您在${day(d.until)}前核对` }],
  'assessment.checkEndedEarly': [{ to: 'named', words: (d) => `年度考核核对提前结束：${text(d.note)}` }],
  'assessment.objectionUpheld': [{ to: 'named', words: () => '考核异议成立，已重新计分' }],
  'assessment.objectionRefused': [{ to: 'named', words: () => '考核异议有了答复' }],
  'assessment.submitted': [{ to: 'leaders', words: () => '考核结果报主席会议审定' }],
  'assessment.recalled': [{ to: 'leaders', words: (d) => `考核结果已撤回，改好再报${because(d)}` }],
  'assessment.sentBack': [{ to: 'memberOffice', words: (d) => `主席会议退回综合评定${because(d)}` }],
  'assessment.approved': [{ to: 'memberOffice', words: () => '考核结果已由主席会议审定，可以反馈' }],
  'assessment.approvalRecorded': [
    { to: 'leaders', words: (d) => `委员联络办代录了${text(d.by)}${day(d.on)}的审定，纪要${text(d.minutes)}` },
  ],
  'assessment.judgedAnew': [{ to: 'named', words: () => '您确认以后考核结果又有改动，请再看一遍并确认' }],
  'assessment.cancelled': [{ to: 'named', words: (d) => `这一轮考核已取消${because(d)}` }],
  'assessment.delivered': [{ to: 'named', words: () => '年度考核结果已反馈' }],
  'proposal.commented': [{ to: 'invited', words: () => '在联名文稿上写了批注' }],
  'proposal.returned': [{ to: 'proposers', words: (d) => `退回修改${because(d)}` }],
  'proposal.declined': [
    {
      to: 'proposers',
      words: (d) => {
        const ways = Array.isArray(d.ways) ? d.ways.filter((way) => typeof way === 'string') : []
        return `不予立案：${text(d.reason)}${ways.length > 0 ? `。还可以${ways.join('；')}` : ''}`
      },
    },
  ],
  'proposal.converted': [
    { to: 'proposers', words: (d) => `转为${d.to === 'letter' ? '委员来信' : '社情民意信息'}${because(d)}` },
  ],
  'proposal.merged': [{ to: 'proposers', words: (d) => `并入第 ${d.intoNumber} 号一并办理，案号保留` }],
  'proposal.split': [{ to: 'proposers', words: (d) => `不再并入第 ${d.fromNumber} 号，单独办理${because(d)}` }],
  'proposal.joined': [{ to: 'units', words: (d) => `第 ${d.joinedNumber} 号并入，一并办理并分别答复提案者` }],
  'proposal.parted': [{ to: 'units', words: (d) => `第 ${d.partedNumber} 号不再并入` }],
  'proposal.withdrawalRefused': [{ to: 'leadProposer', words: (d) => `撤案申请未同意${because(d)}` }],
  'proposal.withdrawn': [
    { to: 'proposers', words: () => '已撤案' },
    { to: 'namedUnits', words: () => '提案已撤回，终止办理' },
  ],
  'proposal.urged': [
    { to: 'units', words: (d) => `催办${because(d)}` },
    { to: 'offices', words: (d) => `催办${because(d)}` },
  ],
  'proposal.reexamined': [{ to: 'proposers', words: () => '重新审查' }],
  'proposal.registered': [{ to: 'proposers', words: (d) => `已立案，提案号 ${d.number}` }],
  'proposal.assigned': [
    { to: 'proposers', words: () => '已交办' },
    { to: 'namedUnits', words: () => '交办，请签收' },
  ],
  'assignment.added': [{ to: 'unitOffice', words: () => '交办，请签收' }],
  'assignment.reassigned': [
    { to: 'unitOffice', words: () => '改办到本单位，请签收' },
    { to: 'leadProposer', words: (d) => `由${text(d.from)}改为${text(d.unit)}办理` },
  ],
  'assignment.returnApproved': [{ to: 'unitOffice', words: () => '退办申请已同意' }],
  'assignment.returnRefused': [{ to: 'unitOffice', words: (d) => `退办申请未同意${because(d)}` }],
  'contact.recorded': [{ to: 'leadProposer', words: (d) => `${text(d.unit)}登记了面商，请您确认` }],
  'contact.disputed': [
    { to: 'unitClerk', words: (d) => `提案人对面商记录有异议，请重新面商${because(d)}` },
    { to: 'unitLeader', words: (d) => `提案人对面商记录有异议，请督促重新面商${because(d)}` },
    { to: 'offices', words: (d) => `提案人对${text(d.unit)}的面商记录有异议${because(d)}` },
  ],
  'reply.sentBack': [
    { to: 'unitClerk', words: (d) => `答复退回重拟${because(d)}` },
    { to: 'unitLeader', words: (d) => `答复退回重拟${because(d)}` },
  ],
  'inUnit.handedOut': [
    {
      to: 'named',
      words: (d) =>
        `分办给${text(d.clerkName)}${typeof d.duties === 'number' ? `，连同其他共 ${d.duties} 件` : ''}${because(d)}`,
    },
  ],
  'inUnit.passedOn': [{ to: 'named', words: (d) => `送您${d.step === 'signing' ? '审签' : '核稿'}${because(d)}` }],
  'inUnit.sentBack': [{ to: 'named', words: (d) => `单位内退回修改${because(d)}` }],
  'reply.delivered': [{ to: 'proposers', words: (d) => `${text(d.unit)}已答复` }],
  'followUp.due': [
    { to: 'unitClerk', words: (d) => `答复中对第 ${d.suggestion} 条建议的措施今天到期，请报告落实情况` },
  ],
  'followUp.late': [
    { to: 'unitClerk', words: (d) => `答复中对第 ${d.suggestion} 条建议的措施应于${day(d.dueOn)}完成，请报告落实情况` },
    { to: 'unitLeader', words: (d) => `本单位答复中的措施应于${day(d.dueOn)}完成，还没有报告` },
    { to: 'offices', words: (d) => `${text(d.unit)}答复中的措施应于${day(d.dueOn)}完成，还没有报告` },
  ],
  'followUp.reported': [
    {
      to: 'proposers',
      words: (d) =>
        d.done === true
          ? `${text(d.unit)}报告第 ${d.suggestion} 条的措施已完成`
          : `${text(d.unit)}报告第 ${d.suggestion} 条的措施延至${day(d.nextOn)}`,
    },
  ],
  'proposal.answered': [
    { to: 'leadProposer', words: () => '答复已齐，请您评价' },
    { to: 'invited', words: () => '您联名或联系的提案答复已齐，请您评价' },
  ],
  'proposal.ratingClosed': [
    { to: 'proposers', words: () => '评价已汇总' },
    { to: 'units', words: () => '提案人已评价' },
  ],
  'proposal.rated': [{ to: 'units', words: () => '提案人已评价' }],
  'proposal.ratingChanged': [
    { to: 'units', words: (d) => `提案人修改了评价${because(d)}` },
    { to: 'offices', words: (d) => `提案人修改了评价${because(d)}` },
  ],
  'proposal.contactNamed': [
    {
      to: 'invited',
      words: (d) => (d.asked === true ? '您是这件集体提案的联系人，答复已齐，请您评价' : '您是这件集体提案的联系人'),
    },
  ],
  'proposal.draftersNamed': [{ to: 'invited', words: () => '这件集体提案记在您的履职台账里' }],
  'proposal.contactLeft': [{ to: 'offices', words: () => '集体提案的联系人已离任，请另行确定' }],
  'proposal.rehandled': [
    { to: 'proposers', words: () => '已安排重办' },
    { to: 'units', words: (d) => `请重新办理${because(d)}` },
  ],
  'keyProposal.selected': [
    { to: 'proposers', words: (d) => `定为 ${d.year} 年重点提案` },
    { to: 'units', words: (d) => `定为 ${d.year} 年重点提案` },
  ],
  'leadership.assigned': [
    { to: 'proposers', words: (d) => `由${text(d.leaderPost)}${text(d.leaderName)}牵头` },
    { to: 'units', words: (d) => `由${text(d.leaderPost)}${text(d.leaderName)}牵头` },
  ],
  'leadership.instructed': [{ to: 'units', words: (d) => `${text(d.leaderName)}作出批示，请办理` }],
  'leadership.ended': [{ to: 'proposers', words: () => '领导督办已结束，请看成效' }],
  'mutualAppraisal.opened': [
    { to: 'invited', words: (d) => `双向评议：请评办理，${day(d.closesOn)}截止` },
    { to: 'namedUnit', words: (d) => `双向评议：请评提案，${day(d.closesOn)}截止` },
  ],
  'mutualAppraisal.revealed': [
    { to: 'invited', words: (d) => `双向评议已公开${d.proposalLow === true ? '，单位建议完善提案' : ''}` },
    { to: 'namedUnit', words: (d) => `双向评议已公开${d.handlingLow === true ? '，办理得分低，等提案委研究' : ''}` },
  ],
  'mutualAppraisal.lowHandling': [{ to: 'offices', words: () => '办理得分低，请研究是否重办' }],
  'mutualAppraisal.decided': [
    { to: 'invited', words: (d) => `办理得分低，提案委决定${d.decision === 'rehandle' ? '重办' : '不再重办'}` },
  ],
  'appraisal.opened': [{ to: 'invited', words: () => '请您参加民主评议，无记名，一次交齐' }],
  'appraisal.invited': [{ to: 'invited', words: () => '请您参加民主评议，无记名，一次交齐' }],
  'appraisal.reminded': [{ to: 'invited', words: (d) => `民主评议还没有交票，${day(d.closesOn)}截止` }],
  'appraisal.reported': [{ to: 'namedUnits', words: () => '民主评议已出报告，请看本单位的结果' }],
  'appraisal.rectifying': [{ to: 'namedUnits', words: (d) => `请写整改措施，${day(d.rectifyBy)}前完成` }],
  'appraisal.lookedBack': [{ to: 'namedUnit', words: () => '整改已回头看' }],
  'proposal.referralMoved': [{ to: 'proposers', words: () => '上报有了结果' }],
  'dutyRecord.approved': [{ to: 'invited', words: () => '履职记录已审核通过，记入台账' }],
  'dutyRecord.refused': [{ to: 'invited', words: (d) => `履职记录未通过${because(d)}` }],
  'dutyRecord.withdrawn': [{ to: 'invited', words: (d) => `履职记录已从台账撤回${because(d)}` }],
  'dutyObjection.upheld': [{ to: 'invited', words: () => '您对台账的异议已采纳，请看怎样更正' }],
  'dutyObjection.refused': [{ to: 'invited', words: () => '您对台账的异议已答复，未作更正' }],
  'dutyArchives.sealed': [
    {
      to: 'memberOffice',
      words: ({ sealed, waiting }) =>
        `届满，已自动封存 ${sealed} 份${Number(waiting) > 0 ? `；${waiting} 份还有填报没审核或者异议没答复，办完再封存` : ''}`,
    },
  ],
  'award.given': [
    { to: 'proposers', words: (d) => `受到表彰：${text(d.award)}` },
    { to: 'namedUnit', words: () => '受到表彰' },
  ],
  'publication.published': [
    {
      to: 'leadProposer',
      words: (d) => (d.kind === 'reply' ? `${text(d.unit)}的答复已在公众页面公开` : '已在公众页面公开'),
    },
  ],
  'publication.retracted': [
    {
      to: 'leadProposer',
      words: (d) => `${d.kind === 'reply' ? `${text(d.unit)}的答复` : ''}已从公众页面撤下${because(d)}`,
    },
  ],
  'proposal.concluded': [{ to: 'proposers', words: (d) => `已办结${because(d)}` }],
  'activity.announced': [{ to: 'invited', words: (d) => `请您参加：${meeting(d)}` }],
  'activity.invited': [{ to: 'invited', words: (d) => `请您参加：${meeting(d)}` }],
  'activity.uninvited': [{ to: 'invited', words: (d) => `这次不再请您参加${because(d)}` }],
  'activity.reminded': [{ to: 'invited', words: (d) => `请回复能否参加：${meeting(d)}` }],
  'activity.movedUp': [{ to: 'invited', words: () => '有了空位，您已由候补转为参加' }],
  'activity.moved': [
    { to: 'invited', words: (d) => `时间或地点有变：${meeting((d.to ?? {}) as Record<string, unknown>)}` },
  ],
  'activity.postponed': [{ to: 'invited', words: (d) => `延期，新的时间另行通知${because(d)}` }],
  'activity.rescheduled': [
    {
      to: 'invited',
      words: (d) => `定了新的时间，${d.kept === true ? '您报的名保留，来不了请改' : '请重新回复'}：${meeting(d)}`,
    },
  ],
  'activity.cancelled': [{ to: 'invited', words: (d) => `取消${because(d)}` }],
  'activity.recordPublished': [
    {
      to: 'invited',
      words: (d) => `${d.record === 'brief' ? '简报' : d.record === 'minutes' ? '会议纪要' : '活动成果'}已发，请看`,
    },
  ],
  'activity.jointOffered': [{ to: 'named', words: (d) => `请本会参加联合活动${because(d)}` }],
  'activity.jointAnswered': [
    {
      to: 'named',
      words: (d) => `${d.state === 'accepted' ? '受邀的政协已同意参加' : '受邀的政协不参加'}${because(d)}`,
    },
  ],
  'activity.jointCalledOff': [{ to: 'named', words: (d) => `联合活动取消${because(d)}` }],
  'activity.proposed': [{ to: 'named', words: () => '委员发起的活动，请看是否同意' }],
  'speechCall.opened': [
    {
      to: 'invited',
      words: (d) => `征集大会发言，${day(d.opensOn)}至${day(d.closesOn)}提交，自愿报名`,
      opens: speechesOfMeeting,
    },
  ],
  'speechCall.edited': [
    {
      to: 'invited',
      words: (d) => `大会发言的提交时间改为${day(d.opensOn)}至${day(d.closesOn)}`,
      opens: speechesOfMeeting,
    },
  ],
  'speech.edited': [{ to: 'invited', words: () => '改了您的大会发言稿，请看', opens: speechesOfMeeting }],
  'activity.refused': [{ to: 'named', words: (d) => `发起的活动退回${because(d)}` }],
  'speech.selected': [
    {
      to: 'invited',
      words: (d) =>
        d.as === 'oral'
          ? '选您在大会上口头发言'
          : d.as === 'written'
            ? '选为书面发言，印发大会'
            : `这次没有选上${because(d)}`,
      opens: speechesOfMeeting,
    },
  ],
  'speech.placed': [
    {
      to: 'invited',
      words: (d) =>
        typeof d.former === 'number'
          ? `您的口头发言由第 ${d.former} 个改到第 ${d.place} 个，共 ${d.of} 个`
          : `您的口头发言排在第 ${d.place} 个，共 ${d.of} 个`,
      opens: speechesOfMeeting,
    },
  ],
  'leave.requested': [{ to: 'named', words: () => '有人请假，请您审批' }],
  'leave.passedOn': [{ to: 'named', words: () => '有人请假，请您审批' }],
  'leave.granted': [{ to: 'invited', words: (d) => `请假已准${because(d)}` }],
  'leave.refused': [
    { to: 'invited', words: (d) => `请假没有批准${d.began === true ? '' : '，请按时参加'}${because(d)}` },
  ],
  'dutyReportRound.opened': [{ to: 'invited', words: (d) => `请您写年度履职报告，${day(d.dueOn)}前提交` }],
  'dutyReportRound.asked': [{ to: 'invited', words: (d) => `请您写年度履职报告，${day(d.dueOn)}前提交` }],
  'dutyReportRound.edited': [{ to: 'invited', words: (d) => `履职报告的提交时间改为${day(d.dueOn)}` }],
  'dutyReportRound.reminded': [{ to: 'invited', words: (d) => `履职报告还没有提交，${day(d.dueOn)}截止` }],
  'dutyReportRound.closedEarly': [
    { to: 'invited', words: (d) => `履职报告提前截止，不再收${because(d)}。要补交，请与委员工作机构联系` },
  ],
  'dutyReport.returned': [{ to: 'invited', words: (d) => `履职报告退回修改${because(d)}` }],
  'dutyReport.accepted': [{ to: 'invited', words: () => '履职报告已归档' }],
  'dutyReport.reopened': [{ to: 'invited', words: (d) => `履职报告取消归档，请修改${because(d)}` }],
  'dutyReport.excused': [{ to: 'invited', words: (d) => `这一年免交履职报告${because(d)}` }],
  'clock.extensionAsked': [{ to: 'offices', words: (d) => `${text(d.unit)}申请${term(d)}延至${day(d.until)}` }],
  'clock.extended': [
    { to: 'unitTurn', words: (d) => `同意${term(d)}延至${day(d.to)}` },
    { to: 'leadProposer', words: (d) => `${text(d.unit)}的${term(d)}延至${day(d.to)}` },
  ],
  'clock.extensionRefused': [
    { to: 'unitTurn', words: (d) => `未同意延期，${term(d)}仍为${day(d.dueOn)}${because(d)}` },
  ],
  'clock.paused': [{ to: 'unitTurn', words: (d) => `办理期限暂停计算${because(d)}` }],
  'clock.resumed': [{ to: 'unitTurn', words: (d) => `办理期限恢复计算，${term(d)}为${day(d.to)}` }],
  'clock.moved': [{ to: 'owing', words: (d) => `因${decree(d)}，${term(d)}由${day(d.from)}改为${day(d.to)}` }],
  'clock.reminded': [{ to: 'owing', words: (d) => `${term(d)}为${day(d.dueOn)}，${text(d.distance)}` }],
  'clock.escalated': [
    { to: 'offices', words: (d) => `${text(d.unit)}的${term(d)}为${day(d.dueOn)}，${text(d.distance)}，请督办` },
    { to: 'unitLeader', words: (d) => `${term(d)}为${day(d.dueOn)}，${text(d.distance)}，已报交办机关，请督促` },
  ],
}

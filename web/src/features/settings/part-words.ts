type Words = Readonly<Record<string, string>>

/** Words of the same parts under another name before them. */
const under = (name: string, words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([part, word]) => [`${name}.${part}`, word]))
const option = (list: string): Words => under(list, { code: '代号', name: '名称', hint: '说明' })

const award: Words = {
  quotaPercent: '名额占总数的百分之几',
  collectivePercent: '其中集体提案不少于百分之几（只对提案）',
  method: '怎样表决',
  secret: '无记名',
  needsMajority: '投票要过半数才能入选',
  nominators: '除提案委办公室外，谁可以提名',
  noticeWorkingDays: '公示几个工作日',
  criteria: '评选标准',
  'criteria.name': '标准',
  'criteria.points': '分值',
}
const vote: Words = {
  electorate: '谁有表决权',
  quorum: '多少人到会才能表决',
  'quorum.numerator': '分子（三分之二写 2）',
  'quorum.denominator': '分母（三分之二写 3）',
  majority: '多少票算通过、当选',
  'majority.of': '以什么为准',
  'majority.numerator': '分子（过半数写 1）',
  'majority.denominator': '分母（过半数写 2）',
  'majority.over': '要超过这个比例（不勾：达到即可）',
  seats: '应选几名（只对选举）',
  contested: '差额选举（只对选举）',
  writeIns: '可以另选他人（只对选举）',
  tooManyIsInvalid: '选的人多于应选名额的票作废（不勾：交不上去，请重选）',
  byStrokes: '选票上的候选人按姓氏笔画排（不勾：照写的次序）',
}
const bands: Words = { bands: '等次，由高到低', ...option('bands'), 'bands.from': '几分起' }
const items = (list: string): Words => ({ ...option(list), [`${list}.points`]: '分值' })

/** What each part of each setting is called, by setting and place within it. Where the schema brings a title of its own, that one stands. */
export const partWords: Readonly<Record<string, Words>> = {
  proposals: {
    categories: '提案类别',
    ...option('categories'),
    declineReasons: '不予立案的理由',
    ...option('declineReasons'),
    replyClasses: '答复类别',
    ...option('replyClasses'),
    titleLimit: '案由最多字数',
    coSignWithinDays: '联名邀请几天内回复',
    acceptWithinWorkingDays: '交办后几个工作日内签收',
    returnWithinWorkingDays: '交办后几个工作日内可提出退办',
    firstContactWithinWorkingDays: '交办后几个工作日内首次面商',
    jointOpinionWithinMonths: '会办意见几个月内交主办单位',
    replyWithinMonths: '几个月内答复',
    rateWithinWorkingDays: '答复后几个工作日内评价',
    contactRequired: '没有面商记录不能提交答复',
    attachmentLimit: '附件最多几个',
    attachmentLimitMegabytes: '单个附件最大几兆（MB）',
  },
  'proposal-examination': { 'steps.code': '代号', 'steps.name': '名称', 'steps.hint': '说明' },
  'proposals.papers': {
    issuer: '发文机关名称，空着用本会名称加“提案委员会”',
    numberPattern: '发文字号的写法，{年} 处印年份，{号} 处印编的号，没有编的留空手填',
    classShown: '答复函首页右上角印答复类别',
    replyCopies: '答复函抄送，一行一个',
    contactName: '办公室联系人',
    contactPhone: '办公室联系电话',
    titleFont: '标题和发文机关的字体',
  },
  'evaluations.mutual': {
    mutualAppraisalEnabled: '请双方互评',
    scoreWithinWorkingDays: '评价后几个工作日内互评',
    handlingItems: '提案者评办理的项目，分值合计 100',
    ...items('handlingItems'),
    proposalItems: '单位评提案的项目，分值合计 100',
    ...items('proposalItems'),
    ...bands,
    lowBelow: '低于几分算低分，要写原因',
  },
  'evaluations.appraisal': {
    dimensions: '评议的方面，权重合计 100',
    ...option('dimensions'),
    'dimensions.weight': '权重（%）',
    levels: '打分的档次，由高到低',
    ...items('levels'),
    ...bands,
    minimumBallots: '一家单位至少几票才公布分数',
    minimumProposals: '选参评单位时，办理不少于几件',
  },
  publishing: { proposersShown: '公众页面怎样写提案者', attachments: '允许附件一起公开（逐个勾选，按原样）' },
  awards: {
    proposals: '优秀提案',
    ...under('proposals', award),
    units: '承办先进单位',
    ...under('units', award),
    persons: '承办先进个人',
    ...under('persons', award),
  },
  statistics: { adoptedClasses: '哪些答复类别算采纳，一行一类', implementedClasses: '哪些答复类别算落实，一行一类' },
  activities: {
    leaveSteps: '请假由谁批，一行一步，按顺序',
    'leaveSteps.kinds': '哪些会议活动',
    'leaveSteps.by': '由谁批',
    'leaveSteps.overHalfDays': '请假超过几个半天才要这一步（0：都要）',
    membersMayStart: '委员可以自己发起活动',
    officeApproves: '委员发起的活动要办公室同意',
    remindDaysBefore: '会前几天提醒没有回复的人（0：不自动提醒）',
    leaveLines: '缺席几次到哪条线，一行一条',
    'leaveLines.lineKinds': '哪些会议活动',
    'leaveLines.lineFor': '对谁',
    'leaveLines.lineCounts': '哪些算缺席',
    'leaveLines.lineWithin': '在多长时间里',
    'leaveLines.lineTimes': '几次到线',
    'leaveLines.lineMeasure': '到线怎么办（如 提醒、约谈、劝辞）',
  },
  attendance: {
    opensMinutesBefore: '开会前多少分钟开始签到',
    closesMinutesAfter: '散会后多少分钟停止签到',
    lateAfterMinutes: '开会后多少分钟算迟到（0：开会即算）',
    memberCode: '可以由签到台扫委员的码',
    deskCode: '可以由委员扫签到台的码',
    quorums: '几分之几到会才能开会',
    'quorums.kind': '哪种会议',
    'quorums.share': '到会比例',
    'quorums.share.numerator': '分子（三分之二写 2）',
    'quorums.share.denominator': '分母（三分之二写 3）',
    sittings: '多场的会议，到会几分之几的场次才算出席',
    'sittings.numerator': '分子（三分之二写 2）',
    'sittings.denominator': '分母（三分之二写 3）',
  },
  votes: { motion: '表决', ...under('motion', vote), election: '选举', ...under('election', vote) },
  'duty.targets': {
    shipped: '现成的一套',
    own: '自己写的',
    'own.name': '这一套叫什么',
    'own.items': '各项',
    'own.items.name': '叫什么',
    'own.items.kinds': '做了哪一类事算数',
    'own.items.count': '一年几次',
  },
  'reports.duty': {
    reportAskedOf: '请谁写',
    headings: '分几个部分写',
    'headings.heading': '标题',
    'headings.hint': '提示',
    'headings.chapters': '由台账的哪些内容填好',
    reportMinCharacters: '至少写多少字（0：不限）',
    remindDaysBefore: '到期前几天提醒没有交的人，一行一个',
  },
}

const awardChoices = {
  method: { vote: '投票', score: '逐条打分' },
  nominators: { member: '委员', unitClerk: '承办单位', leader: '主席会议成员', assigningOffice: '政府交办机关' },
}
const voteChoices = {
  electorate: { all: '应到会的全体', standing: '其中的常务委员' },
  'majority.of': { all: '有表决权的全体', present: '到会的人', valid: '有效票' },
}
const each = (names: readonly string[], choices: Readonly<Record<string, Words>>): Record<string, Words> =>
  Object.fromEntries(
    names.flatMap((name) => Object.entries(choices).map(([part, words]) => [`${name}.${part}`, words] as const)),
  )
const checkLevels: Words = { off: '不查', warn: '提醒', must: '必须改好才能提交' }

/** What the values to choose from are called, by setting and place. */
export const choiceWords: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  'proposal-writing': Object.fromEntries(
    ['analysisLength', 'wholeLength', 'oneMatter', 'sources', 'concrete'].map((part) => [part, checkLevels]),
  ),
  'proposal-numbering': { per: { session: '每次会议从 1 号起', term: '每届从 1 号起' } },
  'proposal-rating': {
    raters: { leadProposer: '第一提案人一人', allProposers: '第一提案人和全体联名委员' },
    rule: {
      leadDecides: '以第一提案人的评价为准，其他人的供参考',
      majority: '按多数：过半数不满意的为不满意，过半数满意的为满意，其余为基本满意',
      anyDissatisfied: '有一人不满意即为不满意，其余按多数',
    },
  },
  'proposals.papers': {
    'numberPatterns.kind': {
      examination: '审查意见',
      assignmentNotice: '交办通知',
      reminder: '催办函',
      yearReport: '年度提案工作报告',
      commendation: '表彰决定',
    },
  },
  'members.ordering': {
    rule: {
      cppcc: '政协规则：单名第二字算零画，“田富”在“田大利”前',
      npc: '人大规则：单名第二字照样比笔画，“田富”在“田大利”后',
    },
  },
  publishing: {
    proposersShown: {
      whole: '写全名，如“陈立业等 3 人”',
      surname: '只写姓氏，如“陈委员等 3 人”',
      none: '不写，一律写“政协委员”',
    },
  },
  awards: each(['proposals', 'units', 'persons'], awardChoices),
  activities: {
    'leaveLines.lineFor': { everyMember: '全体委员', standingMembers: '常委会组成人员' },
    'leaveLines.lineCounts': {
      absenceOnly: '没有请假、没有准假的',
      absenceAndLeave: '准了的病假、事假也算（公务不算）',
    },
    'leaveLines.lineWithin': { inYear: '一年（1 月至 12 月）', inTerm: '一届' },
    'leaveSteps.by': {
      leader: '主席会议成员',
      convener: '组织方负责人（召集人、专委会主任）',
      memberOffice: '委员联络办（大会秘书处）',
    },
  },
  votes: each(['motion', 'election'], voteChoices),
  'duty.targets': {
    shipped: { doubleFiveOnes: '双五个一（商洛）', threeOnes: '三个一（济南）' },
  },
  'scoring.year': {
    begins: {
      civilYear: '公历年，1 月 1 日到 12 月 31 日',
      fromMonth: '某月一日，到次年前一个月末',
      fromPlenary: '全体会议开幕，到下一次开幕的前一天',
    },
  },
  'assessments.delivery': {
    'receivers.to': {
      employer: '委员的所在单位，各收各的',
      party: '委员的民主党派、工商联组织，各收各的',
      body: '指定的单位（如统战部），收全部',
    },
  },
  'reports.duty': { reportAskedOf: { standing: '常务委员', all: '全体委员' } },
}

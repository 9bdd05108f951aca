import type { UnitKey } from '../units.ts'

/** Why a unit gives an assignment back; `{unit}` is the unit it names instead. */
export interface AssignmentReturn {
  /** Unit that gives the assignment back. */
  from: UnitKey
  /** Unit it says should handle the matter. */
  to: UnitKey
  proposalKey: string
  reason: string
  /** What the assigning office decides. */
  decision: 'reassign' | 'keep'
  decisionRemark: string
}

/** Assignments given back by units, with the office's decision. */
export const assignmentReturns: readonly AssignmentReturn[] = [
  {
    from: 'urban',
    to: 'housing',
    proposalKey: 'ebike-charging',
    reason:
      '提案核心为住宅小区内充电设施的布点与电费，小区物业和老旧小区改造由住建局负责，我局仅涉及充电棚是否占绿认定，建议改由住建局主办、我局会办。',
    decision: 'reassign',
    decisionRemark: '理由成立，改由住建局主办，城管局会办，办理期限自改办之日起重新计算。',
  },
  {
    from: 'transport',
    to: 'post',
    proposalKey: 'province-parcel',
    reason:
      '村级寄递站点的牌照、服务标准和违规收费查处属于邮政管理职责，我厅职责限于客货邮线路，难以牵头统一名录，请改派。',
    decision: 'reassign',
    decisionRemark: '同意改由省邮政管理局主办，交通运输厅继续会办，提供线路数据。',
  },
  {
    from: 'civil',
    to: 'market',
    proposalKey: 'funeral-cost',
    reason: '提案反映的加价收费属于价格违法行为，应由市场监管部门主办，我局可配合做好殡葬服务单位的行业管理。',
    decision: 'keep',
    decisionRemark:
      '提案重点在太平间经营权和殡葬服务链条的整体治理，行业主管责任在民政，仍由民政局主办，市场监管局会办。',
  },
  {
    from: 'education',
    to: 'health',
    proposalKey: 'mental-health-school',
    reason: '提案建议以增设儿童精神专科门诊为主，属医疗资源配置，我厅在学校端已有预警机制，请由卫生健康委主办。',
    decision: 'keep',
    decisionRemark: '转介流程起点和复学终点均在学校，由教育厅牵头更便于贯通，卫生健康委会办；可由两部门联合行文。',
  },
  {
    from: 'water',
    to: 'housing',
    proposalKey: 'sponge-flood',
    reason: '三十五处积水点均在城市排水管网范围，外河水位调度已按预案执行，城市内涝治理主体为住建部门。',
    decision: 'reassign',
    decisionRemark: '同意改由住建局主办，水利局会办，请于五日内提供外河水位与闸泵联调方案。',
  },
  {
    from: 'agriculture',
    to: 'land',
    proposalKey: 'wetland-bird',
    reason: '野生动物致害补偿由资源规划部门负责，我局仅能就冬水田补助和鸭稻品牌提出意见，不宜主办。',
    decision: 'reassign',
    decisionRemark: '同意，改由资规局主办，农业农村局会办并提出冬水田扶持意见。',
  },
  {
    from: 'police',
    to: 'urban',
    proposalKey: 'night-parking',
    reason: '错时共享涉及停车设施经营和平台接入，公安机关负责道路停车秩序，建议由城管局主办。',
    decision: 'reassign',
    decisionRemark: '同意改由城管局主办，公安局会办。退回理由充分，时限未超，不计入退办考核。',
  },
  {
    from: 'finance',
    to: 'development',
    proposalKey: 'night-parking',
    reason: '我局只承担非税收入管理，与提案主要事项关联较小，申请不再会办。',
    decision: 'keep',
    decisionRemark: '第三条建议明确涉及收入返还，属财政职责，请按期提出会办意见，不得自行退出。',
  },
]

/** What the office writes when it gives a draft proposal back to its author. */
export const draftReturnRemarks: readonly string[] = [
  '一件提案里写了停车、噪声和绿化三件事，请按一事一案拆开，先交最急的一件。',
  '情况写得扎实，但建议第二、三条都是“加强管理”，请写明由哪个单位、做什么、什么时候做完。',
  '引用的“全市八成”没有出处，请注明是哪次调查或哪个部门的数字，或改为您自己走访的户数。',
  '题目与去年第113号提案相近，那件已立案办理，请看答复后补写您发现的新情况，避免重复。',
  '联名人中有一位尚未在系统确认，请联系其本人确认，不能由他人代点。',
  '正文有九百多字的背景介绍与问题无关，请压缩到两三百字，把调研看到的两个例子写具体。',
  '事项属省级权限，市里无权调整，请改写为“建议市里向省里争取”，或改提社情民意信息。',
  '附件中的居民名单含身份证号和住址，请删去后重新上传，提案中用“某户”代替即可。',
  '所提产品名称请删去，写清需要达到的标准，不要指定品牌。',
  '此事已在诉讼中，请等判决生效后，就普遍存在的制度问题另提。',
]

/** What the office writes when it sends a weak reply back to the unit. */
export const sendBackRemarks: readonly string[] = [
  '提案四条建议，答复只回应了第一条，请逐条答复，不采纳的也要写明原因。',
  '通篇没有一个完成时间，请写清每项工作由谁负责、什么时候完成。',
  '写明“已与委员充分沟通”，但面商记录为空，提案人说没有接到电话，请先面商再答复。',
  '前两段为本单位工作总结，与提案无关，请删去，直接说这件事怎么办。',
  '分类为A，但正文说“将研究推进”，与解决不符，请据实改为B，或补充已完成的佐证。',
  '会办单位意见未吸收，住建局已明确可开放接口，答复仍写“暂无条件”，请核实后重写。',
  '用语多为“高度重视、积极推进”，请给数字：做了几处、花了多少、剩下多少。',
  '答复由科室落款，须由单位负责人签发并盖单位章。',
  '对提案中关于资金的建议只字未提，财政若不同意，也要写明理由和替代办法。',
  '答复与去年对另一件提案的答复有三段完全相同，请针对本件重新起草。',
]

/** A reply that says nothing, with the proposal it pretends to answer. */
export interface WeakReply {
  proposalKey: string
  text: string
  /** Index of the fitting remark in {@link sendBackRemarks}. */
  remark: number
}

/** Eight replies an office should send back. */
export const weakReplies: readonly WeakReply[] = [
  {
    proposalKey: 'lift-retrofit',
    text: '我局高度重视老旧小区加装电梯工作，成立了以主要领导为组长的工作专班，多次召开会议研究部署，取得了阶段性成效。下一步，我们将继续加大工作力度，不断完善政策措施，积极稳妥推进加装电梯工作，努力提升人民群众的获得感。感谢您对我局工作的关心和支持。',
    remark: 6,
  },
  {
    proposalKey: 'school-nap',
    text: '午休问题事关学生健康成长，我局一直十分关注。由于学校条件不一，全面推行躺睡尚需时日。您提出的建议对我们很有启发，我们将认真研究、充分论证，结合实际逐步改善午休条件。感谢您对教育事业的支持。',
    remark: 1,
  },
  {
    proposalKey: 'village-doctor',
    text: '近年来，我县村医队伍建设取得长足进步，村医待遇逐年提高，村卫生室标准化率达到百分之百，群众就医条件明显改善。村医养老涉及上级政策，我局将积极向上反映。其他建议我们将结合工作实际予以考虑。',
    remark: 0,
  },
  {
    proposalKey: 'river-control',
    text: '我局会同有关部门持续开展水环境治理，三十七条水体全部消除黑臭，水质总体稳定向好。个别河段偶有反复属于正常现象。已与委员充分沟通，委员表示满意。今后将进一步强化巡查，巩固治理成果。',
    remark: 2,
  },
  {
    proposalKey: 'digital-elder',
    text: '为方便老年人办事，我市各单位已设立绿色通道，配备志愿者引导，应用全部完成适老化改造。您所反映的问题已得到有效解决。我们将继续优化服务，让老年人共享数字化成果。本件按A类办结。',
    remark: 4,
  },
  {
    proposalKey: 'prepaid-card',
    text: '我局全面贯彻落实各项工作要求，去年共检查市场主体1.2万户次，立案查处各类案件642件，受理投诉3.8万件，为消费者挽回经济损失1860万元，开展宣传活动四十六场，各项工作均走在前列。针对预付卡问题，我局将一如既往加强监管。',
    remark: 3,
  },
  {
    proposalKey: 'rural-teacher',
    text: '关于周转房建设，已列入计划。关于补贴，按现行标准足额发放。关于职称，执行上级统一政策。关于轮岗，正在推进。以上答复，如有意见请与我单位人事股联系。',
    remark: 8,
  },
  {
    proposalKey: 'night-economy',
    text: '夜间经济是扩大消费的重要抓手，我局制定了系列支持政策，举办了多场促消费活动，街区人气持续提升。对于扰民问题，由相关部门依法处理。感谢您一直以来对商务工作的理解和支持，欢迎继续提出宝贵意见。',
    remark: 5,
  },
]

/** A proposer's words with a rating. */
export interface RatingWord {
  handling: '满意' | '基本满意' | '不满意'
  result: '满意' | '基本满意' | '不满意'
  text: string
}

/** Words proposers write when they rate a reply. */
export const ratingWords: readonly RatingWord[] = [
  { handling: '满意', result: '满意', text: '分管局长两次上门，答复里的每个数字我都去现场核过，确实做了，谢谢。' },
  { handling: '满意', result: '满意', text: '承办人听得进话，我提的“先换软管再谈钱”被写进了方案，老人家里已经换好。' },
  { handling: '满意', result: '满意', text: '没想到三个月就见了效果，专线我坐了两趟，准点，站台也有座。' },
  { handling: '满意', result: '基本满意', text: '沟通很到位，能办的都办了；高峪那座站顺延到明年，希望不要再拖。' },
  {
    handling: '满意',
    result: '基本满意',
    text: '桥一时建不成我理解，换船和渡工转正办得实在，请按约定半年告知一次进展。',
  },
  { handling: '满意', result: '不满意', text: '态度好、材料全，但核心的补偿标准还是“另行研究”，希望明年能有个结果。' },
  { handling: '基本满意', result: '满意', text: '事情办成了，只是中间一个多月没有消息，还是我打电话去问的。' },
  { handling: '基本满意', result: '基本满意', text: '四条建议落实了三条，没落实的一条说明了理由，可以接受。' },
  { handling: '基本满意', result: '基本满意', text: '试点面偏小，只有三个街道，建议公布明年扩大的时间表。' },
  { handling: '基本满意', result: '不满意', text: '答复写了八百字，我最关心的资金从哪里来只有一句话。' },
  { handling: '不满意', result: '不满意', text: '从头到尾没有人联系过我，答复里却写“经充分沟通”，请核实。' },
  {
    handling: '不满意',
    result: '基本满意',
    text: '答复像是拿旧稿子改的，连小区名字都写错了，好在后来现场补做了几处。',
  },
  { handling: '不满意', result: '不满意', text: '回了跟没回一样，请重新办理，至少告诉我哪一条不能办、为什么。' },
  { handling: '满意', result: '满意', text: '提案提了三年，今年终于落地，村里老人让我代他们说声谢谢。' },
]

/** A second reply after a proposer was not content with the first. */
export interface RehandlingReply {
  proposalKey: string
  replyClass: 'A' | 'B' | 'C'
  text: string
}

/** Replies of units that had to handle a proposal again. */
export const rehandlingReplies: readonly RehandlingReply[] = [
  {
    proposalKey: 'river-control',
    replyClass: 'B',
    text: `首次答复称“个别反复属正常”，且未如实反映沟通情况，我局向您致歉。收到不满意评价后，分管副局长于9月6日夜间与您沿白马浦走了一遍，现场发现直排暗管三处、餐饮油污倒入雨水篦五家，均已当场封堵、立案。
现将补办情况报告如下：一是三十七条水体监测点已装二十二处，其余十一月底装完，数据同步上河长牌；二是白马浦下游合流管改造提前到今年四季度开工，长三点八公里，由住建局负责，明年汛前完成；三是养护费由每公里七万元提高到十二万元，与您建议的十六万元尚有差距，明年预算再补；四是居民夜查每季度一次，首次定于十月十八日，请您参加。复臭九条河段的原因清单一并附上，逐条写明责任单位。`,
  },
  {
    proposalKey: 'rural-teacher',
    replyClass: 'B',
    text: `您批评首次答复“每条一句话”，我局接受，并由局长带队到高峪、龙井、瑶寨三乡住校两天，重新研究。
周转房六十套改为两批：高峪二十二套今年十二月交付，均配热水和独立卫浴；其余三十八套明年八月前完成。补贴按里程和海拔分五档，最远教学点由每月四百元提高到一千元，从下学期执行，与建议的一千二百元相差二百元，财政答应明年视财力补足。职称单列十四个指标，以复式教学实绩和家长评价为主，评审办法征求了四十六位乡村教师意见。走教老师每周派车两趟，交通补助三百元已发放。今年暑假提出调离的四位老师中，一位表示愿意留下。`,
  },
  {
    proposalKey: 'digital-elder',
    replyClass: 'B',
    text: `首次答复定为A类不妥，现改为B类并补充如下。我局请老年大学十二位学员按您的办法重新走查八个应用，长辈版跳回普通版的五个、有弹窗的三个，与提案所述一致，已发限期整改通知，九月底复测，两个通过、三个下架返工。
人工窗口方面，对撤销的127个网点逐一评估，恢复41个，另在街道镇设综合代办点86处，十二月底前实现全覆盖；燃气公司已在西闸营业厅恢复两个人工窗口。代办授权书样式附后，全程录屏，不代管密码。“手机门诊”先在四十处社区食堂开设，每周两次。宋老师已由社区代办点帮助办妥缴费，我们向她当面致歉。`,
  },
  {
    proposalKey: 'prepaid-card',
    replyClass: 'B',
    text: `您指出首次答复“答非所问”，我局重新办理。健身、美容、教培三业的预付资金分级存管办法已完成征求意见，单张五百元以上或店均收款十万元以上进入银行存管，拟于十一月一日施行，系统由市里统一采购，商户免费使用。
对新港街道那家健身房，公安、市场监管、街道组成工作组，冻结账户资金六十七万元，由同街另一家门店承接会员一千一百余名的剩余课时，其余按比例退费，方案已经会员代表同意。房东留存两个月租金保证金一条，因涉及民事约定，先在国有铺面租约中执行。投诉率前二十名商户名单从本季度起公布。`,
  },
]

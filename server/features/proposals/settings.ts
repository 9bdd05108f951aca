import { z } from 'zod'
import { filledText, text } from '#contract/common.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const option = z.object({ code: filledText(40), name: filledText(40), hint: text(200) })
const reason = option.extend({
  /** What else the proposer can do, one way a line. */
  ways: z.array(filledText(100)).max(6).default([]).meta({ title: '还可以怎样办，一行一种' }),
})
const options = <O extends typeof option>(one: O) =>
  z
    .array(one)
    .min(1)
    .max(40)
    .refine((list) => new Set(list.map((o) => o.code)).size === list.length, { error: '代码不能重复' })
const days = (max: number) => z.int().min(1).max(max)

/** What differs between committees in the way of a proposal. */
export const proposalSetting = defineSetting({
  key: 'proposals',
  title: '提案办理',
  explanation: '类别、不予立案的理由、答复类别，以及各步的期限。',
  schema: z.object({
    categories: options(option),
    declineReasons: options(reason),
    replyClasses: options(option),
    /** Of replies of these classes the measures with a date are followed up after the delivery. */
    followUpClasses: z.array(filledText(40)).max(40).meta({ title: '哪几类答复的措施要跟踪，一行一类' }),
    titleLimit: z.int().min(10).max(100),
    coSignWithinDays: days(60),
    acceptWithinWorkingDays: days(60),
    returnWithinWorkingDays: days(60),
    firstContactWithinWorkingDays: days(120),
    jointOpinionWithinMonths: z.int().min(1).max(6),
    replyWithinMonths: z.int().min(1).max(12),
    rateWithinWorkingDays: days(120),
    /** A reply may be handed in only after a contact was recorded (面商率 100 %). */
    contactRequired: z.boolean(),
    attachmentLimit: z.int().min(0).max(20),
    attachmentLimitMegabytes: z.int().min(1).max(100),
  }),
  defaults: {
    // 河池市政协提案系统：类别六分
    categories: [
      { code: '经济建设', name: '经济建设', hint: '产业、财税金融、企业、交通能源、农业农村' },
      { code: '政治建设', name: '政治建设', hint: '法治、政务服务、基层治理、统一战线' },
      { code: '文化建设', name: '文化建设', hint: '文化、文物非遗、体育、旅游' },
      { code: '社会建设', name: '社会建设', hint: '教育、卫生、养老、就业、住房、社会保障' },
      { code: '生态文明建设', name: '生态文明建设', hint: '污染防治、水土林草、资源节约' },
      { code: '其他', name: '其他', hint: '不属于以上各类的' },
    ],
    // 全国口径不予立案十种情形（中国政协网 ARTI1513309182298148）：应及时通知提案者，视情以其他方式转送研究或参考；
    // 上海旧例，不合格者转社情民意、来信。去处按各情形的主管渠道写，各地可改
    declineReasons: [
      {
        code: 'stateSecret',
        name: '涉及党和国家秘密',
        hint: '请通过规定渠道反映',
        ways: ['通过机要渠道书面报送提案委员会'],
      },
      { code: 'forbidden', name: '国家明令禁止', hint: '', ways: ['对照有关法律法规另选题目，下次会议重新提交'] },
      {
        code: 'partyPersonnel',
        name: '中共党员对党内有关组织人事安排有意见',
        hint: '请向党组织反映',
        ways: ['按组织程序向所在党组织反映'],
      },
      {
        code: 'ownParty',
        name: '民主党派成员反映本组织内部问题',
        hint: '请向本党派组织反映',
        ways: ['向本党派组织反映'],
      },
      {
        code: 'inProceedings',
        name: '进入民事、刑事、行政诉讼及仲裁程序',
        hint: '请依法定程序办理',
        ways: ['依法通过诉讼、仲裁等程序主张', '属于普遍性问题的，改写后作为社情民意信息反映'],
      },
      {
        code: 'academic',
        name: '属于学术研讨',
        hint: '可转有关部门研究参考',
        ways: ['转有关部门研究参考', '作为社情民意信息或大会发言材料提交'],
      },
      {
        code: 'personal',
        name: '为本人或亲属解决个人问题',
        hint: '可向信访部门反映',
        ways: ['向主管单位或信访部门反映', '是一类人共同问题的，改写后重新提交'],
      },
      { code: 'promotion', name: '宣传、推介具体作品、产品', hint: '', ways: ['向有关单位直接推介，不通过提案办理'] },
      { code: 'accusation', name: '指名举报', hint: '请向纪检监察机关反映', ways: ['向纪检监察机关举报'] },
      {
        code: 'empty',
        name: '内容空泛、没有具体建议',
        hint: '可补充调研后重新提交',
        ways: ['补充调研、写出具体建议后重新提交', '作为社情民意信息反映'],
      },
    ],
    // 四类答复（fsou 17010450）；三类的地方删去 D
    replyClasses: [
      { code: 'A', name: '已经解决或基本解决', hint: '所提问题已经解决或基本解决' },
      { code: 'B', name: '正在解决或列入规划逐步解决', hint: '写明何时解决到什么程度' },
      { code: 'C', name: '因条件限制待以后解决', hint: '写明受什么条件限制' },
      { code: 'D', name: '留作参考', hint: '写明理由' },
    ],
    // domain.md 13：B 类跟踪二次办理
    followUpClasses: ['B'],
    // 上海虹口履职通：案由不超过 100 字
    titleLimit: 100,
    // 规则未见全国口径；一周够打一圈电话，各地自定
    coSignWithinDays: 7,
    // 与退办同期：签收即认领，五个工作日内不签收又不退办的要催
    acceptWithinWorkingDays: 5,
    // 涡阳县：交办会后 5 个工作日内退办
    returnWithinWorkingDays: 5,
    // 崇义县：交办后 15 个工作日内首次见面
    firstContactWithinWorkingDays: 15,
    // fsou 17010450：会办意见 1 个月内函告主办单位
    jointOpinionWithinMonths: 1,
    // 办理期限以 3 个月为主
    replyWithinMonths: 3,
    // 崇义县：委员 15 个工作日内反馈意见
    rateWithinWorkingDays: 15,
    // 办理考核：面商率 100 %
    contactRequired: true,
    // 河池市政协提案系统：附件不超过 5 个，单个不超过 32 MB
    attachmentLimit: 5,
    attachmentLimitMegabytes: 32,
  },
})

export type ProposalSettings = z.output<typeof proposalSetting.schema>

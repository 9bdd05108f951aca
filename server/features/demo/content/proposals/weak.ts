import type { WeakProposal } from './proposal-text.ts'

/** Proposals written to fail examination, each with the ground and the office's words to the proposer. */
export const weakProposals: readonly WeakProposal[] = [
  {
    key: 'weak-vague',
    committee: 'chengyuan',
    category: '经济建设',
    subcategory: '营商环境',
    title: '关于大力推动我市经济社会高质量发展的建议',
    analysis: `当前，我市经济社会发展取得了显著成绩，但与先进地区相比仍有差距，发展不平衡不充分的问题仍然存在。各方面工作还有提升的空间，应当引起高度重视。`,
    suggestions: [
      '进一步提高认识，切实加强领导，形成齐抓共管的良好局面。',
      '进一步加大投入力度，完善体制机制，营造良好氛围。',
    ],
    leadUnitKey: 'development',
    jointUnitKeys: [],
    reason: 'vague',
    officeRemark:
      '来件题目过大，未写明具体问题、涉及对象和可操作的办法，承办单位无从办理。建议从您熟悉的企业服务环节选一件事，写清发生在哪里、有多少、卡在哪一步、由谁来改，修改后可再次提交。',
    outcome: 'return',
  },
  {
    key: 'weak-personal',
    committee: 'heting',
    category: '社会建设',
    subcategory: '城乡建设',
    title: '关于解决永盛街道织机巷16号拆迁补偿面积的建议',
    analysis: `织机巷16号系本人父亲名下房屋，建筑面积124平方米，其中阁楼22平方米在去年征收评估时未予认定，本人家庭因此少得补偿约二十六万元。本人曾两次找征收办反映，答复均为按图纸认定，不予调整。邻居家相同情况却得到了认定。`,
    suggestions: [
      '请住建部门重新测量本户面积，将阁楼22平方米计入补偿，并于春节前补发差额。',
      '请领导过问此事，给本人一个满意的答复。',
    ],
    leadUnitKey: 'housing',
    jointUnitKeys: [],
    reason: 'personal',
    officeRemark:
      '来件反映的是本人及亲属的个人补偿诉求，按规定不作为提案立案。已征得您的同意转送区信访部门和征收办，请您直接与征收办复核窗口联系；如阁楼认定是一类普遍问题，欢迎另就认定标准提出提案。',
    outcome: 'decline',
  },
  {
    key: 'weak-litigation',
    committee: 'linzhou',
    category: '政治建设',
    subcategory: '法治建设',
    title: '关于纠正某建材公司合同纠纷案二审判决的建议',
    analysis: `霖州某建材公司与某置业公司买卖合同纠纷一案，一审判令支付货款183万元，二审改判为97万元，理由是供货单据签字人无授权。建材公司认为签字人是对方工地材料员，改判没有事实依据，目前已向省高级法院申请再审，案件正在审查。该公司职工四十余人工资因此受到影响。`,
    suggestions: [
      '建议有关部门督促法院依法改判，维护企业合法权益。',
      '建议在再审期间暂停执行二审判决，保障职工工资发放。',
    ],
    leadUnitKey: 'justice',
    jointUnitKeys: [],
    reason: 'litigation',
    officeRemark:
      '该案已进入诉讼程序并申请再审，依照规定不予立案，以免影响司法机关独立行使职权。请当事人通过再审程序主张权利；职工欠薪可另行向劳动监察部门反映，我们已提供联系方式。',
    outcome: 'decline',
  },
  {
    key: 'weak-promotion',
    committee: 'jianglan',
    category: '社会建设',
    subcategory: '医疗卫生',
    title: '关于在全省医院推广使用岚盛牌空气消毒机的建议',
    analysis: `岚盛科技自主研发的LS-9型空气消毒机，采用六重过滤和等离子技术，除菌率99.99%，已在多家单位应用，深受好评。该产品获得专利十一项，价格仅为进口同类产品的五分之三，企业产能充足，可满足全省医院需要，目前存在知名度不够、采购渠道不畅的问题。`,
    suggestions: [
      '建议卫生健康部门发文推荐LS-9型产品，列入全省医院统一采购目录。',
      '建议财政安排专项资金，首批采购五千台，尽快示范推广。',
    ],
    leadUnitKey: 'health',
    jointUnitKeys: ['finance'],
    reason: 'promotion',
    officeRemark:
      '来件实为具体产品的宣传推介，且提案人在该企业任职，依规定不予立案。医疗机构设备采购应按公开程序进行。若您关注医院空气感染控制的普遍问题，可去掉产品名称，就标准、监测和经费机制另提。',
    outcome: 'decline',
  },
  {
    key: 'weak-secret',
    committee: 'jianglan',
    category: '其他',
    subcategory: '其他',
    title: '关于调整某战备设施周边建设控制范围的建议',
    analysis: `本件涉及未公开的战备设施位置、容量和警戒距离，提案人称数据系早年参加内部会议时所记，建议据此缩小周边建设控制范围。为避免扩散，正文中的地点、数字和图示已由受理人员遮去，不进入系统正文，仅在登记中注明收到日期与份数。`,
    suggestions: ['（内容涉及不宜公开的事项，已按规定遮去。）', '（请提案人通过保密渠道向有关机关当面反映。）'],
    leadUnitKey: 'land',
    jointUnitKeys: [],
    reason: 'secret',
    officeRemark:
      '来件涉及国家秘密，本系统禁止录入涉密内容，不予立案。纸质件已封存并由机要人员与您联系，请勿以短信、邮件等方式传送同类材料，可由专人通过保密渠道向有关机关反映。',
    outcome: 'decline',
  },
  {
    key: 'weak-academic',
    committee: 'linzhou',
    category: '其他',
    subcategory: '学术研讨',
    title: '关于重新界定霖州窑创烧年代的建议',
    analysis: `学界对霖州窑创烧年代有北宋初年与晚唐两种意见。本人比对馆藏残片的胎釉成分和支钉痕迹，认为应上溯至晚唐大中年间，并就器型演变提出三期说。现有图录沿用旧说，容易误导研究者。文后附测试数据四组、类型学图六幅、参考文献三十一种。`,
    suggestions: ['建议采纳晚唐创烧说，修改博物馆展板与出版图录的表述。', '建议召开学术会议，确认本人提出的三期分法。'],
    leadUnitKey: 'culture',
    jointUnitKeys: [],
    reason: 'academic',
    officeRemark:
      '来件属于学术观点讨论，不宜由行政部门以办理提案的方式裁定，不予立案。已征得您的同意转市博物馆学术委员会参考；若就窑址保护、考古经费或展陈更新机制提出建议，可以立案。',
    outcome: 'decline',
  },
]

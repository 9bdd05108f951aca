import type { CommitteeKey } from './places.ts'

/** One item for the public first page. */
export interface NewsItem {
  key: string
  committee: CommitteeKey
  kind: 'news' | 'notice'
  /** Days before the day the demonstration is set up. */
  daysAgo: number
  title: string
  body: string
}

/** Twelve items of news and notice for the public first page, newest first. */
export const newsItems: readonly NewsItem[] = [
  {
    key: 'supervise-river',
    committee: 'chengyuan',
    kind: 'news',
    daysAgo: 1,
    title: '市政协督办岚江支流治理重点提案',
    body: '昨天夜里八点，市政协副主席带队沿白马浦步行三公里，现场督办水体复臭提案。随行的生态环境、住建、水利部门当场认领直排暗管三处，约定十一月底前装齐监测点。沿岸居民代表和提案人一同察看，并对河长牌上的数据公开方式提出了意见。督办结果将在本网专栏公布。',
  },
  {
    key: 'open-replies',
    committee: 'jianglan',
    kind: 'notice',
    daysAgo: 2,
    title: '第二批提案答复向社会公开',
    body: '经提案人和承办单位同意，本次会议第二批一百三十八件提案的正文与答复全文即日起公开，内容包括村级寄递站点、货车司机停车休息、学生心理危机转介等。涉及个人信息的部分已作处理。公众可按主题、承办单位查询，对答复落实情况有了解的，可在页面下方留言反映。',
  },
  {
    key: 'consult-canteen',
    committee: 'wangzhu',
    kind: 'news',
    daysAgo: 4,
    title: '社区食堂怎么办下去，委员和摊主坐到一张桌',
    body: '柳营街道梧桐里食堂的午市刚结束，区政协协商议事就在餐桌旁开始了。十一位食堂负责人、六位老人和四位委员算了一笔账：多少人吃饭才不亏、补助怎样按月到账、下雨天送餐如何保温。区民政局当场答复三项，两项带回研究，十五日内书面回告参会居民。',
  },
  {
    key: 'session-submit',
    committee: 'linzhou',
    kind: 'notice',
    daysAgo: 6,
    title: '关于征集下次全体会议提案线索的通知',
    body: '即日起面向社会征集提案线索，重点为就业增收、看病就医、养老托育、城市内涝、湿地保护五个方面。请写明发生在哪里、影响哪些人、您希望怎样改，留下联系电话以便核实。个人诉求、诉讼案件和举报不在征集范围。线索将转有关界别和专门委员会参考，采用情况会告知提供人。',
  },
  {
    key: 'tea-market',
    committee: 'zheling',
    kind: 'news',
    daysAgo: 9,
    title: '委员走进青叶市场看鲜叶分级',
    body: '清早五点半，县政协农业界委员来到茶铺镇青叶市场，跟着退休茶师学看芽叶。首个免费评级台开了半个月，凭单交易的鲜叶每斤平均多卖六元三角。茶农也提出难处：下午人多排队久、评级单字太小。县农业农村局答应加设两台，换成大字单，月底前到位。',
  },
  {
    key: 'reading',
    committee: 'heting',
    kind: 'news',
    daysAgo: 12,
    title: '自习书房里的读书会',
    body: '文庙街道自习书房本周五晚举办第六期委员读书会，主题是“一座老厂的记忆”。造船厂退休铆工、文史委员和十几位年轻读者围坐一圈，听老人讲第一条钢质渡船下水的那天。活动现场征集到老照片四十三张，将整理后移交区档案馆。下期时间另行公布，免费报名。',
  },
  {
    key: 'handover',
    committee: 'chengyuan',
    kind: 'news',
    daysAgo: 16,
    title: '提案交办会召开，二十六家单位现场领单',
    body: '市委、市政府、市政协联合召开提案交办会，今年立案的提案逐件明确主办和会办单位。会议要求承办单位十五个工作日内与提案人首次见面，三个月内办复；需要跨部门的，由主办单位牵头集中会商。对办理中有不同意见的，五个工作日内提出，不得自行转送。',
  },
  {
    key: 'parcel-route',
    committee: 'tongxi',
    kind: 'news',
    daysAgo: 20,
    title: '客货邮线路通到枫坪，山里寄件便宜一半',
    body: '由县政协提案推动的客货邮融合线路新增三条，枫坪镇、石鼓乡、下渡镇的村民不必再跑县城取件。一箱五斤笋干寄往省外，首重由五元六角降到三元。首班车上，提案人和客运司机一起把第一批蜂蜜装进行李舱。年底前线路还将再开通三条，具体时刻在各村寄递站张贴。',
  },
  {
    key: 'hot-line',
    committee: 'linzhou',
    kind: 'notice',
    daysAgo: 24,
    title: '委员接待群众日安排',
    body: '本月委员接待日定于周六上午九点至十一点半，地点为鹤汀区文庙街道委员工作室、新港街道党群服务中心。接待主题为住宅电梯更新、托育服务和五十岁以上人员再就业。请携带身份证登记，每人约十五分钟。行动不便的老人可由社区预约上门，当天未能答复的七日内回电。',
  },
  {
    key: 'training',
    committee: 'jianglan',
    kind: 'news',
    daysAgo: 29,
    title: '新任委员学写提案：从一个小问题开始',
    body: '全省新任委员培训班今天结业。授课的老委员带来三件被退回的提案原件，逐句讲为什么退：题目太大、没有数字、建议找不到办的人。学员分组修改，再请承办单位的同志当面“挑刺”。一位来自医院的委员说，改到第四稿，才知道一件事要写清楚，先得自己跑明白。',
  },
  {
    key: 'rural-visit',
    committee: 'zheling',
    kind: 'news',
    daysAgo: 35,
    title: '预约小巴开进高峪乡，委员试乘听意见',
    body: '八辆乡村小巴试运行第三周，县政协社会法制委组织委员分头试乘。七十四岁的蒋伯从打电话到上车用了十八分钟，看完病中午前回到家。委员们也记下三条不足：雨天等得久、信号差的地方联系不上、司机对新路不熟，已当天交给县交通运输局，一周内回复。',
  },
  {
    key: 'maintenance',
    committee: 'tongxi',
    kind: 'notice',
    daysAgo: 41,
    title: '提案办理民主评议结果公告',
    body: '县政协组织四十二名委员和十八名群众代表，对六家承办单位的提案办理工作进行民主评议，从组织领导、沟通面商、办理成效、答复质量四方面无记名打分。得分最高的是县交通运输局，最低的单位已收到整改建议，须在两个月内报送整改情况，评议小组将在年底回头看。',
  },
]

import { type CommitteeKey, type Level, placeOf } from './places.ts'

/** Key of a field of government; the same key names its unit at every level that has one. */
export type UnitKey =
  | 'development'
  | 'education'
  | 'science'
  | 'industry'
  | 'ethnic'
  | 'police'
  | 'civil'
  | 'justice'
  | 'finance'
  | 'labour'
  | 'land'
  | 'environment'
  | 'housing'
  | 'urban'
  | 'transport'
  | 'water'
  | 'agriculture'
  | 'commerce'
  | 'culture'
  | 'health'
  | 'emergency'
  | 'market'
  | 'sport'
  | 'insurance'
  | 'forestry'
  | 'banking'
  | 'data'
  | 'post'
  | 'fire'
  | 'disabled'
  | 'coop'

/** One handling unit (承办单位) of one committee. */
export interface HandlingUnit {
  key: UnitKey
  /** Full name with the place, such as 澄远市教育局. */
  name: string
  /** Short name without the place, such as 教育局. */
  shortName: string
  /** Words that show a proposal belongs to it. */
  keywords: string[]
}

interface UnitRow {
  key: UnitKey
  /** Names at province, city and county; null where the level has no such unit. */
  names: [string | null, string | null, string | null]
  /** Short names, where they differ from the full ones. */
  shorts?: [string | null, string | null, string | null]
  keywords: string
}

const rows: readonly UnitRow[] = [
  {
    key: 'development',
    names: ['发展和改革委员会', '发展和改革委员会', '发展和改革局'],
    shorts: ['发展改革委', '发展改革委', '发改局'],
    keywords: '规划 项目 价格 能源 充电桩 营商环境 信用',
  },
  { key: 'education', names: ['教育厅', '教育局', '教育体育局'], keywords: '学校 教师 学生 职业教育 校园 午休 幼儿园' },
  {
    key: 'science',
    names: ['科学技术厅', null, null],
    shorts: ['科技厅', null, null],
    keywords: '科研 成果转化 技术 创新平台',
  },
  {
    key: 'industry',
    names: ['工业和信息化厅', '工业和信息化局', '经济信息化和商务局'],
    shorts: ['工信厅', '工信局', '经信商务局'],
    keywords: '企业 制造业 中小企业 账款 园区 技改 数字化',
  },
  {
    key: 'ethnic',
    names: ['民族宗教事务委员会', null, null],
    shorts: ['民族宗教委', null, null],
    keywords: '民族 宗教 民族乡',
  },
  { key: 'police', names: ['公安厅', '公安局', '公安局'], keywords: '治安 反诈 交通秩序 电动自行车 户籍 停车' },
  { key: 'civil', names: ['民政厅', '民政局', '民政局'], keywords: '养老 社区 食堂 救助 殡葬 儿童 地名' },
  { key: 'justice', names: ['司法厅', '司法局', null], keywords: '法律援助 调解 公证 法治 普法' },
  { key: 'finance', names: ['财政厅', '财政局', '财政局'], keywords: '预算 补助 资金 采购 专项债' },
  {
    key: 'labour',
    names: ['人力资源和社会保障厅', '人力资源和社会保障局', '人力资源和社会保障局'],
    shorts: ['人社厅', '人社局', '人社局'],
    keywords: '就业 工资 社保 技能 灵活就业 零工 工伤',
  },
  {
    key: 'land',
    names: ['自然资源厅', '自然资源和规划局', '自然资源和林业局'],
    shorts: [null, '资规局', '资源林业局'],
    keywords: '规划 用地 不动产 地质灾害 古树 采矿',
  },
  {
    key: 'environment',
    names: ['生态环境厅', '生态环境局', '生态环境分局'],
    keywords: '水质 大气 噪声 油烟 固体废物 排污',
  },
  {
    key: 'housing',
    names: ['住房和城乡建设厅', '住房和城乡建设局', '住房和城乡建设局'],
    shorts: ['住建厅', '住建局', '住建局'],
    keywords: '老旧小区 电梯 物业 燃气 房屋 维修资金 污水',
  },
  {
    key: 'urban',
    names: [null, '城市管理局', '城市管理局'],
    shorts: [null, '城管局', '城管局'],
    keywords: '市容 停车 垃圾分类 夜市 路灯 广告 公厕',
  },
  {
    key: 'transport',
    names: ['交通运输厅', '交通运输局', '交通运输局'],
    keywords: '公交 公路 客运 物流 农村公路 出租车',
  },
  { key: 'water', names: ['水利厅', '水利局', '水利局'], keywords: '河道 水库 防汛 灌溉 饮水 水土保持' },
  {
    key: 'agriculture',
    names: ['农业农村厅', '农业农村局', '农业农村局'],
    keywords: '农田 秸秆 冷链 合作社 种业 宅基地 农机',
  },
  { key: 'commerce', names: ['商务厅', '商务局', null], keywords: '消费 夜间经济 外贸 电商 菜市场 家政' },
  {
    key: 'culture',
    names: ['文化和旅游厅', '文化广电和旅游局', '文化和旅游局'],
    shorts: ['文旅厅', '文广旅局', '文旅局'],
    keywords: '非遗 文物 旅游 图书馆 戏曲 古村落 博物馆',
  },
  {
    key: 'health',
    names: ['卫生健康委员会', '卫生健康委员会', '卫生健康局'],
    shorts: ['卫生健康委', '卫生健康委', '卫健局'],
    keywords: '医院 医共体 托育 急救 AED 村医 心理',
  },
  { key: 'emergency', names: ['应急管理厅', '应急管理局', '应急管理局'], keywords: '安全生产 防灾 预警 避难 森林防火' },
  {
    key: 'market',
    names: ['市场监督管理局', '市场监督管理局', '市场监督管理局'],
    shorts: ['市场监管局', '市场监管局', '市场监管局'],
    keywords: '食品安全 特种设备 价格 质量 消费维权 地理标志 预付卡',
  },
  { key: 'sport', names: ['体育局', '体育局', null], keywords: '健身 体育场馆 步道 青少年体育' },
  {
    key: 'insurance',
    names: ['医疗保障局', '医疗保障局', null],
    shorts: ['医保局', '医保局', null],
    keywords: '医保 报销 长期护理保险 药品 门诊',
  },
  { key: 'forestry', names: ['林业局', null, null], keywords: '林下经济 古树名木 湿地 松材线虫 国家公园' },
  {
    key: 'banking',
    names: ['地方金融管理局', null, null],
    shorts: ['地方金融局', null, null],
    keywords: '融资 担保 普惠金融 农业保险',
  },
  { key: 'data', names: ['数据局', '数据局', null], keywords: '政务服务 公共数据 一网通办 适老化 热线' },
  { key: 'post', names: ['邮政管理局', '邮政管理局', null], keywords: '快递 寄递 农村物流 包装' },
  {
    key: 'fire',
    names: ['消防救援总队', '消防救援支队', null],
    shorts: ['消防总队', '消防支队', null],
    keywords: '消防 火灾 消防通道 微型消防站',
  },
  {
    key: 'disabled',
    names: ['残疾人联合会', '残疾人联合会', null],
    shorts: ['残联', '残联', null],
    keywords: '残疾人 无障碍 康复 辅具',
  },
  {
    key: 'coop',
    names: ['供销合作社联合社', null, null],
    shorts: ['供销社', null, null],
    keywords: '农资 供销 社会化服务 再生资源',
  },
]

const columns: Record<Level, 0 | 1 | 2> = { province: 0, city: 1, county: 2 }

/** The handling units of one committee in official order: 30 in the province, 26 in a city, 18 in a county. */
export function unitsOf(committee: CommitteeKey): HandlingUnit[] {
  const place = placeOf(committee)
  const column = columns[place.level]
  return rows.flatMap((row) => {
    const name = row.names[column]
    if (!name) return []
    const parent = place.parent ? placeOf(place.parent).name : ''
    const full = name === '生态环境分局' ? `${parent}${row.names[1]}${place.shortName}分局` : `${place.name}${name}`
    return [{ key: row.key, name: full, shortName: row.shorts?.[column] ?? name, keywords: row.keywords.split(' ') }]
  })
}

/** The unit with this key in this committee. */
export function unitOf(committee: CommitteeKey, key: UnitKey): HandlingUnit {
  const found = unitsOf(committee).find((unit) => unit.key === key)
  if (!found) throw new Error(`${committee} has no unit ${key}`)
  return found
}

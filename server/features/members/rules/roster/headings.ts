import type { GroupKind } from '#contract/committees.ts'

/** What a column of a roster may hold: a field of the file, `post`s, dates of joining, or a group of some kind. */
export const plainHeadings = {
  number: ['序号', '序', '编号', '号', 'No', 'No.'],
  name: ['姓名', '委员姓名', '名字', '姓 名'],
  sex: ['性别'],
  parties: ['党派', '政治面貌', '政治面目', '所属党派', '党派团体', '党派（政治面貌）', '政治面貌（党派）'],
  ethnicity: ['民族'],
  bornOn: ['出生日期', '出生年月', '出生年月日', '出生时间', '生日', '出生'],
  nativePlace: ['籍贯', '祖籍'],
  education: ['学历', '文化程度', '最高学历', '学历学位', '学历、学位', '学历/学位', '学历及学位', '学历和学位'],
  degree: ['学位', '最高学位'],
  professionalTitle: ['职称', '技术职称', '专业技术职务', '专业技术职称', '专业职称'],
  employer: [
    '工作单位',
    '单位',
    '单位名称',
    '所在单位',
    '现工作单位',
    '现工作单位及职务',
    '现工作单位和职务',
    '工作单位及职务',
    '工作单位和职务',
    '工作单位与职务',
    '工作单位、职务',
    '工作单位职务',
    '单位及职务',
    '单位和职务',
    '单位、职务',
    '现任单位及职务',
    '现单位及职务',
    '所在单位及职务',
  ],
  employerPost: ['单位职务', '职务', '现任职务', '行政职务', '担任职务', '职位'],
  phone: ['手机', '手机号', '手机号码', '移动电话', '联系电话', '电话', '电话号码', '联系方式', '联系手机'],
  email: ['电子邮箱', '邮箱', '电子邮件', 'E-mail', 'email'],
  address: ['通信地址', '通讯地址', '联系地址', '地址', '家庭住址', '家庭地址', '住址'],
  memberNumber: ['委员证号', '委员编号', '证号', '委员证编号', '委员证号码'],
  socialPosts: ['社会职务', '社会兼职', '其他社会职务', '主要社会职务'],
  expertise: ['专长', '特长', '专业特长', '专业专长'],
  career: ['工作经历', '简历', '个人简历', '工作简历', '履历'],
  posts: ['政协职务', '现任政协职务', '政协内职务', '担任政协职务', '届内职务'],
  joinedOn: ['任职日期', '任职时间', '任委员时间', '担任委员时间', '任政协委员时间'],
  joinWay: ['产生方式', '任职方式'],
} as const

export type PlainColumn = keyof typeof plainHeadings
export type RosterColumn = PlainColumn | `group.${string}`

/** Headings under which offices write the kinds of groups every committee has; each is also known by its own name. */
const kindHeadings: Readonly<Record<string, readonly string[]>> = {
  sector: ['界别', '所属界别', '委员界别', '所在界别', '界别名称'],
  specialCommittee: ['专门委员会', '专委会', '所属专委会', '所在专委会', '专委', '所属专门委员会'],
  streetGroup: ['街道委员小组', '街道小组', '街道活动组', '街道活动小组', '所在街道', '街道', '街道分组'],
  studyGroup: ['学习组', '学习小组'],
  workGroup: ['工作组', '工作小组'],
}
const anyGroup = ['小组', '委员小组', '所在小组', '所属小组', '活动小组', '活动组', '组别', '分组', '委员组', '联络组']

/** The headings a committee's rosters may have. What says only 小组 is a group of `groupKind`. */
export function headingsFor(
  kinds: readonly Pick<GroupKind, 'code' | 'name'>[],
  groupKind: string,
): Record<RosterColumn, readonly string[]> {
  const headings: Record<RosterColumn, readonly string[]> = { ...plainHeadings }
  for (const { code, name } of kinds) {
    const own = [...(kindHeadings[code] ?? []), name, `所属${name}`]
    headings[`group.${code}`] = code === groupKind ? [...own, ...anyGroup] : own
  }
  return headings
}

/** A heading without the note offices put behind it: 手机（必填） is 手机. */
export function withoutNote(heading: string): string {
  const bare = heading.replace(/\s*[（(【[][^（(【[]*[）)】\]]\s*$/u, '')
  return bare.trim() === '' ? heading : bare
}

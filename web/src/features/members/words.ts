import type { memberFields, Post } from '#contract/members.ts'
import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({
  'memberChange.nothing': '没有改动任何一项。',
  'memberChange.pending': '上次申报的变更还在核实。可以先撤回，再重新申报。',
  'memberChange.wrong-state': '这次申报已经办过了，请刷新再看。',
  'memberChange.needs-note': '不采纳时请写明理由，委员会看到。',
  'membership.taken': '这名委员在这一届已有任职。',
  'membership.none': '这名委员现在没有在任的任职。',
  'membership.wrong-dates': '日期不对：须在这一届之内，离任不能早于任职。',
  'post.wrong-dates': '日期不对：结束不能早于开始。',
  'member.needs-phone': '还没有登记手机号。请先在资料里填上手机号，再开通账号。',
  'member.has-account': '这名委员已有账号。',
  'delegation.taken': '已经授权过这名工作人员。',
  'delegation.self': '不能授权给委员本人。',
  'import.no-header': '没有找到表头。请保留含“姓名”一列的表头行。',
})

type Field = keyof typeof memberFields.shape

export const fieldWords: Record<Field, string> = {
  name: '姓名',
  sex: '性别',
  bornOn: '出生日期',
  ethnicity: '民族',
  nativePlace: '籍贯',
  parties: '党派',
  memberNumber: '委员证号',
  phone: '手机号',
  email: '电子邮箱',
  address: '通信地址',
  employer: '工作单位',
  employerPost: '单位职务',
  education: '学历',
  degree: '学位',
  professionalTitle: '职称',
  socialPosts: '社会职务',
  expertise: '专长',
  career: '工作经历',
}

export const sexWords = { male: '男', female: '女' } as const

export const postWords: Record<Post, string> = {
  chair: '主席',
  viceChair: '副主席',
  secretaryGeneral: '秘书长',
  standingMember: '常务委员',
  director: '主任',
  deputyDirector: '副主任',
  other: '其他职务',
}

export const leaveWords = {
  resigned: '辞去',
  orderedToResign: '责令辞去',
  revoked: '撤销资格',
  transferred: '调离',
  died: '去世',
  termEnded: '届满',
} as const

export const joinWords = { elected: '换届产生', byElection: '届中增补' } as const

export const changeStateWords = {
  pending: '待核实',
  accepted: '已采纳',
  refused: '未采纳',
  withdrawn: '已撤回',
} as const

/** 党派, as rosters write them; the wire takes any. */
export const partyNames = [
  '中共',
  '民革',
  '民盟',
  '民建',
  '民进',
  '农工党',
  '致公党',
  '九三学社',
  '台盟',
  '无党派',
  '群众',
]

export const sortWords = { stroke: '姓氏笔画', pinyin: '姓名拼音' } as const

/** The history of a member's file, by event. */
export const eventWords: Record<string, string> = {
  'member.created': '登记入册',
  'member.edited': '修改了资料',
  'member.imported': '从名单导入',
  'member.accountOpened': '开通了账号',
  'memberChange.proposed': '申报变更',
  'memberChange.accepted': '变更已采纳',
  'memberChange.refused': '变更未采纳',
  'memberChange.withdrawn': '撤回了申报',
  'membership.added': '任职',
  'membership.ended': '离任',
  'memberPost.added': '担任职务',
  'memberPost.ended': '不再担任职务',
  'delegation.granted': '授权代录',
  'delegation.ended': '终止代录',
  'group.joined': '加入小组',
  'group.left': '离开小组',
}

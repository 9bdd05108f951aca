import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({ 'setting.invalid': '有一项不符合要求，请看标出的地方。' })

/** Names of a setting's parts, where its schema brings no title of its own. */
export const partWords: Record<string, string> = {
  categories: '提案类别',
  declineReasons: '不予立案的理由',
  replyClasses: '答复类别',
  code: '代号',
  name: '名称',
  hint: '说明',
  titleLimit: '案由最多字数',
  coSignWithinDays: '联名邀请几天内回复',
  acceptWithinWorkingDays: '交办后几个工作日内签收',
  returnWithinWorkingDays: '交办后几个工作日内可提出退办',
  firstContactWithinWorkingDays: '交办后几个工作日内首次面商',
  jointOpinionWithinMonths: '会办意见几个月内交主办单位',
  replyWithinMonths: '几个月内答复',
  rateWithinWorkingDays: '答复后几个工作日内评价',
  contactRequired: '没有面商记录不能提交答复',
  numbering: '编号',
  per: '从头编号的范围',
  session: '每次会议从 1 号起',
  term: '每届从 1 号起',
  collectiveApart: '集体提案另外编号',
  issuer: '发文机关名称，空着用本会名称加“提案委员会”',
  numberPattern: '发文字号的写法，{年} 处印年份，{号} 处留空手填',
  classShown: '答复函首页右上角印答复类别',
  replyCopies: '答复函抄送',
  contactName: '办公室联系人',
  contactPhone: '办公室联系电话',
  titleFont: '标题和发文机关的字体',
  cppcc: '政协规则：单名第二字算零画，“田富”在“田大利”前',
  npc: '人大规则：单名第二字照样比笔画，“田富”在“田大利”后',
  attachmentLimit: '附件最多几个',
  attachmentLimitMegabytes: '单个附件最大几兆（MB）',
}

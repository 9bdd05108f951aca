import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({ 'setting.invalid': '有一项不符合要求，请看标出的地方。' })

/** The settings there are, in the office's words. */
export const settingKeys: readonly (readonly [key: string, title: string, lead: string])[] = [
  ['proposals', '提案工作', '类别、不予立案的理由、答复类别，以及各步的期限。'],
]

/** Names of a setting's parts, where its schema brings no title of its own. */
export const partWords: Record<string, string> = {
  categories: '类别',
  declineReasons: '不予立案的理由',
  replyClasses: '答复类别',
  code: '代号',
  name: '名称',
  hint: '说明',
  titleLimit: '案由最多字数',
  titleLimitChars: '案由最多字数',
  minCoSignDays: '联名邀请的期限（天）',
  coSignDays: '联名邀请的期限（天）',
  acceptDays: '签收期限（工作日）',
  acceptWorkingDays: '签收期限（工作日）',
  returnDays: '提出退办的期限（工作日）',
  returnWorkingDays: '提出退办的期限（工作日）',
  replyDays: '答复期限（天）',
  replyPeriodDays: '答复期限（天）',
  replyPeriodMonths: '答复期限（月）',
  contactDays: '面商期限（天）',
  rateDays: '评价期限（天）',
  rehandleDays: '重办期限（天）',
  attachmentLimit: '附件最多个数',
  attachmentLimitBytes: '单个附件最大（字节）',
  numbering: '编号办法',
  suggestionsMin: '建议最少条数',
}

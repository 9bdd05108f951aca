import type { ReportAskedOf, ReportRoundItem, ReportState } from '#contract/duty-reports.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const askedOfWords: Record<ReportAskedOf, string> = { standing: '常务委员', all: '全体委员' }
export const stateWords: Record<ReportState, string> = {
  asked: '待写',
  submitted: '已提交',
  returned: '退回修改',
  archived: '已归档',
  excused: '免交',
}
export const stateTones: Record<ReportState, Tone> = {
  asked: 'open',
  submitted: 'moving',
  returned: 'due',
  archived: 'done',
  excused: 'stopped',
}

/** 应交 42 人，已交 30 人，还有 12 人没有交 */
export function progressWords({ counts }: Pick<ReportRoundItem, 'counts'>): string {
  const silent = counts.asked + counts.returned
  const came = counts.submitted + counts.archived
  return `应交 ${silent + came} 人，已交 ${came} 人${silent > 0 ? `，还有 ${silent} 人没有交` : ''}`
}

export const reportEvents: Record<string, string> = {
  'dutyReport.submitted': '提交',
  'dutyReport.recorded': '代录提交',
  'dutyReport.fileAdded': '添加附件',
  'dutyReport.fileRemoved': '移去附件',
  'dutyReport.takenBack': '撤回修改',
  'dutyReport.returned': '退回修改',
  'dutyReport.accepted': '归档',
  'dutyReport.reopened': '取消归档',
  'dutyReport.excused': '免交',
}

registerErrorWords({
  'duty-report.wrong-state': '这份报告已经到了别的环节（可能在另一处提交了），请刷新页面再看。',
  'duty-report.round-closed': '这一年的报告已经截止。要补交，请与委员工作机构联系，由其重新打开。',
  'duty-report.before-day': '还没到原定交报告的日子，还有人没有交。要提前截止，请写明理由，会告诉每一位没有交的委员。',
  'duty-report.round-taken': '这一年已经布置过了，请从列表里打开。',
  'duty-report.no-term': '没有包括这一年的届，请先在“组织”里设好届。',
  'duty-report.nobody-asked': '没有符合的委员。要请常务委员写，请先在委员资料里填好常务委员的职务。',
  'duty-report.asked': '这位委员已经在名单里了。',
  'duty-report.begun': '委员自己已经动笔，不能代录。请委员自己提交，或者请其清空。',
  'duty-report.none-in': '这个名单里还没有交上来的报告。',
  'duty-report.too-short': '内容太少，请再写一些。',
})

import type { ClockAction } from '#contract/clocks.ts'
import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({
  'calendar.invalid': '有几天写得不对，请照下面的提示改好再保存。',
  'calendar.year': ({ details }) =>
    typeof details?.from === 'number' ? `现在只能录入 ${details.from} 年至 ${details.to} 年。` : '这一年现在不能录入。',
  'calendar.unchanged': '与现行的放假安排一样，不用再保存。',
  'clock.wrong-state': '这个期限刚才已有变化，现在不能这样办。页面已更新，请看最新的情况。',
  'clock.not-later': '新的日期要晚于现在的期限。',
  'clock.too-far': ({ details }) =>
    typeof details?.latest === 'string' ? `最迟只能延到 ${details.latest}。` : '超过了可以延到的最迟日期。',
  'calendar.unreadable': '没有读出放假日期。请选 .json 或 .ics 格式的日历文件。',
})

export const actionWords: Record<ClockAction, string> = {
  askExtension: '申请延期',
  decideExtension: '答复延期申请',
  pause: '暂停计算',
  resume: '恢复计算',
}

export const calendarWords = {
  title: '放假安排',
  lead: '期限按这里的放假、调休计算。改动后，正在走的期限自动重算，并告知有关的人。',
  origin: { decree: '本系统录入', national: '随程序附带的国家放假安排', none: '还没有录入，暂按周一至周五上班计算' },
  done: {
    askExtension: '延期申请已提交，等候答复。',
    decideExtension: '已答复延期申请。',
    pause: '已暂停计算。',
    resume: '已恢复计算，期限已顺延。',
  },
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  marks: { holiday: '放假', makeUpDay: '调休上班', none: '不标注' },
  /** 国务院放假通知里的七个节日，按时间先后 */
  festivals: ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节'],
}

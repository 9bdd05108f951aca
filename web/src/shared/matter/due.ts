import { civilDateOf, daysBetween } from '../dates.ts'

/** Due dates and waiting times in words. Pure: today is given. */
const clockFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const dayLength = 86_400_000

export type Urgency = 'over' | 'today' | 'near' | 'far'
export type IsWorkingDay = (civil: string) => boolean

/** 10:32 */
export function clockWords(instant: string | Date): string {
  return clockFormat.format(new Date(instant))
}

/** 6月30日, with its year when it is another one. */
export function dateWords(civil: string, today: string): string {
  const [year, month, day] = civil.split('-').map(Number)
  const words = `${month}月${day}日`
  return civil.slice(0, 4) === today.slice(0, 4) ? words : `${year}年${words}`
}

/** 6月30日 10:32 */
export function instantWords(instant: string, today: string): string {
  return `${dateWords(civilDateOf(instant), today)} ${clockWords(instant)}`
}

/** Working days after `today` up to and with `due`. */
export function workingDaysUntil(today: string, due: string, isWorkingDay: IsWorkingDay): number {
  let count = 0
  for (let at = Date.parse(today) + dayLength; at <= Date.parse(due); at += dayLength)
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10))) count++
  return count
}

/** How far away a due date is: working days while they can be counted on the fingers, then days. */
export function distance(due: string, today: string, isWorkingDay: IsWorkingDay): { words: string; urgency: Urgency } {
  const days = daysBetween(today, due)
  if (days < 0) return { words: `已超期 ${-days} 天`, urgency: 'over' }
  if (days === 0) return { words: '今天到期', urgency: 'today' }
  if (days > 31) return { words: `还有 ${days} 天`, urgency: 'far' }
  const working = workingDaysUntil(today, due, isWorkingDay)
  if (working === 0) return { words: `还有 ${days} 天，其间无工作日`, urgency: 'near' }
  return { words: `还有 ${working} 个工作日`, urgency: working <= 3 ? 'near' : 'far' }
}

/** How long something has been waiting: 今天起、已等 12 天. */
export function waitedWords(instant: string, today: string): string {
  const days = daysBetween(civilDateOf(instant), today)
  return days <= 0 ? '今天起' : `已等 ${days} 天`
}

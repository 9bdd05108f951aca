import type { Health, HealthFinding } from '#contract/health.ts'

/** What is found, and what to do about it. */
export const findingWords: Record<HealthFinding['code'], string> = {
  'scheduler.stopped': '后台任务停了：通知、联名到期、封存都不会办。请在服务器上看服务是不是在运行，再重启。',
  'scheduler.late': '后台任务慢了，超过两分钟没有动静。稍等再看；一直这样，请看服务器的日志。',
  'jobs.failed': '有任务试了几次都没办成，已放弃。请到服务器的日志里找原因。',
  'events.behind': '有上千件事还没有通知出去。请看后台任务是不是在运行。',
  'events.unread':
    '有事件的内容履职台账读不出，可能少了入账。用 npx tongxin verify 可以看到是哪几条，请把结果交给维护人员。',
  'seals.behind': '有上千条操作记录还没有封存。请看后台任务是不是在运行。',
  'backup.none': '没有备份的记录。用 npx tongxin backup 备份过，这里就会显示；用别的办法备份的，请自己核对。',
  'backup.old': '两天没有备份了。运维手册要求每天备一次。',
  'disk.low': '磁盘快满了，不到 2 GB。请尽快腾出地方，满了就写不进去。',
}

export const schedulerWords: Record<Health['scheduler']['state'], string> = {
  running: '正在运行',
  late: '慢了',
  stopped: '没有运行',
}

/** Bytes as people say them: 1.2 GB, 35 MB. */
export function sizeWords(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB']
  let size = bytes / 1000
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${size >= 100 ? Math.round(size) : Math.round(size * 10) / 10} ${units[unit]}`
}

/** How long before `now` something was, while that is less than an hour: 12 秒前; null beyond. */
export function agoWords(at: string, now: string): string | null {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / 1000))
  if (seconds < 60) return `${seconds} 秒前`
  return seconds < 3600 ? `${Math.floor(seconds / 60)} 分钟前` : null
}

/** A set time in words: 每天 03:20; null: whenever there is something. */
export function cronWords(cron: string | null): string {
  if (cron === null) return '随到随办'
  if (cron === '* * * * *') return '每分钟'
  const daily = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron)
  return daily ? `每天 ${daily[2]!.padStart(2, '0')}:${daily[1]!.padStart(2, '0')}` : cron
}

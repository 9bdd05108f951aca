/** Civil dates and instants as people here read them: Asia/Shanghai, whatever the clock of the phone says. */
const zone = 'Asia/Shanghai'
const dayMs = 86_400_000
const civilParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false })

/** The civil date of an instant, `YYYY-MM-DD`. */
export function civilDateOf(instant: string | Date): string {
  return civilParts.format(new Date(instant))
}

export function today(): string {
  return civilDateOf(new Date())
}

/** `2026-03-01` → 2026年3月1日. */
export function formatCivil(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** 2026年3月1日 14:05. */
export function formatInstant(instant: string): string {
  return `${formatCivil(civilDateOf(instant))} ${clock.format(new Date(instant))}`
}

/** Days from `from` to `to`, negative where `to` is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** How far a civil date is from today: 今天, 昨天, 3 天前, 还有 5 天, 约 2 个月前, 约 3 年前. */
export function howFar(date: string, from = today()): string {
  const days = daysBetween(from, date)
  if (days === 0) return '今天'
  if (days === -1) return '昨天'
  if (days === 1) return '明天'
  const ahead = days > 0
  const n = Math.abs(days)
  if (n < 60) return ahead ? `还有 ${n} 天` : `${n} 天前`
  const [amount, word] = n < 730 ? [Math.round(n / 30.44), '个月'] : [Math.round(n / 365.25), '年']
  return ahead ? `约 ${amount} ${word}后` : `约 ${amount} ${word}前`
}

/** What people type for a date: 2026-03-01, 2026.3.1, 2026/3/1, 2026年3月1日, 20260301. Null where it is no date. */
export function parseTypedDate(typed: string): string | null {
  const parts =
    /^\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*$/.exec(typed) ??
    /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(typed)
  if (!parts) return null
  const [, year, month, day] = parts as unknown as [string, string, string, string]
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const real = new Date(`${date}T00:00:00Z`)
  // The 31st of April would slip into May; it is refused instead.
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date) ? date : null
}

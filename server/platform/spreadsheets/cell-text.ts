/** How the number of a cell is to be shown, as far as plain text goes. */
export type NumberKind = 'number' | 'date' | 'datetime' | 'time' | 'duration'

/** Date formats Excel knows by number only, those of the Chinese edition (27–36, 50–58) among them.
 *  Source: ECMA-376-1 §18.8.30, numFmt. */
const builtInKinds = new Map<number, NumberKind>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, 'time'] as const),
  [22, 'datetime'],
  [46, 'duration'],
])

/** Tells what a number format shows, by its number or its code. */
export function numberKindOf(formatId: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtInKinds.get(formatId) ?? 'number'
  // Only the first section counts (the others are for negatives, zero and text), without quoted and escaped text.
  const section = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';', 1)[0] ?? ''
  if (/\[(h+|m+|s+)\]/i.test(section)) return 'duration'
  const bare = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式/gi, '')
    .replace(/[ap]m\/[ap]m|a\/p|上午\/下午/gi, '')
  const hasDate = /[yd]|年|日/i.test(bare)
  const hasTime = /[hs]|时|分|秒/i.test(bare)
  if (hasDate && /[ymdhs]/i.test(bare)) return hasTime ? 'datetime' : 'date'
  if (/[hs]/i.test(bare)) return 'time'
  return /m/i.test(bare) ? 'date' : 'number'
}

const DAY_SECONDS = 86_400
/** 9999-12-31, the last day Excel knows. */
const LAST_SERIAL = 2_958_465
/** Days from 1899-12-31 (serial 0) and 1904-01-01 to 1970-01-01. */
const EPOCH_1900 = 25_568
const EPOCH_1904 = 24_107

/**
 * Writes the number of a cell as text: whole numbers digit for digit (an 18-digit number keeps its tail), others in
 * the shortest form that gives the same number, dates as `YYYY-MM-DD`, with `THH:MM:SS` only when the cell shows a
 * time, times and durations as `HH:MM:SS`. What is no number stays as it is.
 */
export function numberText(raw: string, kind: NumberKind, uses1904: boolean): string {
  const trimmed = raw.trim()
  const value = Number(trimmed)
  if (trimmed === '' || !Number.isFinite(value)) return trimmed
  if (kind !== 'number' && value >= 0 && value < LAST_SERIAL + 1) return serialText(value, kind, uses1904)
  if (/^(0|-?[1-9]\d*)$/.test(trimmed)) return trimmed
  return String(value === 0 ? 0 : value)
}

function serialText(serial: number, kind: Exclude<NumberKind, 'number'>, uses1904: boolean): string {
  const seconds = Math.round(serial * DAY_SECONDS)
  const clock = seconds % DAY_SECONDS
  if (kind === 'duration') return clockText(seconds)
  if (kind === 'time' && seconds < DAY_SECONDS) return clockText(clock)
  const day = (seconds - clock) / DAY_SECONDS
  const date = dateText(day, uses1904)
  return kind === 'date' || clock === 0 ? date : `${date}T${clockText(clock)}`
}

function dateText(day: number, uses1904: boolean): string {
  // Excel counts a 29 February 1900 that never was; sheets show it, so the text does too.
  if (!uses1904 && day === 60) return '1900-02-29'
  const days = uses1904 ? day - EPOCH_1904 : day - EPOCH_1900 - (day > 60 ? 1 : 0)
  const date = new Date(days * DAY_SECONDS * 1000)
  const year = String(date.getUTCFullYear()).padStart(4, '0')
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
}

/** The serial number (1900 system) of a civil date `YYYY-MM-DD` from 1900-03-01 on, or null when it is no such date. */
export function dateSerial(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (found === null) return null
  const time = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]))
  const serial = time / (DAY_SECONDS * 1000) + EPOCH_1900 + 1
  return serial > 60 && dateText(serial, false) === text ? serial : null
}

function clockText(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  return `${twoDigits(hours)}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** Undoes the escape `_xHHHH_` by which a workbook holds what XML cannot (ECMA-376-1 §22.9.2.19). */
export function decodeCellText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Writes text so that any string, control characters and lone surrogates too, survives XML and `decodeCellText`. */
export function encodeCellText(text: string): string {
  // Guarded even without the closing underscore: an escape that follows would lend it its own.
  const guarded = text.replace(/_(?=x[0-9a-f]{4})/gi, '_x005F_')
  // Carriage returns are escaped as Excel does it, since XML turns them into line feeds.
  return guarded
    .replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => {
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
    })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

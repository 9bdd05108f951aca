import { hash } from 'node:crypto'
import type { Line } from './rules/replay.ts'

/** The id of a line: when its event happened, as UUIDv7 begins, then a hash of what tells it from others (UUIDv8). A replay gives the
 *  same ids, so that writing twice is writing once, and ids of one day lie side by side in the index. */
export function lineId(committeeId: string, line: Pick<Line, 'key' | 'recordedAt'>): string {
  const digest = hash('sha256', `${committeeId} ${line.key}`, 'hex')
  const at = Date.parse(line.recordedAt).toString(16).padStart(12, '0')
  const variant = '89ab'[Number.parseInt(digest[3]!, 16) & 3]
  return `${at.slice(0, 8)}-${at.slice(8)}-8${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`
}

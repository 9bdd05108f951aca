import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { readKept, readTaken, refused, waiting } from './desk-queue.ts'
import { senderOf } from './desk-sender.ts'

const everyMs = 1_000
/** Another window of the desk sends its names first. */
const patienceMs = 2_000

export interface Unsent {
  waiting: number
  refused: number
}

/** What desks of this device have taken and the server has not: sent from here too, where the viewer runs a desk. */
export function useUnsent(activityId: string, mayCheckIn: boolean): Unsent {
  const [left, setLeft] = useState<Unsent>({ waiting: 0, refused: 0 })
  useEffect(() => {
    let kept = readKept(activityId)
    const show = () => {
      const now = { waiting: waiting(kept).length, refused: refused(kept).length }
      setLeft((before) => (before.waiting === now.waiting && before.refused === now.refused ? before : now))
    }
    const sender = senderOf(activityId, {
      kept: () => kept,
      change: (to) => {
        kept = to(kept)
        show()
      },
      heard: () => undefined,
      failed: () => undefined,
      patienceMs,
    })
    const look = () => {
      if (!sender.busy()) kept = { ...kept, taken: readTaken(activityId) }
      show()
      if (mayCheckIn) void sender.send()
    }
    look()
    const often = setInterval(look, everyMs)
    return () => clearInterval(often)
  }, [activityId, mayCheckIn])
  return left
}

/** Says so while any are left, with the way to the desk. */
export function UnsentHere({ id, left }: { id: string; left: Unsent }) {
  if (left.waiting + left.refused === 0) return null
  const parts = [
    left.waiting > 0 && `还有 ${left.waiting} 条没有送出`,
    left.refused > 0 && `有 ${left.refused} 条服务器没有收下`,
  ].filter(Boolean)
  return (
    <p className="due" role="status">
      这台设备{parts.join('，')}，没有算进来。
      <Link to="/activities/$id/desk" params={{ id }}>
        打开签到台
      </Link>
    </p>
  )
}

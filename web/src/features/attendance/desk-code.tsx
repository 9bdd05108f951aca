import { useCallback } from 'react'
import type { CheckInDesk } from '#contract/attendance.ts'
import { codeText } from '#contract/check-in-codes.ts'
import { RotatingCode } from './rotating-code.tsx'

/** The desk's own code, for members to read with their phones. */
export function DeskCode({ desk, serverNow }: { desk: CheckInDesk; serverNow: () => number }) {
  const { committeeMark, activity, deskCodes } = desk
  const textOf = useCallback(
    (step: number, mac: string) =>
      `${location.origin}/app/check-in#${codeText({ kind: 'D', committeeMark, subjectId: activity.id, step, mac })}`,
    [committeeMark, activity.id],
  )
  return (
    <div className="desk-show">
      <RotatingCode codes={deskCodes} textOf={textOf} serverNow={serverNow} label="签到台的码" />
      <p>请委员用微信或相机扫这个码，登录以后就签到了。</p>
    </div>
  )
}

import { Link, useLocation } from '@tanstack/react-router'
import { unsentDesks } from './device.ts'
import { Icon } from './icons.tsx'

/** On every page but the desk itself: what this device took at a check-in desk and has not sent yet, and where that is done. */
export function UnsentBand() {
  const here = useLocation({ select: ({ pathname }) => pathname })
  const open = unsentDesks().filter(({ activityId }) => !here.includes(activityId))
  if (open.length === 0) return null
  return (
    <p className="delegation-band no-print" role="status">
      <Icon name="warn" />
      <span>
        这台设备上有签到没有送完：
        {open.map(({ activityId, count }) => (
          <Link key={activityId} to={'/activities/$id/desk' as never} params={{ id: activityId } as never}>
            打开签到台处理 {count} 条
          </Link>
        ))}
      </span>
    </p>
  )
}

import './attendance.css'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { attendanceRoutes } from '#contract/attendance.ts'
import { call } from '../../shared/api.ts'
import { formatInstant } from '../../shared/dates.ts'
import { Page } from '../../shared/page.tsx'
import { ErrorState, Skeleton } from '../../shared/query-state.tsx'
import { Scanner } from './scanner.tsx'
import { goodOutcomes, outcomeWords } from './words.ts'

/** Where a desk's code leads: checks the member in, and says so. Without a code in the address the camera reads one. */
export function SelfPage() {
  const sent = useRef(false)
  const checkIn = useMutation({
    mutationFn: (code: string) => call(attendanceRoutes.checkInSelf, { body: { code } }),
  })
  const { mutate } = checkIn
  useEffect(() => {
    const code = location.hash.slice(1)
    if (!code || sent.current) return
    sent.current = true
    // Not to be sent again by going back to this page.
    history.replaceState(history.state, '', location.pathname)
    mutate(code)
  }, [mutate])
  const { data } = checkIn
  const good = data && goodOutcomes.includes(data.outcome)
  return (
    <Page title="签到" width="reading">
      {checkIn.isPending && <Skeleton lines={3} />}
      {checkIn.error && <ErrorState error={checkIn.error} />}
      {data && (
        <div className={`desk-said ${good ? 'good' : 'bad'}`} role="status">
          {data.title && <p className="desk-said-name">{data.title}</p>}
          <p>
            {data.outcome === 'notInvited'
              ? '您不在这次会议的名单里，请告诉签到台的工作人员，可以当场补'
              : outcomeWords[data.outcome]}
            {data.at && `，${formatInstant(data.at).slice(-5)}`}
            {data.attendance === 'late' && '（迟到）'}
          </p>
        </div>
      )}
      {!good && !checkIn.isPending && (
        <>
          <p>请对准签到台上的码。扫不出来，就告诉签到台您的姓名。</p>
          <Scanner onCode={(code) => mutate(code)} />
        </>
      )}
      <p>
        <Link to="/check-in-code">看我的签到码</Link>
      </p>
      {good && (
        <Button href="/app/" size="large">
          完成
        </Button>
      )}
    </Page>
  )
}

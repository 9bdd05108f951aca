import './attendance.css'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { attendanceRoutes, type MyCodes } from '#contract/attendance.ts'
import { codeText } from '#contract/check-in-codes.ts'
import { apiQuery } from '../../shared/api.ts'
import { formatInstant } from '../../shared/dates.ts'
import { keepOwn, readOwn } from '../../shared/device.ts'
import { Page, Section } from '../../shared/page.tsx'
import { ErrorState, Skeleton } from '../../shared/query-state.tsx'
import { hatOf, useMe } from '../../shared/session.tsx'
import { measureOffset } from './desk-queue.ts'
import { RotatingCode } from './rotating-code.tsx'
import { attendanceWords } from './words.ts'

const keptKey = 'check-in-codes'
interface Kept {
  codes: MyCodes
  offsetMs: number
}

/** A member's own code, shown to the desk; once opened it needs no network for hours. */
export function CodePage() {
  useScreenOn()
  const query = useQuery({
    ...apiQuery(attendanceRoutes.getMyCodes, {}),
    staleTime: 60_000,
    refetchInterval: 20_000,
  })
  const memberId = hatOf(useMe())?.memberId
  const [kept, setKept] = useState<Kept | null>(() => readKept(memberId))
  useEffect(() => {
    if (!query.data) return
    const fresh = {
      codes: query.data,
      offsetMs: measureOffset(query.data.serverTime, query.dataUpdatedAt, query.dataUpdatedAt),
    }
    setKept(fresh)
    keepOwn(keptKey, fresh)
  }, [query.data, query.dataUpdatedAt])
  if (!kept) return query.error ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <Skeleton />
  return <Code kept={kept} offline={query.isError} refetch={() => void query.refetch()} />
}

/** Keeps the screen from going dark while one waits in the queue, where the browser can. */
function useScreenOn() {
  useEffect(() => {
    let lock: { release(): Promise<void> } | null = null
    let left = false
    const hold = () =>
      void navigator.wakeLock?.request('screen').then(
        (held) => {
          if (left) void held.release()
          else lock = held
        },
        // A battery that runs low may refuse; the screen then goes dark as ever.
        () => undefined,
      )
    const again = () => document.hidden || hold()
    hold()
    document.addEventListener('visibilitychange', again)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [])
}

function Code({ kept, offline, refetch }: { kept: Kept; offline: boolean; refetch: () => void }) {
  const { codes, offsetMs } = kept
  const serverNow = useCallback(() => Date.now() + offsetMs, [offsetMs])
  const textOf = useMemo(() => {
    const { committeeMark, memberId } = codes
    return (step: number, mac: string) => codeText({ kind: 'M', committeeMark, subjectId: memberId, step, mac })
  }, [codes])
  return (
    <Page title="签到码" lead="到会场时给签到台的工作人员扫。" width="reading">
      <div className="sheet my-code">
        <p className="my-code-name">{codes.name}</p>
        <RotatingCode codes={codes} textOf={textOf} serverNow={serverNow} label="我的签到码" onRunOut={refetch} />
        {offline && <p role="status">现在没有网络，码照样能用。</p>}
        <p className="faint">扫不出来，请把屏幕调亮。</p>
      </div>
      <Section title="今天的会">
        {codes.today.length === 0 ? (
          <p className="faint">今天没有请您参加的会议活动。</p>
        ) : (
          <ul className="my-meetings">
            {codes.today.map((one) => (
              <li key={one.id}>
                <p>
                  <strong>{one.title}</strong>
                </p>
                <p className="faint">
                  {formatInstant(one.startsAt)}
                  {one.place && `，${one.place}`}
                </p>
                <p>
                  {one.at
                    ? `已签到，${formatInstant(one.at).slice(-5)}`
                    : one.leave
                      ? `已${attendanceWords[one.leave]}`
                      : '还没有签到'}
                </p>
              </li>
            ))}
          </ul>
        )}
        <p className="faint">没有带手机，或者码扫不出来，告诉签到台您的姓名就可以。签到只记到会，不记位置。</p>
      </Section>
    </Page>
  )
}

/** The codes kept on this device, where they are of who is signed in. */
function readKept(memberId: string | null | undefined): Kept | null {
  const kept = readOwn(keptKey) as Kept | null
  return kept?.codes && kept.codes.memberId === memberId ? kept : null
}

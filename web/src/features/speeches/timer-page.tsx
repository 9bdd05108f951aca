import './speeches.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { type Speech, type SpeechCall, speechRoutes } from '#contract/speeches.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toastError } from '../../shared/toast.tsx'
import { lengthWords } from './words.ts'

/** Every window looks again so often: the projector's follows the desk's. */
const lookMs = 2_000
/** The button of the next one stands where a second click of the last would fall. */
const calmMs = 2_500
const undoMs = 20_000

/** The order of the oral speeches, and the time of the one that speaks, large enough for the hall. */
export function TimerPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [ended, setEnded] = useState<Speech | null>(null)
  const query = useQuery({
    ...apiQuery(speechRoutes.listSpeeches, { params: { id } }),
    staleTime: 0,
    refetchInterval: lookMs,
  })
  return (
    <Page title="发言次序和计时" back={{ to: '/activities/$id/speeches', label: '大会发言', params: { id } }}>
      <QueryState
        query={query}
        isEmpty={({ items }) => !items.some((one) => one.form === 'oral')}
        empty={<EmptyState title="还没有选定口头发言" />}
      >
        {({ items, calls, now }) => {
          const oral = items.filter((one) => one.form === 'oral')
          const next = oral.find((one) => one.state === 'oral')
          const of = calls.find((one) => one.id === next?.callId)
          return (
            <>
              {next && of ? (
                <Timer
                  key={next.id}
                  speech={next}
                  call={of}
                  ahead={Date.parse(now) - query.dataUpdatedAt}
                  calm={ended !== null}
                  ended={setEnded}
                />
              ) : (
                <p className="timer-name">口头发言都结束了</p>
              )}
              {ended && <Undo key={`undo ${ended.id}`} speech={ended} close={() => setEnded(null)} />}
              <ol className="speech-list">
                {oral.map((one, i) => (
                  <li key={one.id} className={one === next ? 'speech now' : 'speech'} aria-current={one === next}>
                    {i + 1}．{one.body && `${one.body}　`}
                    {one.memberName}：{one.title}
                    {one.seconds !== null && <span className="faint">（{lengthWords(one.seconds)}）</span>}
                  </li>
                ))}
              </ol>
            </>
          )
        }}
      </QueryState>
    </Page>
  )
}

const clock = (seconds: number): string =>
  `${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, '0')}`

/** For some seconds: the speech that was just ended was not over. */
function Undo({ speech, close }: { speech: Speech; close: () => void }) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    const timer = setTimeout(close, undoMs)
    return () => clearTimeout(timer)
  })
  const undo = async () => {
    setBusy(true)
    try {
      await call(speechRoutes.undoDelivery, { params: { id: speech.id }, body: {} })
      await client.invalidateQueries()
      close()
    } catch (error) {
      toastError(error)
      setBusy(false)
    }
  }
  return (
    <p className="timer-undo" role="status">
      已记下{speech.memberName}的发言。
      <Button loading={busy} onClick={() => void undo()}>
        撤销，还没有讲完
      </Button>
    </p>
  )
}

interface TimerProps {
  speech: Speech
  call: SpeechCall
  /** By how much the server's clock is ahead of this device's. */
  ahead: number
  /** One was ended just now. */
  calm: boolean
  ended: (speech: Speech) => void
}

function Timer({ speech, call: of, ahead, calm, ended }: TimerProps) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState(calm)
  const began = of.timing?.speechId === speech.id ? Date.parse(of.timing.startedAt) : null
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (began === null) return
    setNow(Date.now())
    const tick = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(tick)
  }, [began])
  useEffect(() => {
    const timer = setTimeout(() => setWaiting(false), calmMs)
    return () => clearTimeout(timer)
  }, [])
  const minutes = of.oralMinutes
  const spent = began === null ? 0 : Math.max(0, Math.round((now + ahead - began) / 1000))
  const left = minutes * 60 - spent
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await work()
      await client.invalidateQueries()
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  const params = { id: speech.id }
  const start = () => act(() => call(speechRoutes.startSpeech, { params, body: {} }))
  const give = () =>
    act(async () => {
      await call(speechRoutes.giveSpeech, { params, body: { seconds: Math.max(1, spent) } })
      ended(speech)
    })
  const tone = left < 0 ? 'over' : left <= 60 ? 'soon' : ''
  return (
    <section className="timer">
      <p className="timer-name">
        {speech.body && `${speech.body}　`}
        {speech.memberName}
      </p>
      <p>{speech.title}</p>
      <p className={`timer-clock ${tone}`} role="timer">
        {clock(left)}
      </p>
      <p>
        {left < 0
          ? `已超时，限 ${minutes} 分钟`
          : left <= 60 && began !== null
            ? '还有不到一分钟'
            : `限 ${minutes} 分钟`}
      </p>
      {speech.actions.includes('give') && (
        <div className="page-actions timer-acts">
          {began === null ? (
            <Button type="primary" size="large" loading={busy} disabled={waiting} onClick={() => void start()}>
              开始计时
            </Button>
          ) : (
            <>
              <Button type="primary" size="large" loading={busy} onClick={() => void give()}>
                发言结束，下一位
              </Button>
              <Button size="large" disabled={busy} onClick={() => void start()}>
                从头计时
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  )
}

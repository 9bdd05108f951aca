import './speeches.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { type Speech, speechRoutes } from '#contract/speeches.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { lengthWords } from './words.ts'

/** The order of the oral speeches, and the time of the one that speaks, large enough for the hall. */
export function TimerPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({ ...apiQuery(speechRoutes.listSpeeches, { params: { id } }), staleTime: 0 })
  return (
    <Page title="发言次序和计时" back={{ to: '/activities/$id/speeches', label: '大会发言', params: { id } }}>
      <QueryState
        query={query}
        isEmpty={({ items }) => !items.some((one) => one.form === 'oral')}
        empty={<EmptyState title="还没有选定口头发言" />}
      >
        {({ items, calls }) => {
          const oral = items.filter((one) => one.form === 'oral')
          const next = oral.find((one) => one.state === 'oral')
          const minutes = calls.find((one) => one.id === next?.callId)?.oralMinutes ?? 8
          return (
            <>
              {next ? (
                <Timer key={next.id} speech={next} minutes={minutes} />
              ) : (
                <p className="timer-name">口头发言都结束了</p>
              )}
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

function Timer({ speech, minutes }: { speech: Speech; minutes: number }) {
  const client = useQueryClient()
  const [began, setBegan] = useState<number | null>(null)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (began === null) return
    const tick = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(tick)
  }, [began])
  const spent = began === null ? 0 : Math.max(0, Math.round((now - began) / 1000))
  const left = minutes * 60 - spent
  const give = async () => {
    try {
      await call(speechRoutes.giveSpeech, { params: { id: speech.id }, body: { seconds: Math.max(1, spent) } })
      toast('已记下')
      await client.invalidateQueries()
    } catch (error) {
      toastError(error)
    }
  }
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
            <Button
              type="primary"
              size="large"
              onClick={() => {
                setNow(Date.now())
                setBegan(Date.now())
              }}
            >
              开始计时
            </Button>
          ) : (
            <>
              <Button type="primary" size="large" onClick={() => void give()}>
                发言结束，下一位
              </Button>
              <Button size="large" onClick={() => setBegan(null)}>
                重新计时
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  )
}

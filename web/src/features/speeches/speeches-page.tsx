import './speeches.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Speech, type SpeechCall, speechRoutes } from '#contract/speeches.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { download } from '../../shared/download-button.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { type Asking, SpeechDialogs } from './speech-dialogs.tsx'
import { SpeechLine } from './speech-line.tsx'

/** Speeches of a meeting: called for, handed in, chosen, put in order. */
export function SpeechesPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking | null>(null)
  const query = useQuery({ ...apiQuery(speechRoutes.listSpeeches, { params: { id } }), staleTime: 0 })
  return (
    <Page
      title="大会发言"
      lead="自愿报名。口头发言的有名额和时间，没有选为口头的可以书面印发。"
      back={{ to: '/activities/$id', label: '会议活动', params: { id } }}
      actions={
        <>
          {query.data?.mayCall && (
            <Button
              type={query.data.calls.length === 0 ? 'primary' : 'default'}
              onClick={() => setAsking({ what: 'call' })}
            >
              征集发言
            </Button>
          )}
          {query.data?.items.some((one) => one.state === 'oral') && (
            <Link to="/activities/$id/speeches/timer" params={{ id }} className="button">
              发言次序和计时
            </Link>
          )}
        </>
      }
    >
      <QueryState
        query={query}
        isEmpty={({ calls }) => calls.length === 0}
        empty={
          <EmptyState title="还没有征集大会发言">
            <p>
              {query.data?.mayCall ? '点“征集发言”，写明起止日期和口头发言的名额。' : '开始征集的时候，会列在这里。'}
            </p>
          </EmptyState>
        }
      >
        {({ calls, items }) =>
          calls.map((one) => (
            <CallOf
              key={one.id}
              call={one}
              speeches={items.filter((speech) => speech.callId === one.id)}
              ask={setAsking}
              done={() => client.invalidateQueries()}
            />
          ))
        }
      </QueryState>
      <SpeechDialogs
        activityId={id}
        asking={asking}
        minutes={minutesOf(asking, query.data?.calls)}
        close={() => setAsking(null)}
        done={() => client.invalidateQueries()}
      />
    </Page>
  )
}

/** Minutes of an oral speech in the call somebody asks about. */
const minutesOf = (asking: Asking | null, calls: readonly SpeechCall[] = []): number =>
  calls.find((one) => asking && 'speech' in asking && one.id === asking.speech.callId)?.oralMinutes ?? 8

interface CallProps {
  call: SpeechCall
  speeches: readonly Speech[]
  ask: (asking: Asking) => void
  done: () => Promise<unknown>
}

function CallOf({ call: one, speeches, ask, done }: CallProps) {
  const oral = speeches.filter((speech) => speech.form === 'oral')
  const written = speeches.filter((speech) => speech.form === 'written')
  const rest = speeches.filter((speech) => speech.form === null)
  const { actions } = one
  const move = async (index: number, to: number) => {
    const ids = oral.map((speech) => speech.id)
    ids.splice(to, 0, ...ids.splice(index, 1))
    try {
      await call(speechRoutes.orderSpeeches, { params: { id: one.id }, body: { speechIds: ids } })
      await done()
    } catch (error) {
      toastError(error)
    }
  }
  const tell = async () => {
    try {
      const { told } = await call(speechRoutes.tellSpeechOrder, { params: { id: one.id }, body: {} })
      toast(`已告诉 ${told} 位`)
      await done()
    } catch (error) {
      toastError(error)
    }
  }
  const line = (speech: Speech) => (
    <SpeechLine key={speech.id} activityId={one.activityId} speech={speech} minutes={one.oralMinutes} ask={ask} />
  )
  return (
    <Section
      title={one.title}
      actions={
        <>
          {actions.includes('submit') && (
            <Link
              to="/activities/$id/speeches/$callId/write"
              params={{ id: one.activityId, callId: one.id }}
              className="button button-primary"
            >
              {one.draftSavedAt ? '接着写草稿' : actions.includes('edit') ? '代录一篇' : '写发言'}
            </Link>
          )}
          {actions.includes('edit') && <Button onClick={() => ask({ what: 'call', call: one })}>修改征集</Button>}
          {actions.includes('edit') && oral.length + written.length > 0 && (
            <Button
              onClick={() =>
                void download(
                  speechRoutes.getSpeechCollection,
                  { params: { id: one.id } },
                  '大会发言材料汇编.docx',
                ).catch(toastError)
              }
            >
              汇编（Word）
            </Button>
          )}
          {actions.includes('collect') && (
            <Button
              onClick={() =>
                ask({ what: 'collect', call: one, speeches: written.filter((speech) => speech.state === 'written') })
              }
            >
              登记书面发言已印发…
            </Button>
          )}
          {actions.includes('uncollect') && (
            <Button
              onClick={() =>
                ask({ what: 'uncollect', call: one, speeches: written.filter((speech) => speech.state === 'given') })
              }
            >
              收回“已印发”…
            </Button>
          )}
        </>
      }
    >
      <p>
        征集从 <CivilDate value={one.opensOn} far={false} /> 到 <CivilDate value={one.closesOn} />
        。口头发言 {one.oralPlaces} 个，每个不超过 {one.oralMinutes} 分钟。
      </p>
      {one.words && <p className="preserve">{one.words}</p>}
      {actions.includes('edit') && !one.collectedAt && !actions.includes('collect') && written.length > 0 && (
        <p className="faint">征集截止以后，书面发言印发了，在这里登记，记入委员的履职台账。</p>
      )}
      {one.draftSavedAt && (
        <p>
          有一份没有提交的草稿，
          <Instant value={one.draftSavedAt} /> 存的。
        </p>
      )}
      {one.collectedAt && (
        <p>
          书面发言 <Instant value={one.collectedAt} /> 登记为已印发。
        </p>
      )}
      {oral.length > 0 && (
        <>
          <h3 className="speech-heading">
            口头发言（{oral.length}／{one.oralPlaces}）
          </h3>
          {actions.includes('tellOrder') && (
            <p>
              次序有新的，还没有告诉委员。排好了再告诉：改过几次都只收一条消息，位置没变的不打扰。{' '}
              <Button onClick={() => void tell()}>告诉委员次序</Button>
            </p>
          )}
          <ol className="speech-list">
            {oral.map((speech, i) => (
              <SpeechLine
                key={speech.id}
                activityId={one.activityId}
                speech={speech}
                minutes={one.oralMinutes}
                ask={ask}
                number={i + 1}
                move={
                  actions.includes('order') && oral.length > 1
                    ? { places: oral.length, to: (place) => void move(i, place - 1) }
                    : null
                }
              />
            ))}
          </ol>
        </>
      )}
      {written.length > 0 && (
        <>
          <h3 className="speech-heading">书面发言（{written.length}）</h3>
          <ul className="speech-list">{written.map(line)}</ul>
        </>
      )}
      {rest.length > 0 && (
        <>
          <h3 className="speech-heading">{actions.includes('edit') ? '报名的' : '我提交的'}</h3>
          <ul className="speech-list">{rest.map(line)}</ul>
        </>
      )}
      {speeches.length === 0 && <p className="faint">还没有人提交。</p>}
    </Section>
  )
}

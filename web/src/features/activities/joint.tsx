import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { Activity } from '#contract/activities.ts'
import { type JointOffer, type JointState, jointActivityRoutes } from '#contract/joint-activities.ts'
import { apiQuery, call, newIdempotencyKey } from '../../shared/api.ts'
import { FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { StateTag, type Tone } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { When } from './when.tsx'

const stateWords: Record<JointState, string> = { asked: '等答复', accepted: '参加', declined: '不参加' }
const stateTones: Record<JointState, Tone> = { asked: 'due', accepted: 'done', declined: 'stopped' }

/** Who takes part with whom: the host for the guests, the guests with their numbers for the host. */
export function JointSides({ one, done }: { one: Activity; done: () => Promise<unknown> }) {
  const params = { id: one.id }
  const { data } = useQuery(apiQuery(jointActivityRoutes.getJointSides, { params }))
  const [asking, setAsking] = useState(false)
  if (!data || (data.host === null && data.guests.length === 0 && !data.mayAsk)) return null
  if (data.host)
    return (
      <Section title="联合举办">
        <p>{`${data.host.name}主办，改时间、地点、延期、取消由主办方定，这里跟着变；名单由本会定。`}</p>
      </Section>
    )
  return (
    <Section title="联合举办" actions={data.mayAsk && <Button onClick={() => setAsking(true)}>请其他政协参加</Button>}>
      {data.guests.length === 0 ? (
        <p className="faint">本会自己举办。几家政协一起办的，请对方参加，由对方请自己的委员。</p>
      ) : (
        <ul className="rule-rows">
          {data.guests.map((guest) => (
            <li key={guest.committeeId}>
              <span className="rule-words">
                {guest.name} <StateTag tone={stateTones[guest.state]}>{stateWords[guest.state]}</StateTag>
                {guest.answerWords && <span className="faint">{`　${guest.answerWords}`}</span>}
              </span>
              {guest.invited !== null && (
                <span className="faint">{`受邀 ${guest.invited} 人，参加 ${guest.coming ?? 0} 人`}</span>
              )}
              {guest.state === 'accepted' && guest.invited === null && <span className="faint">还没有发通知</span>}
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <FormDialog<{ committeeId: string; words?: string }>
          open
          title="请其他政协参加"
          okText="发出"
          onClose={() => setAsking(false)}
          onOk={async ({ committeeId, words }) => {
            await call(jointActivityRoutes.askCommittee, { params, body: { committeeId, words: words ?? '' } })
            toast('已发给对方的委员联络办')
            await done()
          }}
          fields={
            <>
              <Form.Item name="committeeId" label="哪家政协" rules={[{ required: true, message: '请选一家' }]}>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  options={data.committees.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Form.Item>
              <Form.Item name="words" label="附一句话（可不填）">
                <Input maxLength={500} />
              </Form.Item>
            </>
          }
        />
      )}
    </Section>
  )
}

/** What other committees ask this one to take part in, while an answer is due. */
export function JointOffers() {
  const { data } = useQuery(apiQuery(jointActivityRoutes.listJointOffers, {}))
  const open = data?.items.filter((offer) => offer.state === 'asked') ?? []
  if (open.length === 0) return null
  return (
    <Section title="其他政协请本会参加">
      <ul className="activity-cards">
        {open.map((offer) => (
          <Offer key={offer.hostActivityId} offer={offer} />
        ))}
      </ul>
    </Section>
  )
}

function Offer({ offer }: { offer: JointOffer }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [declining, setDeclining] = useState(false)
  const params = { id: offer.hostActivityId }
  const accept = async () => {
    setBusy(true)
    try {
      const { id } = await call(
        jointActivityRoutes.acceptJointOffer,
        { params },
        { idempotencyKey: newIdempotencyKey() },
      )
      toast('已同意，请选好邀请谁，再发通知')
      await client.invalidateQueries()
      await navigate({ to: '/activities/$id/edit', params: { id } })
    } catch (error) {
      toastError(error)
      setBusy(false)
    }
  }
  return (
    <li className="sheet activity-card">
      <p className="faint">{`${offer.hostName}主办`}</p>
      <h3>{offer.title}</h3>
      <p>
        <When startsAt={offer.startsAt} endsAt={offer.endsAt} />
        {offer.place && (
          <>
            <br />
            {offer.place}
          </>
        )}
      </p>
      {offer.words && <p className="preserve">{offer.words}</p>}
      <div className="answer-row">
        <Button type="primary" disabled={busy} onClick={() => void accept()}>
          参加，拟名单
        </Button>
        <Button disabled={busy} onClick={() => setDeclining(true)}>
          不参加
        </Button>
      </div>
      {declining && (
        <ReasonDialog
          open
          title={`不参加：${offer.title}`}
          okText="答复主办方"
          maxLength={500}
          onClose={() => setDeclining(false)}
          onOk={async (words) => {
            await call(jointActivityRoutes.declineJointOffer, { params, body: { words } })
            toast('已答复主办方')
            await client.invalidateQueries()
          }}
        />
      )}
    </li>
  )
}

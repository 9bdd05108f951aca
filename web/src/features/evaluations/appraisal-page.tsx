import './evaluations.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type Appraisal, type AppraisalAction, appraisalRoutes } from '#contract/appraisals.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Timeline } from '../../shared/matter/timeline.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { Appraisers } from './appraisers.tsx'
import { Ballot } from './ballot.tsx'
import { DraftDialog } from './draft-dialog.tsx'
import { Rectification } from './rectification.tsx'
import { Results } from './results.tsx'
import { fromField, toField } from './times.ts'
import { UnitChoice } from './unit-choice.tsx'
import { eventWords, mineWords, moveWords, stateTones, stateWords } from './words.ts'

/** One democratic appraisal, as far as it is and as the viewer stands to it: to be prepared, to be scored, to be read. */
export function AppraisalPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    ...apiQuery(appraisalRoutes.getAppraisal, { params: { id } }),
    // A ballot being filled in is not drawn anew under the finger.
    refetchOnWindowFocus: false,
  })
  return <QueryState query={query}>{(one) => <One key={one.id} one={one} />}</QueryState>
}

type Asking = 'edit' | 'extend' | 'report' | keyof typeof moveWords

function One({ one }: { one: Appraisal }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking | null>(null)
  const done = () => client.invalidateQueries()
  const voting = one.actions.includes('handIn')
  return (
    <Page
      title={one.title}
      lead={
        <>
          <StateTag tone={stateTones[one.state]}>{stateWords[one.state]}</StateTag>
          {one.mine && <span className="faint">{` ${mineWords[one.mine]}`}</span>}
        </>
      }
      back={{ to: '/appraisals', label: '民主评议' }}
      width={voting ? 'reading' : 'wide'}
      actions={<Moves one={one} ask={setAsking} />}
    >
      <p>
        <Instant value={one.opensAt} far={false} /> 至 <Instant value={one.closesAt} />
        {one.invited !== null && <span>{`，受邀 ${one.invited} 人，已交票 ${one.handedIn} 人`}</span>}
      </p>
      {one.explanation && !voting && <p className="preserve">{one.explanation}</p>}
      {voting && <Ballot one={one} done={done} />}
      {one.mine === 'handedIn' && (
        <p className="sealed-note">您的票已经交了。票上没有名字，谁也查不出哪一张是您的，所以也不能再改。</p>
      )}
      {one.reportWords && (
        <Section title="评议报告">
          <p className="preserve report-words">{one.reportWords}</p>
        </Section>
      )}
      {one.results && <Results one={one} />}
      <Rectification one={one} done={done} />
      {one.actions.includes('edit') && <UnitChoice one={one} done={done} />}
      {one.invited !== null && <Appraisers one={one} done={done} />}
      {one.invited !== null && <Scheme one={one} />}
      {one.history.length > 0 && (
        <div className="no-print">
          <Section title="经过">
            <Timeline entries={one.history.filter((entry) => entry.type !== 'appraisal.handedIn')} words={eventWords} />
          </Section>
        </div>
      )}
      <Dialogs one={one} asking={asking} close={() => setAsking(null)} done={done} />
    </Page>
  )
}

/** What is scored and how, once more for the office that will answer questions about it. */
function Scheme({ one }: { one: Appraisal }) {
  return (
    <Section title="评什么、怎样算">
      <p>{one.dimensions.map(({ name, weight }) => `${name} ${weight}%`).join('，')}。</p>
      <p>
        {one.levels.map(({ name, points }) => `${name} ${points} 分`).join('，')}
        ；各项按权重合成一张票的得分，各票的平均是单位的总分。
        {one.bands.map(({ name, from }) => `${from} 分起${name}`).join('，')}。
      </p>
      <p>{`一家单位不足 ${one.minimumBallots} 票的，各项分数都不公布，免得猜得出谁给了什么。`}</p>
      {one.state === 'drafted' && <p className="faint">在“设置 · 民主评议”里改；开始评议以后不再变。</p>}
    </Section>
  )
}

const order: readonly AppraisalAction[] = ['open', 'report', 'close', 'endLookBack', 'archive']

function Moves({ one, ask }: { one: Appraisal; ask: (asking: Asking) => void }) {
  const { actions } = one
  const buttons = order.filter((action) => actions.includes(action))
  return (
    <>
      {one.results && <Button onClick={() => window.print()}>打印</Button>}
      {actions.includes('edit') && <Button onClick={() => ask('edit')}>修改</Button>}
      {actions.includes('extend') && <Button onClick={() => ask('extend')}>改截止时间</Button>}
      {buttons.map((action, i) => (
        <Button
          key={action}
          type={i === 0 && action !== 'close' ? 'primary' : 'default'}
          onClick={() => ask(action as Asking)}
        >
          {action === 'report' ? '出评议报告' : moveWords[action]?.button}
        </Button>
      ))}
      {actions.includes('discard') && (
        <LinkButton decisive onClick={() => ask('discard')}>
          删除草稿
        </LinkButton>
      )}
    </>
  )
}

const routeOf = {
  open: appraisalRoutes.openAppraisal,
  close: appraisalRoutes.closeAppraisal,
  discard: appraisalRoutes.discardAppraisal,
  endLookBack: appraisalRoutes.endLookBack,
  archive: appraisalRoutes.archiveAppraisal,
} as const

interface DialogsProps {
  one: Appraisal
  asking: Asking | null
  close: () => void
  done: () => Promise<unknown>
}

function Dialogs({ one, asking, close, done }: DialogsProps) {
  const navigate = useNavigate()
  const params = { id: one.id }
  if (asking === null) return null
  if (asking === 'edit')
    return (
      <DraftDialog
        before={one}
        onClose={close}
        onOk={async (body) => {
          await call(appraisalRoutes.editAppraisal, { params, body: { version: one.version, ...body } })
          await done()
        }}
      />
    )
  if (asking === 'extend')
    return (
      <FormDialog<{ closesAt: string }>
        open
        title="改截止时间"
        okText="改"
        initialValues={{ closesAt: toField(one.closesAt) }}
        onClose={close}
        onOk={async ({ closesAt }) => {
          await call(appraisalRoutes.extendAppraisal, { params, body: { closesAt: fromField(closesAt) ?? '' } })
          toast('截止时间已改')
          await done()
        }}
        fields={
          <Form.Item name="closesAt" label="截止时间" rules={[{ required: true }]}>
            <Input type="datetime-local" />
          </Form.Item>
        }
      />
    )
  if (asking === 'report')
    return (
      <FormDialog<{ words: string }>
        open
        title="出评议报告"
        okText="出报告"
        onClose={close}
        onOk={async (body) => {
          await call(appraisalRoutes.reportAppraisal, { params, body })
          toast('评议报告已出，参评单位会收到消息')
          await done()
        }}
        fields={
          <Form.Item
            name="words"
            label="评议报告"
            rules={[{ required: true, whitespace: true }]}
            extra="总的情况、好的做法、存在的问题和建议。出报告以后领导和政府交办机关看得到全部结果，每家单位只看得到自己的，排名只有办公室看得到。"
          >
            <Input.TextArea rows={10} maxLength={20_000} showCount />
          </Form.Item>
        }
      />
    )
  const words = moveWords[asking]!
  return (
    <ConfirmDialog
      open
      title={words.button}
      okText={words.button}
      decisive={asking === 'discard' || asking === 'close'}
      onClose={close}
      onOk={async () => {
        await call(routeOf[asking as keyof typeof routeOf], { params })
        toast(words.done)
        if (asking === 'discard') await navigate({ to: '/appraisals' })
        await done()
      }}
    >
      <p>{words.meaning}</p>
    </ConfirmDialog>
  )
}

import { Form, Input, InputNumber, Radio } from 'antd'
import { type Speech, type SpeechCall, speechLength, speechRoutes } from '#contract/speeches.ts'
import { call } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'

export type Asking =
  | { what: 'call'; call?: SpeechCall }
  | { what: 'collect'; call: SpeechCall; speeches: readonly Speech[] }
  | { what: 'uncollect'; call: SpeechCall; speeches: readonly Speech[] }
  | { what: 'withdraw' | 'select' | 'takeBack'; speech: Speech }

interface Props {
  activityId: string
  asking: Asking | null
  /** Of an oral speech of the call that is asked about. */
  minutes: number
  close: () => void
  done: () => Promise<unknown>
}
const filled = (message: string) => [{ required: true, whitespace: true, message }]

/** What is asked before something is done with a speech or a call. */
export function SpeechDialogs({ activityId, asking, minutes, close, done }: Props) {
  if (!asking) return null
  const after = (words: string) => async () => {
    toast(words)
    await done()
  }
  if (asking.what === 'call')
    return <CallDialog activityId={activityId} before={asking.call} close={close} after={after('已保存')} />
  if (asking.what === 'collect' || asking.what === 'uncollect')
    return <PrintedDialog asking={asking} close={close} done={done} />
  const { speech } = asking
  const params = { id: speech.id }
  switch (asking.what) {
    case 'select':
      return (
        <FormDialog<{ as: 'oral' | 'written' | 'notSelected'; note: string }>
          open
          title={`${speech.state === 'submitted' ? '选定' : '改选'}“${speech.title}”`}
          okText="保存"
          initialValues={{ as: speech.form ?? 'oral', note: speech.note }}
          onClose={close}
          onOk={({ as, note }) =>
            call(speechRoutes.selectSpeech, { params, body: { as, note: note ?? '' } }).then(after(selectedWords[as]))
          }
          fields={
            <>
              <LengthWarning speech={speech} minutes={minutes} />
              <Form.Item name="as" label="怎样用">
                <Radio.Group
                  options={[
                    { value: 'oral', label: '口头发言' },
                    { value: 'written', label: '书面发言' },
                    { value: 'notSelected', label: '不选用' },
                  ]}
                />
              </Form.Item>
              <Form.Item name="note" label="意见（不选用必须写，委员会看到）">
                <Input.TextArea rows={2} maxLength={300} showCount />
              </Form.Item>
            </>
          }
        />
      )
    case 'withdraw':
      return (
        <ConfirmDialog
          open
          title="撤回这篇发言？"
          okText="撤回"
          decisive
          onClose={close}
          onOk={() => call(speechRoutes.withdrawSpeech, { params, body: {} }).then(after('已撤回'))}
        >
          <p>撤回以后不再参加遴选。</p>
        </ConfirmDialog>
      )
    case 'takeBack':
      return (
        <ReasonDialog
          open
          title={speech.form === 'written' ? '更正：这篇没有印发' : '更正：没有发言'}
          okText="更正"
          decisive
          maxLength={300}
          onClose={close}
          onOk={(note) => call(speechRoutes.takeBackSpeech, { params, body: { note } }).then(after('已更正'))}
        />
      )
  }
}

const selectedWords = { oral: '已选为口头发言', written: '已选为书面发言', notSelected: '已记为不选用' }

/** Said where it is chosen: what is too long to be spoken. */
function LengthWarning({ speech, minutes }: { speech: Speech; minutes: number }) {
  const as = Form.useWatch<string>('as')
  const length = speechLength(speech.words)
  if (as !== 'oral' || length.minutes <= minutes) return null
  return (
    <p className="speech-long" role="status">
      这篇 {length.characters} 字，读完约 {length.minutes} 分钟，口头限 {minutes} 分钟。可以照样选，请告诉委员压缩。
    </p>
  )
}

/** Books the written speeches, or takes that back: says how many, whose, and what follows. */
function PrintedDialog({
  asking,
  close,
  done,
}: {
  asking: Extract<Asking, { what: 'collect' | 'uncollect' }>
  close: () => void
  done: () => Promise<unknown>
}) {
  const { call: one, speeches } = asking
  const params = { id: one.id }
  const names = (
    <ul className="speech-names">
      {speeches.map((speech) => (
        <li key={speech.id}>
          {speech.memberName}：{speech.title}
        </li>
      ))}
    </ul>
  )
  if (asking.what === 'collect')
    return (
      <ConfirmDialog
        open
        title={`${speeches.length} 篇书面发言已经印发？`}
        okText={`登记 ${speeches.length} 篇`}
        decisive
        onClose={close}
        onOk={async () => {
          const { given } = await call(speechRoutes.collectSpeeches, { params, body: {} })
          toast(`${given} 篇书面发言已记入履职台账，记错可以收回`)
          await done()
        }}
      >
        <p>登记以后，这 {speeches.length} 位委员的履职台账各记一次书面发言：</p>
        {names}
      </ConfirmDialog>
    )
  return (
    <ReasonDialog
      open
      title="收回“已印发”"
      okText={`收回 ${speeches.length} 篇`}
      decisive
      maxLength={300}
      onClose={close}
      onOk={async (note) => {
        const { takenBack } = await call(speechRoutes.takeBackCollection, { params, body: { note } })
        toast(`${takenBack} 篇书面发言已从履职台账退回`)
        await done()
      }}
    >
      <p>收回以后，这 {speeches.length} 篇回到“书面发言”，台账里的记录一并冲回：</p>
      {names}
    </ReasonDialog>
  )
}

interface Part {
  close: () => void
  after: () => Promise<void>
}

function CallDialog({ activityId, before, close, after }: Part & { activityId: string; before?: SpeechCall }) {
  interface Typed {
    title: string
    words: string
    opensOn: string
    closesOn: string
    oralMinutes: number
    oralPlaces: number
  }
  return (
    <FormDialog<Typed>
      open
      title={before ? '修改征集' : '征集大会发言'}
      okText="保存"
      initialValues={
        before ?? {
          title: '大会发言征集',
          words: '',
          opensOn: today(),
          closesOn: today(),
          oralMinutes: 8,
          oralPlaces: 12,
        }
      }
      onClose={close}
      onOk={async (typed, key) => {
        const body = { ...typed, words: typed.words ?? '' }
        if (before)
          await call(speechRoutes.editSpeechCall, {
            params: { id: before.id },
            body: { ...body, version: before.version },
          })
        else await call(speechRoutes.openSpeechCall, { params: { id: activityId }, body }, { idempotencyKey: key })
        await after()
      }}
      fields={
        <>
          <Form.Item name="title" label="名称" rules={filled('请写名称')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="opensOn" label="开始" rules={filled('请选日期')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="closesOn" label="截止" rules={filled('请选日期')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="oralPlaces" label="口头发言名额" rules={[{ required: true, message: '请填名额' }]}>
            <InputNumber min={0} max={100} />
          </Form.Item>
          <Form.Item
            name="oralMinutes"
            label="每个口头发言几分钟"
            extra="全国政协大会发言工作规则：不超过 8 分钟。"
            rules={[{ required: true, message: '请填分钟' }]}
          >
            <InputNumber min={1} max={60} />
          </Form.Item>
          <Form.Item name="words" label="要求（可不填）">
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
        </>
      }
    />
  )
}

import { Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import type { z } from 'zod'
import type { Vote, VoteKind, VoteRules, voteRoutes } from '#contract/votes.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { CandidatesField, candidatesOf, candidatesText } from './candidates-field.tsx'
import { baseWords, electorateWords, formWords, kindWords, shareWords } from './words.ts'

type Body = z.input<typeof voteRoutes.addVote.body>
interface Typed {
  kind: Body['kind']
  form: Body['form']
  title: string
  words: string
  names: string
  seats: number
  contested: boolean
  writeIns: boolean
  tooManyIsInvalid: boolean
  byStrokes: boolean
  electorate: VoteRules['electorate']
  of: VoteRules['majority']['of']
  share: 'half' | 'twoThirds' | 'own'
  chiefScrutineer: string
  scrutineers: string
}
const shares: Record<'half' | 'twoThirds', Omit<VoteRules['majority'], 'of'>> = {
  half: { numerator: 1, denominator: 2, over: true },
  twoThirds: { numerator: 2, denominator: 3, over: false },
}
const shareOf = ({ numerator, denominator, over }: VoteRules['majority']): Typed['share'] =>
  (['half', 'twoThirds'] as const).find(
    (one) =>
      shares[one].numerator === numerator && shares[one].denominator === denominator && shares[one].over === over,
  ) ?? 'own'

/** What of the rules stands in the form. */
const typedRules = (rules: VoteRules) => ({
  seats: rules.seats,
  contested: rules.contested,
  writeIns: rules.writeIns,
  tooManyIsInvalid: rules.tooManyIsInvalid,
  byStrokes: rules.byStrokes,
  electorate: rules.electorate,
  of: rules.majority.of,
  share: shareOf(rules.majority),
})

/** What is wrong with the candidates as they are typed; empty: nothing. */
function namesFault({ names, seats, contested }: Pick<Typed, 'names' | 'seats' | 'contested'>): string {
  const given = candidatesOf(names).map((one) => one.name)
  if (given.length === 0) return '请选候选人，或者照写添上'
  const twice = given.find((name, i) => given.indexOf(name) !== i)
  if (twice) return `${twice}写了两次；真有同名的，请在姓名后面加注，如“张三（教育界）”`
  const long = given.find((name) => name.length > 30)
  if (long) return `“${long.slice(0, 10)}…”太长：姓名和单位职务之间请空一格，去掉再添`
  if (contested && given.length <= seats)
    return `差额选举：候选人要多于名额，现在候选 ${given.length} 人，应选 ${seats} 人`
  if (!contested && given.length !== seats)
    return `等额选举：候选人和名额要一样多，现在候选 ${given.length} 人，应选 ${seats} 人；候选人多的，请勾“差额选举”`
  return ''
}

/** Writes a vote or an election; it begins with the committee's rules of its kind. */
export function DraftDialog({
  vote,
  rules,
  onClose,
  onOk,
}: {
  vote: Vote | null
  rules: Record<VoteKind, VoteRules>
  onClose: () => void
  onOk: (body: Body, key: string) => Promise<unknown>
}) {
  const given = (kind: VoteKind) => (vote?.kind === kind ? vote.rules : rules[kind])
  const send = (typed: Typed, key: string) => {
    const election = typed.kind === 'election'
    const own = given(typed.kind)
    return onOk(
      {
        kind: typed.kind,
        form: election && typed.form === 'hands' ? 'secret' : typed.form,
        title: typed.title,
        words: typed.words ?? '',
        candidates: election ? candidatesOf(typed.names).map(({ name, about }) => ({ name, about: about.trim() })) : [],
        chiefScrutineer: typed.chiefScrutineer ?? '',
        scrutineers: typed.scrutineers ?? '',
        rules: {
          electorate: typed.electorate,
          quorum: own.quorum,
          majority: { ...(typed.share === 'own' ? own.majority : shares[typed.share]), of: typed.of },
          seats: election ? typed.seats : 1,
          contested: election && typed.contested,
          writeIns: election && typed.writeIns,
          tooManyIsInvalid: election && typed.tooManyIsInvalid,
          byStrokes: election ? typed.byStrokes : own.byStrokes,
        },
      },
      key,
    )
  }
  const begin = vote?.kind ?? 'motion'
  return (
    <FormDialog<Typed>
      open
      title={vote ? '修改' : '添一项表决或选举'}
      okText="保存"
      initialValues={{
        kind: begin,
        form: vote?.form ?? 'secret',
        title: vote?.title ?? '',
        words: vote?.words ?? '',
        names: candidatesText(vote?.candidates ?? []),
        ...typedRules(given(begin)),
        chiefScrutineer: vote?.chiefScrutineer ?? '',
        scrutineers: vote?.scrutineers ?? '',
      }}
      onClose={onClose}
      onOk={send}
      fields={<Fields rulesOf={given} />}
    />
  )
}

function Fields({ rulesOf }: { rulesOf: (kind: VoteKind) => VoteRules }) {
  const form = Form.useFormInstance<Typed>()
  const kind = Form.useWatch('kind', form) ?? form.getFieldValue('kind')
  const way = Form.useWatch('form', form)
  const of = Form.useWatch('of', form)
  const share = Form.useWatch('share', form)
  const election = kind === 'election'
  const own = rulesOf(election ? 'election' : 'motion')
  const majority = share === undefined || share === 'own' ? own.majority : shares[share]
  return (
    <>
      <Form.Item name="kind" label="种类">
        <Radio.Group
          options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => {
            form.setFieldsValue(typedRules(rulesOf(target.value as VoteKind)))
            if (target.value === 'election' && form.getFieldValue('form') === 'hands')
              form.setFieldValue('form', 'secret')
          }}
        />
      </Form.Item>
      <Form.Item name="title" label="事项" rules={[{ required: true, whitespace: true, message: '请写明事项' }]}>
        <Input
          maxLength={200}
          placeholder={election ? '如“选举市政协常务委员”' : '如“政协第十届委员会第五次会议决议（草案）”'}
        />
      </Form.Item>
      <Form.Item name="form" label="方式" extra={way === 'secret' && '到会没有账号的委员，发纸质票，计票时一起算。'}>
        <Radio.Group
          options={Object.entries(formWords)
            .filter(([value]) => !election || value !== 'hands')
            .map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      {election && <ElectionFields />}
      <Form.Item name="electorate" label="谁有表决权">
        <Radio.Group options={Object.entries(electorateWords).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="share" label={election ? '多少赞成票当选' : '多少赞成票通过'}>
        <Radio.Group
          options={[
            { value: 'half', label: '过半数' },
            { value: 'twoThirds', label: '三分之二以上' },
            ...(shareOf(own.majority) === 'own' ? [{ value: 'own', label: shareWords(own.majority) }] : []),
          ]}
        />
      </Form.Item>
      <Form.Item
        name="of"
        label="以什么为准"
        extra={
          of && `就是说：${baseWords[of]}的${shareWords({ ...majority, of })}赞成，才${election ? '当选' : '通过'}。`
        }
      >
        <Radio.Group options={Object.entries(baseWords).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="chiefScrutineer" label="总监票人">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="scrutineers" label="监票人">
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="words" label="说明（委员在选票上方看到）">
        <Input.TextArea rows={3} maxLength={4000} />
      </Form.Item>
    </>
  )
}

function ElectionFields() {
  const byStrokes = Form.useWatch<boolean>('byStrokes')
  return (
    <>
      <Form.Item name="seats" label="应选名额" rules={[{ required: true, message: '请填名额' }]}>
        <InputNumber min={1} max={500} />
      </Form.Item>
      <Form.Item name="contested" valuePropName="checked">
        <Checkbox>差额选举（候选人多于名额）</Checkbox>
      </Form.Item>
      <Form.Item
        name="names"
        label="候选人"
        dependencies={['seats', 'contested']}
        extra="从名册里选；名册外的照写添上，姓名后空一格写单位职务；也可以从表格里整列粘贴。"
        rules={[
          ({ getFieldsValue }) => ({
            validator: () => {
              const fault = namesFault(getFieldsValue(['names', 'seats', 'contested']) as Typed)
              return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
            },
          }),
        ]}
      >
        <CandidatesField asWritten={byStrokes === false} />
      </Form.Item>
      <Form.Item name="byStrokes" valuePropName="checked">
        <Checkbox>选票上按姓氏笔画排，保存时自动排好（不勾：照上面的次序）</Checkbox>
      </Form.Item>
      <Form.Item name="writeIns" valuePropName="checked">
        <Checkbox>可以另选他人</Checkbox>
      </Form.Item>
      <Form.Item name="tooManyIsInvalid" valuePropName="checked">
        <Checkbox>多选的选票照收，计票时算无效（不勾：多选了投不出去）</Checkbox>
      </Form.Item>
    </>
  )
}

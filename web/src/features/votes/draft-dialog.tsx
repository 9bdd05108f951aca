import { Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import type { z } from 'zod'
import type { Vote, VoteRules, voteRoutes } from '#contract/votes.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { baseWords, electorateWords, formWords, kindWords } from './words.ts'

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
  electorate: VoteRules['electorate']
  of: VoteRules['majority']['of']
  share: 'half' | 'twoThirds'
  chiefScrutineer: string
  scrutineers: string
}

const national: VoteRules = {
  electorate: 'all',
  quorum: { numerator: 2, denominator: 3 },
  majority: { of: 'all', numerator: 1, denominator: 2, over: true },
  seats: 1,
  contested: false,
  writeIns: true,
  tooManyIsInvalid: true,
}

/** `张三 市农业农村局局长` a line. */
const candidatesOf = (text: string): Body['candidates'] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ...about] = line.split(/\s+/)
      return { name, about: about.join(' ') }
    })

/** Writes a vote or an election; the rules of the committee are filled in. */
export function DraftDialog({
  vote,
  rules,
  onClose,
  onOk,
}: {
  vote: Vote | null
  rules: VoteRules | null
  onClose: () => void
  onOk: (body: Body, key: string) => Promise<unknown>
}) {
  const given = vote?.rules ?? rules ?? national
  const [twoThirds] = [given.majority.numerator === 2 && given.majority.denominator === 3]
  const send = (typed: Typed, key: string) => {
    const election = typed.kind === 'election'
    const candidates = election ? candidatesOf(typed.names ?? '') : []
    return onOk(
      {
        kind: typed.kind,
        form: typed.form,
        title: typed.title,
        words: typed.words ?? '',
        candidates,
        chiefScrutineer: typed.chiefScrutineer ?? '',
        scrutineers: typed.scrutineers ?? '',
        rules: {
          electorate: typed.electorate,
          quorum: given.quorum,
          majority:
            typed.share === 'half'
              ? { of: typed.of, numerator: 1, denominator: 2, over: true }
              : { of: typed.of, numerator: 2, denominator: 3, over: false },
          seats: election ? typed.seats : 1,
          contested: election && typed.contested,
          writeIns: election && typed.writeIns,
          tooManyIsInvalid: election && typed.tooManyIsInvalid,
        },
      },
      key,
    )
  }
  return (
    <FormDialog<Typed>
      open
      title={vote ? '修改' : '添一项表决或选举'}
      okText="保存"
      initialValues={{
        kind: vote?.kind ?? 'motion',
        form: vote?.form ?? 'secret',
        title: vote?.title ?? '',
        words: vote?.words ?? '',
        names: vote?.candidates.map((one) => `${one.name} ${one.about}`.trim()).join('\n') ?? '',
        seats: given.seats,
        contested: given.contested,
        writeIns: vote ? given.writeIns : true,
        tooManyIsInvalid: vote ? given.tooManyIsInvalid : true,
        electorate: given.electorate,
        of: given.majority.of,
        share: twoThirds ? 'twoThirds' : 'half',
        chiefScrutineer: vote?.chiefScrutineer ?? '',
        scrutineers: vote?.scrutineers ?? '',
      }}
      onClose={onClose}
      onOk={send}
      fields={
        <>
          <Form.Item name="kind" label="种类">
            <Radio.Group options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="title" label="事项" rules={[{ required: true, whitespace: true, message: '请写明事项' }]}>
            <Input maxLength={200} placeholder="如“政协第十届委员会第五次会议决议（草案）”" />
          </Form.Item>
          <Form.Item name="form" label="方式">
            <Radio.Group options={Object.entries(formWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before, after) => before.kind !== after.kind}>
            {({ getFieldValue }) =>
              getFieldValue('kind') === 'election' && (
                <>
                  <Form.Item name="seats" label="应选名额" rules={[{ required: true, message: '请填名额' }]}>
                    <InputNumber min={1} max={500} />
                  </Form.Item>
                  <Form.Item
                    name="names"
                    label="候选人"
                    extra="每行一位，先写姓名，空一格写单位职务。选票照这个次序印，请按姓氏笔画排好。"
                    rules={[{ required: true, whitespace: true, message: '请写候选人' }]}
                  >
                    <Input.TextArea rows={6} />
                  </Form.Item>
                  <Form.Item name="contested" valuePropName="checked">
                    <Checkbox>差额选举（候选人多于名额）</Checkbox>
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
          </Form.Item>
          <Form.Item name="electorate" label="谁有表决权">
            <Radio.Group options={Object.entries(electorateWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="share" label="多少票通过或当选">
            <Radio.Group
              options={[
                { value: 'half', label: '过半数' },
                { value: 'twoThirds', label: '三分之二以上' },
              ]}
            />
          </Form.Item>
          <Form.Item name="of" label="以什么为准">
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
      }
    />
  )
}

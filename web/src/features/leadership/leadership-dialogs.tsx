import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import type { z } from 'zod'
import {
  type Leadership,
  leadershipActKind,
  type leadershipKind,
  leadershipRoutes,
  type ProposalLeadership,
  type Referral,
  referralLevel,
  referralState,
  referralWay,
} from '#contract/leadership.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { OptionList } from '../../shared/matter/option-list.tsx'
import { actWords, kindMeanings, kindWords, levelWords, referralWords, wayWords } from './words.ts'

type Kind = z.infer<typeof leadershipKind>
/** Which dialog is open, and about what. */
export type Asking =
  | { what: 'select' | 'unselect' | 'refer' }
  | { what: 'addLeader'; kinds: readonly Kind[] }
  | { what: 'edit' | 'recordAct'; charge: Leadership }
  | { what: 'editReferral'; referral: Referral }

interface DialogsProps {
  proposalId: string
  accounts: ProposalLeadership['leaderAccounts']
  asking: Asking | null
  close: () => void
  done: () => Promise<unknown>
}

const optionsOf = <K extends string>(keys: readonly K[], words: Record<K, string>) =>
  keys.map((value) => ({ value, label: words[value] }))
const filled = [{ required: true, whitespace: true }]
const chosen = [{ required: true }]

/** The dialogs of 重点督办; each closes only once the server has said yes. */
export function LeadershipDialogs(props: DialogsProps) {
  const { asking, proposalId, close, done } = props
  const params = { id: proposalId }
  switch (asking?.what) {
    case 'select':
      return (
        <FormDialog<{ year: number; reason: string }>
          open
          title="定为重点提案"
          okText="确定"
          initialValues={{ year: Number(today().slice(0, 4)) }}
          onClose={close}
          onOk={async (body) => {
            await call(leadershipRoutes.selectKeyProposal, { params, body })
            await done()
          }}
          fields={
            <>
              <Form.Item name="year" label="哪一年的重点提案" rules={chosen}>
                <InputNumber min={1949} max={2200} precision={0} />
              </Form.Item>
              <Form.Item name="reason" label="理由" rules={filled}>
                <Input.TextArea rows={3} maxLength={1000} showCount />
              </Form.Item>
            </>
          }
        />
      )
    case 'unselect':
      return (
        <ReasonDialog
          open
          title="取消重点提案"
          okText="取消重点"
          maxLength={1000}
          onClose={close}
          onOk={async (note) => {
            await call(leadershipRoutes.unselectKeyProposal, { params, body: { note } })
            await done()
          }}
        >
          <p>已经记下的领导、督办和成效都保留。</p>
        </ReasonDialog>
      )
    case 'addLeader':
      return <LeaderDialog {...props} kinds={asking.kinds} />
    case 'edit':
      return <ChargeDialog {...props} charge={asking.charge} />
    case 'recordAct':
      return <ActDialog {...props} charge={asking.charge} />
    case 'refer':
      return <ReferralDialog {...props} referral={null} />
    case 'editReferral':
      return <ReferralDialog {...props} referral={asking.referral} />
    default:
      return null
  }
}

interface PlanValues {
  leaderPost: string
  assistedBy?: string
  plan?: string
  planDueOn?: string | null
}
const planOf = ({ leaderPost, assistedBy, plan, planDueOn }: PlanValues) => ({
  leaderPost,
  assistedBy: assistedBy ?? '',
  plan: plan ?? '',
  planDueOn: planDueOn ?? null,
})

function PlanFields() {
  return (
    <>
      <Form.Item name="plan" label="督办方案" extra="打算做什么、什么时候做。">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} maxLength={4000} showCount />
      </Form.Item>
      <div className="field-grid">
        <Form.Item name="assistedBy" label="协助的单位或专委会">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="planDueOn" label="计划何时完成">
          <DateInput />
        </Form.Item>
      </div>
    </>
  )
}

/** Whose account; name and post are filled in from it, as they led before. */
function AccountField({ accounts }: Pick<DialogsProps, 'accounts'>) {
  const form = Form.useFormInstance()
  const take = (accountId: string | undefined) => {
    const one = accounts.find((account) => account.accountId === accountId)
    if (!one) return
    // The desk behind the name is not part of it: 崔春燕（主席会议）.
    const name = one.last?.name ?? one.name.replace(/（[^（）]*）$/, '')
    form.setFieldsValue({ leaderName: name, ...(one.last ? { leaderPost: one.last.post } : {}) })
  }
  return (
    <Form.Item name="accountId" label="本人的账号" extra="选了账号，本人登录后在待办里看到，可以自己记录。">
      <Select
        allowClear
        placeholder="没有账号，由办公室代记"
        onChange={take}
        options={accounts.map((one) => ({ value: one.accountId, label: one.name }))}
      />
    </Form.Item>
  )
}

function LeaderDialog({ proposalId, accounts, kinds, close, done }: DialogsProps & { kinds: readonly Kind[] }) {
  type Values = PlanValues & { kind: Kind; leaderName: string; accountId?: string }
  return (
    <FormDialog<Values>
      open
      title="添牵头领导"
      okText="添加"
      initialValues={{ kind: kinds[0] }}
      onClose={close}
      onOk={async ({ kind, leaderName, accountId, ...plan }, key) => {
        const body = { kind, leaderName, accountId: accountId ?? null, ...planOf(plan) }
        await call(leadershipRoutes.addLeadership, { params: { id: proposalId }, body }, { idempotencyKey: key })
        await done()
      }}
      fields={
        <>
          <Form.Item name="kind" rules={chosen} noStyle>
            <OptionList
              inline
              label="方式"
              options={kinds.map((code) => ({ code, name: kindWords[code], hint: kindMeanings[code] }))}
            />
          </Form.Item>
          <AccountField accounts={accounts} />
          <div className="field-grid">
            <Form.Item name="leaderName" label="姓名" rules={filled}>
              <Input maxLength={30} />
            </Form.Item>
            <Form.Item name="leaderPost" label="职务" rules={filled}>
              <Input maxLength={60} />
            </Form.Item>
          </div>
          <PlanFields />
        </>
      }
    />
  )
}

function ChargeDialog({ charge, close, done }: DialogsProps & { charge: Leadership }) {
  type Values = PlanValues & { effects?: string; ended?: boolean }
  const { id, version } = charge
  return (
    <FormDialog<Values>
      open
      title={`${charge.leaderName}${kindWords[charge.kind]}`}
      okText="保存"
      initialValues={{ ...charge, ended: charge.endedAt !== null }}
      onClose={close}
      onOk={async ({ effects, ended, ...plan }) => {
        const body = { version, ...planOf(plan), effects: effects ?? '', ended: ended ?? false }
        await call(leadershipRoutes.editLeadership, { params: { id }, body })
        await done()
      }}
      fields={
        <>
          <Form.Item name="leaderPost" label="职务" rules={filled}>
            <Input maxLength={60} />
          </Form.Item>
          <PlanFields />
          <Form.Item name="effects" label="成效">
            <Input.TextArea rows={4} maxLength={4000} showCount />
          </Form.Item>
          <Form.Item name="ended" valuePropName="checked" extra="结束时要写明成效；以后还可以恢复。">
            <Checkbox>督办结束</Checkbox>
          </Form.Item>
        </>
      }
    />
  )
}

function ActDialog({ charge, close, done }: DialogsProps & { charge: Leadership }) {
  type Values = {
    kind: z.infer<typeof leadershipActKind>
    heldOn: string
    place?: string
    persons?: string
    words: string
  }
  return (
    <FormDialog<Values>
      open
      title="记一次督办"
      okText="记下"
      initialValues={{ kind: 'visit', heldOn: today() }}
      onClose={close}
      onOk={async ({ place, persons, ...rest }, key) => {
        const body = { ...rest, place: place ?? '', persons: persons ?? '' }
        await call(leadershipRoutes.recordLeadershipAct, { params: { id: charge.id }, body }, { idempotencyKey: key })
        await done()
      }}
      fields={
        <>
          <div className="field-grid">
            <Form.Item name="kind" label="方式" rules={chosen}>
              <Select options={optionsOf(leadershipActKind.options, actWords)} />
            </Form.Item>
            <Form.Item name="heldOn" label="哪一天" rules={chosen}>
              <DateInput max={today()} />
            </Form.Item>
          </div>
          <Form.Item name="place" label="地点">
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="persons" label="参加人">
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item name="words" label="情况" rules={filled} extra="批示的原文只给承办单位和办公室看。">
            <Input.TextArea rows={5} maxLength={4000} showCount />
          </Form.Item>
        </>
      }
    />
  )
}

function ReferralDialog({ proposalId, referral, close, done }: DialogsProps & { referral: Referral | null }) {
  type Values = Pick<Referral, 'level' | 'way' | 'carriedBy' | 'referredOn' | 'state'> & {
    numberThere?: string
    note?: string
  }
  return (
    <FormDialog<Values>
      open
      title={referral ? '登记上报结果' : '登记上报'}
      okText="保存"
      initialValues={referral ?? { level: 'province', way: 'refer', referredOn: today() }}
      onClose={close}
      onOk={async ({ level, way, carriedBy, referredOn, state, numberThere, note }, key) => {
        const shared = { carriedBy, referredOn, note: note ?? '' }
        if (referral) {
          const body = { version: referral.version, state, numberThere: numberThere ?? '', ...shared }
          await call(leadershipRoutes.editReferral, { params: { id: referral.id }, body })
        } else {
          const body = { level, way, ...shared }
          await call(leadershipRoutes.addReferral, { params: { id: proposalId }, body }, { idempotencyKey: key })
        }
        await done()
      }}
      fields={
        <>
          {!referral && (
            <div className="field-grid">
              <Form.Item name="level" label="报到哪一级" rules={chosen}>
                <Select options={optionsOf(referralLevel.options, levelWords)} />
              </Form.Item>
              <Form.Item name="way" label="方式" rules={chosen}>
                <Select options={optionsOf(referralWay.options, wayWords)} />
              </Form.Item>
            </div>
          )}
          <Form.Item name="carriedBy" label="由谁上报" rules={filled}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="referredOn" label="哪一天" rules={chosen}>
            <DateInput max={today()} />
          </Form.Item>
          {referral && (
            <div className="field-grid">
              <Form.Item name="state" label="结果" rules={chosen}>
                <Select options={optionsOf(referralState.options, referralWords)} />
              </Form.Item>
              <Form.Item name="numberThere" label="上级的编号">
                <Input maxLength={60} />
              </Form.Item>
            </div>
          )}
          <Form.Item name="note" label="说明">
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </>
      }
    />
  )
}

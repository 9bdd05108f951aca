import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import { type AwardAction, type AwardRound, awardRoutes, type Nomination } from '#contract/awards.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'
import { RoundDialog } from './round-dialog.tsx'

/** Which dialog is open, and about what. */
export type Asking =
  | { what: AwardAction }
  | { what: 'admit' | 'refuse'; nomination: Nomination }
  | { what: 'decideObjection'; objection: AwardRound['objections'][number] }

interface Props {
  round: AwardRound
  asking: Asking | null
  close: () => void
  done: () => Promise<unknown>
}

const filled = [{ required: true, whitespace: true }]
const needed = [{ required: true }]

/** The dialogs of one round; each closes only once the server has said yes. */
export function AwardDialogs({ round, asking, close, done }: Props) {
  const params = { id: round.id }
  const after = (words: string) => async () => {
    await done()
    toast(words)
  }
  switch (asking?.what) {
    case 'edit':
      return (
        <RoundDialog
          round={round}
          onClose={close}
          onOk={async ({ kind: _, ...body }) => {
            await call(awardRoutes.editAwardRound, { params, body: { version: round.version, ...body } })
            await done()
          }}
        />
      )
    case 'closeNomination':
      return (
        <ConfirmDialog
          open
          title="结束提名？"
          okText="结束提名"
          onClose={close}
          onOk={() => call(awardRoutes.closeNomination, { params, body: {} }).then(after('提名结束了'))}
        >
          <p>有 {round.nominations.length} 个提名。接下来逐个审核，需要时还可以重新提名。</p>
        </ConfirmDialog>
      )
    case 'reopenNomination':
      return (
        <ConfirmDialog
          open
          title="重新提名？"
          okText="重新提名"
          onClose={close}
          onOk={() => call(awardRoutes.reopenNomination, { params, body: {} }).then(after('又可以提名了'))}
        />
      )
    case 'admit':
    case 'refuse': {
      if (!('nomination' in asking)) return null
      const admit = asking.what === 'admit'
      return (
        <ReasonDialog
          open
          title={admit ? '列入候选' : '不列入候选'}
          okText={admit ? '列入' : '不列入'}
          label={admit ? '审核意见' : '理由'}
          needed={!admit}
          maxLength={200}
          onClose={close}
          onOk={async (note) => {
            await call(awardRoutes.examineNomination, { params: { id: asking.nomination.id }, body: { admit, note } })
            await done()
          }}
        >
          <p>{asking.nomination.name}</p>
        </ReasonDialog>
      )
    }
    case 'openVoting':
      return <VotersDialog round={round} close={close} done={done} />
    case 'closeVoting':
      return (
        <ConfirmDialog
          open
          title="结束表决并计票？"
          okText="结束表决"
          decisive
          onClose={close}
          onOk={() => call(awardRoutes.closeVoting, { params, body: {} }).then(after('已计票'))}
        >
          <p>
            已投 {round.votedCount}／{round.voterCount}。结束以后不能再投。
          </p>
        </ConfirmDialog>
      )
    case 'decideTie':
      return <TieDialog round={round} close={close} done={done} />
    case 'approve':
      return (
        <FormDialog<{ by: string; on: string; note?: string }>
          open
          title="审定并公示"
          okText="开始公示"
          initialValues={{ by: '主席会议', on: today() }}
          onClose={close}
          onOk={async ({ by, on, note }) => {
            await call(awardRoutes.approveAward, { params, body: { by, on, note: note ?? '' } })
            await done()
          }}
          fields={
            <>
              <Form.Item name="by" label="由哪次会议审定" rules={filled}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="on" label="审定日期" rules={needed}>
                <DateInput />
              </Form.Item>
              <Form.Item name="note" label="备注（可不填）">
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
            </>
          }
        >
          <p>
            入选 {round.winners} 个，从今天起公示 {round.rules.noticeWorkingDays} 个工作日，本会的人都能看到名单。
          </p>
        </FormDialog>
      )
    case 'object':
      return (
        <FormDialog<{ nominationId?: string; fromWhom: string; words: string; receivedOn: string }>
          open
          title="登记异议"
          okText="登记"
          initialValues={{ receivedOn: today() }}
          onClose={close}
          onOk={async ({ nominationId, ...body }, idempotencyKey) => {
            await call(
              awardRoutes.recordObjection,
              { params, body: { ...body, nominationId: nominationId ?? null } },
              { idempotencyKey },
            )
            await done()
          }}
          fields={
            <>
              <Form.Item name="nominationId" label="关于谁（可不选）">
                <Select
                  allowClear
                  options={round.nominations
                    .filter((one) => one.outcome === 'won')
                    .map((one) => ({ value: one.id, label: one.name }))}
                />
              </Form.Item>
              <Form.Item name="fromWhom" label="谁反映的" rules={filled} extra="只有提案委办公室看得到。">
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="words" label="反映的内容" rules={filled}>
                <Input.TextArea rows={4} maxLength={2000} showCount />
              </Form.Item>
              <Form.Item name="receivedOn" label="收到日期" rules={needed}>
                <DateInput />
              </Form.Item>
            </>
          }
        />
      )
    case 'decideObjection': {
      if (!('objection' in asking)) return null
      const { objection } = asking
      return (
        <FormDialog<{ decision: string; drop?: boolean }>
          open
          title="异议的结论"
          okText="记下"
          onClose={close}
          onOk={async ({ decision, drop }) => {
            await call(awardRoutes.decideObjection, {
              params: { id: objection.id },
              body: { decision, drop: drop ?? false },
            })
            await done()
          }}
          fields={
            <>
              <Form.Item name="decision" label="核实情况和结论" rules={filled}>
                <Input.TextArea rows={4} maxLength={1000} showCount />
              </Form.Item>
              {objection.nominationId && (
                <Form.Item name="drop" valuePropName="checked">
                  <Checkbox>取消表彰资格</Checkbox>
                </Form.Item>
              )}
            </>
          }
        >
          <p className="preserve">{objection.words}</p>
        </FormDialog>
      )
    }
    case 'award':
      return (
        <ConfirmDialog
          open
          title="表彰？"
          okText="表彰"
          decisive
          onClose={close}
          onOk={() => call(awardRoutes.giveAward, { params, body: {} }).then(after('已表彰'))}
        >
          <p>名单上的 {round.winners} 个受到表彰，写进各自的经过，以后不再改。</p>
        </ConfirmDialog>
      )
    case 'cancel':
      return (
        <ReasonDialog
          open
          title="取消这一轮评选"
          okText="取消这一轮"
          decisive
          maxLength={200}
          onClose={close}
          onOk={async (note) => {
            await call(awardRoutes.cancelAwardRound, { params, body: { note } })
            await done()
          }}
        >
          <p>已经记下的提名和表决都保留，不能再继续。</p>
        </ReasonDialog>
      )
    default:
      return null
  }
}

type Inner = Omit<Props, 'asking'>

function VotersDialog({ round, close, done }: Inner) {
  const { data } = useQuery(apiQuery(awardRoutes.listVoterOptions, { params: { id: round.id } }))
  if (!data) return null
  const admitted = round.nominations.filter((one) => one.state === 'admitted').length
  return (
    <FormDialog<{ accountIds: string[] }>
      open
      title="开始表决"
      okText="开始表决"
      initialValues={{ accountIds: data.bodies[0]?.accounts.map((one) => one.accountId) ?? [] }}
      onClose={close}
      onOk={async ({ accountIds }) => {
        await call(awardRoutes.openVoting, { params: { id: round.id }, body: { accountIds } })
        await done()
      }}
      fields={
        <Form.Item
          name="accountIds"
          label="谁来表决"
          rules={[{ required: true, type: 'array', min: 1, message: '请至少选一人' }]}
          extra="先选上了主席会议成员；专委会委员可以添上。"
        >
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={data.bodies.map((body) => ({
              label: body.name,
              options: body.accounts.map((one) => ({ value: one.accountId, label: one.name })),
            }))}
          />
        </Form.Item>
      }
    >
      <p>候选 {admitted} 个。开始以后，表决人在待办里看到，候选和名额不能再改。</p>
    </FormDialog>
  )
}

function TieDialog({ round, close, done }: Inner) {
  const tied = round.nominations.filter((one) => one.outcome === 'tied')
  const countOf = (one: Nomination) =>
    round.rules.method === 'vote' ? `${one.votes ?? 0} 票` : `${((one.centipoints ?? 0) / 100).toFixed(2)} 分`
  return (
    <FormDialog<{ winnerIds: string[]; reason: string }>
      open
      title="决定同票"
      okText="决定"
      initialValues={{ winnerIds: [] }}
      onClose={close}
      onOk={async (body) => {
        await call(awardRoutes.decideTie, { params: { id: round.id }, body })
        await done()
      }}
      fields={
        <>
          <Form.Item name="winnerIds" label={`在同票的里选 ${round.tiedSeats} 个`} rules={needed}>
            <Checkbox.Group
              className="award-tie"
              options={tied.map((one) => ({ value: one.id, label: `${one.name}（${countOf(one)}）` }))}
            />
          </Form.Item>
          <Form.Item name="reason" label="怎样定的" rules={filled} extra="如“经主席会议商议”“再次表决”。">
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </>
      }
    />
  )
}

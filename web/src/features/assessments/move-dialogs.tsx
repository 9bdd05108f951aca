import { Form, Input } from 'antd'
import { type Assessment, type AssessmentAction, assessmentRoutes } from '#contract/assessments.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'

const needed = [{ required: true }]
const filled = [{ required: true, whitespace: true }]

/** A fortnight on, as a civil date. */
function fortnight(): string {
  const day = new Date(`${today()}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 14)
  return day.toISOString().slice(0, 10)
}

/** The dialogs of the office's steps; each closes only once the server has said yes. */
export function MoveDialogs(props: {
  round: Assessment
  asking: AssessmentAction | null
  close: () => void
  done: () => Promise<unknown>
}) {
  const { round, asking, close, done } = props
  const params = { id: round.id }
  const then = async (sent: Promise<unknown>) => {
    await sent
    await done()
  }
  switch (asking) {
    case 'freeze':
      return (
        <ConfirmDialog
          open
          title="冻结台账并计分"
          okText="冻结并计分"
          onClose={close}
          onOk={() => then(call(assessmentRoutes.freezeAssessment, { params, body: {} }))}
        >
          <p>
            {round.kind === 'members'
              ? '按现在的履职台账给每位在任委员计分。以后补记、更正的，只有异议成立时才会算进来。'
              : '开始逐人评定。'}
          </p>
        </ConfirmDialog>
      )
    case 'startCheck':
      return (
        <FormDialog<{ until: string }>
          open
          title="请本人核对"
          okText="发出通知"
          initialValues={{ until: fortnight() }}
          onClose={close}
          onOk={(body) => then(call(assessmentRoutes.startCheck, { params, body }))}
          fields={
            <Form.Item name="until" label="核对到哪一天" rules={needed}>
              <DateInput />
            </Form.Item>
          }
        >
          <p>每个人只看到自己的结果，可以确认，也可以提出异议。</p>
        </FormDialog>
      )
    case 'remindCheck':
      return (
        <ConfirmDialog
          open
          title="提醒还没核对的委员？"
          okText="提醒"
          onClose={close}
          onOk={async () => {
            const { reminded } = await call(assessmentRoutes.remindCheck, { params, body: {} })
            toast(reminded > 0 ? `已提醒 ${reminded} 人` : '没有要提醒的人')
            await done()
          }}
        >
          <p>只提醒既没有确认、也没有提出异议的，一天最多一次。</p>
        </ConfirmDialog>
      )
    case 'extendCheck':
      return (
        <FormDialog<{ until: string }>
          open
          title="延长核对"
          okText="延长"
          initialValues={{ until: round.checkUntil ?? fortnight() }}
          onClose={close}
          onOk={(body) => then(call(assessmentRoutes.extendCheck, { params, body }))}
          fields={
            <Form.Item name="until" label="延长到哪一天" rules={needed}>
              <DateInput />
            </Form.Item>
          }
        >
          <p>会告诉还没有核对的人。答应过的日子不能提前。</p>
        </FormDialog>
      )
    case 'endCheck': {
      const open = round.subjects - round.counts.confirmed
      const early = open > 0 && round.checkUntil !== null && today() <= round.checkUntil
      const end = (note: string) => then(call(assessmentRoutes.endCheck, { params, body: { note } }))
      const words = <p>还有 {open} 人没有确认。结束以后不再收异议，没有确认的仍可以确认。</p>
      if (early)
        return (
          <ReasonDialog open decisive title="提前结束核对" okText="提前结束" maxLength={200} onClose={close} onOk={end}>
            <p>
              答应委员核对到 <CivilDate value={round.checkUntil!} />
              ，现在还没有到。提前结束要写明理由，会告诉还没有核对的每一位。
            </p>
            {words}
          </ReasonDialog>
        )
      return (
        <ConfirmDialog open title="结束核对" okText="结束核对" onClose={close} onOk={() => end('')}>
          {words}
        </ConfirmDialog>
      )
    }
    case 'approve':
      return (
        <FormDialog<{ by: string; on: string; note?: string }>
          open
          decisive
          title="登记审定"
          okText="登记审定"
          initialValues={{ by: '主席会议', on: today() }}
          onClose={close}
          onOk={({ by, on, note }) =>
            then(call(assessmentRoutes.approveAssessment, { params, body: { by, on, note: note ?? '' } }))
          }
          fields={
            <>
              <Form.Item name="by" label="哪个会议审定的" rules={filled}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="on" label="哪一天" rules={needed}>
                <DateInput />
              </Form.Item>
              <Form.Item name="note" label="备注（可不填）">
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
            </>
          }
        >
          <p>审定以后分数和等次不再改动。</p>
        </FormDialog>
      )
    case 'deliver':
      return (
        <ConfirmDialog
          open
          title="反馈结果"
          okText="反馈"
          onClose={close}
          onOk={() => then(call(assessmentRoutes.deliverAssessment, { params, body: {} }))}
        >
          <p>给每个人发通知，各看各的结果并签字。送给单位和部门的名单，照“考核结果送达”的设置列出来，再逐家送。</p>
        </ConfirmDialog>
      )
    case 'close':
      return (
        <ConfirmDialog
          open
          title="归档"
          okText="归档"
          onClose={close}
          onOk={() => then(call(assessmentRoutes.closeAssessment, { params, body: {} }))}
        >
          <p>
            {round.counts.acknowledged < round.subjects
              ? `还有 ${round.subjects - round.counts.acknowledged} 人没有签字，归档以后仍可以补签。`
              : '每个人都签了字。'}
          </p>
        </ConfirmDialog>
      )
    case 'cancel':
      return (
        <ReasonDialog
          open
          decisive
          title="取消这一轮"
          okText="取消这一轮"
          maxLength={200}
          onClose={close}
          onOk={(note) => then(call(assessmentRoutes.cancelAssessment, { params, body: { note } }))}
        >
          <p>已经记下的都留着，这一年可以重新开始一轮。</p>
        </ReasonDialog>
      )
    default:
      return null
  }
}

import { Checkbox, Form, Input } from 'antd'
import { assessmentApprovalRoutes as approval } from '#contract/assessment-approval.ts'
import { type Assessment, type AssessmentAction, assessmentRoutes } from '#contract/assessments.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'
import { QuotaLine } from './assessment-summary.tsx'

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
    case 'freeze': {
      const early = round.kind === 'members' && today() <= round.periodTo
      const freeze = () => then(call(assessmentRoutes.freezeAssessment, { params, body: {} }))
      if (early)
        return (
          <FormDialog
            open
            decisive
            title="提前冻结台账并计分"
            okText="冻结并计分"
            onClose={close}
            onOk={freeze}
            fields={
              <Form.Item
                name="known"
                valuePropName="checked"
                rules={[
                  {
                    validator: (_: unknown, known: boolean | undefined) =>
                      known ? Promise.resolve() : Promise.reject(new Error('请先勾上')),
                  },
                ]}
              >
                <Checkbox>知道了，就算到今天</Checkbox>
              </Form.Item>
            }
          >
            <p>
              这一轮应当算到 <CivilDate value={round.periodTo} />
              ，现在还没有到。冻结以后，今天以后到那一天的履职不算进这一轮，也不算进下一年，对委员不利。没有特别的原因，请等到那一天过了再冻结。
            </p>
          </FormDialog>
        )
      return (
        <ConfirmDialog
          open
          title={round.kind === 'members' ? '冻结台账并计分' : '开始评定'}
          okText={round.kind === 'members' ? '冻结并计分' : '开始评定'}
          onClose={close}
          onOk={freeze}
        >
          <p>
            {round.kind === 'members'
              ? '按现在的履职台账给每位在任委员计分。以后补记、更正的，只有异议成立时才会算进来。'
              : '开始以后参加的人和评定项目不能再改。'}
          </p>
        </ConfirmDialog>
      )
    }
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
          title={round.kind === 'members' ? '提醒还没核对的委员？' : '提醒还没核对的人？'}
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
              答应核对到 <CivilDate value={round.checkUntil!} />
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
    case 'submit': {
      const { quota } = round
      const send = (note: string) => then(call(approval.submitAssessment, { params, body: { note } }))
      if (quota && quota.proposed > quota.places)
        return (
          <ReasonDialog
            open
            decisive
            title="报主席会议审定"
            okText="报审"
            label="超过名额的理由"
            maxLength={500}
            onClose={close}
            onOk={send}
          >
            <QuotaLine quota={quota} />
            <p>超过名额报审，理由会和汇总一起给主席会议看。也可以先不报，调整评定。</p>
          </ReasonDialog>
        )
      return (
        <ConfirmDialog open title="报主席会议审定" okText="报审" onClose={close} onOk={() => send('')}>
          <QuotaLine quota={quota} />
          <p>会通知主席会议成员。报审以后不再改评定；要改的，撤回再改。</p>
        </ConfirmDialog>
      )
    }
    case 'recall':
    case 'sendBack': {
      const route = asking === 'recall' ? approval.recallAssessment : approval.sendBackAssessment
      return (
        <ReasonDialog
          open
          decisive
          title={asking === 'recall' ? '撤回报审' : '退回综合评定'}
          okText={asking === 'recall' ? '撤回' : '退回'}
          maxLength={500}
          onClose={close}
          onOk={(note) => then(call(route, { params, body: { note } }))}
        >
          <p>
            {asking === 'recall'
              ? '撤回到综合评定，会告诉主席会议成员。'
              : '退回委员联络办重新评定，理由会给他们看；改好以后再报来审定。'}
          </p>
        </ReasonDialog>
      )
    }
    case 'approve':
    case 'recordApproval': {
      const recorded = asking === 'recordApproval'
      return (
        <FormDialog<{ by: string; on: string; minutes: string; note?: string }>
          open
          decisive
          title={recorded ? '代录审定' : '审定通过'}
          okText={recorded ? '代录' : '审定通过'}
          initialValues={{ by: '主席会议', on: today() }}
          onClose={close}
          onOk={({ by, on, minutes, note = '' }) =>
            then(
              recorded
                ? call(approval.recordApproval, { params, body: { by, on, minutes, note } })
                : call(approval.approveAssessment, { params, body: { by, on, note } }),
            )
          }
          fields={
            <>
              <Form.Item name="by" label="哪个会议审定的" rules={filled}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="on" label="会议在哪一天" rules={needed}>
                <DateInput max={today()} />
              </Form.Item>
              {recorded && (
                <Form.Item name="minutes" label="会议纪要的文号" rules={filled}>
                  <Input maxLength={60} placeholder="如 市政协主席会议纪要〔2026〕3 号" />
                </Form.Item>
              )}
              <Form.Item name="note" label="备注（可不填）">
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
            </>
          }
        >
          <p>
            {round.subjects} 人的结果，审定以后分数和等次不再改动。
            {recorded &&
              '会议已经审定、领导没有在系统里办的，才由机关照纪要代录；记录里写明是代录，并告诉主席会议成员。'}
          </p>
          <QuotaLine quota={round.quota} />
        </FormDialog>
      )
    }
    case 'deliver':
      return (
        <ConfirmDialog
          open
          title="反馈结果"
          okText="反馈"
          onClose={close}
          onOk={() => then(call(assessmentRoutes.deliverAssessment, { params, body: {} }))}
        >
          <p>
            给每个人发通知，各看各的结果并签字。
            {round.kind === 'members' && '送给单位和部门的名单，照“考核结果送达”的设置列出来，再逐家送。'}
          </p>
        </ConfirmDialog>
      )
    case 'close':
      return (
        <ConfirmDialog
          open
          title="这一轮办完，归档"
          okText="归档"
          onClose={close}
          onOk={() => then(call(assessmentRoutes.closeAssessment, { params, body: {} }))}
        >
          <p>
            {round.counts.acknowledged < round.subjects
              ? `还有 ${round.subjects - round.counts.acknowledged} 人没有签字，归档以后仍可以补签。`
              : '每个人都签了字。'}
            {round.kind === 'members' && '还没有送的单位，归档以后仍可以送。'}
            归档以后这一轮不能再取消，结果一直可以查看、打印。
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

import { Form, Input, InputNumber, Radio } from 'antd'
import { activityRecordRoutes, type SeatPlan } from '#contract/activity-records.ts'
import { call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'

interface Layout {
  rows: number
  perRow: number
  platformRows: number
  platform: 'none' | 'leaders' | 'standing'
  aisles: string
  order: 'stroke' | 'sector' | 'post'
}

interface Props {
  id: string
  before: SeatPlan | null
  /** Everybody stays where they sit; who has no seat gets a free one. */
  keep: boolean
  close: () => void
  done: () => Promise<unknown>
}

/** Seats after which an aisle runs, out of what was typed: 6、18. */
const aislesOf = (typed: string): number[] => [...new Set((typed.match(/\d+/g) ?? []).map(Number))].filter((n) => n > 0)

/** How large the hall is, who sits on the platform, and in which order seats are given. */
export function LayoutDialog({ id, before, keep, close, done }: Props) {
  return (
    <FormDialog<Layout>
      open
      title={keep ? '加座、改排数' : before ? '全部重新排' : '排座位'}
      okText={keep ? '保存' : '排'}
      decisive={!keep && before !== null}
      initialValues={{
        rows: before?.rows ?? 10,
        perRow: before?.perRow ?? 12,
        platformRows: before?.platformRows ?? 0,
        aisles: before?.aisles.join('、') ?? '',
        platform: 'leaders',
        order: 'stroke',
      }}
      onClose={close}
      onOk={async ({ aisles, platformRows, ...typed }) => {
        const platform = platformRows > 0 ? typed.platform : 'none'
        const body = { ...typed, platformRows, platform, aisles: aislesOf(aisles ?? ''), keep }
        const { seated, unseated } = await call(activityRecordRoutes.arrangeSeats, { params: { id }, body })
        toast(unseated > 0 ? `有座位的 ${seated} 人，还有 ${unseated} 人没有座位` : `都有座位了，共 ${seated} 人`)
        await done()
      }}
      fields={
        <>
          <div className="field-grid">
            <Form.Item name="rows" label="几排" rules={[{ required: true, message: '请填几排' }]}>
              <InputNumber min={1} max={200} precision={0} />
            </Form.Item>
            <Form.Item name="perRow" label="每排几座" rules={[{ required: true, message: '请填几座' }]}>
              <InputNumber min={1} max={200} precision={0} />
            </Form.Item>
            <Form.Item name="platformRows" label="主席台几排" extra="主席台不坐人的，填 0。">
              <InputNumber min={0} max={10} precision={0} />
            </Form.Item>
            <Form.Item name="aisles" label="过道在几号座位后面（可不填）" extra="有几条就写几个，如 6、18。">
              <Input maxLength={40} />
            </Form.Item>
          </div>
          <Form.Item noStyle shouldUpdate={(a: Layout, b: Layout) => a.platformRows !== b.platformRows}>
            {({ getFieldValue }) =>
              Number(getFieldValue('platformRows')) > 0 && (
                <Form.Item name="platform" label="谁坐主席台" extra="执行主席和别的人，排好以后用手移上去。">
                  <Radio.Group
                    className="leave-kinds"
                    options={[
                      { value: 'leaders', label: '主席、副主席、秘书长' },
                      { value: 'standing', label: '连同常务委员' },
                      { value: 'none', label: '先空着，用手移' },
                    ]}
                  />
                </Form.Item>
              )
            }
          </Form.Item>
          <Form.Item
            name="order"
            label={keep ? '没有座位的怎样排进空座' : '怎样排'}
            extra={
              keep
                ? '已经坐好的都不动。准了假、不参加和候补的不排。'
                : '准了假、不参加和候补的不排；列席人员排在后面。手调过的会重新排过。'
            }
          >
            <Radio.Group
              className="leave-kinds"
              options={[
                { value: 'stroke', label: '按姓氏笔画' },
                { value: 'sector', label: '按界别' },
                { value: 'post', label: '按职务，从中间往两边' },
              ]}
            />
          </Form.Item>
        </>
      }
    />
  )
}

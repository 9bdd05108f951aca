import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Radio } from 'antd'
import { type OneScheme, scoringRoutes } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'

interface DraftBody {
  shipped: string
  schemeId: string | null
  name: string
  effectiveYear: number
}
const filled = [{ required: true, whitespace: true }]
/** A year that somebody means: schemes are not made for other times. */
const near = (year: number) => ({
  required: true,
  type: 'number' as const,
  min: year - 5,
  max: year + 5,
  message: `请填 ${year - 5} 到 ${year + 5} 之间的年份`,
})

/** Begins a draft: from a scheme of another place, from nothing, or from `from`. */
export function DraftDialog(props: {
  from?: OneScheme
  onClose: () => void
  onOk: (body: DraftBody, key: string) => Promise<unknown>
}) {
  const { from, onClose, onOk } = props
  const shipped = useQuery({ ...apiQuery(scoringRoutes.listShippedSchemes, {}), enabled: !from })
  const year = Number(today().slice(0, 4))
  if (!from && !shipped.data) return null
  return (
    <FormDialog<{ shipped?: string; name: string; effectiveYear: number }>
      open
      title={from ? `复制“${from.name}”` : '起草考核办法'}
      okText="起草"
      initialValues={{ shipped: '', name: from ? from.name : `${year} 年度委员履职考核办法`, effectiveYear: year }}
      onClose={onClose}
      onOk={({ shipped: code, name, effectiveYear }, key) =>
        onOk({ shipped: code ?? '', schemeId: from?.id ?? null, name, effectiveYear }, key)
      }
      fields={
        <>
          <Form.Item name="name" label="名称" rules={filled}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="effectiveYear" label="从哪一年起用" rules={[near(year)]}>
            <InputNumber precision={0} />
          </Form.Item>
          {!from && (
            <Form.Item
              name="shipped"
              label="从哪里改起"
              extra="下面是各地公开的办法，分值照原文；原文没有写的，这里也没有。"
            >
              <Radio.Group
                className="scheme-choices"
                options={[
                  { value: '', label: '从头写' },
                  ...(shipped.data?.schemes ?? []).map((one) => ({
                    value: one.code,
                    label: (
                      <span>
                        <strong>{one.place}</strong>，{one.items} 个项目
                        <span className="faint">。{one.remark}</span>
                      </span>
                    ),
                  })),
                ]}
              />
            </Form.Item>
          )}
        </>
      }
    />
  )
}

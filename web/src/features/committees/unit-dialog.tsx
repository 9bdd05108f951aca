import { useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import { committeeRoutes, type Unit } from '#contract/committees.ts'
import { call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'
import { unitKindWords } from './words.ts'

type Values = Pick<Unit, 'name' | 'shortName' | 'kind' | 'contactName' | 'contactPhone'> & { closed?: boolean }

export function UnitDialog({ asking, close }: { asking: Unit | 'new' | null; close: () => void }) {
  const client = useQueryClient()
  const unit = asking === 'new' ? null : asking
  return (
    <FormDialog<Values>
      open={asking !== null}
      title={unit ? '修改承办单位' : '添承办单位'}
      okText="保存"
      initialValues={unit ? { ...unit, closed: unit.closedAt !== null } : { kind: 'government' }}
      onClose={close}
      onOk={async ({ name, shortName, kind, contactName, contactPhone, closed }, key) => {
        const body = { name, shortName, kind, contactName: contactName ?? '', contactPhone: contactPhone ?? '' }
        if (unit) {
          const input = { params: { id: unit.id }, body: { ...body, version: unit.version, closed: closed ?? false } }
          await call(committeeRoutes.editUnit, input)
        } else await call(committeeRoutes.createUnit, { body }, { idempotencyKey: key })
        await client.invalidateQueries({ queryKey: [committeeRoutes.listUnits.path] })
        toast('已保存')
      }}
      fields={
        <>
          <Form.Item name="name" label="全称" rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="shortName" label="简称" rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="kind" label="类别">
            <Select options={Object.entries(unitKindWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <div className="field-grid">
            <Form.Item name="contactName" label="联系人">
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="contactPhone" label="联系电话">
              <Input type="tel" maxLength={40} />
            </Form.Item>
          </div>
          {unit && (
            <Form.Item name="closed" valuePropName="checked" extra="停用后不能再交办给它，以往的办理记录保留。">
              <Checkbox>停用</Checkbox>
            </Form.Item>
          )}
        </>
      }
    />
  )
}

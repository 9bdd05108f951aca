import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Select } from 'antd'
import { type Account, accountRoutes, type Role, type UnitDesk } from '#contract/accounts.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { useHat } from '../../shared/session.tsx'
import { roleWords, unitDeskWords } from '../../shared/words.ts'
import './words.ts'

interface Props {
  open: boolean
  account: Account
  committees: readonly (readonly [id: string, name: string])[]
  close: () => void
  settled: (words: string) => Promise<void>
}

interface Values {
  committeeId: string
  role: Role
  unitId?: string
  desks?: UnitDesk[]
}

/** Gives a hat; a unit's clerk needs the unit. Members get theirs with their account, from the member office. */
export function GrantHatDialog({ open, account, committees, close, settled }: Props) {
  const hat = useHat()
  return (
    <FormDialog<Values>
      open={open}
      title={`授予 ${account.name} 身份`}
      okText="授予"
      initialValues={{ committeeId: hat?.committeeId }}
      onClose={close}
      onOk={async ({ committeeId, role: chosen, unitId, desks }, key) => {
        const body = { committeeId, role: chosen, unitId: unitId ?? null, memberId: null, desks: desks ?? [] }
        await call(accountRoutes.grantHat, { params: { id: account.id }, body }, { idempotencyKey: key })
        await settled('身份已授予')
      }}
      fields={
        <>
          <Form.Item name="committeeId" label="在哪个政协" rules={[{ required: true }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={committees.map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="role" label="身份" rules={[{ required: true }]}>
            <Select<Role>
              options={Object.entries(roleWords)
                .filter(([value]) => value !== 'member')
                .map(([value, label]) => ({ value: value as Role, label }))}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {({ getFieldValue }) =>
              getFieldValue('role') === 'unitClerk' && (
                <>
                  <UnitItem key={getFieldValue('committeeId')} committeeId={getFieldValue('committeeId')} />
                  <DesksItem />
                </>
              )
            }
          </Form.Item>
        </>
      }
    >
      <p className="faint">委员的身份由委员联络办开通账号时授予。</p>
    </FormDialog>
  )
}

/** 单位内岗位: at which desks of the unit. */
export function DesksItem() {
  return (
    <Form.Item
      name="desks"
      label="单位内岗位"
      extra="办公室签收、分办、核稿；承办人面商、拟写；分管领导审签。一个不选，就是三个岗位都由他办，只有一个账号的单位这样选。"
    >
      <Checkbox.Group
        options={(['leader', 'office', 'clerk'] as const).map((value) => ({ value, label: unitDeskWords[value] }))}
      />
    </Form.Item>
  )
}

/** The units of the committee chosen above. */
function UnitItem({ committeeId }: { committeeId: string | undefined }) {
  const units = useQuery(apiQuery(committeeRoutes.listUnits, { query: { committeeId } }))
  return (
    <Form.Item name="unitId" label="承办单位" rules={[{ required: true }]}>
      <Select
        loading={units.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
      />
    </Form.Item>
  )
}

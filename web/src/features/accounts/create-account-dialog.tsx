import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { accountRoutes } from '#contract/accounts.ts'
import { call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { FirstPassword } from '../../shared/first-password.tsx'
import { orNull } from '../../shared/forms.ts'
import { useHat } from '../../shared/session.tsx'
import './words.ts'

interface Props {
  open: boolean
  committees: readonly (readonly [id: string, name: string])[]
  close: () => void
}

/** Opens an account; its first password is shown once. Hats are given by the security administrator afterwards. */
export function CreateAccountDialog({ open, committees, close }: Props) {
  const client = useQueryClient()
  const hat = useHat()
  const [made, setMade] = useState<{ name: string; firstPassword: string } | null>(null)
  return (
    <>
      <FormDialog<{ committeeId: string; name: string; username?: string; phone?: string }>
        open={open}
        title="开新账号"
        okText="开通"
        initialValues={{ committeeId: hat?.committeeId }}
        onClose={close}
        onOk={async ({ committeeId, name, username, phone }, key) => {
          const body = { committeeId, name, username: orNull(username), phone: orNull(phone) }
          const { firstPassword } = await call(accountRoutes.createAccount, { body }, { idempotencyKey: key })
          await client.invalidateQueries({ queryKey: [accountRoutes.listAccounts.path] })
          setMade({ name, firstPassword })
        }}
        fields={
          <>
            <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true }]}>
              <Input maxLength={60} autoComplete="off" />
            </Form.Item>
            <Form.Item name="committeeId" label="属于哪个政协" rules={[{ required: true }]}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={committees.map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
            <Form.Item
              name="phone"
              label="手机号"
              rules={[{ pattern: /^1\d{10}$/, message: '请填 11 位手机号' }]}
              validateTrigger="onBlur"
            >
              <Input type="tel" inputMode="numeric" maxLength={11} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="username"
              label="用户名"
              extra="与手机号至少填一个，小写字母开头，3–40 位。"
              rules={[{ pattern: /^[a-z][a-z0-9._-]{2,39}$/, message: '用户名须以小写字母开头，3–40 位' }]}
              validateTrigger="onBlur"
            >
              <Input maxLength={40} autoCapitalize="none" autoComplete="off" />
            </Form.Item>
          </>
        }
      >
        <p>开通以后还没有身份，请安全管理员授予。</p>
      </FormDialog>
      <FirstPassword name={made?.name ?? ''} password={made?.firstPassword ?? null} onClose={() => setMade(null)} />
    </>
  )
}

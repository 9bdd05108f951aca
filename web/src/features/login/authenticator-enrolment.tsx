import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, QRCode } from 'antd'
import { useEffect } from 'react'
import { accountRoutes } from '#contract/accounts.ts'
import { call, isProblem } from '../../shared/api.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { ErrorState, Skeleton } from '../../shared/query-state.tsx'
import { words as dictionary } from './words.ts'

/** Shows a fresh authenticator secret as a square code and in letters, and confirms it by its first code. */
export function AuthenticatorEnrolment({ onDone }: { onDone: () => unknown }) {
  const start = useMutation({ mutationFn: () => call(accountRoutes.startTotp, {}) })
  const [form] = Form.useForm<{ code: string }>()
  const { submit, sending, words } = useFormSubmit<{ code: string }>(form, async ({ code }) => {
    await call(accountRoutes.confirmTotp, { body: { code } }).catch((error: unknown) => {
      if (isProblem(error, 'login.wrong')) form.setFields([{ name: 'code', errors: [dictionary.totpWrong] }])
      throw error
    })
    await onDone()
  })
  const { mutate } = start
  useEffect(() => mutate(), [mutate])
  if (start.error) return <ErrorState error={start.error} retry={() => mutate()} />
  if (!start.data) return <Skeleton lines={4} />
  return (
    <Form form={form} layout="vertical" onFinish={submit}>
      <ol className="steps">
        <li>在手机上打开任意一款验证器（如微信小程序里的“身份验证器”）。</li>
        <li>
          扫下面的方块码；扫不了，就把这串字母数字填进去：
          <code className="secret">{start.data.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
          <QRCode value={start.data.uri} type="svg" size={184} bordered={false} color="#1f1d1a" bgColor="#ffffff" />
        </li>
        <li>把验证器上显示的 6 位动态码填在这里。</li>
      </ol>
      <Form.Item
        name="code"
        label="动态码"
        rules={[{ required: true, pattern: /^\d{6}$/, message: '请填 6 位动态码' }]}
        validateTrigger="onBlur"
      >
        <Input className="code-input" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
      <FormProblem words={form.getFieldError('code').length > 0 ? null : words} />
      <Button type="primary" htmlType="submit" loading={sending}>
        绑定
      </Button>
    </Form>
  )
}

import { Button, Form, Input } from 'antd'
import { accountRoutes } from '#contract/accounts.ts'
import { call, isProblem } from '../../shared/api.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { words } from './words.ts'

interface Props {
  onStep: (step: 'done' | 'totp') => unknown
  onBack: () => void
}

export function TotpForm({ onStep, onBack }: Props) {
  const [form] = Form.useForm<{ code: string }>()
  const {
    submit,
    sending,
    words: refusal,
  } = useFormSubmit<{ code: string }>(form, async ({ code }) => {
    const { step } = await call(accountRoutes.loginTotp, { body: { code } }).catch((error: unknown) => {
      if (isProblem(error, 'login.wrong')) form.setFields([{ name: 'code', errors: [words.totpWrong] }])
      throw error
    })
    await onStep(step)
  })
  return (
    <Form form={form} layout="vertical" onFinish={submit}>
      <Form.Item
        name="code"
        label={words.totp}
        rules={[{ required: true, pattern: /^\d{6}$/, message: '请填 6 位动态码' }]}
        validateTrigger="onBlur"
      >
        <Input className="code-input" inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
      </Form.Item>
      <FormProblem words={form.getFieldError('code').length > 0 ? null : refusal} />
      <div className="form-buttons">
        <Button type="primary" size="large" htmlType="submit" loading={sending}>
          {words.submit}
        </Button>
        <Button type="link" onClick={onBack}>
          {words.totpBack}
        </Button>
      </div>
    </Form>
  )
}

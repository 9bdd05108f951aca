import { Button, Form, Input } from 'antd'
import { accountRoutes } from '#contract/accounts.ts'
import { call, problemOf } from '../../shared/api.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { useCountdown } from './use-countdown.ts'
import { secondsToWait, words } from './words.ts'

interface Values {
  identifier: string
  password: string
}

export function PasswordForm({ onStep }: { onStep: (step: 'done' | 'totp') => unknown }) {
  const [form] = Form.useForm<Values>()
  const [wait, startWait] = useCountdown()
  const {
    submit,
    sending,
    words: refusal,
  } = useFormSubmit<Values>(form, async ({ identifier, password }) => {
    try {
      const { step } = await call(accountRoutes.login, { body: { identifier: identifier.trim(), password } })
      await onStep(step)
    } catch (error) {
      startWait(secondsToWait(problemOf(error)) ?? 0)
      throw error
    }
  })
  return (
    <Form form={form} layout="vertical" onFinish={submit}>
      <Form.Item name="identifier" label={words.identifier} rules={[{ required: true, whitespace: true }]}>
        <Input autoComplete="username" autoCapitalize="none" maxLength={60} />
      </Form.Item>
      <Form.Item name="password" label={words.password} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <FormProblem words={refusal} />
      <Button type="primary" size="large" block htmlType="submit" loading={sending} disabled={wait > 0}>
        {wait > 0 ? words.waitFor(wait) : words.submit}
      </Button>
    </Form>
  )
}

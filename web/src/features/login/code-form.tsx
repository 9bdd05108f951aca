import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { accountRoutes } from '#contract/accounts.ts'
import { call, problemOf } from '../../shared/api.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { useCountdown } from './use-countdown.ts'
import { secondsToWait, words } from './words.ts'

interface Values {
  phone: string
  code: string
}

const phoneRule = { required: true, pattern: /^1\d{10}$/, message: '请填 11 位手机号' }
const codeRule = { required: true, pattern: /^\d{6}$/, message: '请填 6 位验证码' }

export function CodeForm({ onStep }: { onStep: (step: 'done' | 'totp') => unknown }) {
  const [form] = Form.useForm<Values>()
  const [wait, startWait] = useCountdown()
  const [sent, setSent] = useState(false)
  const {
    submit,
    sending,
    words: refusal,
    refuse,
  } = useFormSubmit<Values>(form, async ({ phone, code }) => {
    const { step } = await call(accountRoutes.loginByCode, { body: { phone, code } })
    await onStep(step)
  })
  const requestCode = async () => {
    const checked = await form.validateFields(['phone']).catch(() => null)
    if (!checked) return
    try {
      const { resendAfterSeconds } = await call(accountRoutes.requestLoginCode, { body: { phone: checked.phone } })
      setSent(true)
      startWait(resendAfterSeconds)
      form.getFieldInstance('code')?.focus()
    } catch (error) {
      startWait(secondsToWait(problemOf(error)) ?? 0)
      refuse(error)
    }
  }
  return (
    <Form form={form} layout="vertical" onFinish={submit}>
      <Form.Item name="phone" label={words.phone} rules={[phoneRule]} validateTrigger="onBlur">
        <Input type="tel" inputMode="numeric" autoComplete="tel-national" maxLength={11} />
      </Form.Item>
      <Form.Item
        label={words.code}
        htmlFor="code"
        required
        extra={<span role="status">{sent ? words.codeSent : ''}</span>}
      >
        <div className="code-row">
          <Form.Item name="code" noStyle rules={[codeRule]} validateTrigger="onBlur">
            <Input id="code" className="code-input" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
          </Form.Item>
          <Button onClick={() => void requestCode()} disabled={wait > 0}>
            {wait > 0 ? words.resendIn(wait) : words.sendCode}
          </Button>
        </div>
      </Form.Item>
      <FormProblem words={refusal} />
      <Button type="primary" size="large" block htmlType="submit" loading={sending}>
        {words.submit}
      </Button>
    </Form>
  )
}

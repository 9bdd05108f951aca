import { Button, Form, type FormInstance, Input } from 'antd'
import { accountRoutes } from '#contract/accounts.ts'
import { call, errorWords, isProblem } from '../../shared/api.ts'
import { FormProblem, useFormSubmit } from '../../shared/form-parts.tsx'
import { words } from './words.ts'

interface Values {
  current?: string
  next: string
  again: string
}

const hasFieldProblem = (form: FormInstance) =>
  form.getFieldsError(['current', 'next']).some((one) => one.errors.length > 0)

interface Props {
  currentLabel: string
  /** False where the server may do without it: signed in by SMS and never had one of their own. */
  currentNeeded: boolean
  onDone: () => unknown
}

/** Old password, new one twice. */
export function NewPasswordForm({ currentLabel, currentNeeded, onDone }: Props) {
  const [form] = Form.useForm<Values>()
  const {
    submit,
    sending,
    words: refusal,
  } = useFormSubmit<Values>(form, async ({ current, next }) => {
    try {
      await call(accountRoutes.changePassword, { body: { current: current ?? '', next } })
    } catch (error) {
      const field = isProblem(error, 'password.wrong') ? 'current' : isProblem(error, 'password.weak') ? 'next' : null
      if (field) form.setFields([{ name: field, errors: [errorWords(error)] }])
      throw error
    }
    form.resetFields()
    await onDone()
  })
  return (
    <Form form={form} layout="vertical" onFinish={submit}>
      <Form.Item
        name="current"
        label={currentLabel}
        rules={currentNeeded ? [{ required: true, message: `请填写${currentLabel}` }] : []}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="next"
        label={words.nextPassword}
        extra={words.nextPasswordHint}
        rules={[{ required: true }, { min: 10, message: '至少 10 位' }]}
        validateTrigger="onBlur"
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={words.again}
        dependencies={['next']}
        validateTrigger="onBlur"
        rules={[
          { required: true },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(words.notSame)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <FormProblem words={hasFieldProblem(form) ? null : refusal} />
      <Button type="primary" size="large" htmlType="submit" loading={sending}>
        {words.savePassword}
      </Button>
    </Form>
  )
}

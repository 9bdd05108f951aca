import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { errorWords } from '../api.ts'

interface StepFormProps {
  submit: string
  decisive?: boolean
  /** What is still missing, in words; null when it can be sent. */
  missing: () => string | null
  onSubmit: () => Promise<unknown>
  children: ReactNode
}

/** The form of one step: what is missing is said at the button, a refusal too, and nothing typed is lost. */
export function StepForm({ submit, decisive, missing, onSubmit, children }: StepFormProps) {
  const [sending, setSending] = useState(false)
  const [asked, setAsked] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const problem = refusal ?? (asked ? missing() : null)
  const send = async () => {
    setAsked(true)
    setRefusal(null)
    if (missing() !== null || sending) return
    setSending(true)
    try {
      await onSubmit()
    } catch (error) {
      setRefusal(errorWords(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <form
      className="step-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {children}
      <div className="step-form-end">
        <p className="field-problem" role="alert">
          {problem}
        </p>
        <Button type="primary" size="large" block htmlType="submit" danger={decisive} loading={sending}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

/** A field under its label, without antd's form around it. */
export function Field({
  id,
  label,
  hint,
  children,
}: {
  id: string
  label: string
  hint?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint && <p className="field-hint">{hint}</p>}
      {children}
    </div>
  )
}

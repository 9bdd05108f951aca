import { Form, type FormInstance } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { errorWords, newIdempotencyKey, problemOf } from './api.ts'
import { showProblem } from './forms.ts'

/** What the server refused that belongs to no single field; above the form's buttons, read out at once. */
export function FormProblem({ words }: { words: string | null }) {
  return (
    <div role="alert" aria-live="assertive">
      {words && <p className="form-problem">{words}</p>}
    </div>
  )
}

/** Runs a form's sending: one at a time, refusals put at their fields, what was typed is kept.
 *  `key` is the Idempotency-Key for creating routes: the same one again after a broken connection, a new one after an answer. */
export function useFormSubmit<V>(form: FormInstance, send: (values: V, key: string) => Promise<unknown>) {
  const [sending, setSending] = useState(false)
  const [words, setWords] = useState<string | null>(null)
  const key = useRef('')
  const submit = async (values: V) => {
    if (sending) return
    setSending(true)
    setWords(null)
    key.current ||= newIdempotencyKey()
    try {
      await send(values, key.current)
      key.current = ''
    } catch (error) {
      const status = problemOf(error)?.status ?? 0
      if (status >= 400 && status < 500) key.current = ''
      setWords(showProblem(form, error))
    } finally {
      setSending(false)
    }
  }
  return { submit, sending, words, refuse: (error: unknown) => setWords(errorWords(error)) }
}

/** A group of fields under a heading; two columns on a desk. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <div className="field-grid">{children}</div>
    </fieldset>
  )
}

export const FormItem = Form.Item

import { useBlocker } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { FormProblem, useFormSubmit } from './form-parts.tsx'
import { clearToasts } from './toast.tsx'

interface DialogProps<V> {
  open: boolean
  title: string
  /** What will happen, in a sentence. */
  children?: ReactNode
  okText: string
  /** Leaves the dialog; another word where 取消 could be taken for what is done. */
  cancelText?: string
  /** Decisive or hard to undo: the button is 朱红. */
  decisive?: boolean
  initialValues?: Partial<V>
  /** `key` is an Idempotency-Key for routes that create. */
  onOk: (values: V, key: string) => Promise<unknown>
  onClose: () => void
  fields?: ReactNode
}

/** Words that would be missed: a line, not a choice. */
const missedFrom = 20
const lossQuestion = '写的还没有保存，离开就没有了。要离开吗？'

/** A dialog with a form: refusals appear in it, it closes only once the server has said yes, and asks before it loses what
 *  somebody wrote at length. */
export function FormDialog<V extends object>(props: DialogProps<V>) {
  const { open, title, children, okText, cancelText = '取消', decisive, initialValues, onOk, onClose, fields } = props
  const [form] = Form.useForm<V>()
  useEffect(() => {
    if (open) clearToasts()
  }, [open])
  /** What was written is on its way: leaving is part of it. */
  const passing = useRef(false)
  const { submit, sending, words } = useFormSubmit<V>(form, async (values, key) => {
    passing.current = true
    try {
      await onOk(values, key)
    } catch (error) {
      passing.current = false
      throw error
    }
    onClose()
    passing.current = false
  })
  /** Whether something was written at length that is not sent. */
  const unsent = () =>
    open &&
    !passing.current &&
    Object.entries(form.getFieldsValue(true) as Record<string, unknown>).some(
      ([name, value]) =>
        typeof value === 'string' &&
        value.length >= missedFrom &&
        value !== (initialValues as Record<string, unknown> | undefined)?.[name],
    )
  useBlocker({
    shouldBlockFn: () => unsent() && !window.confirm(lossQuestion),
    enableBeforeUnload: unsent,
  })
  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      cancelText={cancelText}
      okButtonProps={{ danger: decisive, htmlType: 'submit', loading: sending }}
      onOk={() => form.submit()}
      onCancel={() => {
        if (!unsent() || window.confirm(lossQuestion)) onClose()
      }}
      destroyOnHidden
      maskClosable={false}
      width="min(36rem, calc(100vw - 2rem))"
    >
      {children}
      <Form
        form={form}
        layout="vertical"
        scrollToFirstError={{ block: 'center' }}
        onFinish={submit}
        initialValues={initialValues}
        preserve={false}
      >
        {fields}
        <FormProblem words={words} />
      </Form>
    </Modal>
  )
}

interface ReasonProps extends Omit<DialogProps<{ note: string }>, 'fields' | 'initialValues' | 'onOk'> {
  label?: string
  maxLength: number
  /** False where a word may be left out. */
  needed?: boolean
  onOk: (note: string) => Promise<unknown>
}

/** Asks for the reason before something decisive is done. */
export function ReasonDialog({ label = '理由', maxLength, needed = true, onOk, ...rest }: ReasonProps) {
  return (
    <FormDialog<{ note: string }>
      {...rest}
      onOk={({ note }) => onOk(note ?? '')}
      fields={
        <Form.Item
          name="note"
          label={needed ? label : `${label}（可不填）`}
          rules={needed ? [{ required: true, whitespace: true, message: `请写明${label}` }] : []}
        >
          <Input.TextArea rows={4} maxLength={maxLength} showCount autoFocus />
        </Form.Item>
      }
    />
  )
}

/** Asks once before something is done that needs no reason. */
export function ConfirmDialog(props: Omit<DialogProps<object>, 'fields' | 'initialValues'>) {
  return <FormDialog<object> {...props} />
}

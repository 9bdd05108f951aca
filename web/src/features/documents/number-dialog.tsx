import { Form, Input } from 'antd'
import { FormDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'
import './words.ts'

interface NumberDialogProps {
  /** 交办通知（教育局） */
  name: string
  /** Given the number typed by hand; empty: the next one. */
  issue: (typed: string) => Promise<{ number: string }>
  onDone: () => unknown
  onClose: () => void
}

/** 编发文字号: the next one of its series, or one that was given on paper already. */
export function NumberDialog({ name, issue, onDone, onClose }: NumberDialogProps) {
  return (
    <FormDialog<{ typed?: string }>
      open
      title={`编发文字号：${name}`}
      okText="编号"
      onOk={async ({ typed = '' }) => {
        const { number } = await issue(typed.trim())
        toast(`发文字号为 ${number}`)
        await onDone()
      }}
      onClose={onClose}
      fields={
        <Form.Item
          name="typed"
          label="已经在纸上编过号的，照样填在这里（可不填）"
          extra="不填，取下一个号。如 政协提〔2026〕12号。"
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      }
    >
      <p>编了就留存，不再变，重印还是这个号。同一个号不能用两次。写法在“设置”的“文书”里改。</p>
    </FormDialog>
  )
}

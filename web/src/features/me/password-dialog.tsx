import { Modal } from 'antd'
import { NewPasswordForm } from '../login/new-password-form.tsx'
import { words as loginWords } from '../login/words.ts'
import { words } from './words.ts'

export function PasswordDialog(props: { open: boolean; close: () => void; onDone: () => void }) {
  const { open, close, onDone } = props
  return (
    <Modal open={open} title={words.changePassword} footer={null} onCancel={close} destroyOnHidden maskClosable={false}>
      <NewPasswordForm
        currentLabel={loginWords.currentOptional}
        currentNeeded={false}
        onDone={() => {
          close()
          onDone()
        }}
      />
    </Modal>
  )
}

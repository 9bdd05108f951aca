import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { meQuery } from '../../shared/session.tsx'
import { toast } from '../../shared/toast.tsx'
import { AuthenticatorEnrolment } from '../login/authenticator-enrolment.tsx'
import { words } from './words.ts'

export function AuthenticatorDialog({ open, close }: { open: boolean; close: () => void }) {
  const client = useQueryClient()
  const onDone = async () => {
    await client.invalidateQueries({ queryKey: meQuery.queryKey })
    close()
    toast(words.bound)
  }
  return (
    <Modal open={open} title={words.bind} footer={null} onCancel={close} destroyOnHidden maskClosable={false}>
      <AuthenticatorEnrolment onDone={onDone} />
    </Modal>
  )
}

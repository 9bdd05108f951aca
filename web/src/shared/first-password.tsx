import { Button, Modal } from 'antd'

/** A first password is shown this once; it is kept nowhere in the clear. */
export function FirstPassword(props: { name: string; password: string | null; onClose: () => void }) {
  const { name, password, onClose } = props
  return (
    <Modal
      open={password !== null}
      title="初始密码，只显示这一次"
      footer={
        <Button type="primary" onClick={onClose}>
          我已记下
        </Button>
      }
      closable={false}
      keyboard={false}
      maskClosable={false}
      width="min(32rem, calc(100vw - 2rem))"
    >
      <p>请当面或打电话告诉 {name}。第一次登录时会要求换成自己的密码。</p>
      <code className="secret-once">{password}</code>
    </Modal>
  )
}

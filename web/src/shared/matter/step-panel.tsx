import './matter.css'
import { Drawer } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useIsPhone } from '../media.ts'
import { clearToasts } from '../toast.tsx'

interface StepPanelProps {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
}

/** Where a step is taken: beside the matter on a desk, so that it can be read meanwhile; over it on a phone. */
export function StepPanel({ open, title, onClose, children }: StepPanelProps) {
  const phone = useIsPhone()
  useEffect(() => {
    if (!open) return
    clearToasts()
    document.documentElement.classList.add('has-step-panel')
    return () => document.documentElement.classList.remove('has-step-panel')
  }, [open])
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '92dvh' : 'min(30rem, 42vw)'}
      mask={phone}
      destroyOnHidden
      rootClassName="step-panel no-print"
    >
      {children}
    </Drawer>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { meQuery } from '../../shared/session.tsx'
import { LoginFrame } from './login-frame.tsx'
import { NewPasswordForm } from './new-password-form.tsx'
import { words } from './words.ts'

/** Whoever came with a password the office gave out sets their own before anything else. */
export function FirstPasswordPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const onDone = async () => {
    await client.fetchQuery({ ...meQuery, staleTime: 0 })
    await navigate({ to: '/' as never })
  }
  return (
    <LoginFrame title={words.firstPasswordTitle} lead={words.firstPasswordLead}>
      <NewPasswordForm currentLabel={words.initialPassword} currentNeeded onDone={onDone} />
    </LoginFrame>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { meQuery } from '../../shared/session.tsx'
import { AuthenticatorEnrolment } from './authenticator-enrolment.tsx'
import { LoginFrame } from './login-frame.tsx'
import { words } from './words.ts'

/** Administrators bind an authenticator before anything else. */
export function FirstAuthenticatorPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const onDone = async () => {
    await client.fetchQuery({ ...meQuery, staleTime: 0 })
    await navigate({ to: '/' as never })
  }
  return (
    <LoginFrame title={words.authenticatorTitle} lead={words.authenticatorLead}>
      <AuthenticatorEnrolment onDone={onDone} />
    </LoginFrame>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../shared/session.tsx'
import { CodeForm } from './code-form.tsx'
import { LoginFrame } from './login-frame.tsx'
import { PasswordForm } from './password-form.tsx'
import { TotpForm } from './totp-form.tsx'
import { useCodeOffered } from './use-login-ways.ts'
import { words } from './words.ts'

const tabs = [
  ['password', words.byPassword],
  ['code', words.byCode],
] as const

/** Sign in by password, or by SMS code where the server sends any, then the second step where the account has one. */
export function LoginPage() {
  const codeOffered = useCodeOffered()
  const [step, setStep] = useState<'first' | 'totp'>('first')
  const enter = useEnter()
  const onStep = (next: 'done' | 'totp') => (next === 'totp' ? setStep('totp') : enter())
  if (step === 'totp')
    return (
      <LoginFrame title={words.totpTitle} lead={words.totpLead}>
        <TotpForm onStep={onStep} onBack={() => setStep('first')} />
      </LoginFrame>
    )
  return (
    <LoginFrame title={words.title}>
      {codeOffered ? <WaysByTab onStep={onStep} /> : <PasswordForm onStep={onStep} />}
    </LoginFrame>
  )
}

type OnStep = (step: 'done' | 'totp') => unknown

function WaysByTab({ onStep }: { onStep: OnStep }) {
  const [tab, setTab] = useState<'password' | 'code'>('password')
  return (
    <>
      <div className="login-tabs" role="tablist" aria-label={words.title}>
        {tabs.map(([key, label]) => (
          <button
            key={key}
            id={`tab-${key}`}
            type="button"
            role="tab"
            className="choice"
            aria-selected={tab === key}
            aria-controls="login-panel"
            onClick={() => setTab(key)}
          >
            {label}
          </button>
        ))}
      </div>
      <div id="login-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'password' ? <PasswordForm onStep={onStep} /> : <CodeForm onStep={onStep} />}
      </div>
    </>
  )
}

/** Into the app: to the address that was asked for, if it is one of ours. */
function useEnter() {
  const client = useQueryClient()
  const router = useRouter()
  const { to } = useSearch({ strict: false }) as { to?: string }
  return async () => {
    client.removeQueries()
    await client.fetchQuery(meQuery)
    const ours = to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/login')
    router.history.push(router.history.createHref(ours ? `/app${to}` : '/app/'))
  }
}

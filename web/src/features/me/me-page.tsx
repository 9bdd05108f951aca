import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Icon } from '../../shared/icons.tsx'
import { hatWords } from '../../shared/layout/hat-switcher.tsx'
import { bottomBarFor } from '../../shared/layout/navigation.ts'
import { TextSizeChoice } from '../../shared/layout/text-size-choice.tsx'
import { useIsPhone } from '../../shared/media.ts'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { hatOf, useMe, useSignOut, useSwitchHat } from '../../shared/session.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { AuthenticatorDialog } from './authenticator-dialog.tsx'
import { MyLogins } from './my-logins.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { words } from './words.ts'
import './me.css'

/** Me: name, hats, text size, keys, logins, help, way out. */
export function MePage() {
  const me = useMe()
  const hat = hatOf(me)
  const phone = useIsPhone()
  const signOut = useSignOut()
  const [dialog, setDialog] = useState<'password' | 'authenticator' | null>(null)
  const close = () => setDialog(null)
  const more = phone ? bottomBarFor(hat).more : []
  return (
    <Page title={me.name} width="reading" lead={hat ? `${hat.committeeName} · ${hatWords(hat)}` : undefined}>
      {more.length > 0 && (
        <ul className="more-list sheet">
          {more.map((entry) => (
            <li key={entry.to}>
              <Link to={entry.to as never}>
                <Icon name={entry.icon} />
                {entry.label}
                <Icon name="next" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {hat?.memberId && !hat.delegatedFor && (
        <section className="sheet">
          <h2>
            <Link to="/members/$id" params={{ id: hat.memberId }}>
              {words.myFile}
            </Link>
          </h2>
          <p className="faint">{words.myFileLead}</p>
        </section>
      )}
      <Hats />
      <Section title={words.textSize}>
        <TextSizeChoice signedIn titled={false} />
        <p className="faint">{words.textSizeLead}</p>
      </Section>
      <Section title={words.password}>
        <Facts
          items={[
            ['用户名', me.username ?? '没有设'],
            ['手机号', me.phoneMasked],
          ]}
        />
        <p className="form-buttons me-buttons">
          <Button onClick={() => setDialog('password')}>{words.changePassword}</Button>
        </p>
      </Section>
      <Section title={words.authenticator}>
        <p>{me.totp === 'on' ? words.authenticatorOn : words.authenticatorOff}</p>
        {me.totp !== 'on' && <Button onClick={() => setDialog('authenticator')}>{words.bind}</Button>}
      </Section>
      <MyLogins />
      <Section title={words.help}>
        <p>{words.complaint}</p>
        <p className="faint">{words.noScore}</p>
      </Section>
      <p className="section">
        <Button
          danger
          size="large"
          block={phone}
          loading={signOut.isPending}
          onClick={() => signOut.mutate(undefined, { onError: toastError })}
        >
          {words.signOut}
        </Button>
      </p>
      <PasswordDialog open={dialog === 'password'} close={close} onDone={() => toast(words.passwordChanged)} />
      <AuthenticatorDialog open={dialog === 'authenticator'} close={close} />
    </Page>
  )
}

function Hats() {
  const me = useMe()
  const worn = hatOf(me)
  const wear = useSwitchHat()
  if (me.hats.length < 2) return null
  const delegated = me.hats.some((one) => one.delegatedFor)
  return (
    <Section title={words.hats}>
      {delegated && <p className="faint">{words.delegationLead}</p>}
      <ul className="rows">
        {me.hats.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{hatWords(one)}</strong>
              <div className="faint">{one.committeeName}</div>
            </div>
            {one.id === worn?.id ? (
              <span className="tag tag-done">{words.worn}</span>
            ) : (
              <Button disabled={wear.isPending} onClick={() => wear.mutate(one.id, { onError: toastError })}>
                {words.wear}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

import type { ReactNode } from 'react'
import { TextSizeChoice } from '../../shared/layout/text-size-choice.tsx'
import { Toaster } from '../../shared/toast.tsx'
import { useCodeOffered } from './use-login-ways.ts'
import { words } from './words.ts'
import './login.css'

/** The sheet of paper that login and its following steps are written on. */
export function LoginFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const codeOffered = useCodeOffered()
  return (
    <div className="login">
      <title>{`${title} · ${words.system}`}</title>
      <header className="login-head">
        <img src="/app/favicon.svg" alt="" width="44" height="44" />
        <div>
          <p className="login-name">{words.system}</p>
          <p className="faint">{words.systemLead}</p>
        </div>
      </header>
      <main className="login-sheet" id="main">
        <h1>{title}</h1>
        {lead && <p className="page-lead">{lead}</p>}
        {children}
      </main>
      <footer className="login-foot">
        <TextSizeChoice signedIn={false} />
        <p className="faint">{codeOffered ? words.helpWithCode : words.help}</p>
      </footer>
      <Toaster />
    </div>
  )
}

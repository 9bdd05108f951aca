import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import type { TextSize } from '#contract/accounts.ts'
import { onSignedOut } from '../api.ts'
import { Icon } from '../icons.tsx'
import { keepTextSize } from '../keep-text-size.ts'
import { Skeleton } from '../query-state.tsx'
import { hatOf, useMe } from '../session.tsx'
import { setTextSize, takeChosenBeforeLogin } from '../text-size.ts'
import { Toaster } from '../toast.tsx'
import { UnsentBand } from '../unsent-band.tsx'
import { HatSwitcher } from './hat-switcher.tsx'
import { bottomBarFor, type NavEntry, navigationFor } from './navigation.ts'
import { TextSizeChoice } from './text-size-choice.tsx'

/** The frame around every page after login: committee and hat above, navigation beside or below. */
export function AppLayout() {
  const me = useMe()
  const hat = hatOf(me)
  useAccountTextSize(me.textSize)
  return (
    <div className="frame">
      <a className="skip-link" href="#main">
        跳到正文
      </a>
      <header className="topbar no-print">
        <Link to="/" className="brand" aria-label={`${hat?.committeeName ?? '同心'}，回到首页`}>
          <img src="/app/favicon.svg" alt="" width="24" height="24" />
          <span>{hat?.committeeName ?? '同心'}</span>
        </Link>
        <HatSwitcher />
        <div className="topbar-desk">
          <TextSizeChoice signedIn />
          <Link to={'/me' as never}>{me.name}</Link>
        </div>
      </header>
      {hat?.delegatedFor && (
        <p className="delegation-band" role="note">
          <Icon name="pen" />
          <span>
            代 <strong>{hat.delegatedFor}</strong> 录入。每一步都会记下由 {me.name} 代录。
          </span>
        </p>
      )}
      <SignedOutBand />
      <UnsentBand />
      <nav className="sidenav no-print" aria-label="主导航">
        <NavLinks entries={navigationFor(hat)} />
      </nav>
      <main id="main" className="main" tabIndex={-1}>
        <Suspense fallback={<Skeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <nav className="bottombar no-print" aria-label="底部导航">
        <NavLinks entries={bottomBarFor(hat).bar} />
      </nav>
      <Toaster />
    </div>
  )
}

/** The account's text size counts, so that it follows a person to another phone; one chosen at the login page becomes it. */
function useAccountTextSize(kept: TextSize): void {
  useEffect(() => {
    const chosen = takeChosenBeforeLogin()
    if (!chosen || chosen === kept) return setTextSize(kept)
    setTextSize(chosen)
    void keepTextSize(chosen)
  }, [kept])
}

function NavLinks({ entries }: { entries: readonly NavEntry[] }) {
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/^\/app(?=\/)/, '') })
  const isHere = ({ also = [] }: NavEntry) => also.some((beginning) => here.startsWith(beginning))
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.to}>
          <Link
            to={entry.to as never}
            activeOptions={{ exact: entry.to === '/' }}
            className={isHere(entry) ? 'nav-link active' : 'nav-link'}
          >
            <Icon name={entry.icon} />
            <span>{entry.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Shown where the login ended while a page was open: nothing on the page is thrown away. */
function SignedOutBand() {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    onSignedOut((hadData) => {
      if (hadData) setEnded(true)
      else location.assign(loginAddress())
    })
  }, [])
  if (!ended) return null
  return (
    <p className="delegation-band" role="alert">
      <Icon name="warn" />
      <span>
        登录已过期。正在填写的内容还在页面上：请先
        <a href="/app/login" target="_blank" rel="noreferrer">
          在新窗口登录
        </a>
        ，再回到这里继续；或者
        <a href={loginAddress()}>在本页重新登录</a>。
      </span>
      <button type="button" className="plain-button" aria-label="关闭提示" onClick={() => setEnded(false)}>
        <Icon name="close" />
      </button>
    </p>
  )
}

function loginAddress(): string {
  const here = location.pathname.replace(/^\/app/, '') + location.search
  return `/app/login?to=${encodeURIComponent(here)}`
}

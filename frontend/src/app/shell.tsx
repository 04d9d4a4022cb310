import { Suspense, useEffect, useState } from 'react'
import { Outlet, useLocation } from 'react-router'

import { useOnline } from '@/api/online'
import { useSending } from '@/api/outbox'
import { Loading } from '@/components/loading'
import { useMe } from '@/components/me'
import { NoticeBox } from '@/components/notice-box'

import { ErrorBoundary } from './error-boundary'
import { Header } from './header'
import { HelpDesk } from './help-desk'
import { KeysHelp } from './keys-help'
import { Menu } from './menu'
import { SessionDialog, SessionNotice } from './session-dialog'

/** What stands around every screen. */
export function Shell() {
  const me = useMe()
  const { pathname } = useLocation()
  const [menuAt, setMenuAt] = useState('')
  const isOnline = useOnline()
  const isOpen = menuAt === pathname
  useSending(me.star)
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [pathname])
  return (
    <>
      <a className="usa-skipnav" href="#main">
        Skip to main content
      </a>
      <Header
        isMenuOpen={isOpen}
        onMenu={() => {
          setMenuAt(isOpen ? '' : pathname)
        }}
      />
      {me.mode === 'practice' && (
        <div className="cc-practice">Practice: made-up data. Nothing here is real.</div>
      )}
      <div className="cc-shell">
        <Menu isOpen={isOpen} />
        <main id="main" className="cc-main" tabIndex={-1}>
          {!isOnline && (
            <NoticeBox look="warning" live>
              No network. A beat meeting can go on; what is typed there is sent later.
            </NoticeBox>
          )}
          <SessionNotice />
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<Loading what="the page" />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <footer className="cc-footer">
        <HelpDesk />
        <KeysHelp />
      </footer>
      <SessionDialog />
    </>
  )
}

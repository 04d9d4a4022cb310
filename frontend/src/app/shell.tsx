import {
  Alert,
  AlertHeading,
  AlertText,
  Header,
  NavMenuButton,
  PrimaryNav,
  Title,
} from '@trussworks/react-uswds'
import { Suspense, useState } from 'react'
import { Link, NavLink, Outlet, useLocation } from 'react-router'

import { Loading } from '@/components/loading'

import { ErrorBoundary } from './error-boundary'
import { SCREENS } from './screens'
import { useSignedOut } from './use-signed-out'

/** What stands around every screen. */
export function Shell() {
  const { pathname } = useLocation()
  const [menuOpen, setMenuOpen] = useState(false)
  const signedOut = useSignedOut()
  const links = SCREENS.filter((screen) => screen.label !== undefined).map((screen) => (
    <NavLink key={screen.path} to={screen.path} className="usa-nav__link">
      {screen.label}
    </NavLink>
  ))
  return (
    <>
      <a className="usa-skipnav" href="#main">
        Skip to main content
      </a>
      <Header basic>
        <div className="usa-nav-container">
          <div className="usa-navbar">
            <Title>
              <Link to="/">Community Concerns</Link>
            </Title>
            <NavMenuButton
              label="Menu"
              aria-expanded={menuOpen}
              onClick={() => {
                setMenuOpen(!menuOpen)
              }}
            />
          </div>
          <PrimaryNav items={links} mobileExpanded={menuOpen} aria-label="Screens" />
        </div>
      </Header>
      <main id="main">
        {signedOut && (
          <Alert type="warning" role="alert">
            <AlertHeading level="h2">Your session has ended</AlertHeading>
            <AlertText>
              Sign in again in another tab, then go on here: what you typed is still on this page.
            </AlertText>
          </Alert>
        )}
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Loading what="the page" />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  )
}

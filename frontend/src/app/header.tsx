import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link, useNavigate } from 'react-router'

import { notices } from '@/api/notices'
import { useDoor } from '@/components/me'
import { useKeys } from '@/components/use-keys'

import { WhoAmI } from './who-am-i'

type HeaderProps = { isMenuOpen: boolean; onMenu: () => void }

export function Header({ isMenuOpen, onMenu }: HeaderProps) {
  return (
    <header className="cc-header cc-no-print">
      <div className="cc-header__bar">
        <button
          type="button"
          className="cc-header__menu"
          aria-expanded={isMenuOpen}
          aria-controls="menu"
          onClick={onMenu}
        >
          Menu
        </button>
        <Link to="/" className="cc-header__title">
          Community Concerns
        </Link>
        {useDoor('search') && <Search />}
        {useDoor('notices') && <Unread />}
        <WhoAmI />
      </div>
    </header>
  )
}

function Search() {
  const navigate = useNavigate()
  const words = useRef<HTMLInputElement>(null)
  useKeys({
    '/': () => {
      words.current?.focus()
    },
  })
  return (
    <form
      className="cc-header__search"
      role="search"
      aria-label="All records"
      onSubmit={(event) => {
        event.preventDefault()
        const sought = words.current?.value.trim() ?? ''
        void navigate(`/search?q=${encodeURIComponent(sought)}`)
      }}
    >
      <label htmlFor="search-all" className="usa-sr-only">
        Control number or words
      </label>
      <input
        id="search-all"
        ref={words}
        type="search"
        className="usa-input"
        placeholder="Control number or words"
        maxLength={100}
      />
      <button type="submit" className="usa-button">
        Search
      </button>
    </form>
  )
}

function Unread() {
  const { data } = useQuery(notices)
  const unread = data?.unread ?? 0
  return (
    <Link to="/notices" className="cc-header__link">
      Notices
      {unread > 0 && (
        <span className="cc-count cc-count--unread">
          {unread}
          <span className="usa-sr-only"> unread</span>
        </span>
      )}
    </Link>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { members } from '@/api/members'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'

import { MemberCard } from './member-card'

/** Find a member: the administrator gives and ends posts, the Help Desk unlocks. */
export function MembersPage() {
  const [sought, setSought] = useState('')
  const { data, error, isFetching } = useQuery(members(sought))
  return (
    <Page title="Members and posts">
      <form
        className="cc-search-form"
        role="search"
        aria-label="Members"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = new FormData(event.currentTarget).get('q')
          setSought(typeof typed === 'string' ? typed.trim() : '')
        }}
      >
        <div>
          <label htmlFor="q" className="usa-label">
            Star number or name
          </label>
          <input id="q" name="q" className="usa-input" maxLength={60} />
        </div>
        <button type="submit" className="usa-button">
          Find
        </button>
      </form>
      {error && <Failure error={error} />}
      {isFetching && !data && <Loading what="the members" />}
      {data?.members.length === 0 && <Empty words="Nobody fits." />}
      <ul className="add-list-reset">
        {data?.members.map((member) => (
          <li key={member.id}>
            <MemberCard member={member} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'react-router'

import { outbox, useOutbox } from '@/api/outbox'
import { signOut } from '@/api/sign-out'
import type { Me } from '@/api/types'
import { Dialog } from '@/components/dialog'
import { Failure } from '@/components/failure'
import { useMe } from '@/components/me'

/** Who is signed in and as what, with the way out. */
export function WhoAmI() {
  const me = useMe()
  const cache = useQueryClient()
  const details = useRef<HTMLDetailsElement>(null)
  const { pathname } = useLocation()
  const [error, setError] = useState<unknown>(null)
  const [isAsking, setAsking] = useState(false)
  const unsent = useOutbox(me.star).filter(({ state }) => state !== 'sent').length

  useEffect(() => {
    if (details.current) details.current.open = false
  }, [pathname])

  const leave = () => {
    signOut(me.star, cache).catch(setError)
  }
  const leaveOrAsk = async () => {
    await outbox.load().catch(() => null)
    if (unsent > 0) setAsking(true)
    else leave()
  }
  return (
    <details className="cc-who" ref={details}>
      <summary>
        <span>
          <strong>{`${me.rank} ${me.name}`.trim()}</strong>{' '}
          <span className="cc-who__as">{actingAs(me)}</span>
        </span>
      </summary>
      <div className="cc-who__more">
        <Posts me={me} />
        <p>Star {me.star}</p>
        <p>
          <Link to="/password" className="usa-link">
            Change the password
          </Link>
        </p>
        <button type="button" className="usa-button" onClick={() => void leaveOrAsk()}>
          Sign out
        </button>
        {error !== null && <Failure error={error} />}
      </div>
      {isAsking && (
        <Dialog
          title="Not everything is sent"
          onClose={() => {
            setAsking(false)
          }}
        >
          <p>
            {unsent} {unsent === 1 ? 'record' : 'records'} of a beat meeting wait on this tablet. If
            you sign out now, they stay here, on this tablet only, until you sign in on it again.
          </p>
          <div className="cc-buttons">
            <button
              type="button"
              className="usa-button"
              onClick={() => {
                setAsking(false)
              }}
            >
              Stay and send
            </button>
            <button type="button" className="usa-button usa-button--outline" onClick={leave}>
              Sign out all the same
            </button>
          </div>
        </Dialog>
      )}
    </details>
  )
}

function actingAs({ posts }: Me) {
  const [first, ...more] = posts
  if (first === undefined) return 'no post today'
  const stands = posts.some((post) => post.standing_in) ? ', standing in' : ''
  return `${first.title}${more.length > 0 ? ` and ${more.length} more` : ''}${stands}`
}

function Posts({ me }: { me: Me }) {
  if (me.posts.length === 0) return <p>You hold no post today.</p>
  return (
    <>
      <p className="margin-bottom-05">Acting as</p>
      <ul className="usa-list margin-top-0">
        {me.posts.map((post) => (
          <li key={post.role + post.place}>
            {post.title}, {post.place}
            {post.standing_in && <strong> (standing in)</strong>}
          </li>
        ))}
      </ul>
    </>
  )
}

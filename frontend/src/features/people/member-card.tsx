import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { unlock } from '@/api/members'
import type { Member } from '@/api/types'
import { Failure } from '@/components/failure'
import { useDoor } from '@/components/me'
import { Tag } from '@/components/tag'
import { useSay } from '@/components/toasts'

import { GivePost } from './give-post'
import { OnePost } from './one-post'

/** One member with today's and former posts, and what may be done about them. */
export function MemberCard({ member }: { member: Member }) {
  const [isGiving, setGiving] = useState(false)
  const mayGive = useDoor('give_post')
  const mayUnlock = useDoor('unlock')
  return (
    <section className="cc-card" aria-label={`${member.rank} ${member.name}`.trim()}>
      <h2 className="cc-section margin-top-0">
        {`${member.rank} ${member.name}`.trim()}, star {member.star}
      </h2>
      <p className="margin-y-1">
        {member.is_locked && <Tag look="danger">Locked</Tag>}{' '}
        {!member.is_active && <Tag look="warning">No longer active</Tag>}{' '}
        {!member.is_sworn && <Tag>Not sworn</Tag>}{' '}
        {member.is_trained_on_311 && <Tag>Trained on 311</Tag>}
      </p>
      {member.posts.length === 0 ? (
        <p className="usa-hint">No posts.</p>
      ) : (
        <ul className="usa-list">
          {member.posts.map((post) => (
            <OnePost key={post.id} post={post} mayEnd={mayGive} />
          ))}
        </ul>
      )}
      {mayUnlock && member.is_locked && <Unlock member={member} />}
      {mayGive && !isGiving && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          aria-label={`Give ${member.name} a post`}
          onClick={() => {
            setGiving(true)
          }}
        >
          Give a post
        </button>
      )}
      {isGiving && (
        <GivePost
          member={member}
          onClose={() => {
            setGiving(false)
          }}
        />
      )}
    </section>
  )
}

function Unlock({ member }: { member: Member }) {
  const cache = useQueryClient()
  const say = useSay()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => unlock(member.id),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['members'] })
      say({ words: `${member.name} can sign in again.` })
    },
  })
  return (
    <>
      <button
        type="button"
        className="usa-button"
        aria-disabled={isPending}
        aria-label={`Unlock ${member.name}`}
        onClick={() => {
          mutate()
        }}
      >
        Unlock
      </button>
      {error && <Failure error={error} />}
    </>
  )
}

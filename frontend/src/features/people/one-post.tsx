import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { serverNow } from '@/api/clock'
import { endPost } from '@/api/members'
import type { MemberPost } from '@/api/types'
import { today } from '@/components/chicago'
import { Failure } from '@/components/failure'
import { Day } from '@/components/when'

const where = (post: MemberPost) =>
  [
    post.unit,
    post.district && `District ${post.district}`,
    post.sector && `Sector ${post.sector}`,
    post.beat && `Beat ${post.beat}`,
    post.watch && `Watch ${post.watch}`,
  ]
    .filter(Boolean)
    .join(', ')

/** A post with its days, and its ending. */
export function OnePost({ post, mayEnd }: { post: MemberPost; mayEnd: boolean }) {
  const [isEnding, setEnding] = useState(false)
  return (
    <li>
      {post.title}
      {where(post) && `, ${where(post)}`}, from <Day on={post.from_on} />
      {post.until_on && (
        <>
          {' '}
          until <Day on={post.until_on} />
        </>
      )}{' '}
      {mayEnd && !isEnding && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          aria-label={`End the post ${post.title}`}
          onClick={() => {
            setEnding(true)
          }}
        >
          End
        </button>
      )}
      {isEnding && (
        <EndForm
          post={post}
          onClose={() => {
            setEnding(false)
          }}
        />
      )}
    </li>
  )
}

function EndForm({ post, onClose }: { post: MemberPost; onClose: () => void }) {
  const id = useId()
  const cache = useQueryClient()
  const [lastDay, setLastDay] = useState(() => today(serverNow()))
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => endPost(post.id, lastDay),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['members'] })
      onClose()
    },
  })
  return (
    <form
      className="cc-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) mutate()
      }}
    >
      <label htmlFor={id} className="usa-label">
        Last day
      </label>
      <input
        id={id}
        type="date"
        className="usa-input"
        value={lastDay}
        required
        onChange={({ target }) => {
          setLastDay(target.value)
        }}
      />
      {error && <Failure error={error} />}
      <div className="cc-buttons">
        <button type="submit" className="usa-button" aria-disabled={isPending}>
          End the post
        </button>
        <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  )
}

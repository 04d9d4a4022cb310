import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { hintsFor } from '@/api/hints'

import { Cite } from './cite'
import { NoticeBox } from './notice-box'

const PAUSE = 600
const ENOUGH = 12 // characters: less than that says nothing

function useSettled(text: string) {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text.trim())
    }, PAUSE)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return settled
}

/** What the screening notices in a text while it is typed; the officer decides. */
export function Hints({ text }: { text: string }) {
  const settled = useSettled(text)
  const { data } = useQuery({ ...hintsFor(settled), enabled: settled.length >= ENOUGH })
  const hints = data?.hints ?? []
  if (hints.length === 0 && !data?.words.length) return null
  return (
    <NoticeBox look="info">
      <div aria-live="polite">
        {hints.map(({ flag, label, clause }) => (
          <p key={flag}>
            {label} <Cite clauses={clause} />
          </p>
        ))}
        {data && data.words.length > 0 && (
          <p>
            A person will look at these words first: {data.words.join(', ')}{' '}
            <Cite clauses="VI.A.2" />
          </p>
        )}
      </div>
    </NoticeBox>
  )
}

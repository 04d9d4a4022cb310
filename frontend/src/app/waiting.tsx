import { useEffect, useSyncExternalStore } from 'react'

import { outbox } from '@/api/outbox'
import { NoticeBox } from '@/components/notice-box'

/** What this tablet still holds for members who are not signed in. */
export function Waiting() {
  const items = useSyncExternalStore(outbox.subscribe, outbox.all)
  useEffect(() => void outbox.load().catch(() => null), [])
  const unsent = items.filter(({ state, kind }) => state !== 'sent' && kind === 'concern')
  if (unsent.length === 0) return null
  const stars = [...new Set(unsent.map(({ owner }) => owner))].join(', ')
  return (
    <NoticeBox look="info">
      {unsent.length === 1
        ? '1 concern of a beat meeting is'
        : `${unsent.length} concerns of a beat meeting are`}{' '}
      kept on this tablet and not sent yet. Star {stars} must sign in here to send.
    </NoticeBox>
  )
}

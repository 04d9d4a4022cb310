import type { Due } from '@/api/types'

import { momentWords } from './chicago'
import { remaining } from './remaining'
import { useMinute } from './use-minute'

/** How long until what is due; late in words as well as in colour. */
export function Countdown({ due }: { due: Due }) {
  const { words, standing } = remaining(due.at, useMinute(), due.is_late)
  return (
    <span className={`cc-countdown cc-countdown--${standing}`}>
      <strong className="cc-number">{words}</strong>
      <span className="cc-countdown__to">
        to {due.what}, {momentWords(due.at)}
      </span>
    </span>
  )
}

import { Link, useNavigate } from 'react-router'

import { newKey } from '@/api/entry'
import { keepDraft } from '@/api/entry-draft'
import type { ApiError } from '@/api/problem'
import { NoticeBox } from '@/components/notice-box'

/** What to open instead of a form that the order does not allow, with what was typed (V.A, II.B). */
export function Instead({ refusal }: { refusal: ApiError }) {
  const navigate = useNavigate()
  const offer = refusal.problem.offer
  if (offer === undefined) return null
  const { open_concern: concern, record_emergency: emergency, form, is_yours: isYours } = offer
  return (
    <NoticeBox look="info">
      {concern && isYours && (
        <button
          type="button"
          className="usa-button"
          onClick={() => {
            keepDraft({ key: newKey(), values: concern })
            void navigate('/enter')
          }}
        >
          Open it as a community concern
        </button>
      )}
      {concern && !isYours && 'A community policing officer can open it as a community concern.'}
      {emergency && <Link to="/emergency">Record who was told</Link>}
      {form && `The right form is ${form}.`}
    </NoticeBox>
  )
}

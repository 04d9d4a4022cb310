import { useEffect, useRef } from 'react'

import { type DeedOffer, type Sending, useDeed } from '@/api/city311'
import { field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'

type DeedFormProps = { row: Sending; offer: DeedOffer; onClose: () => void }

/** What must be said with a deed; it stays with the row or in the case's history. */
export function DeedForm({ row, offer, onClose }: DeedFormProps) {
  const deed = useDeed()
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useForm({
    fields: [field('reason', offer.asks ?? '', 'line', { max_length: 200 })],
    send: ({ reason }) =>
      deed.mutateAsync({
        sending_id: row.id,
        action: offer.action,
        reason: typeof reason === 'string' ? reason : '',
      }),
    onSent: onClose,
  })
  useEffect(() => {
    heading.current?.focus()
  }, [])
  return (
    <section className="cc-row__do" aria-label={`${offer.label} ${row.number}`}>
      <h3 ref={heading} tabIndex={-1} className="cc-section margin-top-0">
        {offer.label} {row.number}
      </h3>
      <OwnForm
        form={form}
        send={`${offer.label} it`}
        more={
          <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
            Cancel
          </button>
        }
      />
    </section>
  )
}

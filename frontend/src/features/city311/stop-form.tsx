import { useEffect, useRef } from 'react'

import { type Sending, useStop } from '@/api/city311'
import { field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'

const FIELDS = [field('reason', 'Why it must not go on by itself', 'line', { max_length: 200 })]

type StopFormProps = { row: Sending; onClose: () => void }

/** Nothing is stopped without a reason, which stays with the row. */
export function StopForm({ row, onClose }: StopFormProps) {
  const stop = useStop()
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useForm({
    fields: FIELDS,
    send: ({ reason }) =>
      stop.mutateAsync({ sending_id: row.id, reason: typeof reason === 'string' ? reason : '' }),
    onSent: onClose,
  })
  useEffect(() => {
    heading.current?.focus()
  }, [])
  return (
    <section className="cc-row__do" aria-label={`Stop ${row.number}`}>
      <h3 ref={heading} tabIndex={-1} className="cc-section margin-top-0">
        Stop {row.number}
      </h3>
      <OwnForm
        form={form}
        send="Stop it"
        more={
          <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
            Cancel
          </button>
        }
      />
    </section>
  )
}

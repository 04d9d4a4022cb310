import { type CaseKey, useReveal } from '@/api/cases'
import { Facts } from '@/components/facts'

import { RevealForm } from './reveal-form'

/** How to reach the resident, shown for a reason only. */
export function Contact({ of }: { of: CaseKey }) {
  const { data, isPending, error, mutate } = useReveal(of, 'contact')
  if (data)
    return (
      <Facts
        facts={[
          { label: 'Name', value: data.name },
          { label: 'E-mail', value: data.email },
          { label: 'Telephone', value: data.phone },
        ]}
      />
    )
  return (
    <RevealForm
      button="Show how to reach the resident"
      hint="The reason and your name are kept in the access log."
      isPending={isPending}
      error={error}
      onReveal={mutate}
    />
  )
}

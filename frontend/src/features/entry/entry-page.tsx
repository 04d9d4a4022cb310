import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { entryForm } from '@/api/entry'
import { dropDraft } from '@/api/entry-draft'
import type { Entered } from '@/api/types'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'

import { EmergencyForm } from './emergency-form'
import { EmergencyQuestion } from './emergency-question'
import { ConcernForm } from './concern-form'
import { Receipt } from './receipt'

/** A concern received by telephone, e-mail, letter, in person or otherwise (VII.A.2). */
export function EntryPage() {
  const [isEmergency, setEmergency] = useState<boolean | null>(null)
  const [entered, setEntered] = useState<Entered | null>(null)
  const { data, error, refetch } = useQuery(entryForm)
  if (entered)
    return (
      <Receipt
        entered={entered}
        onNext={() => {
          setEntered(null)
          setEmergency(null)
        }}
      />
    )
  return (
    <Page title="Enter a concern">
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading what="the form" />}
      {data && <EmergencyQuestion answer={isEmergency} onAnswer={setEmergency} />}
      {data && isEmergency === true && <EmergencyForm />}
      {data && isEmergency === false && (
        <ConcernForm
          form={data}
          onEntered={(done) => {
            dropDraft()
            setEntered(done)
          }}
        />
      )}
    </Page>
  )
}

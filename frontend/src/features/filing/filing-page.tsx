import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { newKey } from '@/api/entry'
import { type FiledForm, services } from '@/api/service-requests'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'

import { Filed } from './filed'
import { NeedForm } from './need-form'

/** IV.A: the electronic form CPD-21.208, one for each need. */
export function FilingPage() {
  const { data, error, refetch } = useQuery(services)
  const [key, setKey] = useState(newKey)
  const [filed, setFiled] = useState<FiledForm[]>([])
  if (filed.length > 0)
    return (
      <Filed
        forms={filed}
        onNext={() => {
          setFiled([])
          setKey(newKey())
        }}
      />
    )
  return (
    <Page
      title="File a service request"
      lead={
        <p className="cc-lead">City Service Request, form CPD-21.208. One form for each need.</p>
      }
    >
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading what="the services" />}
      {data && <NeedForm key={key} idempotencyKey={key} services={data} onFiled={setFiled} />}
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'

import { type CaseKey, caseOf, isKind, oneOf } from '@/api/cases'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { NotFound } from '@/components/not-found'
import { Page } from '@/components/page'

import { CaseView } from './case-view'
import { Neighbours } from './neighbours'

/** One case of any kind: what is known of it, and what may be done next. */
export function CasePage() {
  const { kind = '', number = '' } = useParams()
  const [search] = useSearchParams()
  const queue = search.get('queue')
  if (!isKind(kind)) return <NotFound />
  return (
    <>
      {queue && <Neighbours queue={queue} number={number} />}
      <Opened key={`${kind}/${number}`} of={{ kind, number }} />
    </>
  )
}

function Opened({ of }: { of: CaseKey }) {
  const { data, error, refetch } = useQuery(caseOf(of))
  const name = oneOf(of.kind)
  if (data) return <CaseView of={of} found={data} />
  return (
    <Page title={name}>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Loading what={`the ${name.toLowerCase()}`} />
      )}
    </Page>
  )
}

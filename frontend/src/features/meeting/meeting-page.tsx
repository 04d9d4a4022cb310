import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { entryForm } from '@/api/entry'
import { type MeetingItem, useOutbox } from '@/api/outbox'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { useMe } from '@/components/me'
import { Page } from '@/components/page'

import { BeginMeeting } from './begin-meeting'
import { Meetings } from './meetings'
import { UnderWay } from './under-way'

const isMeeting = (item: { kind: string }): item is MeetingItem => item.kind === 'meeting'

/** VII.A.1: concerns told at a beat meeting, on a tablet, with or without a network. */
export function MeetingPage() {
  const me = useMe()
  const items = useOutbox(me.star)
  const [search, setSearch] = useSearchParams()
  const { data: form, error, refetch } = useQuery(entryForm)
  const here = items.filter(isMeeting).find(({ key }) => key === search.get('at'))
  const go = (key: string) => {
    setSearch({ at: key })
  }
  if (!form)
    return (
      <Page title="Beat meeting">
        {error ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : (
          <Loading what="the form" />
        )}
      </Page>
    )
  if (here)
    return (
      <UnderWay
        key={here.key}
        meeting={here}
        items={items}
        form={form}
        onLeave={() => {
          setSearch({})
        }}
      />
    )
  return (
    <Page title="Beat meeting">
      <Meetings items={items} onGo={go} />
      <BeginMeeting key={form.districts.join()} districts={form.districts} onBegun={go} />
    </Page>
  )
}

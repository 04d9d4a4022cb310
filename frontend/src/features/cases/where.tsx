import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useNavigate } from 'react-router'

import { caseAddress, type CaseKey } from '@/api/cases'
import { suggestionsFor } from '@/api/suggestions'
import type { Concern } from '@/api/types'
import { Facts } from '@/components/facts'
import type { Pin } from '@/components/map/pins'

const CaseMap = lazy(() => import('@/components/map/case-map'))

/** Where it is, with its neighbors on the map: the lists beside it name them too. */
export function Where({ of, concern }: { of: CaseKey; concern: Concern }) {
  const navigate = useNavigate()
  const { data: suggested = [] } = useQuery(suggestionsFor(of.number, concern.version))
  const { primary, followers } = concern
  const own = pinOf(concern, concern.is_criminal ? 'criminal' : 'plain')
  const near = [...(primary ? [primary] : []), ...followers, ...suggested].flatMap((other) =>
    pinOf(other, 'near'),
  )
  return (
    <section aria-labelledby="where">
      <h2 id="where" className="cc-section">
        Where
      </h2>
      <Facts
        facts={[
          { label: 'As told', value: concern.place },
          { label: 'Found as', value: concern.address },
          { label: 'More', value: concern.place_details },
          { label: 'Beat', value: concern.beat ?? 'Not known' },
          { label: 'District', value: concern.district ?? 'Not known' },
        ]}
      />
      {own.length > 0 && (
        <Suspense fallback={<p className="usa-hint">Loading the map…</p>}>
          <CaseMap
            label={`Map of ${concern.address ?? concern.place}`}
            small
            pins={[...own, ...near]}
            selected={concern.control_number}
            onOpen={(number) => {
              if (number !== concern.control_number) void navigate(caseAddress('concern', number))
            }}
          />
        </Suspense>
      )}
    </section>
  )
}

type Placed = {
  control_number: string
  place: string
  address?: string | null
  latitude: number | null
  longitude: number | null
}

function pinOf(placed: Placed, look: Pin['look']): Pin[] {
  const { control_number: number, latitude, longitude } = placed
  if (latitude === null || longitude === null) return []
  const place = placed.address ?? placed.place
  return [
    { number, label: look === 'near' ? `Nearby: ${place}` : place, latitude, longitude, look },
  ]
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { fetches } from '@/api/city311'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { StackTable } from '@/components/stack-table'
import { Tag } from '@/components/tag'
import { When } from '@/components/when'

const LOOKS = { done: 'info', missed: 'danger', open: 'plain' } as const

/** V.C.2: who accessed 311 in each watch of a day; first of the day of the watch that is on. */
export function Watches({ district }: { district: string }) {
  const [day, setDay] = useState<string | null>(null)
  const { data, error } = useQuery(fetches(district, day))
  return (
    <section aria-labelledby="tours">
      <h2 id="tours" className="cc-section">
        311 in each watch
      </h2>
      <div className="cc-search-form cc-no-print">
        <div>
          <label htmlFor="day" className="usa-label margin-top-0">
            Day
          </label>
          <input
            id="day"
            type="date"
            className="usa-input"
            value={day ?? data?.day ?? ''}
            onChange={(event) => {
              setDay(event.target.value || null)
            }}
          />
        </div>
      </div>
      {error && <Failure error={error} />}
      {!data && !error && <Loading what="the day's tours" />}
      {data && (
        <StackTable
          caption="Who accessed 311, watch by watch"
          named="Watch"
          heads={['Watch', 'Clause', 'Standing', 'New', 'Not opened', 'By']}
          rows={data.watches.map((watch) => ({
            key: watch.watch,
            cells: [
              <span key="watch">
                {watch.watch}, from <When at={watch.starts_at} />
              </span>,
              watch.clause,
              <Tag key="standing" look={LOOKS[watch.standing as keyof typeof LOOKS]}>
                {watch.standing}
              </Tag>,
              watch.new,
              watch.unopened,
              watch.fetches.map(({ at, by, trouble }) => (
                <span key={at}>
                  {by}, <When at={at} /> {trouble}{' '}
                </span>
              )),
            ],
          }))}
        />
      )}
    </section>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'

import { caseAddress } from '@/api/cases'
import { queueRows, REFRESH } from '@/api/queues'
import type { Queue, Row } from '@/api/types'
import { CaseRows } from '@/components/case-rows'
import { Cite } from '@/components/cite'
import { Loading } from '@/components/loading'
import { pinsOf } from '@/components/map/pins'
import { Page } from '@/components/page'
import { Paged } from '@/components/paged'

import { useQueue } from './use-queue'

const CaseMap = lazy(() => import('@/components/map/case-map'))

/** One queue, whatever kind of case stands in it, in the order in which the server gives it. */
export function QueuePage() {
  const { name = '' } = useParams()
  return <Listed key={name} name={name} />
}

function Listed({ name }: { name: string }) {
  const queue = useQueue(name)
  const page = useInfiniteQuery({ ...queueRows(name), refetchInterval: REFRESH })
  const rows = page.data?.pages.flatMap((one) => one.rows)
  return (
    <Page wide title={queue?.title ?? 'Queue'} lead={queue && <Lead queue={queue} />}>
      <Paged page={page} all={rows} what="the queue" none={queue?.empty ?? 'Nothing is here.'}>
        {(all) => <Rows rows={all} name={name} kind={queue?.kind ?? 'concern'} />}
      </Paged>
    </Page>
  )
}

function Lead({ queue }: { queue: Queue }) {
  const many = queue.count >= queue.counted_up_to
  return (
    <>
      <p className="cc-lead">
        {many ? `${queue.counted_up_to} or more` : queue.count} in this queue{' '}
        <Cite clauses={queue.clause} />
      </p>
      {queue.count > 0 && queue.papers.length > 0 && (
        <p className="cc-files cc-no-print">
          {queue.papers.map(({ label, href }) => (
            <a key={href} className="usa-link" href={href} target="_blank" rel="noreferrer">
              {label} (PDF)
            </a>
          ))}
        </p>
      )}
    </>
  )
}

function Rows({ rows, name, kind }: { rows: Row[]; name: string; kind: string }) {
  const navigate = useNavigate()
  const [mapShown, setMapShown] = useState(() => window.innerWidth >= 1024)
  const [selected, setSelected] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const pins = pinsOf(rows)
  return (
    <>
      {pins.length > 0 && (
        <button
          type="button"
          className="usa-button usa-button--unstyled margin-bottom-1 cc-no-print"
          aria-expanded={mapShown}
          onClick={() => {
            setMapShown(!mapShown)
          }}
        >
          {mapShown ? 'Hide the map' : 'Show the map'}
        </button>
      )}
      <div ref={list} className={mapShown && pins.length > 0 ? 'cc-beside' : undefined}>
        <CaseRows label="In this queue" rows={rows} queue={name} onReach={setSelected} />
        {mapShown && pins.length > 0 && (
          <div className="cc-beside__map cc-no-print">
            <Suspense fallback={<Loading what="the map" />}>
              <CaseMap
                label="Map of the queue; the list beside it says the same"
                pins={pins}
                selected={selected}
                onOpen={(number, count) => {
                  if (count === 1) void navigate(caseAddress(kind, number, name))
                  else list.current?.querySelector<HTMLElement>(`[data-row="${number}"]`)?.focus()
                }}
              />
            </Suspense>
          </div>
        )}
      </div>
    </>
  )
}

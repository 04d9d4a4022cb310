import { useState } from 'react'

import { type QueryReport, useFetchNew, useIssueQueryReport, useOpenNew } from '@/api/city311'
import { Failure } from '@/components/failure'
import { useSay } from '@/components/toasts'

type DutiesProps = { district: string; lines: QueryReport['lines'] }

/** What the tour asks: fetch, open by beat, issue the report (V.D.1, V.D.2). */
export function Duties({ district, lines }: DutiesProps) {
  const say = useSay()
  const fetchNew = useFetchNew(district)
  const openNew = useOpenNew(district)
  const issue = useIssueQueryReport(district)
  const error = fetchNew.error ?? openNew.error ?? issue.error
  const isBusy = fetchNew.isPending || openNew.isPending || issue.isPending
  const begin = () => {
    fetchNew.reset()
    openNew.reset()
    issue.reset()
  }
  return (
    <div className="cc-no-print">
      <div className="cc-buttons">
        <button
          type="button"
          className="usa-button"
          aria-disabled={isBusy}
          onClick={() => {
            if (isBusy) return
            begin()
            fetchNew.mutate(undefined, {
              onSuccess: ({ new: count, unopened }) => {
                say({ words: `Fetched: ${count} new. ${unopened} wait to be opened.` })
              },
            })
          }}
        >
          {fetchNew.isPending ? 'Fetching…' : 'Fetch from 311'}
        </button>
        <button
          type="button"
          className="usa-button usa-button--outline"
          aria-disabled={isBusy}
          onClick={() => {
            if (isBusy) return
            begin()
            issue.mutate(undefined, {
              onSuccess: ({ number }) => {
                say({ words: `Query Report ${number ?? ''} went to the executive officer.` })
              },
            })
          }}
        >
          Issue the Query Report
        </button>
      </div>
      <OpenNew
        lines={lines}
        isBusy={isBusy}
        onOpen={(beat) => {
          begin()
          openNew.mutate(beat, {
            onSuccess: ({ opened, not_opened }) => {
              const left = not_opened.map(({ label, value }) => `${label}: ${value}`).join(' ')
              say({ words: `Opened: ${opened.length}. ${left}`.trim() })
            },
          })
        }}
      />
      {error && <Failure error={error} />}
    </div>
  )
}

// A request that no beat is known for is opened with the others, or told why not.
const BEAT = /^[0-9]{4}$/

type OpenNewProps = {
  lines: QueryReport['lines']
  isBusy: boolean
  onOpen: (beat: string | null) => void
}

/** V.D.2.a: new requests are opened beat by beat, or all of the district's at once. */
function OpenNew({ lines, isBusy, onOpen }: OpenNewProps) {
  const [chosen, setBeat] = useState('')
  const unopened = lines.filter(({ srswo }) => srswo === null)
  const beats = new Map<string, number>()
  for (const { beat } of unopened) if (BEAT.test(beat)) beats.set(beat, (beats.get(beat) ?? 0) + 1)
  const beat = beats.has(chosen) ? chosen : ''
  return (
    <form
      className="cc-search-form"
      aria-label="Open new requests"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) onOpen(beat === '' ? null : beat)
      }}
    >
      <div>
        <label htmlFor="beat" className="usa-label">
          Beat
        </label>
        <select
          id="beat"
          className="usa-select"
          value={beat}
          onChange={(event) => {
            setBeat(event.target.value)
          }}
        >
          <option value="">Every beat, {unopened.length} new</option>
          {[...beats].map(([name, count]) => (
            <option key={name} value={name}>
              {name}, {count} new
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="usa-button usa-button--outline" aria-disabled={isBusy}>
        Open all new
      </button>
    </form>
  )
}

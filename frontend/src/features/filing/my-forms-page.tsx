import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { myForms } from '@/api/service-requests'
import type { Choice } from '@/api/types'
import { CaseRows } from '@/components/case-rows'
import { Cite } from '@/components/cite'
import { Page } from '@/components/page'
import { Paged } from '@/components/paged'

/** Every form that I filed, whatever became of it. */
export function MyFormsPage() {
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') ?? ''
  const page = useInfiniteQuery(myForms(state))
  const rows = page.data?.pages.flatMap((one) => one.rows)
  return (
    <Page
      title="My forms"
      lead={
        <p className="cc-lead">
          Every City Service Request that you filed, open or not. <Cite clauses="II.C" />
        </p>
      }
    >
      {page.data && (
        <States
          states={page.data.pages[0]?.states ?? []}
          state={state}
          onChange={(chosen) => {
            setSearch(chosen === '' ? {} : { state: chosen })
          }}
        />
      )}
      <Paged
        page={page}
        all={rows}
        what="your forms"
        none={state === '' ? 'You filed no form yet.' : 'None of your forms stands there.'}
      >
        {(all) => <CaseRows label="My forms" rows={all} />}
      </Paged>
    </Page>
  )
}

type StatesProps = { states: Choice[]; state: string; onChange: (state: string) => void }

function States({ states, state, onChange }: StatesProps) {
  return (
    <div className="cc-search-form cc-no-print">
      <div>
        <label htmlFor="state" className="usa-label">
          State
        </label>
        <select
          id="state"
          className="usa-select"
          value={state}
          onChange={(event) => {
            onChange(event.target.value)
          }}
        >
          <option value="">Any</option>
          {states.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { myForms } from '@/api/service-requests'
import type { Choice } from '@/api/types'
import { CaseRow } from '@/components/case-row'
import { Cite } from '@/components/cite'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'

/** Every form that I filed, whatever became of it. */
export function MyFormsPage() {
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') ?? ''
  const page = useInfiniteQuery(myForms(state))
  const rows = page.data?.pages.flatMap((one) => one.rows) ?? []
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
      {page.isPending && <Loading what="your forms" />}
      {page.error && <Failure error={page.error} retry={() => void page.refetch()} />}
      {page.data && rows.length === 0 && (
        <Empty
          words={state === '' ? 'You filed no form yet.' : 'None of your forms stands there.'}
        />
      )}
      <ol className="cc-rows" aria-label="My forms">
        {rows.map((row) => (
          <li key={row.reference}>
            <CaseRow row={row} />
          </li>
        ))}
      </ol>
      {page.hasNextPage && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          aria-disabled={page.isFetchingNextPage}
          onClick={() => void page.fetchNextPage()}
        >
          {page.isFetchingNextPage ? 'Loading…' : 'Load more'}
        </button>
      )}
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

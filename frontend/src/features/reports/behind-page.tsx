import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import { casesBehind } from '@/api/reports'
import { CaseRow } from '@/components/case-row'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'

/** The cases behind one figure of a report, as far as my reach goes. */
export function BehindPage() {
  const { kind = '', scope = '', period = '' } = useParams()
  const [search] = useSearchParams()
  const page = useInfiniteQuery(casesBehind({ kind, scope, period }, search.get('figure') ?? ''))
  const rows = page.data?.pages.flatMap((one) => one.rows) ?? []
  return (
    <Page
      wide
      title={`Cases: ${search.get('of') ?? ''}`}
      lead={
        <p className="cc-no-print">
          <Link to={`/reports/counted/${kind}/${scope}/${period}`}>Back to the report</Link>
        </p>
      }
    >
      {page.isPending && <Loading what="the cases" />}
      {page.error && <Failure error={page.error} retry={() => void page.refetch()} />}
      {page.data && rows.length === 0 && (
        <Empty words="None of these cases is within your reach." />
      )}
      <ol className="cc-rows">
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

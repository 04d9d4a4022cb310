import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import { casesBehind } from '@/api/reports'
import { CaseRows } from '@/components/case-rows'
import { Page } from '@/components/page'
import { Paged } from '@/components/paged'

/** The cases behind one figure of a report, as far as my reach goes. */
export function BehindPage() {
  const { kind = '', scope = '', period = '' } = useParams()
  const [search] = useSearchParams()
  const page = useInfiniteQuery(casesBehind({ kind, scope, period }, search.get('figure') ?? ''))
  const rows = page.data?.pages.flatMap((one) => one.rows)
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
      <Paged
        page={page}
        all={rows}
        what="the cases"
        none="None of these cases is within your reach."
      >
        {(all) => <CaseRows label="Cases" rows={all} />}
      </Paged>
    </Page>
  )
}
